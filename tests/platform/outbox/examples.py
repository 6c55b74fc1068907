"""Examples of what becomes of messages."""

from typing import Any

from gongkai.platform.guard import unguarded
from gongkai.platform.outbox import actions
from gongkai.platform.outbox.models import Message, Reason, State
from tests.examples import Example


def a_message(world: Any, state: str = State.WAITING, **given: Any) -> Message:
    """A message of the bureau in that state."""
    began = {} if state == State.WAITING else {"attempts": 1, "tries": 1, "begun_at": world.now}
    sent = {"sent_at": world.now, "sent_by": world.admin} if state == State.SENT else {}
    usual = {"channel": "mail", "to": "li@example.com", "subject": "2026-0001", "body": "x", "organ": world.bureau.pk}
    with unguarded("the world of the tests"):
        return Message.objects.create(
            **{
                **usual,
                "state": state,
                "not_before": world.now,
                "queued_at": world.now,
                "queued_by": world.admin,
                **began,
                **sent,
                **given,
            }
        )


def _call(world: Any, state: str, **more: Any) -> dict[str, Any]:
    return {"by": world.person("administrator", world.bureau), "message": a_message(world, state), **more}


NOT_SENT = {"attempt": 1, "reason": Reason.REFUSED, "detail": "450", "for_good": False}
UNCERTAIN = {"attempt": 1, "reason": Reason.NO_ANSWER}


def _with_one_unsent(world: Any) -> dict[str, Any]:
    a_message(world)
    return {"by": world.admin}


EXAMPLES = [
    Example(
        actions.begin_sending,
        right=lambda world: _call(world, State.WAITING),
        refused=lambda world: _call(world, State.SENDING),
    ),
    Example(
        actions.record_sent,
        right=lambda world: _call(world, State.SENDING, attempt=1),
        refused=lambda world: _call(world, State.SENDING, attempt=2),
    ),
    Example(
        actions.record_not_sent,
        right=lambda world: _call(world, State.SENDING, **NOT_SENT),
        refused=lambda world: _call(world, State.WAITING, **NOT_SENT),
    ),
    Example(
        actions.record_uncertain,
        right=lambda world: _call(world, State.SENDING, **UNCERTAIN),
        refused=lambda world: _call(world, State.SENT, **UNCERTAIN),
    ),
    Example(
        actions.send_again,
        right=lambda world: _call(world, State.UNCERTAIN),
        refused=lambda world: _call(world, State.SENT),
    ),
    Example(
        actions.mark_as_sent,
        right=lambda world: _call(world, State.UNCERTAIN),
        refused=lambda world: _call(world, State.FAILED),
    ),
    Example(
        actions.cancel,
        right=lambda world: _call(world, State.FAILED),
        refused=lambda world: _call(world, State.SENDING),
    ),
    Example(
        actions.hold_unsent,
        right=_with_one_unsent,
        refused="with nothing unsent it holds nothing, and the journal tells so",
    ),
]
