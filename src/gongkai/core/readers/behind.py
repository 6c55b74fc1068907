"""标签之后: what is printed in a row's place without being a figure: 约三十, 详见附件, a lone star.

Such a row or cell is not blank. Only the first words behind a label, or behind a row's last figure, are looked at:
notes in brackets, units, the form's own heads, headings and the next label are none that fill a cell.
"""

import re
from functools import cache

from gongkai.core.law.editions import EDITIONS, edition
from gongkai.core.readers.labels import Label, only_words
from gongkai.core.readers.tokens import HARD_GAP, Tokens

_ENUMERATORS = re.compile(r"\d\s?[.、]?\s?$")
_SOMETHING = re.compile(r"[0-9A-Za-z×○〇]")
_BRACKETS = re.compile(r"\([^()\n]*\)?")
_NO_CELL = re.compile(
    r"[一二三四五六七八]、|第[一二三四五六七八九十]+[条章项]|信息内容|单位|金额|数量|件数|备?注(?![一二三四五六七八九十])|说明|[万亿]?元$|[件项条宗份次个]$"
)
_HARD_CELL = re.compile(f"[{HARD_GAP}]")
_SOFT_CELL = re.compile(rf"[ {HARD_GAP}]")
_FIGURES = re.compile(r"(?:[\d.]+[ \t|\x1f]+){2}[\d.]")
_LONGEST = 12
"""Words on the line below a label that may still be a cell's; longer ones are a sentence or a heading."""
_LONE_STAR = re.compile(
    r"(^|[|\t\x1f])([ \t\u3000]*)(\*|(?<!\n)\*\*|\*\*(?=[ ]*\|))(?=[ \t\u3000\r]*(?:$|[|\t\x1f]))", re.M
)


def stars_as_unknown(text: str) -> str:
    """The text with a question mark for each star that is alone in its cell: it stands for a figure left out, while
    other stars are a program's signs for bold print. Offsets are kept."""
    if "*" not in text:
        return text
    return _LONE_STAR.sub(lambda star: f"{star[1]}{star[2]}{'?'.ljust(len(star[3]))}", text)


def unlike_figures(tokens: Tokens, label: Label, end: int, *, all_found: bool) -> bool:
    """Whether something that is no figure stands behind the label, before offset `end` (the next label's), in a row
    without figures; on the line below only where the labels of all rows around were found."""
    start = tokens.offset(label.end - 1) + 1
    if _digits_behind(tokens, label, start) or words_behind(tokens, start, end, wide=_is_wide(label)):
        return True
    return all_found and not _is_wide(label) and _words_below(tokens.text, start, end)


def figures_left_out(tokens: Tokens, label: Label) -> bool:
    """Whether on the line above the label's stand figures that were taken for those of a sentence: as where one cell of
    a row holds words."""
    end = tokens.text.rfind("\n", 0, tokens.offset(label.start))
    line = tokens.text[tokens.text.rfind("\n", 0, max(end, 0)) + 1 : max(end, 0)]
    return _FIGURES.search(line) is not None


def words_behind(tokens: Tokens, start: int, end: int, *, wide: bool) -> bool:
    """Whether the first words in a cell of their own behind `start`, on its line and before `end`, are no words of the
    form. In `wide` rows, whose long labels are torn at spaces, spaces part no cells."""
    line_end = tokens.text.find("\n", start)
    line = tokens.text[start : min(end, line_end) if line_end >= 0 else end]
    cells = (_HARD_CELL if wide else _SOFT_CELL).split(_BRACKETS.sub("", line))[1:]
    return _fills(next((cell.strip() for cell in cells if only_words(cell)), ""))


def _words_below(text: str, start: int, end: int) -> bool:
    """Whether the label is alone on its line and a cell's words are alone on the next line that holds anything."""
    line, _, below = text[start:end].partition("\n")
    if _BRACKETS.sub("", line).strip("| \t\r"):
        return False
    lines = (one.strip("| \t\r\u200b") for one in below.split("\n"))
    first = next((one for one in lines if one), "")
    return len(first) <= _LONGEST and not first.startswith("(") and _fills(_BRACKETS.sub("", first).strip())


def _is_wide(label: Label) -> bool:
    return len(label.form_row.row.columns) >= 7


def _fills(cell: str) -> bool:
    """Whether the words can only be what someone wrote for a figure: none of a heading, a unit or the form."""
    words = only_words(cell)
    if not words or _NO_CELL.match(cell):
        return False
    return not any(head in words or (len(words) > 2 and words in head) for head in _heads())


@cache
def _heads() -> frozenset[str]:
    """The words of the heads of table 2's columns, and of the groups of all tables."""
    found = set()
    for edition_id in EDITIONS:
        for table in edition(edition_id).form.tables:
            found |= {only_words(row.group) for row in table.rows if len(only_words(row.group)) > 2}
            if table.key == "proactive":
                found |= {only_words(column.label) for row in table.rows for column in row.columns}
    return frozenset(found)


def _digits_behind(tokens: Tokens, label: Label, start: int) -> bool:
    """Whether digits that do not look like a cell's figures stand between the label and the next words."""
    line_end = tokens.text.find("\n", start)
    text = tokens.text[start : max(tokens.offset(label.end), line_end)]
    return _SOMETHING.search(_ENUMERATORS.sub("", text)) is not None
