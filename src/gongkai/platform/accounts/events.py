"""事件: what the journal can tell about signing in."""

from django.utils.translation import gettext_lazy as _

from gongkai.platform.audit.events import Event

SIGNED_IN = Event("accounts.signed_in", _("Signed in"))
SIGN_IN_FAILED = Event("accounts.sign_in_failed", _("Sign-in failed"))
LOCKED_OUT = Event("accounts.locked_out", _("Locked out after failed sign-ins"))
SIGNED_OUT = Event("accounts.signed_out", _("Signed out"))
SIGN_IN_ENDED = Event("accounts.sign_in_ended", _("Ended a sign-in in another browser"))
PASSWORD_CHANGED = Event("accounts.password_changed", _("Password changed"))
PASSWORD_RESET = Event("accounts.password_reset", _("Password reset by e-mail"))
SECOND_FACTOR_ADDED = Event("accounts.second_factor_added", _("Second factor added"))
SECOND_FACTOR_REMOVED = Event("accounts.second_factor_removed", _("Second factor removed"))
RECOVERY_CODES_MADE = Event("accounts.recovery_codes_made", _("Recovery codes made"))
LANGUAGE_CHOSEN = Event("accounts.language_chosen", _("Language chosen"))
