"""表单: the upload."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gongkai.bulk.sorts import SORTS
from gongkai.platform.files.receiving import bounds_of, refused_upload
from gongkai.platform.files.refusals import sentence


class SeveralFilesInput(forms.ClearableFileInput):
    """An input for several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One file or more."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files. Which of them are in order is seen when they are looked at (`receive`)."""
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return list(data)


class UploadForm(forms.Form):
    """Files to add. The hidden field stands behind them: where it is missing, the upload was cut off."""

    files = SeveralFilesField(
        label=_("Files"),
        help_text=_("Up to 10 files of 20 MB each. PDF, OFD, Word, Excel, WPS, OpenDocument, RTF, text or pictures."),
    )
    complete = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)

    def __init__(self, request: HttpRequest) -> None:
        sent = request.method == "POST"
        super().__init__(request.POST if sent else None, request.FILES if sent else None)
        self.fields["files"].widget.attrs["accept"] = ",".join(
            f".{ending}" for sort in SORTS.values() for ending in sort.endings
        )
        self._refused = refused_upload(request)
        self._bounds = bounds_of(request)

    def clean(self) -> dict[str, Any]:
        """Nothing is kept of an upload that was not read to its end."""
        whole = self.cleaned_data.pop("complete", "")
        reason = self._refused or ("interrupted" if not whole else "")
        if reason:
            self.errors.clear()
            megabytes, total = self._bounds.file // 1024**2, self._bounds.request // 1024**2
            self.add_error(None, sentence(reason, most_files=self._bounds.files, megabytes=megabytes, total=total))
        return self.cleaned_data
