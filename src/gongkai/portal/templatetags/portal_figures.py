"""数字与文字标签: figures, and text from files, as pages show them."""

from django import template

from gongkai.core.findings import Figure
from gongkai.core.writers.as_json import json_figure
from gongkai.core.writers.printable import printable

register = template.Library()


@register.filter
def figure(value: Figure | None) -> str:
    """A figure in plain notation; '' where there is none."""
    return "" if value is None else str(json_figure(value))


@register.filter
def visible(text: str | None) -> str:
    """Text from a file, with the signs made visible that would turn or hide it."""
    return printable(text or "")
