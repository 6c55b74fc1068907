"""页面: search. Open to everyone; whoever has signed in finds what their roles show them besides."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.platform.moments import legal_day, present
from gongkai.platform.often import Counts, told_to_come_again
from gongkai.platform.search.asked import Asked, ask
from gongkai.platform.search.forms import SearchForm, narrowed_by
from gongkai.platform.search.marked import excerpt, has_any, marked
from gongkai.platform.search.queries import MOST_COUNTED, MOST_RANKED, find, organ_names
from gongkai.platform.search.shape import shape
from gongkai.platform.search.sources import SOURCES
from gongkai.platform.ui.language import language_now

A_PAGE = 10

PERIOD = 600
MOST = 600
"""Searches of visitors of one network in a period of so many seconds: one a second, for an office shares one."""

counts = Counts(MOST, PERIOD)


@login_not_required
@require_GET
def find_page(request: HttpRequest) -> HttpResponse:
    """The field, and what was found, best first."""
    person = request.user if request.user.is_authenticated else None
    today = legal_day(present())
    asked, narrowed = ask(request.GET.get("q", "")), narrowed_by(request.GET)
    if asked and (wait := counts.count(request)):
        return _too_many(request, wait)
    found = find(person, today, asked, narrowed)
    page = Paginator(found.rows, A_PAGE).get_page(request.GET.get("page"))
    rows = found.shown(page.object_list)
    organs = {row.organ for row in rows if row.organ is not None} | {*found.organs}
    organs |= {narrowed.organ} if narrowed.organ is not None else set()
    names = organ_names(person, sorted(organs))
    context = {
        "title": _("Search"),
        "form": SearchForm(asked.typed, narrowed, found, names),
        "asked": asked,
        "found": found,
        "is_narrowed": bool(narrowed.conditions()),
        "page": page,
        "hits": [_hit(row, asked, names) for row in rows],
        "most_counted": MOST_COUNTED,
        "most_listed": MOST_RANKED,
        "sources": SOURCES.values() if person else [one for one in SOURCES.values() if one.visible is None],
    }
    return render(request, "search/find.html", context)


def _too_many(request: HttpRequest, wait: int) -> HttpResponse:
    sentence = _(
        "So many searches came from your network that others would have to wait. Try again in %(wait)s minutes."
    )
    return told_to_come_again(request, _("Too many at once"), sentence % {"wait": -(-wait // 60)}, 429, wait)


def _hit(row: Any, asked: Asked, names: dict[int, str]) -> dict[str, Any]:
    """What of a find is shown, in the language of the page; besides, title or text in the other one where what was
    asked for stands there alone, and in no number."""
    text, source = row.text, SOURCES[row.kind]
    titles = [text.title, text.title_en]
    bodies = [text.body, text.body_en]
    if language_now() == "en":
        titles.reverse()
        bodies.reverse()
    title, other = titles if titles[0] else titles[::-1]
    numbers = text.numbers.splitlines()
    by_number = any(asked.shaped in shape(number) for number in numbers)
    body = next((body for body in bodies if body and (by_number or has_any(body, asked))), bodies[0] or bodies[1])
    return {
        "address": source.address_of(row.key),
        "title": marked(title, asked),
        "other_title": "" if by_number or has_any(title, asked) or not has_any(other, asked) else marked(other, asked),
        "kind": source.title,
        "numbers": [marked(number, asked) for number in numbers],
        "excerpt": excerpt(body, asked),
        "organ": "" if source.names_organs else names.get(row.organ, ""),
        "day": row.day,
    }
