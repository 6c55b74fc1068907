"""隐藏: which elements of a page a person does not see, by their attributes, their style and the page's own sheets.

What is switched off (display:none) is gone with all that is inside. What is only invisible, of no size or of no colour
keeps its place, and something inside it may be seen again.
"""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.core.readers.html.style_sheets import hidden_by_sheets

_ZERO = r"0(?![.\d]*[1-9])"
_GONE = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|(?<![-\w])(?:left|top|text-indent)\s*:\s*-(?:\d{4}|999)"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%|(?<![-\w])clip\s*:\s*rect\(\s*[01](?:px)?[\s,]",
    re.I,
)
_CUT = re.compile(r"overflow(?:-[xy])?\s*:\s*hidden", re.I)
_NO_SIZE = re.compile(rf"(?<![-\w])(?:max-)?(?:height|width)\s*:\s*{_ZERO}", re.I)
_FADED = re.compile(rf"opacity\s*:\s*{_ZERO}", re.I)
_VISIBILITY = re.compile(r"visibility\s*:\s*(hidden|collapse|visible)", re.I)
_SIZE = re.compile(
    rf"(?<![-\w])font(?:-size)?\s*:(?:[^;\"]*?[\s:])??(?:({_ZERO})|(?=[\d.])[\d.]+(?:px|pt|rem|[cm]m|in|pc|v[wh])"
    r"|(?:x{1,2}-)?(?:small|large)|medium)",
    re.I,
)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*(transparent|rgba\([^)]*,\s*0?\.?0+\s*\))?", re.I)
_DISPLAY = re.compile(r"(?<![-\w])display\s*:", re.I)
_STRUCK = re.compile(r"line-through", re.I)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:su(?:per|b)|text-)|text-raise\s*:\s*-?[\d.]*[1-9]", re.I)
_RELATIVE = re.compile(r"position\s*:\s*relative", re.I)
_MOVED = re.compile(r"(?<![-\w])(?:top|bottom)\s*:\s*-?[\d.]*[1-9]", re.I)
_MAY_HIDE = (
    (b"none", re.compile(rb"display\s*:\s*none")),
    (b"hidden", re.compile(rb"visibility\s*:\s*hidden|[\s\"'/]hidden(?![\w-]|\s*[;:])")),
    (b"collapse", re.compile(rb"visibility\s*:\s*collapse")),
    (b"mso-hide", re.compile(rb"mso-hide\s*:\s*all")),
    (b"font", re.compile(rb"font(?:-size)?\s*:\s*0")),
    (b"opacity", re.compile(rb"opacity\s*:\s*0")),
    (b"color", re.compile(rb"[^-\w]color\s*:\s*(?:transparent|rgba)")),
    (b"clip", re.compile(rb"clip(?:-path)?\s*:\s*(?:inset|rect)")),
    (b"<dialog", re.compile(rb"<dialog")),
    (b"overflow", re.compile(rb"overflow(?:-[xy])?\s*:\s*hidden")),
    (b"/*", re.compile(rb"style\s*=\s*[\"'][^\"'<>]*/\*")),
    (b"&#", re.compile(rb"style\s*=\s*[\"'][^\"'<>]*&#")),
    (b"-", re.compile(rb":\s*-(?:\d{4}|999)")),
)
"""A word that must stand in a page that hides something, and what looks for it more closely."""
_APART_WORDS = (b"line-through", b"vertical-align", b"text-raise", b"relative")
_APART = re.compile(rb"line-through|vertical-align\s*:\s*(?:su|text-)|text-raise|position\s*:\s*relative")

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)


@dataclass(frozen=True, slots=True)
class Look:
    """What an element hands down to what is inside it: whether text there is invisible, of no size, of no colour,
    or faded out, which nothing inside can undo."""

    invisible: bool = False
    tiny: bool = False
    clear: bool = False
    faded: bool = False

    @property
    def unseen(self) -> bool:
        """Whether text is not seen."""
        return self.tiny or self.leaves_a_gap

    @property
    def leaves_a_gap(self) -> bool:
        """Whether text is not seen, but the place where it stands is."""
        return self.invisible or self.clear or self.faded


class Unseen:
    """What is hidden on one page. `html` is its source in small letters, for what need not be looked for."""

    def __init__(self, tree: LexborHTMLParser, html: bytes) -> None:
        self._gone, self._invisible = hidden_by_sheets(tree)
        self.watched = bool(self._gone or self._invisible) or any(
            word in html and pattern.search(html) for word, pattern in _MAY_HIDE
        )
        self._quirks = not html.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<!doctype")

    def is_gone(self, node: LexborNode) -> bool:
        """Whether the element is not shown, nor anything inside."""
        attributes = node.attributes
        style = _COMMENT.sub("", attributes.get("style") or "")
        return (
            "hidden" in attributes
            or (style != "" and _GONE.search(style) is not None)
            or (_CUT.search(style) is not None and _NO_SIZE.search(style) is not None)
            or (node.tag == "dialog" and "open" not in attributes)
            or (node.mem_id in self._gone and _DISPLAY.search(style) is None)
        )

    def look(self, node: LexborNode, above: Look) -> Look:
        """What the element hands down, where it gets `above`."""
        attributes = node.attributes
        style = _COMMENT.sub("", attributes.get("style") or "")
        invisible, tiny, clear = above.invisible, above.tiny, above.clear
        if node.mem_id in self._invisible:
            invisible = True
        if node.tag == "table" and self._quirks:
            tiny = False
        elif node.tag == "font":
            tiny, clear = tiny and "size" not in attributes, clear and "color" not in attributes
        if style:
            visibility, size, colour = _VISIBILITY.search(style), _SIZE.search(style), _COLOUR.search(style)
            invisible = visibility[1].lower() != "visible" if visibility else invisible
            tiny = size[1] is not None if size else tiny
            clear = colour[1] is not None if colour else clear
        found = Look(invisible, tiny, clear, above.faded or _FADED.search(style) is not None)
        return above if found == above else found


def may_stand_apart(html: bytes) -> bool:
    """Whether anything in a page, its source in small letters, may be struck out or raised by its style."""
    return any(word in html for word in _APART_WORDS) and _APART.search(html) is not None


def is_struck(style: str) -> bool:
    """Whether the style strikes its text out."""
    return _STRUCK.search(style) is not None


def is_raised(style: str) -> bool:
    """Whether the style puts its text above or below the line, as footnote marks are."""
    if _RAISED.search(style) is not None:
        return True
    return _RELATIVE.search(style) is not None and _MOVED.search(style) is not None
