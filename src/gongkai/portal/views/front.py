"""首页: what a visitor finds first: the search, the tools, and the way in for staff."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.portal.tools import LAW, REPORTS, address_of, present


@login_not_required
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """The tools, and the way in for staff."""
    context = {
        "title": _("Open government information"),
        "search": address_of("search:search") or "/search/",
        "reports": present(REPORTS),
        "law": present(LAW),
    }
    return render(request, "portal/front.html", context)
