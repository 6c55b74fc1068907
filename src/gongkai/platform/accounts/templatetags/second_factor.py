"""第二因素: whether the signed-in person should have one, for the page that sets it up."""

from typing import Any

from django import template

from gongkai.platform.accounts.access import has_second_factor
from gongkai.platform.accounts.adapters import is_compulsory
from gongkai.platform.moments import legal_day, present
from gongkai.platform.permissions import needs_second_factor

register = template.Library()


@register.simple_tag(takes_context=True)
def second_factor_state(context: Any) -> dict[str, bool]:
    """Whether it `is_missing` (and enforced), and whether it `should_be` there by the person's roles and is not."""
    person = context["request"].user
    has = has_second_factor(person)
    return {
        "is_missing": not has and is_compulsory(person),
        "should_be": not has and needs_second_factor(person, legal_day(present())),
    }
