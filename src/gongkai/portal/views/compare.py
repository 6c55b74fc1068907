"""两年对照页: two reports of one organ side by side: tables with difference and growth, charts, what does not go on."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.core.compare import Remark
from gongkai.core.findings import Language
from gongkai.core.report import FilledReport
from gongkai.core.writers.printable import printable
from gongkai.platform.often import visitor_of
from gongkai.platform.ui.language import language_now
from gongkai.portal.checking import name_of
from gongkai.portal.comparison import Reports, findings_between, repeated, tables, told, years
from gongkai.portal.gate import PATIENCE, Busy, places
from gongkai.portal.turning_away import Kind, allowance, turned_away
from gongkai.portal.uploads import CompareForm
from gongkai.reporting.comparing import Compared, earlier_first, side_by_side
from gongkai.reporting.reading import Refusal, read_one


@login_not_required
@require_http_methods(["GET", "POST"])
def compare(request: HttpRequest) -> HttpResponse:
    """The page to choose two reports; posted, the reports side by side."""
    form = CompareForm(request)
    if request.method == "POST" and form.is_valid():
        if away := allowance(request, Kind.FILE):
            return away
        try:
            with places.one(PATIENCE, visitor_of(request)):
                shown = _compared(request, form)
        except Busy:
            return turned_away(request)
        if shown is not None:
            return render(request, "portal/compared.html", {"title": _("Two years side by side"), **shown})
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/compare.html", {"title": _("Compare two years"), "form": form}, status=status)


def _compared(request: HttpRequest, form: CompareForm) -> dict[str, Any] | None:
    """What the page shows; None, with the reason in the form, where a file can't be read."""
    language = language_now()
    given: dict[int, str] = {}
    found: list[FilledReport] = []
    for field in ("first", "second"):
        file = form.cleaned_data[field]
        report = _read(file, language)
        if isinstance(report, str):
            form.add_error(field, f"“{printable(name_of(file))}”: {report}")
        else:
            given[id(report)] = printable(name_of(file))
            found.append(report)
    if len(found) < 2:
        return None
    old, new, ordered = earlier_first(found[0], found[1])
    compared = side_by_side(old, new)
    if compared.refused is not None:
        form.add_error(None, compared.refused.sentence[language])
        return None
    names = (given[id(old)], given[id(new)])
    return _page((old, new), names, compared, ordered, language)


def _read(file: UploadedFile, language: Language) -> FilledReport | str:
    """The report in the file, or why there is none."""
    examined = read_one(name_of(file), file.read())
    if examined.report is not None:
        return examined.report
    assert isinstance(examined.refused, Refusal)
    return examined.refused.sentence[language]


def _page(
    reports: Reports, names: tuple[str, str], compared: Compared, ordered: bool, language: Language
) -> dict[str, Any]:
    found = compared.found
    assert found is not None
    remarks = [_remark(remark, reports) for remark in found.remarks]
    if not ordered:
        remarks.append(_("The years do not tell which report is the earlier; they stand as they were given."))
    return {
        "heads": years(reports),
        "reports": [
            {
                "organ": printable(report.organ or "") or _("(organ not recognised)"),
                "year": report.year,
                "file": name,
            }
            for report, name in zip(reports, names, strict=True)
        ],
        "remarks": remarks,
        "findings": findings_between(reports[1], compared.findings, language),
        "tables": tables(reports, found, language),
        "repeated": repeated(reports[1], found, language),
        "dropped": told(reports[1], found.claims_dropped, language),
        "added": told(reports[1], found.claims_new, language),
    }


def _remark(remark: Remark, reports: Reports) -> str:
    """What a person should know of the two reports."""
    old, new = reports
    if remark == "organs":
        said = _("The reports are of two organs: %(old)s and %(new)s.")
        return said % {"old": printable(old.organ or ""), "new": printable(new.organ or "")}
    if remark == "years_unknown":
        return _("The year of a report can't be told.")
    if remark == "same_year":
        return _("Both reports are for %(year)s.") % {"year": new.year}
    return _("More than a year lies between the reports: %(old)s and %(new)s.") % {"old": old.year, "new": new.year}
