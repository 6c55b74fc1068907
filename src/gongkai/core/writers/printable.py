"""可见字符: text from a file as it may stand on a screen, in a Word file or in a workbook.

A character that steers a terminal, turns the direction of writing, or that no XML document may hold is made visible,
so that nobody's screen obeys a file and no document breaks over one.
"""

import re

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SPACES = dict.fromkeys(map(ord, "\n\t\u2028\u2029"), " ")


def printable(text: str) -> str:
    r"""The text with such characters made visible, line ends and tabs as spaces.

    >>> printable("林业局\x1b[31m\n2024\udcff")
    '林业局\\x1b[31m 2024\\udcff'
    """
    return _UNPRINTABLE.sub(lambda match: ascii(match[0])[1:-1], text.translate(_SPACES))
