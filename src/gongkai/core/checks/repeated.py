"""照抄上年: whether a chapter repeats last year's text (TXT.REPEAT).

国办公开办函〔2021〕30号, (四) 明确责任, names 内容雷同 among what is followed up.
"""

from collections.abc import Iterator

from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.claims.repeated import repeated_text
from gongkai.core.findings import Finding
from gongkai.core.law.editions import edition
from gongkai.core.report import FilledReport

LEAST_SHARE = 0.5
"""An office's duties, and some sentences on them, stay the same from year to year. Where half of a chapter or more is
last year's, word for word, the chapter does not tell of this year."""

LEAST_CHARACTERS = 100
"""Some three sentences; fewer may be set phrases that meet by chance."""


def check_repeated(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """TXT.REPEAT for each chapter of text that repeats half or more of last year's. Silent where the report given as
    last year's is not known to be of an earlier year."""
    old = known.previous
    if old is None or old.year is None or report.year is None or old.year >= report.year:
        return
    chapters = {chapter.key: chapter for chapter in edition(report.edition).chapters}
    for one in repeated_text(old, report):
        if one.share < LEAST_SHARE or one.characters < LEAST_CHARACTERS:
            continue
        chapter, first = chapters[one.section], one.sentences[0]
        details = {
            "variant": "problems" if one.section == "problems" else "main",
            "chapter": {
                "zh": f"第{chapter.number}章“{chapter.title}”",
                "en": f"Chapter {'一二三四五六'.index(chapter.number) + 1} ({chapter.english})",
            },
            "share": int(one.share * 100),
            "count": len(one.sentences),
            "characters": one.characters,
            "year": old.year,
        }
        yield Finding(
            "TXT.REPEAT",
            "warning",
            details=details,
            quote=report.source[first.start : first.end].strip(),
            at=report.place(first.start, first.end),
        )
