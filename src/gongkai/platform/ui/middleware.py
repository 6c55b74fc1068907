"""拒绝页: an act that is refused or forbidden becomes a page with one sentence."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongkai.platform.refusals import Forbidden, Refused


class RefusalMiddleware:
    """Turns Refused into status 409 and Forbidden into 403. Everything else is a mistake of the program."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal."""
        if isinstance(exception, Refused):
            return render(request, "ui/refused.html", {"title": _("Not done"), "sentence": str(exception)}, status=409)
        if isinstance(exception, Forbidden):
            sentence = _("Your roles do not allow this here. Ask the administrator of your organ.")
            return render(request, "ui/refused.html", {"title": _("Not allowed"), "sentence": sentence}, status=403)
        return None
