"""事件目录: what the journal can tell, as the table of docs/journal.md, from the events and the actions themselves."""

from collections.abc import Iterator
from inspect import signature
from typing import get_args

from django.db.models.base import ModelBase
from django.utils.translation import override

from gongkai.platform.actions.action import ACTIONS, Action
from gongkai.platform.audit.events import EVENTS
from gongkai.platform.permissions import Permission

HEAD = ("code", "中文", "English", "action", "needs", "where", "gives")


def lines() -> Iterator[str]:
    """The table in Markdown, a line an event, by code."""
    yield f"| {' | '.join(HEAD)} |"
    yield "|---" * len(HEAD) + "|"
    for code, event in sorted(EVENTS.items()):
        with override("zh-hans"):
            chinese = str(event.title)
        with override("en"):
            english = str(event.title)
        yield f"| {' | '.join((f'`{code}`', chinese, english, *_of(ACTIONS.get(code))))} |"


def _of(act: Action | None) -> tuple[str, str, str, str]:
    if act is None:
        return "—", "—", "—", "—"
    module = act.do.__module__.removeprefix("gongkai.").removesuffix(".actions")
    if not isinstance(act.needs, Permission):
        return f"`{module}.{act.do.__name__}`", act.needs, "—", _kind(act)
    where = f"the organ of `{act.at}`" if act.at else "the whole installation"
    needs = f"`{act.needs}`"
    return f"`{module}.{act.do.__name__}`", needs, where, _kind(act)


def _kind(act: Action) -> str:
    """The record that it gives back, which as a rule is what the entry is about."""
    for given in get_args(signature(act.do, eval_str=True).return_annotation):
        if isinstance(given, ModelBase):
            return f"`{given._meta.label_lower}`"
    return "—"
