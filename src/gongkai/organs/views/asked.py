"""所问: what a request asks for, found within what the person may see."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from gongkai.platform.moments import today
from gongkai.platform.refusals import Forbidden, Refused
from gongkai.platform.typed import day_field


def day_asked(request: HttpRequest) -> date:
    """The day `on` of the address, today where it names none. Raises Refused for what is no day, or none within
    reason."""
    try:
        return day_field("", required=False).clean(request.GET.get("on", "")) or today()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None


def one_of(records: QuerySet, number: int) -> Any:
    """The record of that number among those that the person may see. Raises Http404."""
    return get_object_or_404(records, pk=number)


def require_allowed(request: HttpRequest, act: Any, organ: Any) -> None:
    """Raises Forbidden unless the person holds in that organ the permission that the action needs."""
    if not act.is_allowed(request.user, organ):
        raise Forbidden(act.needs)


def require_possible(request: HttpRequest, act: Any, **arguments: Any) -> None:
    """Raises whatever hinders the action before anything was typed."""
    hindrance = act.hindrance(by=request.user, **arguments)
    if hindrance is not None:
        raise hindrance
