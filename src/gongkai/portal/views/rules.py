"""校核规则: every check of annual reports: what it means, on what it rests, an example; for anyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from gongkai.core.checks.catalogue import Rule, codes
from gongkai.core.checks.catalogue import rule as entry
from gongkai.platform.ui.language import language_now

SEVERITIES = {
    "error": gettext_lazy("error"),
    "warning": gettext_lazy("warning"),
    "info": gettext_lazy("for information"),
    "unproven": gettext_lazy("can't be decided"),
}
"""How much a finding weighs, once it is proved."""

_GROUPS = {
    "T2": gettext_lazy("Table 2: proactive disclosure"),
    "T3": gettext_lazy("Table 3: requests"),
    "T4": gettext_lazy("Table 4: reconsideration and suits"),
    "TXT": gettext_lazy("The text against the tables"),
    "": gettext_lazy("The report as a whole"),
}
"""First part of a code → what it is about; all other codes are about the report as a whole."""


@login_not_required
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Every check, by what it is about."""
    found = [
        (title, [_shown(entry(code)) for code in codes() if _group(code) == key]) for key, title in _GROUPS.items()
    ]
    return render(request, "portal/rules.html", {"title": _("The checks of annual reports"), "groups": found})


def _group(code: str) -> str:
    first = code.partition(".")[0]
    return first if first in _GROUPS else ""


def _shown(rule: Rule) -> dict[str, object]:
    spoken = language_now()
    return {
        "code": rule.code,
        "severity": rule.severity,
        "weight": SEVERITIES[rule.severity],
        "title": rule.title[spoken],
        "meaning": rule.meaning[spoken],
        "basis": rule.basis[spoken],
        "example": rule.example[spoken],
    }


@login_not_required
@require_GET
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """One check; its code may be written in small letters."""
    known = code.upper()
    if known not in codes():
        raise Http404
    if known != code:
        return HttpResponseRedirect(reverse("portal:rule", args=[known]))
    place = codes().index(known)
    around = {"before": codes()[place - 1] if place else "", "after": (*codes(), "")[place + 1]}
    shown = _shown(entry(known))
    return render(request, "portal/rule.html", {"title": f"{known} · {shown['title']}", "rule": shown, **around})
