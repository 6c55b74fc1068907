"""法定依据: the law on record, over time, each rule with its article and how sure it is; for anyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.remedies import OrganKind
from gongkai.portal.law import entries


@login_not_required
@require_GET
def laws(request: HttpRequest) -> HttpResponse:
    """Every entry with what it says now."""
    context = {"title": _("The law in use"), "sections": entries.sections()}
    return render(request, "portal/laws.html", context)


@login_not_required
@require_GET
def law(request: HttpRequest, key: str) -> HttpResponse:
    """One entry, as it has held over time."""
    if not entries.exists(key):
        raise Http404
    asked = request.GET.get("organ", "")
    organ: OrganKind = next((one for one in entries.ORGANS if one == asked), "department")
    context = {"key": key, "organ": organ, "organs": entries.ORGANS}
    if key.startswith(entries.OUTCOME):
        return render(request, "portal/outcome.html", {**context, **entries.outcome_entry(key, organ)})
    if key.startswith(entries.REMEDY):
        return render(request, "portal/remedy.html", {**context, **entries.remedy_entry(key, organ)})
    return render(request, "portal/parameter.html", {**context, **entries.parameter_entry(key)})
