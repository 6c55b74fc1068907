"""样式表: what the page's own style sheets say of its elements, as far as it hides text or sets it apart.

Rules for some media only, and selectors that are no plain names, tell nothing.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_SHOWING = re.compile(r"(?<![-\w])(display|visibility)\s*:\s*([\w-]+)\s*(!important)?", re.I)
_SIMPLE = re.compile(r"[\w*.#-]+(?:\s*[\s>]\s*[\w*.#-]+){0,3}")
_MOST_RULES = 200
_SETS_APART = re.compile(
    r"line-through|vertical-align\s*:\s*(?:su|text-)|opacity\s*:\s*0|font(?:-size)?\s*:\s*0|:\s*-(?:\d{4}|999)"
    r"|(?<![-\w])color\s*:\s*(?:transparent|rgba)|clip(?:-path)?\s*:|height\s*:\s*0|mso-hide|text-raise",
    re.I,
)
_MEDIA = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*\{((?:[^{}]*\{[^{}]*\})*)\s*\}", re.I)


def dress(tree: LexborHTMLParser) -> None:
    """Gives the elements that a sheet strikes out, raises, shrinks or makes unseen, other than by switching them off,
    this style as their own, behind what they have themselves."""
    sheets = _sheets(tree)
    if _SETS_APART.search(sheets) is None:
        return
    rules: list[tuple[tuple[int, int, int], int, str, str]] = []
    for selectors, declared in _rules(sheets):
        if _SETS_APART.search(declared) is None:
            continue
        own = _SHOWING.sub("", declared)
        simple = [one.strip() for one in selectors.split(",") if _SIMPLE.fullmatch(one.strip())]
        rules += [(_weight(selector), len(rules), selector, own) for selector in simple]
    for _, _, selector, own in sorted(rules, reverse=True)[:_MOST_RULES]:
        for node in _chosen(tree, selector):
            node.attrs["style"] = f"{node.attributes.get('style') or ''};{own}"


def _sheets(tree: LexborHTMLParser) -> str:
    """The sheets for screens, without their comments."""
    nodes = (node for node in tree.css("style") if _is_for_screens(node.attributes.get("media")))
    return _MEDIA.sub(r"\1", _COMMENT.sub("", "\n".join(node.text() for node in nodes)))


def _is_for_screens(media: str | None) -> bool:
    return not media or any(word in media.lower() for word in ("all", "screen"))


def hidden_by_sheets(tree: LexborHTMLParser) -> tuple[set[int], set[int]]:
    """The elements that the page's own sheets switch off, and those that they make invisible. Rules for some media
    only, and selectors that are no plain names, tell nothing."""
    gone: set[int] = set()
    invisible: set[int] = set()
    sheets = _sheets(tree)
    if not any(word in sheets.lower() for word in ("none", "hidden", "collapse")):
        return gone, invisible
    rules: list[tuple[bool, tuple[int, int, int], int, str, str, str]] = []
    for selectors, declared in _rules(sheets):
        for name, value, important in _SHOWING.findall(declared):
            for selector in selectors.split(","):
                if _SIMPLE.fullmatch(selector.strip()):
                    rank = bool(important), _weight(selector), len(rules)
                    rules.append((*rank, selector.strip(), name.lower(), value.lower()))
    for _, _, _, selector, name, value in sorted(rules)[:_MOST_RULES]:
        chosen, hides = (gone, value == "none") if name == "display" else (invisible, value != "visible")
        nodes = {node.mem_id for node in _chosen(tree, selector)}
        if hides:
            chosen |= nodes
        else:
            chosen -= nodes
    return gone, invisible


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of a sheet, each with its selectors and what it declares, but for those inside others (@supports)."""
    depth, head, text = 0, "", ""
    for piece in re.split(r"([{}])", sheet):
        if piece == "{":
            head = text.rpartition(";")[2].strip() if depth == 0 else head
            depth += 1
        elif piece == "}":
            if depth == 1 and not head.startswith("@"):
                yield head, text
            depth = max(depth - 1, 0)
        else:
            text = piece


def _weight(selector: str) -> tuple[int, int, int]:
    """How much a rule counts against others, as browsers have it."""
    names = selector.count("#"), selector.count(".")
    return (*names, len(re.findall(r"(?:^|[\s>])[a-zA-Z]", selector.strip())))


def _chosen(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    """The elements that a selector chooses; none where the parser does not know it."""
    try:
        return tree.css(selector)
    except SelectolaxError:
        return []
