"""`python -m bench [NAME…]`: measures, prints a table, fails where a limit is missed.

Exit status: 0 every limit met; 1 one missed; 2 an unknown name.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence

from bench import (
    accuracy,
    beside,
    by_kind,
    columns,
    command,
    hostile,
    law,
    platform,
    reading,
    site,
    text,
    writing,
)
from bench.figure import Figure, table, thousands
from bench.machine import machine
from bench.readme import write_figures
from bench.yardstick import REFERENCE

BENCHES: dict[str, Callable[[], Iterable[Figure]]] = {
    "cells": reading.cells,
    "json": reading.json,
    "odd": reading.odd,
    "check": reading.checks,
    "real": reading.real,
    "kind": by_kind.by_kind,
    "beside": beside.beside,
    "isolation": hostile.isolation,
    "hostile": hostile.hostile,
    "start": command.start,
    "jobs": command.jobs,
    "accuracy": accuracy.accuracy,
    "text": text.text,
    "law": law.law,
    "writing": writing.writing,
    "columns": columns.columns,
    "platform": platform.platform,
    "site": site.site,
}
"""Name → what measures it."""

KEY = f"""\
Measured: here and now, one process unless said otherwise. Ratio: beside a yardstick timed in the same
moments, so that the machine's speed and load cancel; limits are held against it. A pass is one plain pass
over the example report; limits are stated for a machine that makes {thousands(REFERENCE)} passes a second."""


def run(names: Sequence[str]) -> list[Figure]:
    """Measures the benches of those names, or all, saying on standard error what it is at."""
    figures: list[Figure] = []
    for name in names or BENCHES:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        figures += BENCHES[name]()
    return figures


def main(arguments: Sequence[str]) -> int:
    """Runs the command with these arguments and gives its exit status."""
    parser = argparse.ArgumentParser("python -m bench", description="Measures; exit 1 where a limit is missed.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(BENCHES)}; all by default")
    parser.add_argument("--list", action="store_true", help="list the names")
    parser.add_argument("--write", action="store_true", help="write the table into both READMEs too")
    given = parser.parse_args(arguments)
    if given.list:
        for name, bench in BENCHES.items():
            print(f"{name:10}{(bench.__doc__ or '').splitlines()[0]}")
        return 0
    unknown = [name for name in given.names if name not in BENCHES]
    if unknown:
        print(f"no such figure: {', '.join(unknown)}; there are: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    figures = run(given.names)
    print(f"{machine()}\n\n{table(figures)}\n\n{KEY}")
    if given.write:
        write_figures(machine(), [figure for figure in figures if not _is_detail(figure)])
    missed = [figure.name for figure in figures if figure.met is False]
    if missed:
        print(f"\nMISSED: {'; '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


def _is_detail(figure: Figure) -> bool:
    """Whether the README leaves it out: a single plain layout without a limit."""
    return figure.name.startswith("cells:") and not figure.limit


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
