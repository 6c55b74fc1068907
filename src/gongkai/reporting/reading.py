"""读取与校核: untrusted files read and checked in child processes under limits, for the pages.

A text that somebody made to be slow, or to bring a library down, costs the child that reads it and nobody else. What
comes back is plain data: no page works at the file itself. The children are started from a server that has the readers
loaded already (`warm`), never forked from a process with threads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from gongkai.bulk import office
from gongkai.bulk.child import Limits, Loss, warm_server
from gongkai.bulk.pool import in_order
from gongkai.core.checks import check
from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.findings import LANGUAGES, Finding, Language
from gongkai.core.readers import Unreadable
from gongkai.core.report import FilledReport
from gongkai.core.screening.secrecy import mark_in
from gongkai.reporting.layout import Layout, laid_out
from gongkai.reporting.places import KeptPlaces, Span, kept_places, placed
from gongkai.reporting.unchecked import unchecked

PRELOAD = (
    "gongkai.reporting.reading",
    "gongkai.reporting.converting",
    "gongkai.bulk.inspect",
    "gongkai.core.readers.docx",
    "gongkai.core.readers.html.page",
    "gongkai.core.readers.pdf",
    "gongkai.core.readers.xlsx",
)
"""What a child needs, where children are forked from a server. One server starts all children of a process."""

LIMITS = Limits()
LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""


@dataclass(frozen=True)  # slots would make it slower to hand to another process
class Refusal:
    """Why there is no report: a code of the readers' notes, or one of our own, and one sentence in each language that
    says what is wrong and what to do."""

    code: str
    sentence: dict[Language, str]


@dataclass(frozen=True)
class Examined:
    """What became of one file: the report with its findings, or why there is none.

    `spans` runs parallel to `findings`: the characters of `report.source` that each is about, None where it is about
    no place. `layout` is the source as a page shows it, where that was asked for. The report works at no file any more:
    its places are kept as data. `unchecked` tells what could not be checked (unchecked.py).
    """

    name: str
    report: FilledReport | None = None
    findings: tuple[Finding, ...] = ()
    spans: tuple[Span | None, ...] = ()
    layout: Layout | None = None
    refused: Refusal | None = None
    unchecked: tuple[str, ...] = ()


def examine(
    files: Sequence[tuple[str, bytes]], *, known: Known = NOTHING, jobs: int = 1, shown: bool = False
) -> Iterator[Examined]:
    """Each file, as (name, bytes), read and checked with what is `known` beside it, in the order given. With `shown`
    the source comes along, laid out for a page. Closing the iterator early ends the children."""
    return in_order(partial(_examine, known, shown), files, jobs=jobs, lost=_lost, limits=LIMITS, preload=PRELOAD)


def examine_beside(files: Sequence[tuple[str, bytes]], known: Sequence[Known]) -> Iterator[Examined]:
    """Each file read and checked with what is known beside it, in the order given."""
    each = list(zip(files, known, strict=True))
    return in_order(_examine_beside, each, jobs=1, lost=_lost_beside, limits=LIMITS, preload=PRELOAD)


def examine_one(name: str, data: bytes, *, known: Known = NOTHING, shown: bool = False) -> Examined:
    """The one file read and checked."""
    (found,) = examine([(name, data)], known=known, shown=shown)
    return found


def read_one(name: str, data: bytes) -> Examined:
    """The one file read and not checked, as last year's report is."""
    (found,) = in_order(_read, [(name, data)], jobs=1, lost=_lost, limits=LIMITS, preload=PRELOAD)
    return found


def warm(*more: str) -> None:
    """Starts the server that children are forked from, so that nobody waits for it; it loads the readers, and the
    modules `more`, while this process goes on. For a process that will have threads, once it is there."""
    warm_server([*PRELOAD, *more])


# ---- Inside the child ------------------------------------------------------------------------------------------------


def _examine(known: Known, shown: bool, file: tuple[str, bytes]) -> Examined:
    name, data = file
    report = _opened(name, data)
    if isinstance(report, Refusal):
        return Examined(name, refused=report)
    with placed(report) as span_of:
        findings = check(report, known)
        spans = tuple(span_of(finding.at) for finding in findings)
    findings = [replace(finding, at=dict(finding.at)) for finding in findings]
    layout = laid_out(report, spans) if shown else None
    _let_go(report, kept_places(report, spans))
    return Examined(name, report, tuple(findings), spans, layout, unchecked=tuple(unchecked(report, known)))


def _examine_beside(each: tuple[tuple[str, bytes], Known]) -> Examined:
    file, known = each
    return _examine(known, False, file)


def _read(file: tuple[str, bytes]) -> Examined:
    name, data = file
    report = _opened(name, data)
    if isinstance(report, Refusal):
        return Examined(name, refused=report)
    _let_go(report, kept_places(report, ()))
    return Examined(name, report)


def _opened(name: str, data: bytes) -> FilledReport | Refusal:
    if len(data) > LARGEST:
        return own_refusal("too_large", limit=LARGEST // 1024**2)
    try:
        report = office.read(data, name)
    except Unreadable as unreadable:
        return Refusal(unreadable.code, {language: unreadable.sentence(language) for language in LANGUAGES})
    return own_refusal("marked") if mark_in([report.source]) else report


def _let_go(report: FilledReport, places: KeptPlaces) -> None:
    """Takes from the report what holds on to the file."""
    report.place = places
    report.memory.clear()


# ---- Refusals --------------------------------------------------------------------------------------------------------


def _lost(file: tuple[str, bytes], loss: Loss) -> Examined:
    return Examined(file[0], refused=own_refusal(loss.reason, seconds=round(loss.seconds)))


def _lost_beside(each: tuple[tuple[str, bytes], Known], loss: Loss) -> Examined:
    return _lost(each[0], loss)


def own_refusal(reason: str, **details: object) -> Refusal:
    """The refusal for a reason of ours, a key of `_SENTENCES`."""
    said = {language: _SENTENCES[reason][language].format(**details) for language in LANGUAGES}
    return Refusal(f"FILE.{reason.upper()}", said)


_SENTENCES: dict[str, dict[Language, str]] = {
    "time": {
        "zh": "读取超过 {seconds} 秒，已中止；年度报告不需要这么久，请检查是否选错了文件，或另存后再读。",
        "en": (
            "reading took more than {seconds} s and was stopped; no annual report takes that long, check that it is "
            "the right file, or save it anew and read that."
        ),
    },
    "memory": {
        "zh": "读取所需的内存超过上限，已中止；请检查是否选错了文件，或另存后再读。",
        "en": (
            "reading needed more memory than it may have and was stopped; check that it is the right file, or save it "
            "anew and read that."
        ),
    },
    "crash": {
        "zh": "读取这个文件时程序出错中止，没有得到结果；文件可能已损坏，请另存或重新导出后再读。",
        "en": (
            "the program failed while reading this file, without a result; the file may be damaged, save or export it "
            "anew and read that."
        ),
    },
    "too_large": {
        "zh": "文件超过 {limit} MB；年度报告没有这么大，请检查是否选错了文件。",
        "en": "the file is larger than {limit} MB; no annual report is, check that it is the right file.",
    },
    "marked": {
        "zh": "文件带有国家秘密标志，没有读取，也没有保存；请按保密规定处理，并告知保密工作机构。",
        "en": (
            "the file carries the mark of a state secret; it was not read and not kept. Handle it as the rules on "
            "secrecy require, and tell your secrecy office."
        ),
    },
    "made_time": {
        "zh": "生成文件超过 {seconds} 秒，已中止；请换一种格式。",
        "en": "making the file took more than {seconds} s and was stopped; choose another kind.",
    },
    "made_memory": {
        "zh": "生成文件所需的内存超过上限，已中止；请换一种格式。",
        "en": "making the file needed more memory than it may have and was stopped; choose another kind.",
    },
    "made_crash": {
        "zh": "生成文件时程序出错中止，没有得到结果；请换一种格式。",
        "en": "the program failed while making the file, without a result; choose another kind.",
    },
}
