"""分页标签: which numbers of pages are offered."""

from django import template
from django.core.paginator import Page

register = template.Library()


@register.simple_tag
def numbers_of(page: Page) -> list[int | None]:
    """The first and last page and those around this one; None stands for those left out."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]
