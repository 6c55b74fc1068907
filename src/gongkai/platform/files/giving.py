"""交付文件: the bytes of an attachment given out, whichever page asks; and what is said where they are lost."""

import logging
from collections.abc import Callable

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongkai.bulk.sorts import REPORT_SORTS
from gongkai.platform.files.models import Attachment
from gongkai.platform.files.storage import BytesLost, verified

_log = logging.getLogger(__name__)


def given_out(attachment: Attachment) -> FileResponse:
    """The file itself, never shown inside the site; whoever calls has found it within scope. Raises BytesLost."""
    response = FileResponse(
        verified(attachment.stored.sha256),
        as_attachment=True,
        filename=attachment.name,
        content_type=REPORT_SORTS[attachment.stored.kind].content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


class LostBytesMiddleware:
    """Turns BytesLost into a page that says so, on every page that needs the bytes of a file: status 500, for the
    administrator has something to mend, and a line in the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page."""
        if not isinstance(exception, BytesLost):
            return None
        _log.error("%s: %s", request.path, exception)
        sentence = _("The stored file is damaged or missing and is not given out. Tell the administrator.")
        return render(request, "ui/refused.html", {"title": _("File damaged"), "sentence": sentence}, status=500)
