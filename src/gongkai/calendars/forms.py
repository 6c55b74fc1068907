"""表单: a notice filled in line by line, pasted as it was published, or given as a data file."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.calendars.drafts import LONGEST_TEXT, MOST_GRANTED
from gongkai.core.law.notice_text import TextOfNotice, holiday_keys
from gongkai.core.law.notices import FIRST_YEAR, LAST_YEAR, Break, HolidayYear, Notice
from gongkai.core.law.outcomes import table
from gongkai.platform.typed import PlainText

ROWS = 10
DAYS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]


def _day(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, input_formats=DAYS, widget=widget, **options)


class NoticeForm(forms.Form):
    """What stands at the head and the foot of a notice."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR - 1)
    area = forms.CharField(
        label=gettext_lazy("Area"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Only for an autonomous area that adds holidays of its own; empty: the whole country."),
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the notice"),
        max_length=60,
        help_text=gettext_lazy(
            "A notice with a new number is added to those of its year and replaces the holidays that it names; one with"
            " the same number replaces the one on record."
        ),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    issued = _day(gettext_lazy("Issued on"))
    published = _day(
        gettext_lazy("Published on"),
        required=False,
        help_text=gettext_lazy("The day from which it is known. Empty: the day of issue."),
    )


class BreakForm(forms.Form):
    """A line: the days off for a holiday, and the days worked for them. A line without days is left out."""

    holidays = forms.CharField(label=gettext_lazy("Holiday"), required=False, max_length=60)
    first = _day(gettext_lazy("First day off"), required=False)
    last = _day(gettext_lazy("Last day off"), required=False)
    worked = forms.CharField(label=gettext_lazy("Days worked for it"), required=False, max_length=200)
    granted = forms.IntegerField(
        label=gettext_lazy("Days beyond the statutory ones"), required=False, min_value=0, max_value=MOST_GRANTED
    )

    def clean_worked(self) -> list[date]:
        """The days, which stand as 2027-01-04, with blanks or commas between them."""
        field, found = self.fields["first"], []
        for text in re.split(r"[\s,，、;；]+", self.cleaned_data["worked"]):
            if text:
                try:
                    found.append(field.to_python(text))
                except forms.ValidationError as error:
                    raise forms.ValidationError(
                        _("“%(text)s” is no day. Write days as 2027-01-04, with a blank between two.") % {"text": text}
                    ) from error
        return found

    def clean(self) -> dict[str, Any]:
        """A line with days needs its holiday and its first day."""
        found = super().clean() or self.cleaned_data
        if found.get("last") or found.get("worked") or found.get("first"):
            if not found.get("holidays"):
                self.add_error("holidays", _("Name the holiday that these days are for."))
            if not found.get("first") and "first" not in self.errors:
                self.add_error("first", _("Give the first day off."))
        return found

    def one(self) -> Break | None:
        """The line as a break; None where it has no days."""
        found = self.cleaned_data
        if not found.get("first"):
            return None
        return Break(
            holiday_keys(re.sub(r"[,，]", "、", found["holidays"])),
            found["first"],
            found["last"] or found["first"],
            tuple(sorted(found["worked"])),
            found["granted"] or 0,
        )


BreakForms = forms.formset_factory(BreakForm, extra=0, max_num=20, absolute_max=20)


def names(holidays: tuple[str, ...], language: str = "zh") -> str:
    """The holidays of a break in words."""
    words = table("holiday_names")
    return ("、" if language == "zh" else ", ").join(words[one][language] if one in words else one for one in holidays)


def empty_lines() -> list[dict[str, Any]]:
    """The lines of a new form: the statutory holidays, and some that are free."""
    return _filled_up([{"holidays": words["zh"]} for words in table("holiday_names").values()])


def lines_of(breaks: tuple[Break, ...]) -> list[dict[str, Any]]:
    """The lines that say what these breaks say."""
    return _filled_up(
        [
            {
                "holidays": names(one.holidays),
                "first": one.first,
                "last": one.last,
                "worked": " ".join(map(str, one.worked)),
                "granted": one.granted or None,
            }
            for one in breaks
        ]
    )


def _filled_up(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return lines + [{} for _ in range(max(ROWS - len(lines), 1))]


def head_of(found: TextOfNotice) -> dict[str, Any]:
    """The head of the form from a notice's text."""
    return {
        "year": found.year,
        "number": found.number,
        "title": found.title,
        "issued": found.issued,
        "published": found.issued,
    }


def notice_of(head: dict[str, Any], breaks: tuple[Break, ...]) -> Notice:
    """The notice that was filled in."""
    issued = head["issued"]
    return Notice(head["number"].strip(), head["title"].strip(), issued, head["published"] or issued, "V", breaks)


def year_with(present: HolidayYear | None, notice: Notice, year: int, area: str) -> HolidayYear:
    """The year with that notice among its notices: instead of the one with the same number, or added to them."""
    others = [one for one in present.notices if one.number != notice.number] if present else []
    return HolidayYear(year, tuple(sorted([*others, notice], key=lambda one: one.published)), area)


class TextForm(forms.Form):
    """A notice as it was published."""

    words = forms.CharField(
        label=gettext_lazy("Text of the notice"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Paste the whole text with its numbered items, from the title to the date."),
    )
    text_year = forms.IntegerField(
        label=gettext_lazy("Year, where the title has none"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR - 1,
    )


class FileForm(forms.Form):
    """A year's data file, sent or pasted."""

    file = forms.FileField(label=gettext_lazy("Data file (.toml)"), required=False)
    text = forms.CharField(
        label=gettext_lazy("or its content"),
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, as `text`."""
        found = super().clean() or self.cleaned_data
        sent = found.pop("file", None)
        if sent is not None:
            if sent.size > 4 * LONGEST_TEXT:
                raise forms.ValidationError(_("The file is far too long for a year's notices. Check which one it is."))
            try:
                found["text"] = sent.read().decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise forms.ValidationError(_("The file is no text in UTF-8. Save it anew in UTF-8.")) from error
        if not found.get("text") and not self.errors:
            raise forms.ValidationError(_("Choose a file or paste its content."))
        return found


class ConfirmForm(forms.Form):
    """What was shown in the preview, and that it was."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=LONGEST_TEXT)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class WithdrawForm(forms.Form):
    """Why a notice goes out of use."""

    reason = PlainText(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("At least 10 characters, without personal data. It stays on record."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
