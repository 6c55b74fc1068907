"""A report as a page: paragraphs and tables with merged cells, before it becomes a file of some kind."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text ('' for a blank one), and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `heading` for one that a person would see as a heading."""

    text: str
    heading: bool = False


@dataclass(frozen=True)
class Table:
    """A table: for each row the cells that begin in it, left to right, as HTML would list them."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table
Page = tuple[Block, ...]
