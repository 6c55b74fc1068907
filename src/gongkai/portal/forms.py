"""表单: the report that somebody wants to have checked, as a file or as text, and what is known beside it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gongkai.bulk.folders import ENDINGS
from gongkai.core.checks.known import LEVELS
from gongkai.platform.files.limits import LARGEST_FILE, LARGEST_REQUEST, MOST_FILES
from gongkai.platform.files.names import cleaned
from gongkai.platform.files.receiving import refused_upload
from gongkai.platform.files.refusals import sentence

LONGEST_TEXT = 500_000
"""Characters of a pasted report."""

_DETAILS = {
    "megabytes": LARGEST_FILE // 1024**2,
    "total": LARGEST_REQUEST // 1024**2,
    "most_files": MOST_FILES,
}
_LEVEL_WORDS = {
    "government": _("A people's government at county level or above"),
    "department": _("A department or bureau"),
    "township": _("A town, township or sub-district"),
}


class ReportForm(forms.Form):
    """One report. The hidden field stands last: where it is missing, the upload was cut off."""

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
    published = forms.DateField(
        label=_("Day of publication"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Where the file does not tell it; it is held against the day that the law sets."),
    )
    complete = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)

    def __init__(self, request: HttpRequest) -> None:
        sent = request.method == "POST"
        super().__init__(request.POST if sent else None, request.FILES if sent else None)
        for name in ("report", "previous"):
            self.fields[name].widget.attrs["accept"] = ",".join(sorted(filter(None, ENDINGS)))
        self._refused = refused_upload(request)

    def clean(self) -> dict[str, Any]:
        """Either a file or a text, and all of it."""
        found = self.cleaned_data
        whole = found.pop("complete", "")
        reason = self._refused or ("interrupted" if not whole else "")
        if reason:
            self.errors.clear()
            self.add_error(None, sentence(reason, **_DETAILS))
        elif not self.errors and not found.get("report") and not found.get("text", "").strip():
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
