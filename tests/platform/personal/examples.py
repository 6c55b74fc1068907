"""The action of the mechanism itself that is journaled when keys are rotated."""

from gongkai.platform.accounts.models import Person
from gongkai.platform.actions.actions import record_rotation
from tests.examples import Example

EXAMPLES = [
    Example(
        record_rotation,
        right=lambda world: {"by": Person.objects.system(), "key": "2", "values": 10},
        refused="what was done to the values is told in every state",
    ),
]
