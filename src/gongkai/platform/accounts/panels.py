"""个人页面的栏目: what other applications show on a person's own page. Each adds its panel when the site starts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.platform.accounts.models import Person


@dataclass(frozen=True)
class Panel:
    """A part of the page: its template, and what the template is given of the person on that day."""

    template: str
    about: Callable[[Person, date], dict[str, Any]]


PANELS: list[Panel] = []
"""In the order shown."""
