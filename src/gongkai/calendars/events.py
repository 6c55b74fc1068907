"""事件: what the journal tells of calendars."""

from django.utils.translation import gettext_lazy as _

from gongkai.platform.audit.events import Event

NOTICE_ADOPTED = Event("calendars.notice_adopted", _("Notice on holidays adopted"))
NOTICE_WITHDRAWN = Event("calendars.notice_withdrawn", _("Notice on holidays withdrawn"))
