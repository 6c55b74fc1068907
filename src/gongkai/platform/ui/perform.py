"""办理: a form whose sending does an action; refusals are told at the form, and nothing typed is lost."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise

from gongkai.platform.refusals import Refused


def sent(request: HttpRequest) -> Any:
    """What was typed, where a form was sent; else nothing."""
    return request.POST if request.method == "POST" else None


def perform(
    request: HttpRequest,
    form: forms.Form,
    act: Any,
    *,
    title: str | Promise,
    done: str | Promise,
    then: str,
    template: str = "ui/form.html",
    context: dict[str, Any] | None = None,
    **arguments: Any,
) -> HttpResponse:
    """Shows the form; when it was sent and is right, does `act` by the signed-in person with `arguments` and what was
    typed, says `done` and leads to the address `then`. `act` is an action; Forbidden goes its way to the 403 page."""
    if request.method == "POST" and form.is_valid():
        try:
            act(by=request.user, **arguments, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, str(done))
            return HttpResponseRedirect(then)
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, "title": title, **(context or {})}, status=status)
