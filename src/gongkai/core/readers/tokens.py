"""字词与数字: a text taken apart into the words that labels are made of and the figures that cells may hold.

`words` is the text's Chinese characters alone, run together, so that a label is found however it was letter-spaced,
broken by lines or pages, or split around its figures. Each figure knows how many of those characters stand before it
(`after`), which places it among the labels, and its offsets in the source. A figure counts only where a cell could
be: numbers inside sentences, instructions and page furniture are not figures.
"""

import re
from dataclasses import dataclass
from functools import cache

from gongkai.core.law.editions import EDITIONS, edition

HARD_GAP = "\n\r\t|\x1e\x1f\x0b\x0c"
"""Characters that always end a cell; a space may stand inside a label."""

_TOKEN = re.compile(
    r"(?P<words>[\u4e00-\u9fff]+)"
    r"|(?P<figure>(?<![\d.])(?:(?<!\d)[+\-](?=\d))?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
    r"|(?P<mark>(?<![^\s|\x1e\x1f])(?:[/\\]|[-—]{1,2}|\?)(?![^\s|\x1e\x1f]))"
)
_AFTER_FIGURE = re.compile(
    r"(?P<unit>\s?(?:万元|亿元|元(?!旦)|[万亿](?![\u4e00-\u9fff])|[件项条宗份次个起例](?![\u4e00-\u9fff])))?"
    r"(?P<note>\((?![一二三四五六七八九十]\))[^()\n|\x1e\x1f]{2,40}\))?"
)
_ENUMERATOR_DOT = re.compile(r"[.、]\s?(?=[\u4e00-\u9fff“\"])")
_HEADING = re.compile(r"[一二三四五六七]、|第二十条|\([一二三四五六七]\)")
_TORN_NONE = re.compile(r"[\s|]+(?:法[\s|]*提|正[\s|]*当)")
_SIGN_IN_WORDS = re.compile(r"(?:增加?|减少?)\d")
FURNITURE = re.compile(
    r"(?:^|(?<=[|]))[ ]*(?:"
    r"[-—]{1,2}[ ]*\d{1,4}[ ]*[-—]{1,2}|第[ ]*\d{1,4}[ ]*页(?:[ ,/]*共[ ]*\d{1,4}[ ]*页)?|[Pp](?:age)?[. ][ ]*\d{1,4}"
    r"|\d{1,3}/\d{1,3}|(?:浏览|点击|阅读|访问)(?:次数|量)?[ ]*:[ ]*\d+[ ]*次?"
    r")[ ]*(?=$|[|\r])",
    re.M,
)
_LONGEST_FIGURE = 63
"""Digits in a run, glued ones included; more are no figures of a form."""
_RULE_SIGNS = frozenset("|-: \t\r")


@dataclass(slots=True, eq=False)
class Printed:
    """Something printed where a cell could be: its text and offsets; `after` counts the words' characters before it;
    `mark` is True for a sign printed for nothing or a question mark; `glued` when a character of a label or another
    figure touches it."""

    text: str
    start: int
    end: int
    after: int
    mark: bool = False
    glued: bool = False


@dataclass(slots=True)
class Tokens:
    """A text taken apart. `text` is folded and without furniture, offsets as in the source; `offsets[i]` is where
    character `i` of `words` stands."""

    text: str
    words: str
    offsets: list[int]
    figures: list[Printed]

    def offset(self, word: int) -> int:
        """Where character `word` of the words stands in the text; the text's end for the words' end."""
        return self.offsets[word] if word < len(self.offsets) else len(self.text)


@cache
def _label_ends() -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last two characters of every label a figure may touch."""
    heads, tails = set(), set()
    for edition_id in EDITIONS:
        for table in edition(edition_id).form.tables:
            for row in table.rows:
                labels = [
                    *row.labels,
                    *(label for column in row.columns for label in column.labels),
                    row.group,
                ]
                for label in labels:
                    plain = re.sub(r"[^\u4e00-\u9fff]", "", label)
                    heads.add(plain[:2])
                    tails.add(plain[-2:])
    return frozenset(heads | {"信息", "申请", "本年", "不予", "无法", "其他"}), frozenset(tails)


@cache
def _label_pairs() -> frozenset[str]:
    """Any two neighbouring characters of a label: where a label may be torn by a line that holds its figures, too."""
    return frozenset(label[i : i + 2] for label in _labels() for i in range(len(label) - 1))


@cache
def _labels() -> tuple[str, ...]:
    """The words of every label, to tell a head row that the form prints from one that a program invented."""
    found = set()
    for edition_id in EDITIONS:
        for table in edition(edition_id).form.tables:
            for row in table.rows:
                labels = [*row.labels, *(label for column in row.columns for label in column.labels)]
                found |= {re.sub(r"[^\u4e00-\u9fff]", "", label) for label in labels}
    return tuple(found)


def without_furniture(text: str) -> str:
    """The folded text with page marks, counters, markdown rules and invented head rows blanked, offsets kept."""
    text = FURNITURE.sub(lambda m: " " * len(m[0]), text.replace("&nbsp;", " " * 6))
    if "---" not in text:
        return text
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if "---" in line and _RULE_SIGNS.issuperset(line):
            lines[place] = " " * len(line)
            if place and _invented(lines[place - 1]):
                lines[place - 1] = " " * len(lines[place - 1])
    return "\n".join(lines)


def _invented(heads: str) -> bool:
    """Whether a markdown head row is a program's own: none of the form's labels, and no figures but a count of
    columns."""
    words = re.sub(r"[^\u4e00-\u9fff]", "", heads)
    if any(label in words for label in _labels()):
        return False
    return not re.search(r"\d", heads) or _counts_up(re.sub(r"[^\d|]", "", heads))


def _counts_up(numbers: str) -> bool:
    """Whether the numbers of an invented head row just count the columns: 0 1 2 … or 1 2 3 …"""
    values = [int(number) for number in re.findall(r"\d+", numbers)]
    return len(values) > 2 and values[0] in (0, 1, 2) and values == list(range(values[0], values[0] + len(values)))


def take_apart(folded: str) -> Tokens:
    """The tokens of a folded text."""
    text = without_furniture(folded)
    words: list[str] = []
    offsets: list[int] = []
    figures: list[Printed] = []
    done = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if end <= done or (match.lastgroup == "figure" and end - start > _LONGEST_FIGURE):
            continue
        start = max(start, done)
        if match.lastgroup == "words":
            if match[0] == "无" and _between_gaps(text, start, end) and not _TORN_NONE.match(text, end):
                figures.append(Printed(match[0], start, end, len(offsets), mark=True))
                continue
            words.append(text[start:end])
            offsets.extend(range(start, end))
            continue
        if match.lastgroup == "mark":
            figures.append(Printed(match[0], start, end, len(offsets), mark=True))
            continue
        figure = _figure(text, start, end, len(offsets), figures)
        if figure is not None:
            if words and figure.start < start:  # the sign in words (增, 减) belongs to the figure
                taken = start - figure.start
                words[-1] = words[-1][:-taken]
                del offsets[-taken:]
                figure.after = len(offsets)
            figures.append(figure)
            done = figure.end
    return Tokens(text, "".join(words), offsets, figures)


def _between_gaps(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (not before or before.isspace() or before in HARD_GAP) and (
        not after or after.isspace() or after in HARD_GAP
    )


def _figure(text: str, start: int, end: int, after: int, figures: list[Printed]) -> Printed | None:
    """The figure printed at (start, end) with its sign, unit and note; None where no cell could be."""
    dot = _ENUMERATOR_DOT.match(text, end)
    if dot:  # a list number (2.其他…), perhaps touching the figure before it
        end -= 1
        if end <= start or not text[start:end].isdigit():
            return None
        return Printed(text[start:end], start, end, after, glued=True) if _stands_after(text, start, figures) else None
    if text[start - 1 : start] in "增减" and start:
        start -= 1
    elif text[max(start - 2, 0) : start] in ("增加", "减少"):
        start -= 2
    tail = _AFTER_FIGURE.match(text, end)
    if tail:
        end = tail.end()
    if not _stands_after(text, start, figures) or not _stands_before(text, end):
        return None
    if _begins_a_label(text, start, end):
        return None
    touching = not text[end : end + 1].isspace() and text[end : end + 1] not in HARD_GAP and end < len(text)
    before = text[start - 1 : start]
    return Printed(text[start:end], start, end, after, glued=touching or "\u4e00" <= before <= "\u9fff")


def _begins_a_label(text: str, start: int, end: int) -> bool:
    """Whether the figure opens its cell and a label touches it: a list number that has lost its dot (2其他法律…)."""
    opens = text[max(start - 40, 0) : start].rstrip(" ")[-1:] in ("", *HARD_GAP)
    return opens and "\u4e00" <= text[end : end + 1] <= "\u9fff" and not _HEADING.match(text, end)


def _stands_after(text: str, start: int, figures: list[Printed]) -> bool:
    """Whether what comes before the figure lets it be a cell: a gap, another figure, the end of a label."""
    place = start
    while place and text[place - 1] == " ":
        place -= 1
    before = text[place - 1 : place]
    if not before or before in HARD_GAP or before.isspace():
        return True
    if figures and figures[-1].end == place:
        return True
    if "\u4e00" <= before <= "\u9fff" or before in ')"”“':
        if text[place - 2 : place] in _label_ends()[1]:
            return True
        word = re.sub(r"[^\u4e00-\u9fff]", "", text[max(place - 24, 0) : place])
        return word[-2:] in _label_ends()[1] or start - place > 2 or (place < start and word[-2:] in _label_pairs())
    return False


def _stands_before(text: str, end: int) -> bool:
    """Whether what comes after the figure lets it be a cell: a gap, another figure, the beginning of a label."""
    place = end
    while text[place : place + 1] == " ":
        place += 1
    after = text[place : place + 1]
    if not after or after in HARD_GAP or after.isspace():
        return True
    if after.isdigit() or after in "+-/—?":
        return place > end
    if _HEADING.match(text, place) or _SIGN_IN_WORDS.match(text, place):
        return True
    if "\u4e00" <= after <= "\u9fff":
        if text[place : place + 2] in _label_ends()[0]:
            return True
        word = re.sub(r"[^\u4e00-\u9fff]", "", text[place : place + 16])
        return word[:2] in _label_ends()[0] or (word[:1] == "无" and place > end)
    return False
