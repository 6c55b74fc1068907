"""退改清单页: up to three hundred reports dropped in, a return list taken out, nothing kept.

Without script the answer is a page that grows while the files are read: a line a file, then the list. With script the
files come one by one, each is answered with its result, signed, and the results come back together for the same page.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.core.findings import Language
from gongkai.core.writers.return_list import return_list
from gongkai.platform.files.receiving import takes
from gongkai.platform.often import visitor_of
from gongkai.platform.refusals import Refused
from gongkai.platform.ui.language import language_now
from gongkai.portal.carried import LARGEST, carried, carry
from gongkai.portal.checking import Digested, checked
from gongkai.portal.gate import PATIENCE, Busy, places
from gongkai.portal.growing import END_OF_LINES, as_file, growing, line_of, place_for_a_run
from gongkai.portal.listing import all_told_beside, counted, listed, progress_of
from gongkai.portal.packing import packed, unpacked
from gongkai.portal.turning_away import Kind, allowance, turned_away
from gongkai.portal.uploads import FEW, MANY, MOST, FewForm, ReturnsForm
from gongkai.reporting.converting import CONTENT_TYPES
from gongkai.reporting.return_lists import FORMATS, NotMade, letter_names, letter_to, made

_ONE, _LIST = "file", "list"
_PAGE = "portal/returns_run.html"


@login_not_required
@require_http_methods(["GET", "POST"])
@takes(MANY)
def returns(request: HttpRequest) -> HttpResponseBase:
    """The page to drop reports in; posted, the page that grows while they are read."""
    form = ReturnsForm(request)
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "portal/returns.html", {"title": _title(), "form": form, "most": MOST}, status=status)
    if away := allowance(request, Kind.RUN):
        return away
    place = place_for_a_run(request)
    if place is None:
        return turned_away(request)
    files = form.cleaned_data["files"]
    steps = _steps(files, language_now(), get_token(request), place)
    return growing(request, _PAGE, {"title": _title(), "count": len(files)}, steps, place)


@login_not_required
@require_POST
@takes(FEW)
def few_files(request: HttpRequest) -> JsonResponse:
    """A few files of many, as the script sends them: each one's result in words and signed."""
    form = FewForm(request)
    if not form.is_valid():
        said = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"error": " ".join(said)}, status=422)
    if away := allowance(request, Kind.FILE, as_json=True):
        return away
    language = language_now()
    try:
        with places.one(PATIENCE, visitor_of(request)):
            found = list(checked(form.cleaned_data["files"], language))
    except Busy:
        return turned_away(request, as_json=True)
    signed = [carry(_ONE, {"language": language, "file": one}) for one in packed(found)]
    results = [{"result": one, **progress_of(file)} for one, (file, _digest) in zip(signed, found, strict=True)]
    return JsonResponse({"results": results})


@login_not_required
@require_http_methods(["GET", "POST"])
def collected(request: HttpRequest) -> HttpResponse:
    """The results of many files, as the script collected them, as one page."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("portal:returns"))
    sent = request.FILES.get("results")
    lines = sent.read().decode("ascii", "replace").split() if sent is not None else []
    if not 0 < len(lines) <= MOST:
        raise Refused(_("No results came with this. Upload the files again."))
    if away := allowance(request, Kind.RUN):
        return away
    found = [carried(_ONE, line) for line in lines]
    language = language_now()
    if any(one["language"] != language for one in found):
        raise Refused(_("The language was changed in between. Upload the files again."))
    files = unpacked([one["file"] for one in found])
    outcome = outcome_of(files, language, get_token(request))
    return render(request, _PAGE, {"title": _title(), "growing": outcome, "over": True})


@login_not_required
@require_http_methods(["GET", "POST"])
def download(request: HttpRequest) -> HttpResponse:
    """The whole list as a file, the letter to one organ, or all letters."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("portal:returns"))
    if away := allowance(request, Kind.FILE):
        return away
    content = carried(_LIST, request.POST.get("list", ""))
    language: Language = content["language"]
    files = [file for file, _digest in all_told_beside(unpacked(content["files"]), language)]
    wanted, number = request.POST.get("format", ""), request.POST.get("letter", "")
    is_known = number.isascii() and number.isdecimal() and len(number) < 4 if number else wanted in FORMATS
    if not is_known:
        raise Refused(_("No file of that kind is made. Go back and choose one of the buttons."))
    try:
        with places.one(PATIENCE, visitor_of(request)):
            if number:
                name = letter_names(return_list(files, language))[int(number) - 1]
                return _file(letter_to(int(number), files, language), name, "docx")
            return _file(made(wanted, files, language), _title(), wanted)
    except Busy:
        return turned_away(request)
    except IndexError:
        raise Refused(_("The list has no letter of that number.")) from None
    except NotMade:
        raise Refused(_("The file took too long to make. Check fewer reports at a time.")) from None


# ---- What the page grows by ------------------------------------------------------------------------------------------


def _steps(files: Sequence[Any], language: Language, token: str, place: ExitStack) -> Iterator[str]:
    """A line a file as soon as it is read, and then the list. The children have ended, and another upload may begin,
    before the list is sent: whoever takes it slowly holds up nobody."""
    found: list[Digested] = []
    reading = checked(files, language)
    try:
        for one in reading:
            found.append(one)
            yield line_of(len(found), progress_of(one[0]))
    finally:
        reading.close()  # type: ignore[attr-defined]
        place.close()
    yield END_OF_LINES + outcome_of(found, language, token)


def outcome_of(files: Sequence[Digested], language: Language, token: str) -> str:
    """The list as a part of a page, with the forms that make files of it."""
    signed = carry(_LIST, {"language": language, "files": packed(files)})
    told = [file for file, _digest in all_told_beside(files, language)]
    context = {
        "csrf_token": token,
        "list": signed if len(signed) <= LARGEST else "",
        "counts": counted(told),
        "beside": [file for file in told if file.beside],
        **listed(told),
    }
    return render_to_string("portal/parts/returns_list.html", context)


def _title() -> str:
    return _("Return list for many reports")


def _file(data: bytes, name: str, ending: str) -> HttpResponse:
    return as_file(data, f"{name}.{ending}", CONTENT_TYPES[ending])
