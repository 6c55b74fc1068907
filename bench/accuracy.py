"""How right the reading is: every cell of every document and written layout, right, unknown or wrong.

Right: as a person reads it, whether that is a figure, a blank, or that nothing can be told. Unknown: a person
could tell it and the reader says that it can't. Wrong: a value that the document does not give. One wrong
value misses the limit.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bench.figure import Figure, thousands
from bench.inputs import forms
from bench.real import real_files
from gongkai.core.readers import Unreadable, read
from gongkai.core.report import FilledReport
from tests.core.readers.test_documents import EXPECTATIONS, difference, document_of, readings, tokens
from tests.layouts import LAYOUTS, TREATMENTS, Layout, Treatment, write
from tests.layouts.compare import unknown_cells, wrong_values

Tally = Counter[str]


def accuracy() -> Iterator[Figure]:
    """The cells of documents, of layouts, and of real reports where there are any."""
    yield _figure("accuracy: documents", _documents(), len(EXPECTATIONS))
    yield _figure("accuracy: plain layouts", *_layouts(plain=True))
    yield _figure("accuracy: odd layouts", *_layouts(plain=False))
    real = real_files()
    if real:
        yield _figure("accuracy: real reports", sum(map(_real, real), Tally()), len(real))


def _documents() -> Tally:
    """The documents of the test suite against what stands beside them."""
    tally: Tally = Counter()
    for expectation in EXPECTATIONS:
        document = document_of(expectation)
        try:
            report = read(document.read_bytes(), document.name)
        except Unreadable:
            continue
        counts = [_document(report, one) for one in readings(expectation) if "refused" not in one]
        tally += min(counts, key=lambda one: (one["wrong"], one["unknown"]), default=Counter(wrong=1))
    return tally


def _document(report: FilledReport, expected: dict[str, Any]) -> Tally:
    tally: Tally = Counter()
    told = tokens(expected)
    for key, token in told.items():
        if key not in report.form.index:
            tally["unknown"] += 1
        elif difference(report, key, token) is None:
            tally["right"] += 1
        else:
            tally["wrong" if report.value(key) is not None else "unknown"] += 1
    tally["wrong"] += sum(1 for key in report.form.keys if key not in told and report.value(key) is not None)
    return tally


def _layouts(plain: bool) -> tuple[Tally, int]:
    """Written reports: each layout alone, and with each treatment that applies to it."""
    tally: Tally = Counter()
    count = 0
    chosen = forms()[1::5]
    for layout in LAYOUTS:
        if layout.plain != plain:
            continue
        for treatment in [None, *(one for one in TREATMENTS if _fits(layout, one))]:
            for form in chosen:
                text = write(form, layout, [treatment] if treatment else [])
                report = read(text.encoded(), "report.txt")
                wrong, unknown = len(wrong_values(report, text)), len(unknown_cells(report, text))
                right = len(form.printed) - wrong - unknown
                tally += Counter(right=right, unknown=unknown, wrong=wrong)
                count += 1
    return tally, count


def _fits(layout: Layout, treatment: Treatment) -> bool:
    """Whether the treatment means anything in that layout: padding wants pipes."""
    return treatment.stage != "padding" or layout.pipes


def _real(one: tuple[bytes, dict[str, Any]]) -> Tally:
    """A real report against what a person read in it."""
    data, expected = one
    report = read(data, "report.txt")
    also = expected.get("also_accepted", {})
    tally: Tally = Counter()
    for key, wanted in expected["cells"].items():
        accepted = {_number(wanted), _number(also.get(key, wanted))}
        value = report.value(key) if key in report.form.index else None
        if _number(value) in accepted:
            tally["right"] += 1
        else:
            tally["unknown" if value is None else "wrong"] += 1
    return tally


def _number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _figure(name: str, tally: Tally, reports: int) -> Figure:
    cells = tally.total()
    return Figure(
        f"{name} ({thousands(reports)})",
        f"{thousands(tally['right'])} right, {thousands(tally['unknown'])} unknown, {tally['wrong']} wrong",
        f"{tally['right'] / cells:.2%} right" if cells else "",
        "0 wrong",
        tally["wrong"] == 0 and cells > 0,
    )
