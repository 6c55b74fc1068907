"""动作: those of the mechanism itself, which belong to no records."""

from datetime import datetime
from typing import Any

from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.actions.events import KEYS_ROTATED
from gongkai.platform.permissions import Permission


@action(KEYS_ROTATED, needs=Permission.KEYS_ROTATE)
def record_rotation(*, by: Any, now: datetime, key: str, values: int) -> Recorded[None]:
    """密钥轮换入日志: `values` values are now sealed with the key of that id (`personal.rotation.reseal_all`)."""
    return Recorded(None, about=None, payload={"key": key, "values": values})
