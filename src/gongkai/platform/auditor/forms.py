"""表单: filters of the journal, and the reason of an erasure."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.platform.audit.events import EVENTS
from gongkai.platform.auditor.queries import Filter
from gongkai.platform.typed import day_field


class FilterForm(forms.Form):
    """Which entries are shown."""

    since = day_field(_("From"), required=False)
    until = day_field(_("To"), required=False)
    until_time = forms.TimeField(
        label=_("Time on the last day"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Shows the journal as it stood at that moment. Empty: the whole day."),
    )
    event = forms.ChoiceField(label=_("Event"), required=False)
    person = forms.CharField(
        label=_("Person"), required=False, max_length=60, help_text=_("A login name, or a part of a name.")
    )
    organ = forms.ModelChoiceField(label=_("Organ"), required=False, queryset=None, empty_label=_("All"))
    about_kind = forms.RegexField(
        r"^[a-z_]+\.[a-z_]+$",
        label=_("Kind of record"),
        required=False,
        max_length=80,
        help_text=_("As in the list, for example calendars.notice."),
    )
    about = forms.CharField(label=_("Number of the record"), required=False, max_length=40)

    def __init__(self, *arguments: Any, organs: QuerySet[Any], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["organ"].queryset = organs
        events = sorted(((code, f"{event.title} ({code})") for code, event in EVENTS.items()), key=lambda one: one[0])
        self.fields["event"].choices = [("", _("All")), *events]

    def clean(self) -> dict[str, Any]:
        """The time belongs to a last day."""
        found = super().clean() or self.cleaned_data
        if found.get("until_time") and not found.get("until"):
            self.add_error("until", _("Give the day that the time is on."))
        return found

    def filter(self) -> Filter:
        """What was filled in."""
        return Filter(**self.cleaned_data)


class EraseForm(forms.Form):
    """Why the content of an entry is erased."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("At least 10 characters; do not repeat what is erased. The reason stays for good."),
    )
