"""常规网页: whether a page has nothing in it that needs a tree to be read right.

Statutory tables must be rows of closed cells and nothing between them, their heads word for word the form's, their text
all to be seen as it stands. What is not certain counts as unusual, for the tree then reads the page.
"""

import re
from collections.abc import Sequence
from functools import cache

from gongkai.core.law.editions import EDITIONS, edition
from gongkai.core.readers.flow import CELL
from gongkai.core.readers.fold import fold

_TAG_OF_A_TABLE = re.compile(rb"<(/t[dhr]>|(?:t[dhr]|/?(?:table|tbody|thead|tfoot|colgroup|col|caption))\b)")
_PLAIN_TABLE = re.compile(
    rb"table (?:(?:colgroup )?(?:col )*+(?:/colgroup )?)(?:tbody )?"
    rb"(?:tr (?:td /td> |th /th> )*+/tr> )*+(?:/tbody )?/table"
)
_TEXT_BETWEEN_CELLS = re.compile(
    rb"</(?:t[dhr]|tbody|colgroup)>(?:\s|<!\[[^>]*>)*+(?!<(?:t[dhr]\b|/tr>|/?tbody\b|/table\b))"
    rb"|<(?:table|tbody|tr|col(?:group)?)\b[^>]*>\s*+(?!<(?:t[dhr]\b|/tr>|/?tbody\b|/?col))"
)
_UNUSUAL_IN_TABLE = re.compile(
    rb"<(?:/?[A-Z]|(?:s|del|strike|su[pb]|textarea|input|select|option|button|img|math|svg|object|template|noscript"
    rb"|i?frame|video|audio|canvas|embed|dialog|bdo|ruby|r[pt]|noembed|noframes|datalist|title|pre|xmp|listing|plaintext"
    rb"|marquee|details|frameset|form)\b)"
)
_HIDING_WORDS = (
    *(b"display", b"visibility", b"hidden", b"mso-hide", b"line-through", b"opacity", b"transparent", b"rgba"),
    *(b"text-raise", b"position", b"-999", b"rtl", b"transform"),
)
_HIDING_STYLES = (
    (b"font", re.compile(rb"font(?:-size)?\s*:\s*0(?![.\d]*[1-9])")),
    (b"vertical-align", re.compile(rb"vertical-align\s*:\s*(?:su[pb]|-?[\d.])")),
    (b"text-indent", re.compile(rb"text-indent\s*:\s*-")),
)
_SIGN_IN_A_VALUE = re.compile(rb"=\s*\"[^\"]*(?:[<>]|&#)|=\s*'[^']*(?:[<>]|&#)")
_LOOSE_SIGN = re.compile(rb"<(?:[^a-zA-Z/!?]|[^<>]*<)")
_CONTROL = re.compile(rb"[\x1d-\x1f]|&(?:#0*1[03]\b|#[xX]0*[aAdD]\b|NewLine|Tab)")

_UNUSUAL = re.compile(
    rb"<(?:/?[A-Z]|(?:pre|textarea|template|thead|tfoot|math|svg|object|audio|video|xmp|plaintext|frameset|dialog"
    rb"|noembed|noframes|datalist|ruby)\b)"
)
_UNSHOWN = (
    (b"display", re.compile(rb"display\s*:\s*none")),
    (b"visibility", re.compile(rb"visibility\s*:\s*(?:hidden|collapse)")),
    (b"opacity", re.compile(rb"opacity\s*:\s*0(?![.\d]*[1-9])")),
    (b"hidden", re.compile(rb"<[^<>]*\shidden\b(?!\s*;)")),
    (b"white-space", re.compile(rb"white-space\s*:\s*pre")),
    (b"font", re.compile(rb"font(?:-size)?\s*:\s*0(?![.\d]*[1-9])")),
)
_HOLDERS = (b"title", b"select", b"noscript", b"iframe", b"button")
"""Elements around the tables whose text is not the page's; left open, they take in what follows."""
_SHEET = re.compile(rb"<style\b[^<>]*>(.*?)(?:</style|\Z)", re.S | re.I)
_HIDES = re.compile(rb"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NAME = re.compile(rb"[.#]([\w-]+)")
_NAMES_IN_BODY = re.compile(rb"\b(?:class|id)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I)

_LEFT_HEAD = re.compile(r"(?:项目|申请人情况|\(?本列数据的?勾稽关系为.{10,40})?")
_ITEM = re.compile(r"第?二十条第?\([一二三四五六七八九]\)项|")
_APPLICANTS = (*("自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),)
_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_REMEDIES = ("行政复议", "行政诉讼", *_RESULTS, "未经复议直接起诉", "复议后起诉", *_RESULTS, *_RESULTS)


def is_plain_table(table: bytes) -> bool:
    """Whether a table is rows of closed cells and its text is all there is to see."""
    if _UNUSUAL_IN_TABLE.search(table) or _CONTROL.search(table):
        return False
    if table.count(b"<") != table.count(b">") or _LOOSE_SIGN.search(table):
        return False
    if _PLAIN_TABLE.fullmatch(b" ".join(_TAG_OF_A_TABLE.findall(table))) is None or _TEXT_BETWEEN_CELLS.search(table):
        return False
    small = table.lower()
    if any(word in small for word in _HIDING_WORDS):
        return False
    return not any(word in small and pattern.search(small) for word, pattern in _HIDING_STYLES)


def is_usual(part: bytes) -> bool:
    """Whether a part of the page around the tables needs no more than its tags taken out."""
    if _UNUSUAL.search(part):
        return False
    if any(part.count(b"<" + name) != part.count(b"</" + name + b">") for name in _HOLDERS):
        return False
    small = part.lower()
    return not any(word in small and pattern.search(small) for word, pattern in _UNSHOWN)


def has_odd_signs(body: bytes) -> bool:
    """Whether something in the page looks like tags, or like the signs between cells, and may be none."""
    return _SIGN_IN_A_VALUE.search(body) is not None or _CONTROL.search(body) is not None


def is_hidden_by_sheets(page: bytes, body: bytes) -> bool:
    """Whether a rule of the page's own sheets that hides something names a class or id that stands in the body."""
    names: set[bytes] = set()
    for sheet in _SHEET.findall(page):
        for rule in sheet.split(b"}"):
            before, _, declared = rule.rpartition(b"{")
            for selector in before.rpartition(b"{")[2].split(b",") if _HIDES.search(declared) else ():
                found = _NAME.findall(selector)
                if not found:
                    return True
                names.add(found[-1])
    if not names:
        return False
    return any(not names.isdisjoint(b" ".join(values).split()) for values in _NAMES_IN_BODY.findall(body))


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
