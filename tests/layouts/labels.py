"""Treatments of the labels of a table: how real reports print, break, merge and lose them. Each takes a
grid."""

from collections.abc import Callable

from tests.layouts.document import Grid, is_figure


def _each_label(grid: Grid, change: Callable[[str], str]) -> Grid:
    return [[cell if cell is None or is_figure(cell) else change(cell) for cell in row] for row in grid]


def letter_spaced(grid: Grid) -> Grid:
    """总 计, 行 政 处 罚: short labels spread out."""
    return _each_label(grid, lambda label: " ".join(label) if len(label) <= 4 else label)


def letter_spaced_wide(grid: Grid) -> Grid:
    """总　计: short labels spread out with ideographic spaces."""
    return _each_label(grid, lambda label: "\u3000".join(label) if len(label) <= 4 else label)


def spaced_enterprise(grid: Grid) -> Grid:
    """商业 企业 and 科研 机构 with a space inside."""
    return _each_label(grid, lambda label: label.replace("商业企业", "商业 企业").replace("科研机构", "科研 机构"))


def enumeration_comma(grid: Grid) -> Grid:
    """1、属于国家秘密 for 1.属于国家秘密."""
    return _each_label(grid, lambda label: _number_mark(label, "、"))


def wide_point(grid: Grid) -> Grid:
    """1．属于国家秘密 for 1.属于国家秘密."""
    return _each_label(grid, lambda label: _number_mark(label, "．"))


def _number_mark(label: str, mark: str) -> str:
    return label[0] + mark + label[2:] if label[:1].isdigit() and label[1:2] == "." else label


def year_words(grid: Grid) -> Grid:
    """结转下年继续办理 and 三、本年办理结果 for 下年度 and 本年度."""
    return _each_label(grid, lambda label: label.replace("年度", "年"))


def no_quotes(grid: Grid) -> Grid:
    """危及三安全一稳定, without quotation marks."""
    return _each_label(grid, lambda label: label.replace("“", "").replace("”", ""))


def straight_quotes(grid: Grid) -> Grid:
    """危及"三安全一稳定", with straight quotation marks."""
    return _each_label(grid, lambda label: label.replace("“", '"').replace("”", '"'))


def broken_labels(grid: Grid) -> Grid:
    """A line end inside words: 结果/维持, 2.其他法律行政/法规禁止公开."""
    return _each_label(grid, _broken)


def _broken(label: str) -> str:
    half = (len(label) + 1) // 2
    return f"{label[:half]}\n{label[half:]}" if len(label) >= 4 else label


def vertical_labels(grid: Grid) -> Grid:
    """Groups and column heads printed downwards, one character a line; labels with a digit stay."""
    heads = {"行政复议", "行政诉讼", "自然人", "总计", "其他", "商业企业", "科研机构", "结果维持", "尚未审结"}

    def vertical(label: str) -> str:
        group = label.startswith("三、") or (label.startswith("(") and len(label) == 7)
        return "\n".join(label) if label in heads or group else label

    return _each_label(grid, vertical)


def _group_columns(row: list[str | None]) -> list[int]:
    """The places of the group labels in a row of table 3 (its first two columns, when the row's own label
    follows)."""
    if len(row) != 10 or not is_figure(row[9]):
        return []
    labels = [place for place in range(3) if row[place] is not None]
    return labels[:-1]


def groups_missing(grid: Grid) -> Grid:
    """三、本年度办理结果 and (三)不予公开 do not appear at all."""
    return [[None if place in _group_columns(row) else cell for place, cell in enumerate(row)] for row in grid]


def groups_merged(grid: Grid) -> Grid:
    """A group's label stands in one cell with the label of its first row: (三)不予公开1.属于国家秘密."""
    merged: Grid = []
    for row in grid:
        row = list(row)
        for place in _group_columns(row):
            own = max(column for column in range(3) if row[column] is not None)
            row[own] = f"{row[place]}{row[own]}"
            row[place] = None
        merged.append(row)
    return merged


def groups_repeated(grid: Grid) -> Grid:
    """A group's label is repeated in each of its rows."""
    repeated: Grid = []
    current: list[str | None] = [None, None]
    for row in grid:
        row = list(row)
        if len(row) == 10 and is_figure(row[9]):
            labels = [place for place in range(3) if row[place] is not None]
            own = labels[-1]
            for place in range(min(own, 2)):
                current[place] = row[place] or current[place]
                row[place] = current[place]
        repeated.append(row)
    return repeated


def groups_interleaved(grid: Grid) -> Grid:
    """A group's label comes out in pieces between the rows of the group, as a vertical cell of a PDF does."""
    rows: Grid = []
    pieces: list[str] = []
    for row in grid:
        row = list(row)
        places = _group_columns(row)
        for place in places:
            label = row[place] or ""
            half = (len(label) + 1) // 2
            pieces += [label[:half], label[half:]]
            row[place] = None
        rows.append(row)
        if (pieces and not places) or len(pieces) > 2:
            rows.append([pieces.pop(0)])
    return [*rows, *([piece] for piece in pieces)]
