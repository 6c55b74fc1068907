"""页眉页脚: page marks, headers and footers, which are no text of the report.

They stand in the margin, above or below everything else on their page. A mark (- 5 -, 第 3 页, 5/12) is known by its
shape; a bare number only where it stands far from all else, or counts the pages; a header or footer by standing on
several pages at the same height.
"""

import re
from collections import Counter

from gongkai.core.readers.pdf.blocks import Block, Text
from gongkai.core.readers.pdf.lines import Line
from gongkai.core.readers.pdf.sheet import Box

_MARGIN = 0.13
"""The share of a page's height that its upper and its lower margin may take."""
_NEAR = 3.0
_FAR = 1.8
"""A bare number is a page's when it stands this many heights of its type from all else."""
_LONGEST = 20
_MOST_LINES = 6
_MARK = re.compile(
    r"[-—–·•~]{1,2}\s*\d{1,4}\s*[-—–·•~]{1,2}|第\s*(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|[Pp](?:age)?[.\s]*\d{1,4}|\d{1,3}\s*/\s*\d{1,3}|共\s*\d{1,4}\s*页\s*[,，/]?\s*第\s*\d{1,4}\s*页"
)
_NUMBER = re.compile(r"\d{1,3}")
_WORDS = re.compile(r"[A-Za-z\u4e00-\u9fff]")


def page_marks(lines: list[Line], tables: list[Box], height: float) -> set[int]:
    """The places of those lines that are page marks by their shape, or numbers in the margin far from all else."""
    upper = [place for place, line in enumerate(lines) if line.box[3] < _MARGIN * height]
    lower = [place for place, line in enumerate(lines) if line.box[1] > (1 - _MARGIN) * height]
    boxes = [*(line.box for line in lines), *tables]
    found = set()
    for place in upper[:_MOST_LINES] + lower[-_MOST_LINES:]:
        line = lines[place]
        if len(line.glyphs) > _LONGEST:
            continue
        if _MARK.fullmatch(line.text):
            found.add(place)
        elif _NUMBER.fullmatch(line.text):
            box = line.box
            gaps = (max(one[1] - box[3], box[1] - one[3]) for other, one in enumerate(boxes) if other != place)
            if min(gaps, default=line.size * _FAR) >= line.size * _FAR:
                found.add(place)
    return found


def without_furniture(pages: list[list[Block]]) -> tuple[list[list[Block]], list[str]]:
    """The pages without their furniture, and the texts of headers and footers, each once."""
    margins = [_margin(page) for page in pages]
    repeated = _repeated(margins)
    offsets = Counter(
        int(text.text) - text.sheet.number for margin in margins for text in margin if _NUMBER.fullmatch(text.text)
    )
    heads: dict[str, None] = {}
    kept = []
    for page, margin in zip(pages, margins, strict=True):
        gone = set()
        for text in margin:
            if _key(text) in repeated:
                heads[text.text] = None
                gone.add(id(text))
            elif _NUMBER.fullmatch(text.text) and offsets[int(text.text) - text.sheet.number] > 1:
                gone.add(id(text))
        kept.append([block for block in page if id(block) not in gone])
    return kept, list(heads)


def _margin(page: list[Block]) -> list[Text]:
    """The lines of the page's margins: those above or below everything else that stands within the page."""
    if not page:
        return []
    lines = [block for block in page if isinstance(block, Text)]
    height = lines[0].sheet.height if lines else 0.0
    upper = [line for line in lines if line.box[3] < _MARGIN * height]
    lower = [line for line in lines if line.box[1] > (1 - _MARGIN) * height]
    return upper[:3] + lower[-3:]


def _key(text: Text) -> tuple[str, int]:
    return re.sub(r"\d+", "#", text.text), round(text.box[1] / _NEAR)


def _repeated(margins: list[list[Text]]) -> set[tuple[str, int]]:
    """What stands on several pages at the same height, its numbers aside."""
    counts = Counter(key for margin in margins for key in {_key(text) for text in margin} if _is_wording(key[0]))
    least = 2 if len(margins) < 4 else 3
    return {key for key, count in counts.items() if count >= least}


def _is_wording(text: str) -> bool:
    """Whether the text is mostly words, and no row of a table."""
    return len(_WORDS.findall(text)) >= 2 * max(text.count("#"), 1)
