"""表单: what is typed where annual reports are collected, sent back and answered."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.bulk.sorts import PICTURES, REPORT_SORTS
from gongkai.organs.rules import FIRST_REPORT
from gongkai.platform.files.forms import UploadForm
from gongkai.platform.refusals import Refused
from gongkai.platform.typed import PlainField, PlainText, day_field
from gongkai.reporting import queries
from gongkai.reporting.days import day_to_ask_for, usual_day
from gongkai.reporting.models import Collection, ReceivedReport


class New(forms.Form):
    """A new collection."""

    organ = forms.ModelChoiceField(
        None, label=_("Who collects"), help_text=_("The organs that report into it are those that are waited for.")
    )
    year = forms.TypedChoiceField(label=_("Reports on the year"), coerce=int)
    title = PlainField(label=_("Title"), max_length=100)
    correct_by = day_field(
        _("What is sent back is asked for by"),
        help_text=_("A working day. Each letter can name another one."),
    )

    def __init__(self, data: Any, *, person: Any, on: date) -> None:
        usual = {"year": on.year - 1, "correct_by": usual_day(on)}
        usual["title"] = gettext("Annual reports on %(year)s") % {"year": on.year - 1}
        super().__init__(data, initial=usual)
        self.fields["organ"].queryset = queries.collecting_organs(person, on)
        self.fields["year"].choices = [(year, str(year)) for year in range(on.year, FIRST_REPORT - 1, -1)]
        self.initial["organ"] = next(iter(self.fields["organ"].queryset), None)


_ENDINGS = ",".join(
    f".{ending}" for kind, sort in REPORT_SORTS.items() if kind not in PICTURES for ending in sort.endings if ending
)
"""What the browser offers to choose: every kind in which a report can be read."""


class Incoming(UploadForm):
    """Files to collect."""

    received_on = day_field(_("Came in on"), help_text=_("Where they came by mail or on a disk: the day of that."))

    def __init__(self, request: HttpRequest, on: date) -> None:
        super().__init__(request)
        self.initial["received_on"] = on
        self.fields["files"].help_text = gettext(
            "Up to 300 files at once, the reports of many organs together: web pages, PDF, Word, Excel, "
            "WPS or text, 20 MB each."
        )
        self.fields["files"].widget.attrs["accept"] = _ENDINGS


class Mended(UploadForm):
    """The report that an organ hands in."""

    words = PlainText(
        label=_("A word with it"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["files"].widget.attrs.pop("multiple", None)
        self.fields["files"].label = gettext("The report")
        self.fields["files"].help_text = gettext("One file: a web page, PDF, Word, Excel, WPS or text, at most 20 MB.")
        self.fields["files"].widget.attrs["accept"] = _ENDINGS


class Words(forms.Form):
    """Why the report is right as it is."""

    words = PlainText(
        label=_("Why the report is right as it is"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )


class Remark(forms.Form):
    """What a letter says beside the findings."""

    remark = PlainText(
        label=_("Remark for the letter"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The organ sees it when the report is sent back, not before."),
    )


class Reason(forms.Form):
    """Why."""

    reason = PlainField(label=_("Reason"), max_length=200)


class FromOrgan(forms.Form):
    """From which organ a report is."""

    organ = forms.ModelChoiceField(None, label=_("The report is from"))

    def __init__(self, data: Any, *, person: Any, report: ReceivedReport, on: date) -> None:
        super().__init__(data)
        self.fields["organ"].queryset = queries.organs_to_choose(person, report.collection, on)


class SendBack(forms.Form):
    """Which reports go back, as they were looked at ('id:digest'), and by which day they are asked for."""

    correct_by = day_field(_("To be mended by"), help_text=_("A working day, by the calendar in use."))

    def __init__(self, data: Any, *, collection: Collection, on: date, chosen: list[str] | None = None) -> None:
        super().__init__(data, initial={"correct_by": day_to_ask_for(collection.correct_by, on)})
        self.chosen = chosen or []

    @property
    def numbers(self) -> set[str]:
        """The ids of the reports that were chosen, as they were sent."""
        return {one.partition(":")[0] for one in self.chosen}

    def seen(self) -> dict[int, str]:
        """Report id → digest of what was looked at."""
        found = {}
        for one in self.chosen:
            number, _colon, digest = one.partition(":")
            if not (number.isascii() and number.isdecimal() and len(number) < 19):
                raise Refused(gettext("Choose the reports once more."))
            found[int(number)] = digest
        return found
