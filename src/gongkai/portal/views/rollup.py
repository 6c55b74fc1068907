"""汇总页: many reports added up, each figure with those that it comes from, held against the published report."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.core.findings import Language
from gongkai.core.report import FilledReport
from gongkai.core.rollup.add import Part
from gongkai.core.writers import report_json
from gongkai.core.writers.as_kind import ENDINGS
from gongkai.core.writers.printable import printable
from gongkai.core.writers.rollup_json import rollup_line
from gongkai.platform.files.receiving import takes
from gongkai.platform.often import visitor_of
from gongkai.platform.refusals import Refused
from gongkai.platform.ui.language import language_now
from gongkai.portal import sums
from gongkai.portal.adding_up import Added, NotAdded, added, children_of, said_of, slim, unlike
from gongkai.portal.carried import LARGEST, carried, carry
from gongkai.portal.checking import in_words, name_of, read_all
from gongkai.portal.gate import PATIENCE, Busy, places
from gongkai.portal.growing import END_OF_LINES, as_file, growing, line_of, place_for_a_run
from gongkai.portal.listing import progress_of
from gongkai.portal.turning_away import Kind, allowance, turned_away
from gongkai.portal.uploads import MANY_AND_OTHERS, RollUpForm
from gongkai.reporting.converting import Checked, make
from gongkai.reporting.reading import read_one

_SUM, _ALL = "rollup", "all"


@login_not_required
@require_http_methods(["GET", "POST"])
@takes(MANY_AND_OTHERS)
def rollup(request: HttpRequest) -> HttpResponseBase:
    """The page to choose reports; posted, the page that grows while they are read, and ends with their sum."""
    form = RollUpForm(request)
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        context = {"title": _("Add up the reports of many organs"), "form": form}
        return render(request, "portal/rollup.html", context, status=status)
    if away := allowance(request, Kind.RUN):
        return away
    place = place_for_a_run(request)
    if place is None:
        return turned_away(request)
    steps = _steps(form.cleaned_data, language_now(), get_token(request), place)
    context = {"title": _("The sum of many reports"), "count": len(form.cleaned_data["files"])}
    return growing(request, "portal/rolled_up.html", context, steps, place)


@login_not_required
@require_http_methods(["GET", "POST"])
def download(request: HttpRequest) -> HttpResponse:
    """The sum as a file of any kind, or all that is known of it as JSON."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("portal:rollup"))
    if away := allowance(request, Kind.FILE):
        return away
    content, wanted = carried(_SUM, request.POST.get("sum", "")), request.POST.get("format", "")
    if wanted == _ALL:
        return as_file(content["all"].encode(), f"{content['name']}.json", "application/json")
    if wanted not in ENDINGS:
        raise Refused(_("No file of that kind is made. Go back and choose one of the buttons."))
    try:
        with places.one(PATIENCE, visitor_of(request)):
            made = make(Checked(content["name"], content["report"].encode()), wanted, language_now())
    except Busy:
        return turned_away(request)
    if made.refused is not None:
        raise Refused(made.refused.sentence[language_now()])
    return as_file(made.data, made.name, made.content_type)


def _steps(given: Mapping[str, Any], language: Language, token: str, place: ExitStack) -> Iterator[str]:
    """A line a file as soon as it is read, and then the sum. The children have ended before that is sent."""
    files: list[UploadedFile] = [*given["files"], *([given["own"]] if given["own"] else [])]
    names = unlike([name_of(file) for file in files])
    parts: list[Part] = []
    unread: list[tuple[str, str]] = []
    reading = read_all(files)
    try:
        published, problem = _published(given["expected"], language)
        for number, (one, _digest) in enumerate(reading):
            yield line_of(number + 1, progress_of(in_words(one, language)))
            report, name = slim(one), names[number]
            if report is None:
                unread.append((printable(name), said_of(one, language)))
            else:
                parts.append(Part(name, report, own=number >= len(given["files"])))
    finally:
        reading.close()  # type: ignore[attr-defined]
        place.close()
    try:
        if problem:
            raise NotAdded(problem)
        found = added(parts, unread, children_of(given["children"]), published, given["organ"].strip() or None)
    except NotAdded as not_added:
        context: dict[str, Any] = {"sentence": str(not_added), "unread": unread}
    else:
        context = _context(found, language)
    yield END_OF_LINES + render_to_string("portal/parts/sum.html", {"csrf_token": token, **context})


def _published(file: UploadedFile | None, language: Language) -> tuple[FilledReport | None, str]:
    """The published report, and why it could not be read."""
    if file is None:
        return None, ""
    examined = read_one(name_of(file), file.read())
    if examined.report is not None:
        return slim(examined), ""
    return None, f"“{printable(name_of(file))}”: {said_of(examined, language)}"


def _context(one: Added, language: Language) -> dict[str, Any]:
    found, held = one.found, one.held
    name = _("%(year)s, sum of %(count)s reports") % {"year": found.year, "count": len(found.parts)}
    unread = [name for name, _reason in one.unread]
    signed = carry(
        _SUM,
        {
            "name": name,
            "report": report_json.write(found.report(one.organ)).decode(),
            "all": rollup_line(found, held, unread, language).decode(),
        },
    )
    return {
        "sum": signed if len(signed) <= LARGEST else "",
        "too_long": len(signed) > LARGEST,
        "year": found.year,
        "organ": printable(one.organ or ""),
        "organs": [printable(organ) for organ in found.organs],
        "missing": [printable(child.name) for child in found.missing],
        "unread": one.unread,
        "remarks": sums.remarks(found, language),
        "open": sums.open_cells(found, language),
        "implied": sums.implied(found),
        "held": held,
        "mismatches": [] if held is None else sums.mismatches(found, held, language),
        "not_compared": "" if held is None or not held.not_compared else sums.few(found, held.not_compared, language),
        "tables": sums.tables(found, language),
    }
