"""动作: the demo marks its own journal, so that wherever its records go, everybody knows that they are invented."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.demo.events import DEMO_BUILT
from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.audit.models import Entry
from gongkai.platform.refusals import Refused


def _is_none_yet(*, by: Any, now: datetime) -> None:
    if Entry.objects.filter(event=DEMO_BUILT.code).exists():
        raise Refused(_("The journal says already that this is a demo."))


@action(DEMO_BUILT, needs="it takes nothing and the demo's command alone calls it", check=_is_none_yet)
def mark_as_demo(*, by: Any, now: datetime) -> Recorded[None]:
    """The first entry of a demo: a site in production never opens a database that has it."""
    return Recorded(None, about=None)
