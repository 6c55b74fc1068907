"""中间件: a refusal becomes a page with one sentence; headers that every answer carries; HEAD."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongkai.platform.once import asked_once
from gongkai.platform.refusals import Forbidden, Refused

UNUSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "midi",
    "payment",
    "usb",
)
"""What a browser can do and this site never asks for."""


class HeadersMiddleware:
    """Headers that neither Django nor django-csp sets."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Adds them to every answer."""
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", ", ".join(f"{name}=()" for name in UNUSED))
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class OnceMiddleware:
    """Has a request that only reads ask each question of what a person may once. It stands before whatever asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Keeps the answers for this request alone."""
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with asked_once():
            return self.get_response(request)


class HeadMiddleware:
    """Answers HEAD with the head of what GET gives, so that no view has to think of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Asks for GET, and leaves the body away."""
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"
        response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = iter(())
        elif isinstance(response, HttpResponse):
            response.content = b""
        return response


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
