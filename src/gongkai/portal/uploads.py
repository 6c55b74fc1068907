"""上传: the forms that take reports, one or many, and how much they take."""

from collections.abc import Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gongkai.bulk.folders import ENDINGS
from gongkai.platform.files.forms import SentForm, SeveralFilesField
from gongkai.platform.files.limits import LARGEST_REQUEST, MANY_FILES, Bounds
from gongkai.platform.files.refusals import sentence

MOST = MANY_FILES
"""Reports of one form."""

FEW = Bounds(spooled=True)
MANY = Bounds(files=MOST, request=LARGEST_REQUEST, spooled=True)
MANY_AND_OTHERS = Bounds(files=MOST + 3, request=LARGEST_REQUEST, spooled=True)
"""As many as the script sends at once; as many as anybody; and with three files beside them."""

ACCEPTED = ",".join(sorted(ending for ending in ENDINGS if ending))
"""The endings of reports, for the dialog in which they are chosen."""


class ReportsForm(SentForm):
    """A form that takes reports."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        for field in self.fields.values():
            if isinstance(field, forms.FileField):
                field.widget.attrs.setdefault("accept", ACCEPTED)


class ReturnsForm(ReportsForm):
    """The reports to be checked."""

    files = SeveralFilesField(
        label=_("Reports"),
        help_text=_(
            "Up to 300 files, 20 MB each, 200 MB together: Word, Excel, PDF, web pages, text, WPS. They are read, "
            "checked and forgotten."
        ),
    )


class CompareForm(ReportsForm):
    """Two reports."""

    first = forms.FileField(
        label=_("One report"), allow_empty_file=True, help_text=_("Of the earlier year; the order does not matter.")
    )
    second = forms.FileField(
        label=_("The other report"), allow_empty_file=True, help_text=_("Of the same organ, for the next year.")
    )


class RollUpForm(ReportsForm):
    """The reports to be added up, and what they are held against."""

    files = SeveralFilesField(
        label=_("Reports to add up"),
        help_text=_("Up to 300 files, 20 MB each, 200 MB together. All of one year, each organ once."),
    )
    own = forms.FileField(
        label=_("The report of the area's own office"),
        required=False,
        allow_empty_file=True,
        help_text=_("Where the government's own figures are a report of their own."),
    )
    expected = forms.FileField(
        label=_("The published report that the sum should equal"),
        required=False,
        allow_empty_file=True,
        help_text=_("Differences are shown cell by cell, with the organ that explains them."),
    )
    children = forms.FileField(
        label=_("List of the organs that should report"),
        required=False,
        allow_empty_file=True,
        help_text=_("CSV or text, an organ a line: name, change in the year (并入, 划入, 划出), organ it went into."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt"}),
    )
    organ = forms.CharField(
        label=_("Organ that the sum is for"),
        required=False,
        max_length=50,
        help_text=_("Stands in the files that you download. Left out: the one of the published report."),
    )

    def clean_files(self) -> Sequence[UploadedFile]:
        """Not more than fit with the others."""
        files: Sequence[UploadedFile] = self.cleaned_data["files"]
        if len(files) > MOST:
            raise forms.ValidationError(sentence("many_files", most_files=MOST))
        return files


class FewForm(ReportsForm):
    """A few reports, as the script sends them."""

    files = SeveralFilesField()
