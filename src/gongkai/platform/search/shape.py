"""字形: texts as they are compared, however they were typed.

`shape` keeps the length, so that a place in it is the same place in the text; `squeezed` is what is left without
blanks and signs, so that 〔2019〕60号, [2019] 60 号 and （2019）60号 are one.
"""

import re
from functools import lru_cache

from gongkai.core.fold import fold

CHINESE = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
"""The characters, those among them that were given a number only lately."""
_RUN = re.compile(rf"(?P<chinese>[{CHINESE}]+)|(?P<other>[^\W_{CHINESE}]+)")
"""Chinese characters in a row, or letters and digits in a row."""


def shape(text: str) -> str:
    """The text in simplified, half-width, lower-case characters, of the same length.

    >>> shape("〔２０１９〕６０號 T3.ROW")
    '(2019)60号 t3.row'
    """
    folded = fold(text)
    lower = folded.lower()
    if len(lower) == len(folded) and "Σ" not in folded:  # which is another letter at the end of a word
        return lower
    return "".join(lower if len(lower := one.lower()) == 1 else one for one in folded)


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """What of a text counts: its characters, letters and digits, without blanks and signs. The titles that most people
    find are asked for again and again.

    >>> squeezed("国办公开办函〔2019〕60号"), squeezed("T3.ROW")
    ('国办公开办函201960号', 't3row')
    """
    return "".join(found[0] for found in _RUN.finditer(shape(text)))


def runs(text: str) -> list[tuple[str, bool]]:
    """The runs of a text that is in shape, each with whether it is Chinese.

    >>> runs("政府信息公开 t3.row")
    [('政府信息公开', True), ('t3', False), ('row', False)]
    """
    return [(found[0], found.lastgroup == "chinese") for found in _RUN.finditer(text)]


def pairs(run: str) -> list[str]:
    """The characters of a run two by two, each beside the next; a single one by itself.

    >>> pairs("政府信息"), pairs("号")
    (['政府', '府信', '信息'], ['号'])
    """
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]
