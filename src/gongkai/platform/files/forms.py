"""表单: forms with files, and the upload."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gongkai.bulk.sorts import SORTS
from gongkai.platform.files.limits import MANY_FILES
from gongkai.platform.files.receiving import bounds_of, refused_upload
from gongkai.platform.files.refusals import sentence
from gongkai.platform.ui.perform import sent


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


class SentForm(forms.Form):
    """A form with files. The hidden field stands behind them: where it is missing, the upload was cut off."""

    complete = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(sent(request), request.FILES if request.method == "POST" else None)
        self.order_fields([name for name in self.fields if name != "complete"])
        self._refused, self._bounds = refused_upload(request), bounds_of(request)

    def clean(self) -> dict[str, Any]:
        """Nothing is taken of an upload that was not read to its end."""
        whole = self.cleaned_data.pop("complete", "")
        reason = self._refused or ("interrupted" if not whole else "")
        if reason:
            self.errors.clear()
            self.add_error(
                None,
                sentence(
                    reason,
                    megabytes=self._bounds.file // 1024**2,
                    total=self._bounds.request // 1024**2,
                    most_files=min(self._bounds.files, MANY_FILES),
                ),
            )
        return self.cleaned_data


class UploadForm(SentForm):
    """Files to add."""

    files = SeveralFilesField(
        label=_("Files"),
        help_text=_("Up to 10 files of 20 MB each. PDF, OFD, Word, Excel, WPS, OpenDocument, RTF, text or pictures."),
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["files"].widget.attrs["accept"] = ",".join(
            f".{ending}" for sort in SORTS.values() for ending in sort.endings
        )
