"""The examiner: holds a reading against what was written, cell by cell, and says what differs in words.

It shares nothing with the reader but the form's keys: what a printed text is worth is worked out here on
its own.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from gongkai.core.report import KNOWN, FilledReport, State
from tests.layouts.finish import Written

NOTHING = {"/", "-", "—", "–", "无", "－", "／"}
_FIGURE = re.compile(r"(?P<sign>[+\-增减]?)(?P<digits>\d+(?:\.\d+)?)(?P<unit>万元|元)?")


def worth(printed: str, kind: str) -> int | Decimal | None:
    """The value of a cell's printed text; None for a blank or for what says nothing certain ('?').

    >>> worth("减4", "signed"), worth("36500元", "amount_wan"), worth("—", "count"), worth("", "count")
    (-4, Decimal('3.65'), 0, None)
    """
    bare = printed.strip()
    if bare in NOTHING:
        return 0
    half_width = bare.translate(str.maketrans("０１２３４５６７８９＋－．", "0123456789+-."))
    match = _FIGURE.match(half_width)
    if match is None:
        return None
    value = Decimal(match["digits"])
    if match["sign"] in {"-", "减"}:
        value = -value
    if kind == "amount_wan":
        return value / 10000 if match["unit"] == "元" else value
    return int(value)


def expected_values(written: Written) -> dict[str, int | Decimal | None]:
    """Key → value of everything that the report says."""
    content = written.content
    return {
        cell.key: worth(printed, cell.column.kind)
        for cell, printed in zip(content.form.cells, content.printed, strict=True)
    }


def known_cells(report: FilledReport) -> dict[str, int]:
    """Key → index of every cell that has a value."""
    return {key: index for key, index in report.form.index.items() if report.states[index] >= KNOWN}


def wrong_values(report: FilledReport, written: Written, excused: Iterable[str] = ()) -> list[str]:
    """Cells that were given a value which the report does not give them."""
    expected = expected_values(written)
    excused = set(excused)
    return [
        f"{key}: read {report.values[index]}, printed {written.content.by_key.get(key, 'no such cell')!r}"
        for key, index in known_cells(report).items()
        if key not in excused and (key not in expected or report.values[index] != expected[key])
    ]


def wrong_places(report: FilledReport, written: Written, excused: Iterable[str] = ()) -> list[str]:
    """Cells whose text, offsets or line do not point at their own characters."""
    found = []
    excused = set(excused)
    for key, index in known_cells(report).items():
        if key in excused:
            continue
        start, end = report.starts[index], report.ends[index]
        own_start, own_end = written.spans.get(key, (-1, -1))
        if not own_start <= start < end <= own_end:
            found.append(f"{key}: read at {start}-{end}, printed at {own_start}-{own_end}")
        elif written.text[start:end] != report.texts[index]:
            found.append(f"{key}: text {report.texts[index]!r}, but there stands {written.text[start:end]!r}")
        elif report.at(index) != {"line": written.line_of(start), "start": start, "end": end}:
            found.append(f"{key}: at {report.at(index)}, but line {written.line_of(start)}, {start}-{end}")
    return found


def unknown_cells(report: FilledReport, written: Written) -> list[str]:
    """Cells that are printed with a value and were not read."""
    known = known_cells(report)
    return [key for key, value in expected_values(written).items() if value is not None and key not in known]


def not_blank(report: FilledReport, written: Written) -> list[str]:
    """Blank cells that were not read as blank. Where all of table 4 is blank, 'missing' will do."""
    printed = written.content.by_key
    remedies_blank = not any(text for key, text in printed.items() if key.startswith("remedies."))
    found = []
    for key, text in printed.items():
        state = State(report.states[report.form.index[key]]) if key in report.form.index else None
        accepted = {State.BLANK}
        if remedies_blank and key.startswith("remedies."):
            accepted.add(State.MISSING)
        if not text and state not in accepted:
            found.append(f"{key}: {state.name if state is not None else 'not in the form'}")
    return found


def other_editions(report: FilledReport, written: Written) -> list[str]:
    """Tables that were taken for another edition (table 4 is the same in both, so nobody can tell)."""
    read, printed = report.form.table_editions, written.content.form.table_editions
    return [
        f"{table}: read as {read[table]}, printed as {printed[table]}"
        for table in ("proactive", "requests")
        if read[table] != printed[table]
    ]


def ways_to_part(digits: str, cells: int = 7) -> list[tuple[int, ...]]:
    """Every way to part glued digits into so many numbers of which the last is the sum of the others.

    >>> ways_to_part("30420000306")
    [(304, 2, 0, 0, 0, 0, 306)]
    """
    ways: list[tuple[int, ...]] = []

    def part(rest: str, left: int, found: tuple[int, ...]) -> None:
        """Part the rest into the numbers still missing, which add up to what is left of the total."""
        missing = cells - 1 - len(found)
        if missing == 0:
            if not rest and left == 0:
                ways.append((*found, sum(found)))
            return
        longest = 1 if rest[:1] == "0" else len(rest) - missing + 1
        for length in range(1, longest + 1):
            number = int(rest[:length])
            if number > left:
                return
            part(rest[length:], left - number, (*found, number))

    for end in range(cells - 1, len(digits)):
        total = digits[end:]
        if total == "0" or total[0] != "0":
            part(digits[:end], int(total), ())
    return ways
