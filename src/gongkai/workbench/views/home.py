"""工作台首页: what waits for the person who signed in, what is late, what they sent, what they did last, and what to do
first."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.platform.moments import legal_day, present
from gongkai.platform.permissions import Permission, Powers, powers
from gongkai.platform.ui.waiting import DONE, STEPS, WAITING, Card, Done, Step

MOST_DONE = 8
"""Acts that are told on the page."""


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits, late first; what others have now; what was done last; for a new administrator the first steps."""
    person, now = request.user, present()
    held = powers(person, legal_day(now))
    cards = waiting_for(person, now, held)
    steps = _steps(person, now, held)
    context = {
        "title": _("Workbench"),
        "late": [card for card in cards if card.is_late],
        "cards": [card for card in cards if not card.is_late and not card.is_sent],
        "sent": [card for card in cards if card.is_sent],
        "done": _done(person, now),
        "steps": [] if all(step.is_done for step in steps) else steps,
        "next": next((step for step in steps if not step.is_done), None),
        "hint": _hint(held.anywhere),
    }
    return render(request, "workbench/home.html", context)


def waiting_for(person: Any, now: datetime, held: Powers) -> list[Card]:
    """What waits for a person with these powers, and what they sent: by the last day, as far as there is one; then as
    the applications tell it."""
    cards = [card for provider in WAITING for card in provider(person, now, held)]
    return sorted(cards, key=lambda card: card.day or date.max)


def _steps(person: Any, now: datetime, held: Powers) -> list[Step]:
    return sorted((step for provider in STEPS for step in provider(person, now, held)), key=lambda step: step.place)


def _done(person: Any, now: datetime) -> list[Done]:
    told = [one for provider in DONE for one in provider(person, now)]
    return sorted(told, key=lambda one: one.at, reverse=True)[:MOST_DONE]


def _hint(held: frozenset[Permission]) -> str:
    """What the page says to a person for whom nothing waits: what they could do next, by what they may."""
    if not held:
        return _("You hold no role yet, so you can see and do nothing here. Ask your administrator for one.")
    if Permission.REPORTS_COLLECT in held:
        return _("Begin a collection of annual reports, drop in the files, and send back what contradicts itself.")
    if Permission.REPORTS_HAND_IN in held:
        return _("You can check your annual report before you hand it in: what is found there is not sent back later.")
    if Permission.ROLES_CHANGE in held:
        return _("Organs, people and roles are in the menu. What gets stuck shows up here.")
    if Permission.JOURNAL_READ in held:
        return _("Look through the journal, or have it prove itself.")
    return _("What is laid before you shows up here.")
