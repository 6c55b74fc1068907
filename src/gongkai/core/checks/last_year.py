"""跨年校核: whether this year's report continues last year's.

T3.CARRY, 上年结转等于上年报告的结转下年度, holds within one organ's unbroken series; T2.STOCK and T4.PEND follow from
what the columns mean (国办公开办函〔2021〕30号). Cells are compared only where both years print a figure and the forms
ask for the same thing.
"""

from collections.abc import Iterator

from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.checks.labels import column_name
from gongkai.core.findings import Finding
from gongkai.core.report import FilledReport, bare_organ

_STOCK = ("rules", "normative")
_SECTIONS = ("reconsideration", "litigation_direct", "litigation_after")


def check_carried(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """T3.CARRY for each column whose 上年结转 is not last year's 结转下年度继续办理: an error in one organ's unbroken
    series, a warning where the organ's name changed or last year's column is blank; 'unproven' where the report given
    as last year's is not of the year before."""
    old = known.previous
    if old is None or old.year is None or report.year is None:
        return
    if old.year != report.year - 1:
        yield Finding("T3.CARRY", "unproven", details={"variant": "years", "then": old.year, "now": report.year})
        return
    same = bare_organ(old.organ) == bare_organ(report.organ)
    for column in report.form.table("requests").rows[0].columns:
        now, then = f"requests.carried_in.{column.key}", f"requests.carried_out.{column.key}"
        carried_in, carried_out = report.value(now), old.value(then)
        if carried_in is None or carried_in == carried_out or (carried_out is None and not carried_in):
            continue
        variant = "blank" if carried_out is None else "main" if same else "reorganised"
        details = {
            "variant": variant,
            "column": column_name(column),
            "now": carried_in,
            "then": carried_out,
            "organ": report.organ or "",
            "old_organ": old.organ or "",
        }
        yield Finding(
            "T3.CARRY",
            "error" if variant == "main" else "warning",
            cells=(now,),
            expected=carried_out,
            found=carried_in,
            details=details,
            at=report.at(report.form.index[now]) or {},
        )


def check_stock(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """T2.STOCK for each row of 第二十条第（一）项 where 现行有效 is not last year's, plus made, less repealed; asked
    only between two reports on the form of 2021, which alone counts so."""
    old = _year_before(report, known)
    if old is None or {report.form.table_editions["proactive"], old.form.table_editions["proactive"]} != {"2021"}:
        return
    for row in report.form.table("proactive").rows:
        if row.key not in _STOCK:
            continue
        made, repealed, in_force = (
            report.value(f"proactive.{row.key}.{key}") for key in ("made", "repealed", "in_force")
        )
        before = old.value(f"proactive.{row.key}.in_force")
        if made is None or repealed is None or in_force is None or before is None:
            continue
        expected = before + made - repealed
        if expected != in_force:
            key = f"proactive.{row.key}.in_force"
            details = {
                "label": {"zh": row.label, "en": row.english},
                "before": before,
                "made": made,
                "repealed": repealed,
                "expected": expected,
                "in_force": in_force,
            }
            at = report.at(report.form.index[key]) or {}
            yield Finding("T2.STOCK", "warning", (key,), expected, in_force, details, at=at)


def check_pending(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """T4.PEND for each section of table 4 that counts fewer cases than last year left pending."""
    old = _year_before(report, known)
    if old is None:
        return
    for row in report.form.table("remedies").rows:
        key = f"remedies.{row.key}.total"
        total, pending = report.value(key), old.value(f"remedies.{row.key}.pending")
        if total is None or pending is None or pending <= total:
            continue
        details = {"section": {"zh": row.label, "en": row.english}, "pending": pending, "total": total}
        at = report.at(report.form.index[key]) or {}
        yield Finding("T4.PEND", "warning", (key,), pending, total, details, at=at)


def _year_before(report: FilledReport, known: Known) -> FilledReport | None:
    """Last year's report, where it is known to be of the year before."""
    old = known.previous
    return old if old is not None and report.year is not None and old.year == report.year - 1 else None
