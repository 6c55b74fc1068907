"""运行日志: what the program tells its operator, without personal data (decision 15).

Every line is masked as a whole, tracebacks with it. A mail about a crash holds where it happened and nothing that
anybody typed: no message, no values, no cookies, no address with its parameters, nobody's name.
"""

import logging
import re
import traceback
from http import HTTPStatus
from typing import Any

from django.utils.log import AdminEmailHandler
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

_MASKS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "***@***"),
    (re.compile(r"(?<![0-9])[1-9]\d{5}(?:18|19|20)\d{2}[01]\d[0-3]\d\d{3}[0-9Xx](?![0-9])"), "[ID]"),
    (re.compile(r"(?<![0-9])[1-9]\d{14}(?![0-9])"), "[ID]"),
    (re.compile(r"(?<![0-9])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9])"), "[PHONE]"),
    (re.compile(r"^.*?\bDETAIL:.*$", re.MULTILINE), "DETAIL: ***"),
    (re.compile(r"(?<=[/\w])\?[^\s\"']*"), "?***"),
    (re.compile(r"/password/reset/key/[^\s\"']*"), "/password/reset/key/***"),
)
"""What is replaced: e-mail addresses, identity numbers (18 and 15 digits), mobile numbers, the values that a database
quotes, the parameters of an address, the key of a new password."""


def masked(text: str) -> str:
    """The text without what can be told from its shape.

    >>> masked("GET /staff/?name=x by 13800138000, 11010519491231002X, a@b.cn")
    'GET /staff/?*** by [PHONE], [ID], ***@***'
    """
    for shape, instead in _MASKS:
        text = shape.sub(instead, text)
    return text


class MaskingFormatter(logging.Formatter):
    """A line of the log, masked as a whole."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with its traceback."""
        return masked(super().format(record))


class MailHandler(AdminEmailHandler):
    """A mail to the administrators of the installation, masked as a whole."""

    def emit(self, record: logging.LogRecord) -> None:
        """Sends it. That the site is busy is no crash: a mail for each visitor who is turned away, sent before the
        answer, would make it busier."""
        if getattr(record, "status_code", None) != HTTPStatus.SERVICE_UNAVAILABLE:
            super().emit(record)

    def send_mail(self, subject: str, message: str, *args: Any, **kwargs: Any) -> None:
        """Sends the text alone: a page could hold what the text leaves out."""
        kwargs["html_message"] = None
        super().send_mail(masked(subject), masked(message), *args, **kwargs)


class ReporterFilter(SafeExceptionReporterFilter):
    """Lets nothing of a request or of a variable into a report, debugging or not."""

    def is_active(self, request: Any) -> bool:
        """Always."""
        return True

    def get_post_parameters(self, request: Any) -> dict[str, Any]:
        """None."""
        return {}

    def get_safe_cookies(self, request: Any) -> dict[str, Any]:
        """None."""
        return {}

    def get_safe_request_meta(self, request: Any) -> dict[str, Any]:
        """None."""
        return {}

    def get_safe_settings(self) -> dict[str, Any]:
        """None."""
        return {}

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> list[tuple[str, Any]]:
        """None."""
        return []


class Reporter(ExceptionReporter):
    """The report of a crash: the kind of the exception, the route, and the lines of the program."""

    def get_traceback_text(self) -> str:
        """The report."""
        match = getattr(self.request, "resolver_match", None)
        lines = [
            f"{self.exc_type.__name__ if self.exc_type else 'log entry'}",
            f"route: {match.route if match else '-'}",
            f"method: {self.request.method if self.request else '-'}",
        ]
        lines += [f"{at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(self.tb)]
        return "\n".join(lines)

    def get_traceback_html(self) -> str:
        """The same; no page with values is ever made."""
        return f"<pre>{self.get_traceback_text()}</pre>"
