"""Every link followed, in every role: where it leads, which route that is, and what came back."""

from collections import deque
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from playwright.sync_api import APIRequestContext
from selectolax.lexbor import LexborHTMLParser

from tests.browser.city import VISITORS
from tests.browser.pages import routes
from tests.browser.visitors import Visitors

MORE = {
    ("administrator", "organs:person"): 40,
    ("supervisor", "reporting:collection"): 4,
    ("supervisor", "reporting:report"): 120,
}
"""Role and route of which more examples are opened, because few of them lead to what only some have."""

Sort = tuple[str, frozenset[str]]

LEADING = "a[href], area[href], link[href], script[src], img[src], iframe[src], use[href], source[src]"
LOOKING = "form:not([method]), form[method=get i]"


@dataclass(frozen=True)
class Found:
    """One address that somebody opened."""

    role: str
    address: str
    """With its query, without the site's name."""
    route: str
    status: int
    is_page: bool
    linked: str
    """The page that led there; empty where nothing did."""
    leads_to: str = ""
    """Where a redirect leads."""


@dataclass(repr=False)
class Walked:
    """All that was opened, and what was wrong with the links themselves."""

    found: list[Found] = field(default_factory=list)
    elsewhere: dict[str, str] = field(default_factory=dict)
    """Address of another site → a page that names it."""
    faults: list[str] = field(default_factory=list)

    def pages(self, role: str | None = None) -> list[Found]:
        """What came back as a page, to that role or to any."""
        return [one for one in self.found if one.is_page and one.status == 200 and role in (None, one.role)]

    def example(self, route: str, role: str) -> Found | None:
        """The first page of that route that the role opened; one without a query rather than one with."""
        found = [one for one in self.pages(role) if one.route == route]
        return min(found, key=lambda one: "?" in one.address, default=None)


def walk(visitors: Visitors, *, most: int) -> Walked:
    """Follows the links of every page, `most` addresses of a kind in each role: a kind is a route and the names in its
    query. Begins at every route that needs no argument, linked or not."""
    walked = Walked()
    for role in VISITORS:
        with visitors.context(role) as context:
            _walk_as(role, context.request, visitors.site.address, walked, most)
    return walked


def _walk_as(role: str, asking: APIRequestContext, site: str, walked: Walked, most: int) -> None:
    waiting = deque([("/", "-"), *((address, "") for address in _without_arguments())])
    taken: dict[Sort, int] = {}
    spare: dict[Sort, deque[tuple[str, str]]] = {}
    seen = {address for address, _ in waiting}
    names: dict[str, set[str]] = {}
    to_places: list[tuple[str, str, str]] = []
    while waiting:
        address, linked = waiting.popleft()
        route = route_of(address)
        answer = asking.get(site + address, max_redirects=0)
        kind = answer.headers.get("content-type", "")
        is_page = kind.startswith("text/html")
        to = answer.headers.get("location", "")
        walked.found.append(Found(role, address, route, answer.status, is_page, linked, to))
        if answer.status == 409 and spare.get(sort_of(address)):  # not this one now; then another of its kind
            waiting.append(spare[sort_of(address)].popleft())
        ways = [to] if to else []
        if is_page:
            tree = LexborHTMLParser(answer.text())
            names[address] = {node.attributes["id"] or "" for node in tree.css("[id]")}
            ways += _ways(tree, address)
        answer.dispose()
        for way in ways:
            whole = urljoin(site + address, way)
            if not whole.startswith(site + "/"):
                if urlsplit(whole).scheme in {"http", "https"}:
                    walked.elsewhere.setdefault(whole, address)
                elif urlsplit(whole).scheme not in {"mailto", "tel", "data"}:
                    walked.faults.append(f"{address} links to {whole}")
                continue
            place, name = urldefrag(whole.removeprefix(site))
            if name:
                to_places.append((address, place, name))
            if place in seen:
                continue
            seen.add(place)
            sort = sort_of(place)
            taken[sort] = taken.get(sort, 0) + 1
            if taken[sort] <= max(most, MORE.get((role, sort[0]), 0)) or sort[0] == "static":
                waiting.append((place, address))
            else:
                spare.setdefault(sort, deque()).append((place, address))
    for address, place, name in to_places:
        if place in names and name not in names[place]:
            walked.faults.append(f"{role}: {address} links to #{name} of {place}, where nothing has that name")


def _ways(tree: LexborHTMLParser, address: str) -> list[str]:
    found = [node.attributes.get("href") or node.attributes.get("src") or "" for node in tree.css(LEADING)]
    found += [node.attributes.get("action") or address for node in tree.css(LOOKING)]
    return found


def _without_arguments() -> list[str]:
    found = []
    for name in routes():
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return found


def route_of(address: str) -> str:
    """The name of the route that answers there; 'static' for a file of the site, empty where there is none."""
    path = urlsplit(address).path
    if path.startswith("/static/"):
        return "static"
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def sort_of(address: str) -> Sort:
    """The kind of an address: its route, and the names in its query."""
    return route_of(address), frozenset(key for key, _ in parse_qsl(urlsplit(address).query))


def may_end_so(one: Found) -> bool:
    """Whether a link may lead to that answer: a page, a file, a way on, or a sentence that says what stands against it
    now (409). A link that leads to 'not allowed' or 'not there' is none to show."""
    return one.status in {200, 409} or (one.status in {301, 302, 303} and bool(one.leads_to))
