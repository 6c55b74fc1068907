"""地址过滤器: an e-mail address that goes over lines at its signs, not within a word."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

register = template.Library()

_SIGN = re.compile(r"(?=[@.])")


@register.filter
def mail_address(address: str) -> SafeString:
    """The address, escaped; a line may end before @ and before a dot.

    >>> mail_address("a.b@c.cn")
    'a<wbr>.b<wbr>@c<wbr>.cn'
    """
    return SafeString("<wbr>".join(map(escape, _SIGN.split(address))))
