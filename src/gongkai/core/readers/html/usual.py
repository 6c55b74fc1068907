"""常规网页: whether a page has nothing in it that needs a tree to be read right.

Statutory tables must be rows of closed cells and nothing between them, their heads word for word the form's, their text
all to be seen as it stands. What is not certain counts as unusual, for the tree then reads the page. A page of
thousands of tags has some dozens of different ones: what can be said of a single tag is asked of these.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from gongkai.core.fold import fold
from gongkai.core.law.editions import EDITIONS, edition
from gongkai.core.readers.flow import CELL

_TAG_OF_A_TABLE = re.compile(rb"<(/t[dhr]>|(?:t[dhr]|/?(?:table|tbody|thead|tfoot|colgroup|col|caption))\b)")
_PLAIN_TABLE = re.compile(
    rb"table (?:(?:colgroup )?(?:col )*+(?:/colgroup )?)(?:tbody )?"
    rb"(?:tr (?:td /td> |th /th> )*+/tr> )*+(?:/tbody )?/table"
)
_BEHIND_A_CELL = re.compile(rb"</t(?:[dhr]|body)>\s*+<(?:!\[[^>]*>\s*+<)*+(?!t[dhr]\b|/tr>|/?tbody\b|/table\b|!\[)")
_BEFORE_A_CELL = re.compile(rb"<t(?:able|body|r)\b[^>]*>\s*+<(?!t[dhr]\b|/tr>|/?tbody\b|/table\b|/?col)")
_BEHIND_A_COLUMN = re.compile(rb"</?col(?:group)?\b[^>]*>\s*+<(?!t[dhr]\b|/tr>|/?tbody\b|/table\b|/?col)")
_ONE_ROW = re.compile(rb"rowspan\s*=\s*[\"']?\s*1(?!\d)")
_IN_WORDS = re.compile(rb"\A\s*\Z|[\x80-\xff]{2}")
_TAG = re.compile(rb"<[^>]*>")
_NO_TEXT_BEHIND = re.compile(rb"/(?:t[dhr]|tbody|colgroup)\b|(?:table|tbody|tr|col|colgroup)\b")
_BOGUS_TEXT = re.compile(rb"(?:\s|&nbsp;)*+")

_UNUSUAL_IN_TABLE = re.compile(
    rb"<(?:/?[A-Z]|(?:s|del|strike|su[pb]|textarea|input|select|option|button|img|math|svg|object|template|noscript"
    rb"|i?frame|video|audio|canvas|embed|dialog|bdo|ruby|r[pt]|noembed|noframes|datalist|title|pre|xmp|listing|plaintext"
    rb"|marquee|details|frameset|form)\b)"
)
_HIDING_WORDS = (
    *(b"display", b"visibility", b"hidden", b"mso-hide", b"line-through", b"opacity", b"transparent", b"rgba"),
    *(b"text-raise", b"position", b"-999", b"rtl", b"transform", b"clip", b"scale", b"overflow"),
)
_HIDING_STYLES = (
    re.compile(rb"font(?:-size)?\s*:\s*0(?![.\d]*[1-9])"),
    re.compile(rb"vertical-align\s*:\s*(?:su[pb]|text-|-?[\d.])"),
    re.compile(rb"text-indent\s*:\s*-"),
)
_BREAK = re.compile(rb"&(?:#0*1[03]\b|#[xX]0*[aAdD]\b|NewLine|Tab)")

_UNUSUAL = re.compile(
    rb"<(?:/?[A-Z]|(?:pre|textarea|template|thead|tfoot|math|svg|object|audio|video|xmp|plaintext|frameset|dialog"
    rb"|noembed|noframes|datalist|ruby)\b)"
)
_UNSHOWN = (
    re.compile(rb"display\s*:\s*none"),
    re.compile(rb"visibility\s*:\s*(?:hidden|collapse)"),
    re.compile(rb"opacity\s*:\s*0(?![.\d]*[1-9])"),
    re.compile(rb"hidden(?<=\shidden)\b(?!\s*;)"),
    re.compile(rb"white-space\s*:\s*pre"),
    re.compile(rb"font(?:-size)?\s*:\s*0(?![.\d]*[1-9])"),
    re.compile(rb"height\s*:\s*0(?![.\d]*[1-9])"),
    re.compile(rb"width\s*:\s*0(?<![r-]width:0)(?![.\d]*[1-9])"),
    re.compile(rb":\s*-(?:\d{4}|999)"),
    re.compile(rb"color(?<![-\w]color)\s*:\s*(?:transparent|rgba)"),
    re.compile(rb"mso-hide\s*:\s*all"),
    re.compile(rb"clip(?:-path)?\s*:"),
)
_HOLDERS = (b"title", b"select", b"noscript", b"iframe", b"button")
"""Elements around the tables whose text is not the page's; left open, they take in what follows, or a table."""
_NOT_SHOWN = (
    *((b"<!--", b"-->"), (b"<script", b"</script"), (b"<style", b"</style"), (b"<textarea", b"</textarea")),
    *((b"<template", b"</template"), (b"<noscript", b"</noscript"), (b"<title", b"</title")),
    *((b"<select", b"</select"), (b"<iframe", b"</iframe"), (b"<button", b"</button")),
)
_SETS_APART = (
    *_UNSHOWN,
    *(re.compile(rb"line-through"), re.compile(rb"vertical-align\s*:\s*(?:su|text-)"), re.compile(rb"text-raise")),
)
_COMMENT = re.compile(rb"/\*.*?(?:\*/|\Z)", re.S)
_CHOSEN = re.compile(rb"(?:^|[\s>+~])(?:([a-z][a-z0-9]*)|\[hidden\]|[^\s>+~]*?[.#]([^\s.#:>+~\[]+)[^\s>+~]*)\s*$")
"""What the end of a selector chooses: an element, or the last class or id."""
_NAMES = re.compile(rb"\b(?:class|id)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
ANY_NAME = b"*"
_VOID = (b"img", b"input", b"br", b"hr", b"link", b"meta")

_LEFT_HEAD = re.compile(r"(?:项目|申请人情况|\(?本列数据的?勾稽关系为.{10,40})?")
_ITEM = re.compile(r"第?二十条第?\([一二三四五六七八九]\)项|")
_APPLICANTS = (*("自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),)
_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_REMEDIES = ("行政复议", "行政诉讼", *_RESULTS, "未经复议直接起诉", "复议后起诉", *_RESULTS, *_RESULTS)


def are_plain_tables(tables: Sequence[bytes], hidden: frozenset[bytes]) -> bool:
    """Whether tables are rows of closed cells and their text is all there is to see. `hidden` are the names that the
    page's sheets hide."""
    tags = set()
    whole = b"".join(tables)
    for piece in set(whole[1:].split(b"<")):
        tag, sign, text = piece.partition(b">")
        if not sign or b">" in text:
            return False
        if text and (
            (_NO_TEXT_BEHIND.match(tag) and not text.isspace())
            or (tag.startswith(b"!") and not _BOGUS_TEXT.fullmatch(text))
        ):
            return False
        tags.add(tag)
    return _are_seen(tags, hidden) and all(map(_is_rows_of_cells, tables)) and not _figures_reach_down(whole, tags)


def _figures_reach_down(tables: bytes, tags: Iterable[bytes]) -> bool:
    """Whether a cell of several rows holds something other than words: a figure there moves the next row's."""
    for tag in tags:
        if b"rowspan" in tag.lower() and not _ONE_ROW.search(tag):
            for behind in tables.split(b"<" + tag + b">")[1:]:
                if _IN_WORDS.search(_TAG.sub(b"", behind[: behind.find(b"</t")])) is None:
                    return True
    return False


def _are_seen(tags: set[bytes], hidden: frozenset[bytes]) -> bool:
    """Whether what stands inside these tags of a table is seen as it stands."""
    if any(map(_is_odd, tags)):
        return False
    joined = b"<" + b"<".join(tags)
    small = joined.lower()
    return not (
        _UNUSUAL_IN_TABLE.search(joined)
        or any(word in small for word in _HIDING_WORDS)
        or _is_in(_HIDING_STYLES, small)
        or _have_names(tags, hidden)
    )


def _is_odd(tag: bytes) -> bool:
    """Whether a tag begins like none, ends inside a value, or has signs written as numbers in one."""
    begins_like_one = tag[:1].isalpha() or tag[:1] in (b"/", b"!", b"?")
    return not begins_like_one or tag.count(b'"') % 2 > 0 or tag.count(b"'") % 2 > 0 or b"&#" in tag


def _is_rows_of_cells(table: bytes) -> bool:
    if _PLAIN_TABLE.fullmatch(b" ".join(_TAG_OF_A_TABLE.findall(table))) is None:
        return False
    if _BEHIND_A_CELL.search(table) or _BEFORE_A_CELL.search(table):
        return False
    return b"<col" not in table or _BEHIND_A_COLUMN.search(table) is None


def are_usual(parts: Sequence[bytes], hidden: frozenset[bytes]) -> bool:
    """Whether the parts of the page around the tables need no more than their tags taken out."""
    tags = set()
    for piece in set(b"<p>".join(parts).split(b"<")[1:]):
        tag, sign, _ = piece.partition(b">")
        if not sign:
            return False
        tags.add(tag)
    if any(map(_is_odd, tags)):
        return False
    joined = b"<" + b"<".join(tags)
    if _UNUSUAL.search(joined) or _is_unshown(joined.lower().split(b"<")) or _have_names(tags, hidden):
        return False
    holders = [name for name in _HOLDERS if b"<" + name in joined]
    return all(part.count(b"<" + name) == part.count(b"</" + name + b">") for name in holders for part in parts)


def has_control_signs(body: bytes) -> bool:
    """Whether something in the page looks like the signs between cells, and is none."""
    return any(sign in body for sign in (b"\x1d", b"\x1e", b"\x1f")) or _BREAK.search(body) is not None


def hidden_names(page: bytes) -> frozenset[bytes]:
    """The classes, ids and elements (these with `<`) in small letters that a rule of the page's own sheets hides or
    sets apart; ANY_NAME where a rule chooses them by something else."""
    names: set[bytes] = set()
    small = page.lower()
    start = small.find(b"<style")
    while start >= 0:
        end = small.find(b"</style", start)
        sheet = small[small.find(b">", start) + 1 : end if end >= 0 else len(small)]
        if b"/*" in sheet:
            sheet = _COMMENT.sub(b"", sheet)
        names.update(_hidden_names(sheet))
        start = small.find(b"<style", end) if end >= 0 else -1
    return frozenset(names)


def _hidden_names(sheet: bytes) -> Iterator[bytes]:
    for declared in chain.from_iterable(pattern.finditer(sheet) for pattern in _SETS_APART):
        opens = sheet.rfind(b"{", 0, declared.start())
        starts = max(sheet.rfind(sign, 0, max(opens, 0)) for sign in (b"{", b"}", b";")) + 1
        for selector in sheet[starts : max(opens, 0)].split(b","):
            found = _CHOSEN.search(selector)
            if found is None:
                yield ANY_NAME
            elif found[1] or found[2]:
                yield b"<" + found[1] if found[1] else found[2]


def _have_names(tags: Iterable[bytes], names: frozenset[bytes]) -> bool:
    """Whether one of the tags has one of the hidden names."""
    if not names or ANY_NAME in names:
        return bool(names)
    return any(_has_name(tag, names) for tag in tags)


def _has_name(tag: bytes, names: frozenset[bytes]) -> bool:
    small = tag.lower()
    if b"<" + re.split(rb"[\s/]", small, maxsplit=1)[0] in names:
        return True
    return any(not names.isdisjoint(b" ".join(values).split()) for values in _NAMES.findall(small))


def hides_what_follows(before: bytes, hidden: frozenset[bytes]) -> bool:
    """Whether a page's beginning, in small letters, leaves something open that hides what is inside it, or that holds
    no text of the page."""
    tags = {piece.partition(b">")[0] for piece in set(before.split(b"<"))}
    joined = b"<" + b"<".join(tags)
    for opening, closing in _NOT_SHOWN:
        if opening in joined and before.rfind(opening) > before.rfind(closing):
            return True
    if ANY_NAME in hidden:
        return True
    if not (hidden or _is_unshown(tags)):
        return False
    hiding = [tag for tag in tags if tag[:1].isalpha() and (_is_in(_UNSHOWN, tag) or _has_name(tag, hidden))]
    return any(_is_left_open(before, tag) for tag in hiding)


def _is_in(patterns: Iterable[re.Pattern[bytes]], part: bytes) -> bool:
    return any(pattern.search(part) for pattern in patterns)


def _is_unshown(tags: Iterable[bytes]) -> bool:
    """Whether one of these tags, in small letters, hides what is inside it by a style of its own."""
    return _is_in(_UNSHOWN, b"<".join([tag for tag in tags if b"style" in tag or b"hidden" in tag]))


def _is_left_open(before: bytes, tag: bytes) -> bool:
    """Whether one of the elements that begin with `tag` is not closed."""
    name = re.split(rb"[\s/]", tag, maxsplit=1)[0]
    edges = re.compile(rb"<(/?)" + re.escape(name) + rb"(?![\w-])")
    start = -1 if name in _VOID else before.find(b"<" + tag)
    while start >= 0:
        depth = 0
        for edge in edges.finditer(before, start):
            depth += -1 if edge[1] else 1
            if depth == 0:
                break
        if depth:
            return True
        start = before.find(b"<" + tag, start + 1)
    return False


def heads_are_the_forms(kind: str, text: str) -> bool:
    """Whether the heads of a table, its rows the lines of `text`, are word for word those of the form."""
    if kind == "proactive":
        return _blocks_are_the_forms(text)
    stop = text.find("本年新收") if kind == "requests" else _first_figure(text)
    cells = [_bare(cell) for cell in re.split(f"[\n{CELL}]", text[: max(stop, 0)])[:-1]]
    cells = [cell for cell in cells if cell]
    if kind == "remedies":
        return tuple(cells) == _REMEDIES
    heads = cells[-len(_APPLICANTS) :]
    return tuple(heads) == _APPLICANTS and all(_LEFT_HEAD.fullmatch(cell) for cell in cells[: -len(_APPLICANTS)])


def _first_figure(text: str) -> int:
    """Where the first cell that begins with a figure begins."""
    figure = re.search(rf"(?<=[\n{CELL}])\s*\d", text)
    return figure.end() - 1 if figure else -1


def _blocks_are_the_forms(text: str) -> bool:
    """Whether every item of table 2 has the heads of the form, and nothing but its title above."""
    lines = [[cell for cell in map(_bare, line.split(CELL)) if cell] for line in text.split("\n")]
    heads = [place for place, cells in enumerate(lines) if "信息内容" in cells]
    if any(_ITEM.fullmatch(cell) is None for cells in lines[: heads[0] if heads else None] for cell in cells):
        return False
    return all(tuple(lines[place]) in _blocks() for place in heads)


@cache
def _blocks() -> frozenset[Sequence[str]]:
    """The heads of the items of table 2, in any edition."""
    rows = [row for key in EDITIONS for row in edition(key).form.table("proactive").rows]
    return frozenset(("信息内容", *(_bare(column.label) for column in row.columns)) for row in rows)


def _bare(text: str) -> str:
    return "".join(fold(text).split())
