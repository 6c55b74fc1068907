"""文本: the text of the runs of a Word document, put together paragraph by paragraph as a person sees it.

A sign, a field's result, a break: each adds to the paragraph that is open. What the format of a run says of its text
is told in word_format.py.
"""

from dataclasses import dataclass, field
from typing import Any

from gongkai.core.readers.flow import UNKNOWN
from gongkai.core.readers.word_blocks import At, Block
from gongkai.core.readers.word_fields import Fields, shows_its_code
from gongkai.core.readers.word_format import OFF, PLAIN, Look, Styles, doubted, is_of_pictures, look_of, value_of

_SYMBOL_DIGITS = range(0xF020, 0xF07F)


@dataclass(slots=True)
class Paragraph:
    """A paragraph while it is read. `joined`: its mark is deleted, so the next paragraph goes on where it ends. `look`
    is that of its last piece."""

    at: At
    pieces: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    joined: bool = False
    look: Look = PLAIN
    style: str = ""
    list_id: str = ""
    level: str = ""


@dataclass(slots=True)
class Story:
    """Where paragraphs and tables are gathered: the body, a cell, a text box. `open` is the text of a paragraph without
    its mark."""

    blocks: list[Block]
    at: At | None = None
    cell: bool = False
    open: list[str] = field(default_factory=list)


class Runs:
    """The part of the walk over a document (docx.py) that takes in text. `space` is the namespace of its elements."""

    def __init__(self, space: str, styles: Styles) -> None:
        self._space = space
        self._value = f"{space}val"
        self._styles = styles
        self._body = Story([])
        self._stories = [self._body]
        self._paragraphs = [Paragraph((0, 0, 0))]
        self._fields = Fields()
        self._run: Any = None
        self._properties: dict[str, str] = {}
        self._prompts = 0
        self._table_styles: list[str | None] = [None]

    def _add(self, text: str, element: Any) -> None:
        """Text of a run, where it is one that a person sees: neither hidden nor a prompt nor part of a field's code."""
        look = self._look(element.getparent())
        if look.hidden or self._fields.hide:
            return
        if self._prompts:
            if text.strip() == "无" or any(sign.isdigit() for sign in text):
                self._doubt()
            return
        paragraph = self._paragraphs[-1]
        if look != paragraph.look:
            paragraph.pieces.append(" " if paragraph.pieces else "")
            paragraph.look = look
        paragraph.pieces.append(doubted(text) if look.doubtful and self._stories[-1].cell else text)

    def _look(self, run: Any) -> Look:
        """How the text of a run looks, by its own format and by styles."""
        own = self._properties if run is self._run else {}
        below = self._styles.below(self._paragraphs[-1].style, self._table_styles[-1])
        if "rStyle" in own:
            below = {**below, **self._styles.properties(own["rStyle"])}
        return look_of({**below, **own} if below else own)

    def _property(self, element: Any) -> None:
        """A property of a run; among those of a paragraph's mark only whether it is hidden counts."""
        holder = element.getparent().getparent()
        if holder is None:
            return
        name = element.tag.rpartition("}")[2]
        if holder.tag == f"{self._space}r":
            if holder is not self._run:
                self._run, self._properties = holder, {}
            self._properties[name] = value_of(element, self._space)
        elif name == "vanish" and element.get(self._value, "") not in OFF:
            self._paragraphs[-1].joined |= holder.tag == f"{self._space}pPr"

    def _doubt(self) -> None:
        """Something is shown here that is no text: in a cell it leaves open what the cell holds."""
        if self._stories[-1].cell:
            self._paragraphs[-1].pieces.append(doubted(UNKNOWN))

    def _formula(self, element: Any) -> None:
        """A formula of more than signs in a line: a fraction, a power."""
        if any(not child.tag.endswith("}r") for child in element):
            self._doubt()

    def _text(self, element: Any) -> None:
        if element.text:
            self._add(element.text.replace("\n", " "), element)

    def _tab(self, element: Any) -> None:
        if not element.getparent().tag.endswith("}tabs"):  # there it is a tab stop
            self._add("\t", element)

    def _break(self, element: Any) -> None:
        self._add("\n", element)

    def _hyphen(self, element: Any) -> None:
        self._add("-", element)

    def _symbol(self, element: Any) -> None:
        try:
            code = int(element.get(f"{self._space}char", ""), 16)
        except ValueError:
            code = 0xFFFD
        font = element.get(f"{self._space}font", "")
        if code in _SYMBOL_DIGITS and font == "Symbol":
            code -= 0xF000
        elif code < 0x100 and is_of_pictures(font):
            code += 0xF000
        self._add(chr(code) if 0x20 < code < 0xD800 or 0xE000 <= code <= 0xFFFD else "\ufffd", element)

    def _field(self, element: Any) -> None:
        hidden = self._fields.hide
        shows_none = self._fields.mark(element.get(f"{self._space}fldCharType"))
        if shows_none and not hidden:
            self._doubt()

    def _code(self, element: Any) -> None:
        """The code of a field, as an element or, of a simple field, as an attribute."""
        code = element.get(f"{self._space}instr") or element.text or ""
        if shows_its_code(code) and not self._fields.hide:
            self._doubt()

    def _list(self, element: Any) -> None:
        parent = element.getparent()
        paragraph = parent if element.tag.endswith("}pStyle") else parent.getparent()
        if paragraph is None or not paragraph.tag.endswith("}pPr"):
            return
        name = {"pStyle": "style", "numId": "list_id", "ilvl": "level"}[element.tag.rpartition("}")[2]]
        setattr(self._paragraphs[-1], name, element.get(self._value, ""))
