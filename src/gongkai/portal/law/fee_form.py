"""收费表单: what a fee is asked for: items of an applicant's month, or pages of a request."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.core.fees import PER_ITEM, PER_PAGE, bands, latest, of_item, of_items, of_pages
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.parameters import parameter
from gongkai.portal.law.facts import day_field
from gongkai.portal.law.rules import Rule, of_parameter

MOST = 100_000
"""Items or pages; nobody is charged for more at once."""

_FIRST, _LAST = 8, 3
"""So many bands are shown from the beginning and the end."""


class FeeForm(forms.Form):
    """By items or by pages, how many, and by the law of which day."""

    way = forms.ChoiceField(
        label=gettext_lazy("How it is charged"),
        choices=[
            ("items", gettext_lazy("by items: requests of one applicant in one calendar month")),
            ("pages", gettext_lazy("by pages: of one request")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose items or pages."),
            "invalid_choice": gettext_lazy("Choose items or pages."),
        },
    )
    number = forms.IntegerField(
        label=gettext_lazy("How many"),
        min_value=1,
        max_value=MOST,
        error_messages={
            "required": gettext_lazy("Give a whole number from 1 to 100000."),
            "invalid": gettext_lazy("Give a whole number from 1 to 100000."),
            "min_value": gettext_lazy("Give a whole number from 1 to 100000."),
            "max_value": gettext_lazy("Give a whole number from 1 to 100000."),
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"] = day_field(_("By the law of"), help_text=_("Empty: the law as it is now."))

    @property
    def key(self) -> str:
        """The parameter that holds the tariff."""
        return PER_ITEM if self.cleaned_data.get("way") == "items" else PER_PAGE

    def clean(self) -> dict[str, Any]:
        """The day must be one on which there was a fee."""
        given = super().clean() or self.cleaned_data
        start = parameter(self.key).values[0].start
        if given.get("on") and given["on"] < start:
            self.add_error("on", _("On that day there was no such fee; it begins on %(start)s.") % {"start": start})
        return given


@dataclass(frozen=True, slots=True)
class Step:
    """A band of the tariff as it is used: its first and last unit, so many of them, and what they come to."""

    first: int
    last: int
    each: int

    @property
    def count(self) -> int:
        """So many units."""
        return self.last - self.first + 1

    @property
    def sum(self) -> int:
        """What they come to, in yuan."""
        return self.count * self.each


@dataclass(frozen=True, slots=True)
class Fee:
    """What it comes to in yuan, step by step: all steps, or the first and the last with `between` left out."""

    number: int
    by_item: bool
    total: int
    last_item: int | None
    steps: list[Step]
    further: list[Step]
    between: int
    rule: Rule
    forms_rule: Rule
    payment_rule: Rule


def fee(form: FeeForm) -> Fee | None:
    """What a valid form comes to; None, with a sentence in the form, where the law of the day knew no fee."""
    number, day, key = form.cleaned_data["number"], form.cleaned_data["on"], form.key
    by_item = key == PER_ITEM
    try:
        steps = _steps(key, number, day)
        total = of_items(number, day) if by_item else of_pages(number, day)
        last_item = of_item(number, day) if by_item else None
    except OutsideTheLaw:
        form.add_error("on", _("On that day there was no such fee."))
        return None
    many = len(steps) > _FIRST + _LAST
    held = day or latest(key)
    return Fee(
        number=number,
        by_item=by_item,
        total=total,
        last_item=last_item,
        steps=steps[:_FIRST] if many else steps,
        further=steps[-_LAST:] if many else [],
        between=len(steps) - _FIRST - _LAST if many else 0,
        rule=of_parameter(key, held),
        forms_rule=of_parameter("fees.forms_by_page", held),
        payment_rule=of_parameter("fees.payment", held),
    )


def _steps(key: str, number: int, day: date | None) -> list[Step]:
    return [Step(band.first, min(number, band.last or number), band.each) for band in bands(key, number, day)]
