"""页面: the years and their notices, a year to print, adopting with its preview, withdrawing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongkai.calendars import forms, queries
from gongkai.calendars.actions import adopt_notice, after_withdrawal, preview_of, withdraw_notice
from gongkai.calendars.drafts import draft
from gongkai.calendars.in_use import in_use
from gongkai.calendars.listing import YEARS
from gongkai.calendars.preview import preview
from gongkai.core.calendar import NoSuchArea, Unannounced
from gongkai.core.law.notice_text import read_text, write_year
from gongkai.core.law.notices import BadNotice, read_year
from gongkai.platform.lists.page import show
from gongkai.platform.moments import today
from gongkai.platform.permissions import Permission, require
from gongkai.platform.refusals import Refused
from gongkai.platform.ui.language import language_now
from gongkai.platform.ui.perform import perform


def _require_changer(request: HttpRequest) -> None:
    require(request.user, Permission.CALENDARS_CHANGE, None, today())


@require_GET
def versions(request: HttpRequest) -> HttpResponse:
    """Every version of every year."""
    context = {"may_change": adopt_notice.is_allowed(request.user, None)}
    return show(request, YEARS, template="calendars/list.html", context=context)


@require_GET
def year(request: HttpRequest, year: int) -> HttpResponse:
    """A year, twelve months, to look at and to print."""
    area = request.GET.get("area", "")
    try:
        months, certain = queries.months(request.user, year, area)
    except (NoSuchArea, Unannounced) as error:
        raise Http404 from error
    context = {
        "title": _("Working days of %(year)s") % {"year": year} + (f" · {area}" if area else ""),
        "months": months,
        "certain": certain,
        "area": area,
        "areas": queries.areas(request.user, year),
        "year": year,
        "present": in_use().years.get((year, area)),
        "language": language_now(),
    }
    return render(request, "calendars/year.html", context)


@require_GET
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """An adopted notice: who, when, what it says."""
    version = queries.version(request.user, pk)
    if version is None or version.record is None:
        raise Http404
    may_withdraw = version.is_in_use and withdraw_notice.is_allowed(request.user, None)
    context = {"title": version.record.number, "version": version, "may_withdraw": may_withdraw}
    return render(request, "calendars/notice.html", context)


# ---- Adopting --------------------------------------------------------------------------------------------------------


def adopt(request: HttpRequest) -> HttpResponse:
    """The form; sent and right, it becomes the preview."""
    _require_changer(request)
    if request.method != "POST":
        return _adopt_page(request)
    head, lines = forms.NoticeForm(request.POST), forms.BreakForms(request.POST, prefix="lines")
    if head.is_valid() & lines.is_valid():
        given = head.cleaned_data
        breaks = tuple(one for line in lines if (one := line.one()))
        area = given["area"].strip()
        present_year = in_use().years.get((given["year"], area))
        filled = forms.year_with(present_year, forms.notice_of(given, breaks), given["year"], area)
        try:
            return _preview(request, write_year(filled))
        except Refused as refused:
            head.add_error(None, str(refused))
    return _adopt_page(request, head=head, lines=lines, status=422)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """The form, filled in from a notice's text."""
    _require_changer(request)
    form = forms.TextForm(request.POST)
    if form.is_valid():
        try:
            found = read_text(form.cleaned_data["words"], form.cleaned_data["text_year"])
        except BadNotice as bad:
            form.add_error("words", bad.message(language_now()))
        else:
            head = forms.NoticeForm(initial=forms.head_of(found))
            lines = forms.BreakForms(initial=forms.lines_of(found.breaks), prefix="lines")
            return _adopt_page(request, head=head, lines=lines, was_read=True)
    return _adopt_page(request, words=form, status=422)


@require_POST
def file(request: HttpRequest) -> HttpResponse:
    """The preview of a data file."""
    _require_changer(request)
    form = forms.FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return _preview(request, form.cleaned_data["text"])
        except Refused as refused:
            form.add_error("text", str(refused))
    return _adopt_page(request, data=form, status=422)


@require_POST
def edit(request: HttpRequest) -> HttpResponse:
    """From the preview back to the form, with everything in it."""
    _require_changer(request)
    form = forms.ConfirmForm(request.POST)
    if not form.is_valid():
        raise Refused(_("What was sent is not what the preview showed. Begin again with the form."))
    try:
        found = read_year(form.cleaned_data["text"])
    except BadNotice as bad:
        raise Refused(bad.message(language_now())) from bad
    last = found.notices[-1]
    head = {"year": found.year, "area": found.area, "number": last.number, "title": last.title}
    return _adopt_page(
        request,
        head=forms.NoticeForm(initial=head | {"issued": last.issued, "published": last.published}),
        lines=forms.BreakForms(initial=forms.lines_of(last.breaks), prefix="lines"),
    )


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Adopts what the preview showed; where that has changed meanwhile, shows the new preview with the reason."""
    _require_changer(request)
    form = forms.ConfirmForm(request.POST)
    if not form.is_valid():
        raise Refused(_("What was sent is not what the preview showed. Begin again with the form."))
    found = draft(form.cleaned_data["text"], in_use(), today())
    return perform(
        request,
        form,
        adopt_notice,
        title=_("Look at what moves"),
        done=_("The notice is adopted. The calendar is in use from now on."),
        then=reverse("calendars:year", args=[found.year.year]),
        template="calendars/preview.html",
        context=_preview_context(found),
    )


def _adopt_page(
    request: HttpRequest,
    *,
    head: forms.NoticeForm | None = None,
    lines: Any = None,
    words: forms.TextForm | None = None,
    data: forms.FileForm | None = None,
    was_read: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "title": _("Adopt a notice on holidays"),
        "head": head or forms.NoticeForm(),
        "lines": lines or forms.BreakForms(initial=forms.empty_lines(), prefix="lines"),
        "words": words or forms.TextForm(),
        "data": data or forms.FileForm(),
        "was_read": was_read,
    }
    return render(request, "calendars/adopt.html", context, status=status)


def _preview(request: HttpRequest, text: str) -> HttpResponse:
    found = draft(text, in_use(), today())
    context = _preview_context(found)
    form = forms.ConfirmForm(initial={"text": text, "seen": context["preview"].fingerprint})
    return render(request, "calendars/preview.html", {"title": _("Look at what moves"), "form": form, **context})


def _preview_context(found: Any) -> dict[str, Any]:
    shown = preview_of(found)
    breaks = [(forms.names(one.holidays, language_now()), one) for one in found.year.breaks()]
    return {"preview": shown, "draft": found, "breaks": breaks, "language": language_now()}


# ---- Withdrawing -----------------------------------------------------------------------------------------------------


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes an adopted notice out of use."""
    _require_changer(request)
    version = queries.version(request.user, pk)
    if version is None or version.record is None:
        raise Http404
    if not version.is_in_use:
        raise Refused(_("This version is not in use. There is nothing to withdraw."))
    before = in_use()
    shown = preview(before, after_withdrawal(version.record, before), version.year.year, version.year.area)
    form = forms.WithdrawForm(request.POST or None, initial={"seen": shown.fingerprint})
    return perform(
        request,
        form,
        withdraw_notice,
        title=_("Withdraw %(number)s") % {"number": version.record.number},
        done=_("The notice is withdrawn. It stays on record."),
        then=reverse("calendars:list"),
        template="calendars/withdraw.html",
        context={"preview": shown, "language": language_now()},
        notice=version.record,
    )
