"""全称表述: what a sentence says of every one, 均获维持, 全部办结, 均予以公开, as cells that must then be 0."""

import re

from gongkai.core.claims.readings import CARRIED_OUT, Rows

_NOT_DISCLOSED: Rows = ("requests.partial", "requests.refused", "requests.unavailable")
_OPEN = ("按", "期限", "到期", "除", "结转", "时限", "其余")
"""Words that leave room for requests that are not due yet."""

_NO_CARRY_OVER = re.compile("(?:无|没有|未)结转")


def must_be_none(words: str, sentence: str) -> tuple[str, tuple[Rows, ...]]:
    """The table that the words speak of, and the rows of it that are then 0. For table 4 these are columns of the
    remedy they follow. ('', ()) where the sentence itself leaves an exception."""
    if "维持" in words:
        return "remedies", (("corrected", "other"),)
    if any(word in _NO_CARRY_OVER.sub("", sentence) for word in _OPEN):
        return "", ()
    if "公开" in words:
        return "requests", (_NOT_DISCLOSED,)
    return "requests", CARRIED_OUT
