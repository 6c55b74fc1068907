"""期限表单: what is counted, from which day, by whose calendar, and the facts of a request that change it.

It is sent by GET, so that its address holds all that was given and can be shared; nothing is kept.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.calendars.in_use import calendar_in_use, in_use
from gongkai.core.calendar import Calendar
from gongkai.core.clock.receipt import channels
from gongkai.core.law.parameters import CHAPTERS, PERIODS, keys, parameter
from gongkai.platform.ui.language import language_now
from gongkai.portal.law import facts

REPLY = "requests.reply"
FURTHEST = 5
"""Years beyond the last announced one for which a day is still expected."""

CHAPTER_TITLES = {
    "requests": gettext_lazy("Requests"),
    "publication": gettext_lazy("Proactive disclosure"),
    "report": gettext_lazy("Annual reports"),
    "fees": gettext_lazy("Information processing fee"),
    "remedies": gettext_lazy("Reconsideration and suits"),
    "counting": gettext_lazy("How it is counted"),
    "holidays": gettext_lazy("Days of rest and holidays"),
}


def periods() -> list[str]:
    """The parameters that are periods of time: from a day, the last day can be told."""
    return [key for key in keys() if parameter(key).unit in PERIODS]


def _grouped() -> list[tuple[Any, list[tuple[str, str]]]]:
    found = [
        (
            chapter,
            [
                (key, capfirst(parameter(key).title[language_now()]))
                for key in periods()
                if key.partition(".")[0] == chapter
            ],
        )
        for chapter in CHAPTERS
    ]
    return [(CHAPTER_TITLES[chapter], choices) for chapter, choices in found if choices]


class DeadlineForm(forms.Form):
    """The whole form. Valid, it holds the calendar to count with."""

    calendar: Calendar

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["for"] = forms.ChoiceField(
            label=_("What is counted"),
            required=False,
            choices=_grouped(),
            error_messages={"invalid_choice": _("There is no such choice. Choose one from the list.")},
        )
        self.fields["day"] = facts.day_field(
            _("From which day"),
            required=True,
            help_text=_("For a request: the day it came. For anything else: the day on which the period starts."),
        )
        self.fields["channel"] = facts.channel_field()
        self.fields["confirmed"] = facts.day_field(
            _("Receipt confirmed by both sides on"),
            help_text=_("Only for requests online, by fax or by ordinary mail: this day counts as the day of receipt."),
        )
        areas = {area: area for area in in_use().areas()}
        self.fields["area"] = facts.choice(_("Calendar"), areas, _("Whole country"))
        self.fields["as_of"] = facts.day_field(
            _("As it was known on"), help_text=_("Empty: today, with every notice on holidays that is in use here.")
        )
        self.fields.update(facts.fact_fields())
        self.rows = facts.rows_given(self.data if self.is_bound else {})
        for number in range(1, self.rows + 1):
            self.fields.update(facts.asked_fields(number))

    # ---- For the page ------------------------------------------------------------------------------------------------

    def basic(self) -> list[forms.BoundField]:
        """What nearly everyone fills in."""
        return [self[name] for name in ("for", "day", "channel", "confirmed")]

    def calendar_fields(self) -> list[forms.BoundField]:
        """What chooses the calendar."""
        return [self[name] for name in ("area", "as_of")]

    def facts(self) -> list[forms.BoundField]:
        """The facts that are given once."""
        return [self[name] for name, _field in facts.fact_fields()]

    def inquiries(self) -> list[list[forms.BoundField]]:
        """The inquiries, each with its fields."""
        return [[self[name] for name in facts.asked_names(number)] for number in range(1, self.rows + 1)]

    def is_long(self) -> bool:
        """Whether a fact, a calendar or a mistake there wants the longer part of the form open."""
        shown = {"for", "day", "channel", "confirmed"}
        return any(name not in shown for name, value in self.data.items() if value) or bool(set(self.errors) - shown)

    # ---- What does not go together -----------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        """Days that the calendar can count, facts that go with the period, and what each fact needs."""
        given = super().clean() or self.cleaned_data
        given["for"] = given.get("for") or REPLY
        if "area" not in self.errors and "as_of" not in self.errors:
            self.calendar = calendar_in_use(given.get("as_of"), given.get("area") or "")
            self._check_days(given)
        if given["for"] == REPLY:
            self._check_facts(given)
        else:
            self._check_no_facts(given)
        return given

    def _check_days(self, given: dict[str, Any]) -> None:
        known = self.calendar
        if known.last_year < known.first_year:
            self.add_error(
                "as_of", _("By that day no notice on holidays was published; those on record begin with 2019.")
            )
            return
        for name, day in list(given.items()):
            if not isinstance(day, date):
                continue
            if day.year < known.first_year and name != "as_of":
                words = _("The calendar begins with %(first)s; a day of %(year)s can't be counted.")
                self.add_error(name, words % {"first": known.first_year, "year": day.year})
            elif day.year > known.last_year + FURTHEST:
                words = _(
                    "This is too far off: holidays are announced up to %(last)s, and expected for %(more)s years."
                )
                self.add_error(name, words % {"last": known.last_year, "more": FURTHEST})

    def _check_facts(self, given: dict[str, Any]) -> None:
        channel = given.get("channel")
        if given.get("confirmed") and (not channel or channels()[channel]["received"] == "submitted"):
            words = _("Sent this way, a request needs no confirmation: leave the day empty, or choose how it came.")
            self.add_error("confirmed", words)
        if given.get("delayed") and not given.get("delayed_until"):
            self._missing("delayed_until", _("Give the date that was told."))
        for name in (*(f"{kind}_until" for kind in ("supplement_asked", "delayed")), "extended_days"):
            kind = name.rpartition("_")[0]
            if given.get(name) and not given.get(kind):
                self._missing(kind, _("Give the day on which this was told."))
        for number in range(1, self.rows + 1):
            for name, words in facts.asked_problems(given, number):
                self._missing(name, words)

    def _missing(self, name: str, words: str) -> None:
        """Says what a field lacks, unless something is wrong with it already."""
        if name not in self.errors:
            self.add_error(name, words)

    def _check_no_facts(self, given: dict[str, Any]) -> None:
        """Facts of a request change the period for the reply alone."""
        for name, value in list(given.items()):
            if value and name not in ("for", "day", "area", "as_of"):
                self.add_error(name, _("This counts only for the reply to a request; leave it empty here."))
