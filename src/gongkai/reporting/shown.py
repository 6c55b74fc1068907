"""显示: what other applications' pages show of annual reports: the journal."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "reporting.collection": _("Collection of reports"),
    "reporting.receivedreport": _("Received report"),
    "reporting.return": _("Report sent back"),
    "reporting.answer": _("Answer to what was sent back"),
}
"""What the records are called that entries of the journal are about."""

LABELS = {
    "correct_by": _("To be mended by"),
    "errors": _("Errors"),
    "received_on": _("Came in on"),
    "reports": _("Numbers of the reports"),
    "title": _("Title"),
    "warnings": _("Warnings"),
}
"""What the keys are called on the page of an entry."""
