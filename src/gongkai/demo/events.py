"""事件: what the journal tells of the demo."""

from django.utils.translation import gettext_lazy as _

from gongkai.platform.audit.events import Event

DEMO_BUILT = Event("demo.built", _("An invented city was begun here: none of these data are real"))
