"""帮助: short pages by role, what to do first; and the statements on accessibility and privacy."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

ROLES = {
    "visitor": gettext_lazy("Visitor"),
    "officer": gettext_lazy("Officer of the OGI body"),
    "supervisor": gettext_lazy("Supervisor"),
    "auditor": gettext_lazy("Auditor"),
    "administrator": gettext_lazy("Administrator"),
}
STATEMENTS = {
    "accessibility": gettext_lazy("Accessibility"),
    "privacy": gettext_lazy("Privacy of the public tools"),
}
"""Key of a page, which is also the name of its template → its title."""


@login_not_required
@require_GET
def contents(request: HttpRequest) -> HttpResponse:
    """What help there is."""
    context = {"title": _("Help"), "roles": ROLES, "statements": STATEMENTS}
    return render(request, "portal/help/contents.html", context)


@login_not_required
@require_GET
def page(request: HttpRequest, topic: str) -> HttpResponse:
    """The help for one role, or a statement."""
    if topic not in ROLES | STATEMENTS:
        raise Http404
    title = (ROLES | STATEMENTS)[topic]
    context = {"title": title, "topic": topic, "roles": ROLES, "statements": STATEMENTS}
    return render(request, f"portal/help/{topic}.html", context)
