"""办理事实: the facts of one request as fields of a form, and the events that they tell.

A name is never asked for: whoever was asked is told apart by a letter, so that no address of a page holds one.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.calendars.forms import DAYS
from gongkai.core.clock.effects import ROUTES
from gongkai.core.clock.events import Event, kinds
from gongkai.core.clock.inquiries import inquiry_kinds
from gongkai.core.clock.receipt import channels
from gongkai.core.law.parameters import parameter
from gongkai.platform.ui.language import language_now

KINDS = (
    "supplement_asked",
    "supplemented",
    "extended",
    "reasons_given",
    "delayed",
    "fee_notified",
    "fee_notice_received",
    "paid",
    "replied",
    "served",
    "withdrawn",
    "closed",
)
"""The facts that are given once, each with a field of its name for its day, in the order shown."""

MOST_ASKED = 5
"""So many inquiries can be given."""

_ASKED = ("whom", "on", "received", "answered", "answer")
_LETTERS = {"zh": "甲乙丙丁戊", "en": "ABCDE"}
_MOST_DAYS = 1000


def day_field(label: object, *, required: bool = False, help_text: object = "") -> forms.DateField:
    """A day, in the ways people write one; chosen from a calendar where the browser has one."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": gettext_lazy("This is no day of the calendar. Write it as 2026-09-18."),
            "required": gettext_lazy("Give the day to count from."),
        },
    )


def choice(label: object, values: Mapping[str, object], blank: object, help_text: object = "") -> forms.ChoiceField:
    """A choice among values, or none of them, which `blank` words."""
    return forms.ChoiceField(
        label=label,
        required=False,
        help_text=help_text,
        choices=[("", blank), *values.items()],
        error_messages={"invalid_choice": gettext_lazy("There is no such choice. Choose one from the list.")},
    )


def channel_field() -> forms.ChoiceField:
    """How the request came, which decides the day that counts as its receipt."""
    titles = {key: entry["title"][language_now()] for key, entry in channels().items()}
    return choice(_("How it came"), titles, _("the day given is the day of receipt"))


def fact_fields() -> Iterator[tuple[str, forms.Field]]:
    """The fields of the facts that are given once, by name: the day, then what else the fact has."""
    for kind in KINDS:
        entry = kinds()[kind]
        yield kind, day_field(capfirst(entry["title"][language_now()]), help_text=entry["source"][language_now()])
        yield from _EXTRA.get(kind, lambda: {})().items()


def _of_supplement() -> dict[str, forms.Field]:
    return {"supplement_asked_until": day_field(_("Last day that the notice set for the supplement"))}


def _of_extension() -> dict[str, forms.Field]:
    days = forms.IntegerField(
        label=_("Extended by, in working days"),
        required=False,
        min_value=1,
        max_value=_MOST_DAYS,
        help_text=_("Empty: %(most)s, the most that the law allows.") % {"most": _most_extension()},
    )
    consent = forms.BooleanField(label=_("The head of the OGI body has consented"), required=False)
    return {"extended_days": days, "extended_consent": consent}


def _most_extension() -> int:
    most: int = parameter("requests.extension").values[-1].value
    return most


def _of_delay() -> dict[str, forms.Field]:
    return {"delayed_until": day_field(_("Delayed date that was told"))}


def _of_service() -> dict[str, forms.Field]:
    return {"served_route": choice(_("How it was served"), _said(ROUTES), _("by post, day of posting"))}


def _of_closing() -> dict[str, forms.Field]:
    grounds = {"uncorrected": _("not supplemented in time"), "unpaid": _("not paid in time")}
    return {"closed_outcome": choice(_("Why it was closed"), grounds, _("not supplemented in time"))}


_EXTRA = {
    "supplement_asked": _of_supplement,
    "extended": _of_extension,
    "delayed": _of_delay,
    "served": _of_service,
    "closed": _of_closing,
}


def _said(words: Mapping[str, Any]) -> dict[str, object]:
    return {key: one[language_now()] for key, one in words.items()}


# ---- Inquiries -------------------------------------------------------------------------------------------------------


def asked_names(number: int) -> list[str]:
    """The names of the fields of the inquiry with that number, from 1."""
    return [f"asked_{number}_{part}" for part in _ASKED]


def rows_given(data: Mapping[str, Any]) -> int:
    """How many inquiries the form shows: those that are filled in, and one more, up to the most there may be."""
    filled = [number for number in range(1, MOST_ASKED + 1) if any(data.get(name) for name in asked_names(number))]
    return min(max(filled, default=0) + 1, MOST_ASKED)


def asked_fields(number: int) -> dict[str, forms.Field]:
    """The fields of one inquiry."""
    titles = {whom: entry["title"][language_now()] for whom, entry in inquiry_kinds().items()}
    answers: dict[str, str | Promise] = {"consent": _("agrees to disclosure"), "objection": _("objects to disclosure")}
    fields = (
        choice(_("Who was asked"), titles, _("nobody")),
        day_field(_("Inquiry sent")),
        day_field(_("Inquiry received by them")),
        day_field(_("Answer came")),
        choice(_("What they answered"), answers, "—"),
    )
    return dict(zip(asked_names(number), fields, strict=True))


def asked_problems(given: Mapping[str, Any], number: int) -> Iterator[tuple[str, str]]:
    """What is missing in an inquiry, or does not go together: the field, and a sentence."""
    names = dict(zip(_ASKED, asked_names(number), strict=True))
    whom, *others = (given.get(names[part]) for part in _ASKED)
    sent, received, answered, answer = others
    if not whom and any(others):
        yield names["whom"], _("Choose who was asked.")
    elif whom and not sent:
        yield names["on"], _("Give the day on which the inquiry was sent.")
    elif whom == "organ" and received:
        yield names["received"], _("The law sets other organs no period, so this day is not needed; leave it empty.")
    elif whom in ("third_party", "co_maker") and answered and not answer:
        yield names["answer"], _("Choose what they answered.")
    elif answer and not answered:
        yield names["answered"], _("Give the day on which the answer came.")
    for name, day in ((names["received"], received), (names["answered"], answered)):
        if sent and day and day < sent:
            yield name, _("This day lies before the inquiry was sent.")


# ---- Events ----------------------------------------------------------------------------------------------------------


def events(given: Mapping[str, Any]) -> list[Event]:
    """The events that the form tells. A request whose channel is not told was received on the day given."""
    found = [Event("submitted", given["day"], channel=given.get("channel") or "in_person")]
    if given.get("confirmed"):
        found.append(Event("confirmed", given["confirmed"]))
    found += [_event(kind, given[kind], given) for kind in KINDS if given.get(kind)]
    for number in range(1, MOST_ASKED + 1):
        found += _inquiry(given, number)
    return found


def _event(kind: str, on: date, given: Mapping[str, Any]) -> Event:
    details: dict[str, Any] = {}
    if kind in ("supplement_asked", "delayed"):
        details["until"] = given.get(f"{kind}_until")
    elif kind == "extended":
        details["days"] = given.get("extended_days") or _most_extension()
        details["consent_by"] = _("the head of the OGI body") if given.get("extended_consent") else ""
    elif kind == "served":
        details["route"] = given.get("served_route") or "post"
    elif kind == "closed":
        details["outcome"] = given.get("closed_outcome") or "uncorrected"
    return Event(kind, on, **details)


def _inquiry(given: Mapping[str, Any], number: int) -> Iterator[Event]:
    names = dict(zip(_ASKED, asked_names(number), strict=True))
    whom, about = given.get(names["whom"]), _LETTERS[language_now()][number - 1]
    if not whom:
        return
    yield Event(f"{whom}_asked", given[names["on"]], about=about)
    if given.get(names["received"]):
        yield Event(f"{whom}_received", given[names["received"]], about=about)
    if given.get(names["answered"]):
        yield Event(f"{whom}_answered", given[names["answered"]], about=about, answer=given.get(names["answer"]) or "")
