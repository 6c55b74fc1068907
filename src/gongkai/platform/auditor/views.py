"""页面: the auditor's list, an entry with what proves it, export, verifying, erasing."""

import shlex

from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongkai.platform.audit.verify import told_in
from gongkai.platform.auditor import export, queries, words
from gongkai.platform.auditor.actions import erase_payload, export_journal, verify_journal
from gongkai.platform.auditor.forms import EraseForm
from gongkai.platform.auditor.listing import JOURNAL
from gongkai.platform.lists.asked import Asked
from gongkai.platform.lists.listing import Ask
from gongkai.platform.lists.page import show
from gongkai.platform.moments import legal_day, present
from gongkai.platform.permissions import Permission, require
from gongkai.platform.refusals import Refused
from gongkai.platform.ui.perform import perform


@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    may_verify = verify_journal.is_allowed(request.user, None)
    return show(request, JOURNAL, template="auditor/list.html", context={"may_verify": may_verify})


@require_GET
def entry(request: HttpRequest, seq: int) -> HttpResponse:
    """An entry with its content and its hashes, and how to compute them by hand."""
    shown = _found(request, seq)
    payload = shown.payload
    told, content = told_in(shown.entry.text) or {}, told_in(payload.text) if payload else None
    today = legal_day(present())
    context = {
        "title": _("Entry %(seq)s") % {"seq": seq},
        "one": shown,
        "lines": words.lines(request.user, content, today) if content else [],
        "after": queries.hash_after(seq),
        "content": payload.text if payload and content is None else "",
        "seal": told.get("payload", ""),
        "link_command": f"printf '%s\\n%s' {shown.entry.previous} {shlex.quote(shown.entry.text)} | sha256sum",
        "seal_command": f"printf '%s%s' {payload.salt} {shlex.quote(payload.text)} | sha256sum" if payload else "",
        "may_erase": payload is not None and erase_payload.is_allowed(request.user, shown.entry.organ),
    }
    return render(request, "auditor/entry.html", context)


def _found(request: HttpRequest, seq: int) -> queries.Shown:
    shown = queries.one(request.user, present(), seq) if seq < 2**63 else None
    if shown is None:
        raise Http404
    return shown


@require_POST
def export_list(request: HttpRequest) -> HttpResponseBase:
    """The filtered list with all that proves it. The export stands in the journal itself."""
    now = present()
    queries.require_reader(request.user, now)
    asked = Asked(JOURNAL, QueryDict(request.POST.get("query", "")), Ask(request.user, now))
    if "query" not in request.POST or not asked.is_right:
        raise Refused(_("These filters can't be used for an export. Go back to the list and set them again."))
    filters = queries.Filter(**asked.given)
    upto = export_journal(by=request.user, now=now, filters=filters)
    lines = export.as_json_lines(request.user, now, filters, upto)
    answer = StreamingHttpResponse(lines, content_type="application/jsonl")
    answer["Content-Disposition"] = f'attachment; filename="journal-{upto}.jsonl"'
    return answer


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Verifies the journal and shows the verdict."""
    verdict, gone = verify_journal(by=request.user)
    return render(request, "auditor/verdict.html", {"title": _("Verdict"), "verdict": verdict, "gone": gone})


def erase(request: HttpRequest, seq: int) -> HttpResponse:
    """Erases the content of an entry."""
    shown = _found(request, seq)
    require(request.user, Permission.JOURNAL_ERASE, shown.entry.organ, legal_day(present()))
    return perform(
        request,
        EraseForm(request.POST or None),
        erase_payload,
        title=_("Erase the content of entry %(seq)s") % {"seq": seq},
        done=_("The content is erased. The entry and its hash stay."),
        then=reverse("auditor:entry", args=[seq]),
        template="auditor/erase.html",
        context={"one": shown},
        entry=shown.entry,
    )
