"""来访地址: the network address from which a request comes.

Only behind our own proxy (GONGKAI_PROXY=1) is what it adds to X-Forwarded-For believed, and of that only the last
address, which the proxy itself saw; whatever stands before it came from outside.
"""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """The address; None where there is none (a request made by a test)."""
    if settings.IS_BEHIND_PROXY:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if _is_address(seen):
            return seen
    return request.META.get("REMOTE_ADDR") or None


def network_of(request: HttpRequest) -> str:
    """What is counted as one visitor: an address of version 4; of version 6 the 64 bits that a line is given, for in
    them anybody takes as many addresses as they like. '' where there is none."""
    text = (address_of(request) or "").partition("%")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    mapped = address.ipv4_mapped
    return str(ipaddress.ip_network((int(address), 64), strict=False)) if mapped is None else str(mapped)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
