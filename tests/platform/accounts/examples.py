"""Examples of the actions of signing in."""

from gongkai.platform.accounts import actions
from gongkai.platform.accounts.models import SignIn
from tests.examples import Example

ALWAYS = "it records what has happened already, in whatever state"


def sign_in_of(world, person) -> SignIn:
    """A browser in which the person is signed in."""
    return SignIn.objects.create(person=person, began_at=world.now, seen_at=world.now)


def end_somebody_elses(world):
    return {"by": world.admin, "sign_in": sign_in_of(world, world.nobody())}


def end_ones_own(world):
    return {"by": world.admin, "sign_in": sign_in_of(world, world.admin)}


EXAMPLES = [
    Example(
        actions.record_sign_in,
        lambda world: {"by": world.admin, "means": ("password",), "browser": "", "address": "192.0.2.1"},
        ALWAYS,
    ),
    Example(actions.record_failure, lambda world: {"by": world.admin, "step": "password", "tried": ""}, ALWAYS),
    Example(actions.record_lockout, lambda world: {"by": world.admin, "tried": ""}, ALWAYS),
    Example(actions.record_sign_out, lambda world: {"by": world.admin, "why": "asked", "sign_in": None}, ALWAYS),
    Example(actions.end_sign_in, end_ones_own, end_somebody_elses),
    Example(actions.record_password_change, lambda world: {"by": world.admin, "sign_in": None}, ALWAYS),
    Example(actions.record_password_reset, lambda world: {"by": world.admin}, ALWAYS),
    Example(actions.record_second_factor_added, lambda world: {"by": world.admin, "kind": "totp"}, ALWAYS),
    Example(actions.record_second_factor_removed, lambda world: {"by": world.admin, "kind": "totp"}, ALWAYS),
    Example(actions.record_recovery_codes, lambda world: {"by": world.admin}, ALWAYS),
    Example(
        actions.choose_language,
        lambda world: {"by": world.admin, "language": "en"},
        lambda world: {"by": world.admin, "language": "xx"},
    ),
]
