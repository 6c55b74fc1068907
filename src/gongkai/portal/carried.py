"""随页结果: what a page knows and the site does not keep, signed and compressed, carried by the page itself.

Whoever has the page can hand it back to have a file made of it. What was altered on the way, or is a day old, is not
taken.
"""

from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from gongkai.platform.refusals import Refused

A_DAY = 24 * 60 * 60

LARGEST = 2_300_000
"""Characters that a form can hand back; DATA_UPLOAD_MAX_MEMORY_SIZE leaves room for as many."""


def carry(kind: str, content: Any) -> str:
    """The content, of what JSON knows, as text that only this installation can have written."""
    return signing.dumps(content, salt=_salt(kind), compress=True)


def carried(kind: str, text: str, max_age: int = A_DAY) -> Any:
    """The content of a text of that kind. Raises Refused where it is none, was altered, or is too old."""
    try:
        return signing.loads(text, salt=_salt(kind), max_age=max_age)
    except signing.SignatureExpired:
        raise Refused(_("This page is more than a day old. Upload the files again.")) from None
    except signing.BadSignature:
        raise Refused(_("The result came back altered and was not used. Upload the files again.")) from None


def _salt(kind: str) -> str:
    return f"gongkai.portal.carried.{kind}"
