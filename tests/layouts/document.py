"""A report before it is laid out: title, chapters of invented prose, and the tables as grids of labels and
cells.

A cell is one private character until the very end of writing, so that treatments of labels and words cannot
touch it and its place in the finished text is known exactly. A blank cell is a private character of another
plane.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from gongkai.core.law.editions import Form, Table, edition

PRINTED_PLANE = 0xF0000
BLANK_PLANE = 0x100000

Grid = list[list[str | None]]
"""Rows of cells; None stands where a merged cell of the form covers the place."""


@dataclass(frozen=True, repr=False)
class Content:
    """What a report says: the form, the printed text of each of its cells in order, organ and year."""

    form: Form
    printed: tuple[str, ...]
    organ: str = "云溪县人民政府"
    year: int = 2022

    def __repr__(self) -> str:
        editions = "/".join(self.form.table_editions.values())
        told = {key: text for key, text in self.by_key.items() if text != "0"}
        return f"Content({editions}, {self.year}, all 0 but {told})"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """For Hypothesis, which would print every field of a dataclass."""
        printer.text(repr(self))

    @property
    def by_key(self) -> dict[str, str]:
        """Key of a cell → its printed text."""
        return dict(zip(self.form.keys, self.printed, strict=True))


def content(form: Form, values: dict[str, object], year: int = 2022, organ: str = "云溪县人民政府") -> Content:
    """The content of a form given as key → value or printed text; signed values get their sign."""
    printed = []
    for cell in form.cells:
        value = values[cell.key]
        signed = cell.column.kind == "signed" and isinstance(value, int) and value > 0
        plain = format(value, "f") if isinstance(value, Decimal) else str(value)
        printed.append(f"+{plain}" if signed else plain)
    return Content(form, tuple(printed), organ, year)


def is_blank(cell: str | None) -> bool:
    """Whether the grid's cell is a cell of the form with nothing in it."""
    return cell is not None and len(cell) == 1 and ord(cell) >= BLANK_PLANE


def is_figure(cell: str | None) -> bool:
    """Whether the grid's cell is a cell of the form, blank or printed (and not a label)."""
    return cell is not None and len(cell) == 1 and ord(cell) >= PRINTED_PLANE


@dataclass(frozen=True)
class Part:
    """A part of the report: lines of words, or one table. `chapter` is '' before the first chapter."""

    kind: str
    chapter: str
    lines: tuple[str, ...] = ()
    grid: tuple[tuple[str | None, ...], ...] = ()


PREAMBLE = (
    "本报告按照《中华人民共和国政府信息公开条例》和国家规定的格式编制,由总体情况等六个部分组成。"
    "所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。对本报告有疑问的,可向本机关办公室查询。"
)

PROSE = {
    "overview": (
        "本机关把公开作为做好各项工作的基本要求,全年组织业务培训2次,参加人员96人次。",
        "(一)主动公开。凡应当让群众知晓的事项,按目录逐项发布,并附简明说明。",
        "(二)依申请公开。完善登记、会商、答复各环节台账,对每件来件电话回访。",
        "(三)政府信息管理。对历年制发的文件逐件清点,注明效力状态。",
        "(四)平台建设。合并重复栏目5个,检索页面按办事主题重新编排。",
        "(五)监督保障。年中和年末各抽查1次,抽查结果在内部通报,未出现责任追究情形。",
    ),
    "proactive": (),
    "requests": (),
    "remedies": (),
    "problems": (
        "主要问题:部分基层站所对公开时限掌握不准,解读材料读来费力。",
        "改进情况:编写问答手册发至各站所,并安排专人在3个工作日内回应咨询。",
    ),
    "other": ("本年度本机关没有收取信息处理费,也没有其他需要报告的事项。",),
}

ITEM_TEXT = {"rules": "一", "licensing": "五", "penalty": "六", "charges": "八", "procurement": "九"}


def draft(report: Content) -> list[Part]:
    """The report's parts in order, in the official wording, each of the three tables as one grid."""
    chapters = edition(report.form.tables[0].edition).chapters
    parts = [
        Part("title", "", (f"{report.organ}{report.year}年政府信息公开工作年度报告",)),
        Part("prose", "", (PREAMBLE.format(year=report.year),)),
    ]
    grids = {"proactive": proactive_grid, "requests": requests_grid, "remedies": remedies_grid}
    for chapter in chapters:
        parts.append(Part("heading", chapter.key, (f"{chapter.number}、{chapter.title}",)))
        if PROSE[chapter.key]:
            parts.append(Part("prose", chapter.key, PROSE[chapter.key]))
        if chapter.key in grids:
            grid = grids[chapter.key](report)
            parts.append(Part("table", chapter.key, grid=tuple(tuple(row) for row in grid)))
    return parts


def with_grid(part: Part, grid: Grid) -> Part:
    """The table with another grid."""
    return replace(part, grid=tuple(tuple(row) for row in grid))


def _figures(report: Content, table: Table, row_key: str, column_keys: list[str]) -> list[str | None]:
    marks: list[str | None] = []
    for column in column_keys:
        index = report.form.index[f"{table.key}.{row_key}.{column}"]
        plane = PRINTED_PLANE if report.printed[index] else BLANK_PLANE
        marks.append(chr(plane + index))
    return marks


def proactive_grid(report: Content) -> Grid:
    """第二十条 items: a title row, a row of column labels and the figures; four columns wide."""
    table = report.form.table("proactive")
    grid: Grid = []
    item = ""
    for row in table.rows:
        if row.group != item:
            item = row.group
            grid.append([item, None, None, None])
            labels = [column.label for column in row.columns]
            grid.append((["信息内容", *labels] + [None] * 3)[:4])
        figures = _figures(report, table, row.key, [column.key for column in row.columns])
        grid.append(([row.label, *figures] + [None] * 3)[:4])
    return grid


def requests_grid(report: Content) -> Grid:
    """Three columns of labels and seven of figures, three rows of column labels."""
    table = report.form.table("requests")
    names = [column.label for column in table.rows[0].columns]
    note = "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"
    grid: Grid = [
        [note, None, None, "申请人情况", *[None] * 6],
        [None, None, None, names[0], "法人或其他组织", *[None] * 4, names[6]],
        [None, None, None, None, *names[1:6], None],
    ]
    seen: set[str] = set()
    for row in table.rows:
        figures = _figures(report, table, row.key, [column.key for column in row.columns])
        label = row.number + row.label
        group = row.group if row.group not in seen else None
        seen.add(row.group)
        if not row.group:
            grid.append([label, None, None, *figures])
        elif row.group.startswith("三"):
            grid.append([group, label, None, *figures])
        else:
            grid.append([None, group, label, *figures])
    return grid


def remedies_grid(report: Content) -> Grid:
    """Fifteen columns, three rows of labels, one of figures."""
    table = report.form.table("remedies")
    names = [column.label for column in table.rows[0].columns]
    keys = [column.key for column in table.rows[0].columns]
    direct, after = table.rows[1].label, table.rows[2].label
    figures = [mark for row in table.rows for mark in _figures(report, table, row.key, keys)]
    return [
        ["行政复议", *[None] * 4, "行政诉讼", *[None] * 9],
        [*names, direct, *[None] * 4, after, *[None] * 4],
        [*[None] * 5, *names, *names],
        figures,
    ]
