"""地址: the addresses of many records of a kind: the site's routes are asked for the first of them alone."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

_STANDING_IN = 987_654_321


def address_of(route: str, number: int) -> str:
    """Where that record is shown, by a route that takes its number and nothing else.

    >>> address_of("organs:organ", 17)
    '/staff/organs/17/'
    """
    return _pattern(route, get_script_prefix()).replace(str(_STANDING_IN), str(int(number)))


@lru_cache(maxsize=256)
def _pattern(route: str, prefix: str) -> str:
    return reverse(route, args=[_STANDING_IN])
