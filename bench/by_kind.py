"""Each kind of file: how right its reading is over the files that the tests write, and how fast."""

from collections import Counter
from collections.abc import Iterator

from bench.figure import Figure, thousands
from bench.yardstick import speed
from gongkai.core.readers import read
from tests.core.readers.test_kinds import KINDS, arrangements, not_blank, variants, writer
from tests.kinds.cases import Case, few_cases, report
from tests.kinds.pages import page
from tests.layouts import LAYOUTS, Written, write
from tests.layouts.compare import unknown_cells, wrong_values

SEEDS = (1, 2, 3, 4)


def by_kind() -> Iterator[Figure]:
    """Text as one of its layouts, then each other kind."""
    layout = LAYOUTS[0]
    texts = [write(report("full", 0, seed), layout).encoded() for seed in SEEDS]
    yield _figure("text", Counter(right=sum(_right(file) for file in texts)), len(texts), texts)
    for kind in KINDS:
        cases = [case for seed in SEEDS for case in few_cases(variants(kind), arrangements(kind), seed)]
        tally = sum((_tally(kind, case) for case in cases), Counter[str]())
        yield _figure(kind, tally, len(cases), [writer(kind)(page(report("full", 0, seed))) for seed in SEEDS])


def _right(file: bytes) -> int:
    return sum(value is not None for value in read(file).values)


def _tally(kind: str, case: Case) -> Counter[str]:
    """The cells of one file: right, unknown or wrong."""
    found = read(writer(kind)(case.page(), **case.variant))
    written = Written(case.content, "", {})
    wrong = len(wrong_values(found, written))
    unknown = len(unknown_cells(found, written)) + (len(not_blank(found, written)) if case.told else 0)
    return Counter(right=len(case.content.printed) - wrong - unknown, unknown=unknown, wrong=wrong)


def _figure(kind: str, tally: Counter[str], count: int, files: list[bytes]) -> Figure:
    def work() -> None:
        for file in files:
            read(file)

    measured = speed(work, len(files))
    cells = tally.total()
    return Figure(
        f"kind: {kind} ({count} files)",
        f"{thousands(tally['right'])} right, {thousands(tally['unknown'])} unknown, {tally['wrong']} wrong",
        f"{tally['right'] / cells:.2%} right; {measured.passes:.1f} passes = {thousands(measured.at_reference)}/s",
        "0 wrong",
        tally["wrong"] == 0,
    )
