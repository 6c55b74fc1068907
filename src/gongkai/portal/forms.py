"""表单: the report that somebody wants to have checked, as a file or as text, and what is known beside it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gongkai.core.checks.known import LEVELS
from gongkai.platform.files.names import cleaned
from gongkai.platform.typed import day_field
from gongkai.portal.uploads import ReportsForm

LONGEST_TEXT = 500_000
"""Characters of a pasted report."""

_LEVEL_WORDS = {
    "government": _("A people's government at county level or above"),
    "department": _("A department or bureau"),
    "township": _("A town, township or sub-district"),
}


class ReportForm(ReportsForm):
    """One report, and what is known beside it."""

    report = forms.FileField(
        label=_("The annual report as a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("Web page, Word, Excel, PDF, WPS, text or JSON; up to 20 MB."),
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("Copy the whole report with its tables out of the web page or Word, and paste it here."),
    )
    previous = forms.FileField(
        label=_("Last year's report"),
        required=False,
        allow_empty_file=True,
        help_text=_("Then what was carried over, stocks, growth and repeated text are held against it."),
    )
    level = forms.ChoiceField(
        label=_("What the organ is"),
        required=False,
        choices=[("", _("As its name tells")), *((level, _LEVEL_WORDS[level]) for level in LEVELS)],
    )
    published = day_field(
        _("Day of publication"),
        required=False,
        help_text=_("Where the file does not tell it; it is held against the day that the law sets."),
    )

    def clean(self) -> dict[str, Any]:
        """Either a file or a text, and all of it."""
        found = super().clean()
        if self.non_field_errors():  # the upload was cut off
            return found
        if not self.errors and not found.get("report") and not found.get("text", "").strip():
            self.add_error("report", _("Choose a file, or paste the text of the report below."))
        elif found.get("report") and found.get("text", "").strip():
            self.add_error("text", _("Give either a file or a text, not both: leave one of them empty."))
        return found

    @property
    def given(self) -> tuple[str, bytes]:
        """The report that was given: its name and its bytes."""
        file = self.cleaned_data.get("report")
        if file:
            return _taken(file)
        text: str = self.cleaned_data["text"]
        return str(_("pasted text")), text.replace("\r\n", "\n").encode("utf-8", "replace")

    @property
    def last_year(self) -> tuple[str, bytes] | None:
        """Last year's report, where one was given."""
        file = self.cleaned_data.get("previous")
        return _taken(file) if file else None

    @property
    def has_more(self) -> bool:
        """Whether something was filled in beside the report."""
        data: Mapping[str, Any] = self.data if self.is_bound else {}
        return any(data.get(name) for name in ("level", "published")) or bool(self.errors.get("previous"))


def _taken(file: UploadedFile) -> tuple[str, bytes]:
    """The file's name, without anything that could deceive, and its bytes; it is closed, and with that gone."""
    with file:
        return cleaned(file.name or ""), file.read()
