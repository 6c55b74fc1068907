"""表单: the forms of signing in, with our own words; django-allauth checks what is typed."""

import struct
from typing import Any

from allauth.account import forms as account_forms
from allauth.account.fields import PasswordField, SetPasswordField
from allauth.core import context
from allauth.mfa.adapter import get_adapter as second_factor_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from gongkai.platform.accounts.access import identity_of
from gongkai.platform.accounts.lockout import is_locked
from gongkai.platform.accounts.models import Person
from gongkai.platform.typed import PlainField


def _rules() -> str:
    return " ".join(str(text) for text in password_validators_help_texts())


def _password(label: Any) -> PasswordField:
    return _plain(PasswordField(label=label, autocomplete="current-password"))


def _new_password() -> SetPasswordField:
    return _plain(SetPasswordField(label=_("New password"), help_text=lazy(_rules, str)()))


def _again() -> PasswordField:
    return _plain(PasswordField(label=_("New password again"), autocomplete="new-password"))


def _plain(field: Any) -> Any:
    field.widget.attrs.pop("placeholder", None)
    return field


def _code(label: Any) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attributes))


class KeyAnswerField(forms.JSONField):
    """What a security key answered, as the browser passed it on, read by `kind`. Whatever can't be read so is a mistake
    at the form: allauth asks for more than JSON without looking."""

    def __init__(self, kind: Any) -> None:
        super().__init__(widget=forms.HiddenInput)
        self.kind = kind

    def to_python(self, value: Any) -> Any:
        """The answer, looked through."""
        answer = super().to_python(value)
        try:
            self.kind.from_dict(answer)
        except (TypeError, ValueError, LookupError, AttributeError, struct.error):
            raise forms.ValidationError(gettext("The security key gave no usable answer; try again.")) from None
        return answer


class LoginForm(account_forms.LoginForm):
    """Login name and password."""

    password = _password(_("Password"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Login name")
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }


class ReauthenticateForm(account_forms.ReauthenticateForm):
    """The password once more, before something sensitive."""

    password = _password(_("Password"))


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """A new password in place of the present one."""

    oldpassword = _password(_("Present password"))
    password1 = _new_password()
    password2 = _again()

    def clean(self) -> dict[str, Any]:
        """Refuses the same password again: an initial one would stay known to whoever chose it."""
        cleaned = super().clean()
        if cleaned.get("password1") and cleaned.get("password1") == cleaned.get("oldpassword"):
            self.add_error("password1", gettext("This is the present password; choose another one."))
        return cleaned


def _is_elsewhere(person: Person) -> bool:
    """Whether the person signs in through the identity provider alone."""
    return not person.has_usable_password() and bool(identity_of(person))


class ResetPasswordForm(account_forms.ResetPasswordForm):
    """The e-mail address to which the link for a new password goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = _plain(self.fields["email"])
        field.label = _("E-mail address")

    def clean_email(self) -> str:
        """Keeps only who alone has this address (a shared mailbox of an office must not open its colleagues' accounts),
        and does not sign in through the identity provider instead. The page says nothing of it."""
        email = super().clean_email()
        sharing = Person.objects.filter(email__iexact=email, is_active=True, is_system=False)
        self.users = [] if len(sharing) > 1 else [person for person in sharing if not _is_elsewhere(person)]
        return email


class ResetPasswordKeyForm(account_forms.ResetPasswordKeyForm):
    """A new password, by the link in an e-mail."""

    password1 = _new_password()
    password2 = _again()


class AuthenticateForm(code_forms.AuthenticateForm):
    """The code after the password. A login that is locked out tries none."""

    code = _code(_("Code from the authenticator app, or a recovery code"))

    def clean_code(self) -> str:
        """Refuses during a lockout, also a right code."""
        if is_locked(context.request, self.user.login):
            raise second_factor_adapter().validation_error("incorrect_code")
        return super().clean_code()


class ReauthenticateCodeForm(code_forms.ReauthenticateForm):
    """The code once more, before something sensitive."""

    code = _code(_("Code from the authenticator app, or a recovery code"))

    def clean_code(self) -> str:
        """Refuses during a lockout, also a right code."""
        if is_locked(context.request, self.user.login):
            raise second_factor_adapter().validation_error("incorrect_code")
        return super().clean_code()


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    """The first code, which proves that the app has the secret."""

    code = _code(_("Code that the app shows now"))


class AddKeyForm(key_forms.AddWebAuthnForm):
    """A name for a security key; the key itself answers through the browser."""

    name = PlainField(label=_("Name of the key"), max_length=60, required=False)
    credential = KeyAnswerField(RegistrationResponse)


class AuthenticateKeyForm(key_forms.AuthenticateWebAuthnForm):
    """The answer of a security key after the password. A wrong one counts and is told like a wrong code, which allauth
    does for codes alone."""

    credential = KeyAnswerField(AuthenticationResponse)

    def clean_credential(self) -> Authenticator:
        """Refuses during a lockout, also a right answer."""
        if is_locked(context.request, self.user.login):
            raise second_factor_adapter().validation_error("incorrect_code")
        try:
            return super().clean_credential()
        except forms.ValidationError:
            authentication_failed.send(Authenticator, request=context.request, user=self.user, authenticator=None)
            raise


class ReauthenticateKeyForm(AuthenticateKeyForm):
    """The answer of a security key before something sensitive."""

    reauthenticated = True


class EditKeyForm(key_forms.EditWebAuthnForm):
    """Another name for a security key."""

    name = PlainField(label=_("Name of the key"), max_length=60)


class LanguageForm(forms.Form):
    """The language of a person's pages."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
