"""所问: what a request asks for, found within what the person may see."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from gongkai.bulk.sorts import SORTS
from gongkai.core.writers.return_list import ReturnList
from gongkai.platform.moments import today
from gongkai.platform.refusals import Forbidden, Refused
from gongkai.platform.ui.language import language_now
from gongkai.reporting import queries
from gongkai.reporting.answer import Answer
from gongkai.reporting.examining import shown
from gongkai.reporting.models import Collection, ReceivedReport, Return


def collection_of(request: HttpRequest, number: int) -> Collection:
    """The collection of that number. Raises Http404."""
    found: Collection = get_object_or_404(queries.collections_visible_to(request.user, today()), pk=number)
    return found


def report_of(request: HttpRequest, number: int) -> ReceivedReport:
    """The received report of that number, in a collection that the person sees. Raises Http404."""
    found: ReceivedReport = get_object_or_404(queries.reports_visible_to(request.user, today()), pk=number)
    return found


def returned_to(request: HttpRequest, number: int) -> Return:
    """What was sent back, under that number, to an organ of the person's. Raises Http404."""
    found: Return = get_object_or_404(queries.returns_visible_to(request.user, today()), pk=number)
    return found


def letter_to(request: HttpRequest, number: int) -> Return:
    """The same, where it was not withdrawn. Raises Http404."""
    found: Return = get_object_or_404(queries.letters_visible_to(request.user, today()), pk=number)
    return found


def require_collecting(request: HttpRequest, act: Any, collection: Collection) -> None:
    """Raises Forbidden unless the person may do the act in that collection."""
    if not act.is_allowed(request.user, collection.organ):
        raise Forbidden(act.needs)


def in_its_source(request: HttpRequest, report: ReceivedReport, back: str) -> HttpResponse:
    """The report beside its figures, each finding at its sentence, as the program finds them now."""
    examined = shown(report)
    if examined.refused is not None:
        raise Refused(examined.refused.sentence[language_now()])
    answer = Answer(examined)
    context = {"title": answer.title, "answer": answer, "back": back}
    return render(request, "reporting/source.html", context)


def document(found: ReturnList, ending: str, name: str) -> HttpResponse:
    """The list as a document. Raises Http404 for an ending that there is none of."""
    if ending == "docx":
        from gongkai.core.writers.return_list_docx import document as written
    elif ending == "xlsx":
        from gongkai.core.writers.return_list_xlsx import workbook as written
    else:
        raise Http404(ending)
    response = HttpResponse(written(found), content_type=SORTS[ending].content_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{ending}")
    response["Cache-Control"] = "private, no-store"
    return response
