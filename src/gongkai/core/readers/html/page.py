"""网页正文: bytes of a page → a flow, from the page's own body or from the JSON or script that carries it."""

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from gongkai.core.readers.decode import decode
from gongkai.core.readers.flow import Flow
from gongkai.core.readers.html.carried import bodies_in_json, bodies_in_page
from gongkai.core.readers.html.head import head_of
from gongkai.core.readers.html.tree import tree_flow
from gongkai.core.readers.kinds import NAMES
from gongkai.core.readers.unreadable import Unreadable
from gongkai.core.report import Note

_DECLARED_BIG5 = re.compile(rb"charset\s*=\s*[\"']?\s*big5", re.I)
_HEAD = 4096
_MANY_TAGS = 10_000
_MOST_TAGS = 400_000
_DEEPEST = 3000
_NESTING_TAG = re.compile(
    r"<(/?)(?!(?:p|br|li|t[drh]|d[dt]|option|img|input|meta|link|hr|col|area|base|wbr|!--)\b)[a-z]", re.I
)


def flow(data: bytes) -> Flow:
    """The page as a flow. Raises Unreadable when it is empty, too large or no text."""
    text = decoded(data)
    damaged = text.count("\ufffd")
    found = tree_flow_of(text)
    if not damaged:
        return found
    return replace(found, notes=[*found.notes, Note("READ.DAMAGED", {"count": damaged})])


def tree_flow_of(text: str) -> Flow:
    """The page in `text`, or the one that its JSON or scripts carry. Raises Unreadable for endless pages."""
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        carried = bodies_in_json(text)
        if carried is not None:
            return tree_flow(_parsed(carried.html), carried.where, carried.head)
    tree = _parsed(text)
    found = tree_flow(tree, "", head_of(text))
    if _has_a_table(found.text):
        return found
    carried = bodies_in_page(tree)
    if carried is not None:
        inner = tree_flow(_parsed(carried.html), carried.where, f"{found.head}\n{found.text}")
        if _has_a_table(inner.text):
            return inner
        found = inner if not found.text.strip() else found
    hidden = tree_flow(tree, "", head_of(text), unhide=True)
    return replace(hidden, notes=[Note("READ.UNSHOWN")]) if _has_a_table(hidden.text) else found


def _parsed(text: str) -> LexborHTMLParser:
    """The tree of a page. Raises Unreadable where there are more elements, or deeper ones, than in any page; the parser
    would take minutes over them."""
    tags = text.count("<")
    if tags > _MOST_TAGS:
        what = {"zh": f"标签超过 {_MOST_TAGS} 个", "en": f"more than {_MOST_TAGS} tags"}
        raise Unreadable("READ.TOO_MUCH", kind=NAMES["html"], what=what)
    depth = 0
    for tag in _NESTING_TAG.finditer(text) if tags > _MANY_TAGS else ():
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > _DEEPEST:
            what = {"zh": f"标签嵌套超过 {_DEEPEST} 层", "en": f"tags nested deeper than {_DEEPEST}"}
            raise Unreadable("READ.TOO_MUCH", kind=NAMES["html"], what=what)
    return LexborHTMLParser(text)


def decoded(data: bytes) -> str:
    """The page's text. What the bytes are decides, not what the page declares, which is often wrong; only Big5, whose
    bytes pass for GB 18030 as well, is taken at its word."""
    if _DECLARED_BIG5.search(data, 0, _HEAD):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                data = data.decode("big5hkscs").encode()
            except UnicodeDecodeError:
                return decode(data)
    return decode(data)


def _has_a_table(text: str) -> bool:
    """Whether any label of a statutory table stands in the text, however it is broken."""
    words = "".join(text.split())
    return any(label in words for label in ("信息内容", "予以公开", "结果维持", "信息內容", "予以公開", "結果維持"))
