"""两年对照: an earlier and a later annual report of one organ side by side.

What changed cell by cell, where both forms ask for the same thing; whether what was carried out is carried in; what
text is repeated; which figures are told in one year and not in the other. Nothing here is judged: that is the checks'
part.

Across the forms of 2019 and 2021 the comparable cells are those of tables 3 and 4, except that 其他处理 of table 3 is
one row in 2019 and three in 2021 and is compared as a group, and in table 2 the decisions on 许可, 处罚 and 强制. All
other columns of table 2 begin anew in 2021. 本年新制作数量 and 本年制发件数 are near each other, but not the same: the
row of 2019 counts 规范性文件, that of 2021 行政规范性文件, so that a difference may be the forms' and not the organ's.
They are not compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongkai.core.claims.figures import ToldFigure, told_figures
from gongkai.core.claims.prose import quoted
from gongkai.core.claims.repeated import RepeatedText, compared, repeated_text, text_paragraphs
from gongkai.core.findings import Figure, Place
from gongkai.core.law.editions import Form
from gongkai.core.report import KNOWN, FilledReport, State, bare_organ

Remark = Literal["organs", "years_unknown", "same_year", "years_apart"]
"""What a person should know of the two reports: they are of other organs, a year can't be told, both are of one year,
a year lies between them."""

GROUP = "requests.other"
"""The group of table 3 that is one row in the form of 2019 and three in that of 2021."""

_SAME_IN_BOTH = tuple(f"proactive.{row}.decisions" for row in ("licensing", "penalty", "coercion"))


class Swapped(ValueError):
    """The report given as the old one is of a later year than the new one: a person's mistake."""

    def __init__(self, old: int, new: int) -> None:
        super().__init__(old, new)
        self.old, self.new = old, new


@dataclass(frozen=True, slots=True)
class Change:
    """A cell, by its key in the new report, with its value in both; None where it has none, for the reason that the
    state gives. Where `cell` is a group of rows, `parts` are the new report's cells in it."""

    cell: str
    old: Figure | None
    new: Figure | None
    old_state: State
    new_state: State
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A figure that the text of a chapter tells, with its sentence and where that stands."""

    section: str
    value: Decimal
    unit: str
    quote: str
    at: Place


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports side by side; the keys are those of the new one.

    `changes` are comparable cells whose values differ, or of which one report alone has a value; `unknown` those of
    which neither has one; `groups` rows that are compared added up. `gone` are the old report's own keys that nothing
    in the new one is comparable to. `carried_out` is last year's 结转下年度继续办理 under the keys of `carried_in`,
    this year's 上年结转.
    """

    remarks: tuple[Remark, ...]
    changes: tuple[Change, ...]
    groups: tuple[Change, ...]
    unknown: tuple[str, ...]
    not_comparable: tuple[str, ...]
    gone: tuple[str, ...]
    carried_out: dict[str, Figure | None]
    carried_in: dict[str, Figure | None]
    repeated: tuple[RepeatedText, ...] = ()
    claims_new: tuple[ToldClaim, ...] = ()
    claims_dropped: tuple[ToldClaim, ...] = ()


def compare(old: FilledReport, new: FilledReport) -> Comparison:
    """The two reports side by side. Raises Swapped where `old` is of a later year than `new`."""
    if old.year is not None and new.year is not None and old.year > new.year:
        raise Swapped(old.year, new.year)
    same = [key for key in new.form.keys if comparable(key, old.form, new.form)]
    pairs = [_pair(key, (key,), (key,), old, new) for key in same]
    told_before, told_now = _told(old), _told(new)
    return Comparison(
        remarks=tuple(_remarks(old, new)),
        changes=tuple(pair for pair in pairs if pair.old != pair.new),
        groups=tuple(pair for pair in _group_pairs(old, new) if pair.old != pair.new),
        unknown=tuple(pair.cell for pair in pairs if pair.old is None and pair.new is None),
        not_comparable=tuple(key for key in new.form.keys if not comparable(key, old.form, new.form)),
        gone=tuple(key for key in old.form.keys if not comparable(key, new.form, old.form)),
        carried_out=_across("carried_out", old, new.form),
        carried_in=_across("carried_in", new, new.form),
        repeated=repeated_text(old, new),
        claims_new=tuple(claim for key, claim in told_now.items() if key not in told_before),
        claims_dropped=tuple(claim for key, claim in told_before.items() if key not in told_now),
    )


def comparable(key: str, old: Form, new: Form) -> bool:
    """Whether the cell of that key in the form `new` means the same in the form `old`."""
    table = key.partition(".")[0]
    if old.table_editions[table] == new.table_editions[table]:
        return True
    if table == "proactive":
        return key in _SAME_IN_BOTH
    return not key.startswith(f"{GROUP}.")


def _remarks(old: FilledReport, new: FilledReport) -> Iterator[Remark]:
    if old.organ and new.organ and bare_organ(old.organ) != bare_organ(new.organ):
        yield "organs"
    if old.year is None or new.year is None:
        yield "years_unknown"
    elif old.year == new.year:
        yield "same_year"
    elif old.year < new.year - 1:
        yield "years_apart"


def _pair(
    cell: str, before: tuple[str, ...], now: tuple[str, ...], old: FilledReport, new: FilledReport, parts: bool = False
) -> Change:
    (old_value, old_state), (new_value, new_state) = _sum(before, old), _sum(now, new)
    return Change(cell, old_value, new_value, old_state, new_state, now if parts else ())


def _sum(keys: tuple[str, ...], report: FilledReport) -> tuple[Figure | None, State]:
    """The sum of the cells; None, with the state of the first one that has no value, where one has none."""
    total: Figure = 0
    for key in keys:
        value = report.value(key)
        if value is None:
            return None, report.state(key)
        total += value
    return total, KNOWN if len(keys) > 1 else report.state(keys[0])


def _group_pairs(old: FilledReport, new: FilledReport) -> Iterator[Change]:
    """其他处理 added up, column by column, where the two forms part it differently."""
    if old.form.table_editions["requests"] == new.form.table_editions["requests"]:
        return
    for column in new.form.table("requests").rows[0].columns:
        before, now = (_rows_of_group(form, column.key) for form in (old.form, new.form))
        yield _pair(f"{GROUP}.{column.key}", before, now, old, new, parts=True)


def _rows_of_group(form: Form, column: str) -> tuple[str, ...]:
    return tuple(key for key in form.keys if key.startswith(f"{GROUP}.") and key.endswith(f".{column}"))


def _across(row: str, report: FilledReport, new: Form) -> dict[str, Figure | None]:
    """The cells of a row of table 3, under the keys of 上年结转."""
    columns = [column.key for column in new.table("requests").rows[0].columns]
    return {f"requests.carried_in.{column}": report.value(f"requests.{row}.{column}") for column in columns}


def _told(report: FilledReport) -> dict[tuple[str, str], ToldClaim]:
    """The figures that the chapters of text tell, by chapter and the words of their clause; a figure without words, or
    with those of one before it, is left out."""
    found: dict[tuple[str, str], ToldClaim] = {}
    for paragraph in text_paragraphs(report):
        for figure in told_figures(paragraph.text):
            words = _words(figure)
            if not words or (paragraph.chapter, words) in found:
                continue
            quote, place = quoted(report, paragraph, figure.start, figure.end)
            claim = ToldClaim(paragraph.chapter, figure.value, figure.unit, quote, place)
            found[paragraph.chapter, words] = claim
    return found


_SAID_OR_NOT = ("Y", "本年度", "本年", "今年", "全年", "其中", "共计", "累计", "合计", "总计", "共", "为", "了", "的")
"""Words that a clause may have or lack and still tell the same figure."""


def _words(figure: ToldFigure) -> str:
    """What a figure counts, in words that stay the same from year to year; '' where its clause has none."""
    clause = compared(f"{figure.before}#{figure.behind}")
    for word in _SAID_OR_NOT:
        clause = clause.replace(word, "")
    clause = "".join(sign for sign in clause if not sign.isdigit())
    return f"{clause}{figure.unit}" if clause.strip("#,.() ") else ""
