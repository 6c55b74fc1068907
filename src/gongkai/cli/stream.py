"""多份文件: from the names given on the command line to lines on standard output, in order, and an exit
status.

Standard output carries results and nothing else; a file that could not be read is one line on standard error
(and, with --json, its own line among the results). Progress is drawn where standard error is a terminal and
the results do not go to one: there, they are the progress.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from gongkai.bulk.folders import LARGEST, LeftOut, Source, Unopened, sources, unopened
from gongkai.bulk.pool import in_order
from gongkai.cli.output import put, tell
from gongkai.cli.return_list import Destination
from gongkai.cli.screen import Look, look_of_output, printable
from gongkai.cli.usage import Misused
from gongkai.cli.words import say
from gongkai.cli.work import PRELOAD, Action, Outcome, bound
from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.findings import Language

STANDARD_INPUT = "-"
_NO_NAME = '""'
_OK, _FOUND, _UNREAD = 0, 1, 2


def run_files(
    action: Action,
    files: Sequence[str],
    *,
    as_json: bool,
    jobs: int,
    quiet: bool,
    language: Language,
    known: Known = NOTHING,
    to: Destination | None = None,
) -> int:
    """Reads (and checks) the files named, prints the results in their order, or makes a return list of them (`to`);
    gives the exit status: 2 when one could not be read, else 1 when one has an error, else 0."""
    look = look_of_output(language, as_json) if to is None else Look(language, as_list=True)
    left_out = LeftOut()
    wanted = _gather(files, left_out)
    if known.previous is not None and len(wanted) > 1:
        raise Misused("previous_many")
    if to is not None:
        to.refuse(source.path for source in wanted)
    function, lost = bound(action, look, known)
    tally: Counter[str] = Counter()
    outcomes = in_order(function, wanted, jobs=jobs, lost=lost, preload=PRELOAD)
    with _progress(len(wanted), quiet or (to is None and sys.stdout.isatty()), language) as (advance, complain):
        for outcome in outcomes:
            put(outcome.output)
            if outcome.error is not None:
                complain(f"{printable(outcome.name) or _NO_NAME}: {outcome.error}")
            if to is not None and outcome.for_list is not None:
                to.files.append(outcome.for_list)
            _count(outcome, tally)
            advance()
    if to is not None:
        _write_list(to, tally, quiet, language)
    elif len(wanted) > 1 and not as_json:
        from gongkai.cli.findings_screen import draw_total

        put(draw_total(action, tally, look))
    if left_out.endings and not quiet:
        tell(_left_out(left_out, language))
    return _UNREAD if tally["unread"] else _FOUND if tally["with_error"] else _OK


def _write_list(to: Destination, tally: Counter[str], quiet: bool, language: Language) -> None:
    """Writes the list, and says where."""
    to.write(language)
    if to.path is not None and not quiet:
        found = tally["files"] - tally["clean"] - tally["unread"]
        told = {"files": tally["files"], "found": found, "unread": tally["unread"]}
        tell(say("list_written", language, name=printable(str(to.path)), **told))


def _gather(files: Sequence[str], left_out: LeftOut) -> list[Source]:
    if files.count(STANDARD_INPUT) > 1:
        raise Misused("stdin_twice")
    wanted: list[Source] = []
    for file in files:
        wanted += [standard_input()] if file == STANDARD_INPUT else sources(file, left_out)
    return wanted


def standard_input() -> Source:
    """What standard input holds, or why there is nothing to read from it. It can be read once."""
    if sys.stdin is None:
        return Source(STANDARD_INPUT, problem=Unopened("closed"))
    try:
        data = sys.stdin.buffer.read(LARGEST + 1)
    except OSError as error:
        return Source(STANDARD_INPUT, problem=unopened(error))
    if len(data) > LARGEST:
        return Source(STANDARD_INPUT, problem=Unopened("too_large", str(LARGEST // 1024 // 1024)))
    return Source(STANDARD_INPUT, data=data)


def _count(outcome: Outcome, tally: Counter[str]) -> None:
    """Adds a file to the totals: files and findings, by what became of them."""
    tally["files"] += 1
    tally["unread"] += outcome.error is not None
    tally["with_error"] += "error" in outcome.severities
    tally["with_others"] += bool(outcome.severities) and "error" not in outcome.severities
    tally["clean"] += outcome.error is None and not outcome.severities
    tally.update(outcome.severities)


@contextmanager
def _progress(
    total: int, quiet: bool, language: Language
) -> Iterator[tuple[Callable[[], object], Callable[[str], object]]]:
    """What to call after each file, and with each complaint: with a bar for several files where a person
    looks on and nothing else shows them how far it is."""
    if quiet or total < 2 or sys.stderr is None or not sys.stderr.isatty():
        yield (lambda: None), tell
        return
    from gongkai.cli.screen import progress_bar

    with progress_bar(say("progress", language), total) as bar:
        yield bar


def _left_out(left_out: LeftOut, language: Language) -> str:
    endings = " ".join(f"{printable(ending)}({count})" for ending, count in sorted(left_out.endings.items()))
    return say("left_out", language, count=left_out.endings.total(), endings=endings)
