"""表单: filters of the journal, and the reason of an erasure."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.platform.audit.events import EVENTS
from gongkai.platform.auditor.queries import organs
from gongkai.platform.auditor.words import KINDS
from gongkai.platform.lists.filters import Filters, OrganFilter
from gongkai.platform.typed import PlainText, day_field


class FilterForm(Filters):
    """Which entries are shown."""

    q = None  # type: ignore[assignment]
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
    organ = OrganFilter(label=_("Organ"), required=False)
    about_kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    about = forms.CharField(label=_("Number of the record"), required=False, max_length=40)

    def __init__(self, data: Any, *, ask: Any) -> None:
        super().__init__(data, ask=ask)
        organ: Any = self.fields["organ"]
        organ.offer(organs(ask.person, ask.now))
        self.count("event", [(code, EVENTS[code].title) for code in sorted(EVENTS)])
        self.count("about_kind", KINDS.items())

    def clean(self) -> dict[str, Any]:
        """The time belongs to a last day."""
        found = super().clean() or self.cleaned_data
        if found.get("until_time") and not found.get("until"):
            self.add_error("until", _("Give the day that the time is on."))
        return found


class EraseForm(forms.Form):
    """Why the content of an entry is erased."""

    reason = PlainText(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("At least 10 characters; do not repeat what is erased. The reason stays for good."),
    )
