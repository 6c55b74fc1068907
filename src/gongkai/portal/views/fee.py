"""收费计算: what a request costs by items or by pages, step by step; for anyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.platform.moments import today
from gongkai.portal.law.fee_form import FeeForm
from gongkai.portal.law.fee_form import fee as fee_of


@login_not_required
@require_GET
def fee(request: HttpRequest) -> HttpResponse:
    """The form, and what it comes to."""
    context = {"title": _("Information processing fee"), "today": today()}
    if "number" not in request.GET:
        form = FeeForm(initial={"way": "items"} | request.GET.dict())
        return render(request, "portal/fee.html", {**context, "form": form})
    form = FeeForm(request.GET)
    found = fee_of(form) if form.is_valid() else None
    context |= {"form": form, "fee": found, "address": request.build_absolute_uri()}
    return render(request, "portal/fee.html", context, status=200 if found else 422)
