"""事件: what the journal tells of the mechanism itself."""

from django.utils.translation import gettext_lazy as _

from gongkai.platform.audit.events import Event

KEYS_ROTATED = Event("keys.rotated", _("Personal data were encrypted with a new key"))
