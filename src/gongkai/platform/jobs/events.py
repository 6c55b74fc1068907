"""事件: what people do to tasks."""

from django.utils.translation import gettext_lazy as _

from gongkai.platform.audit.events import Event

TRIED_AGAIN = Event("jobs.tried_again", _("Failed task tried again"))
