"""Speed of the pages, for one person alone and for 20 at once, beside a page of the same server that holds nothing.

The site is a process of its own with the demo in it and a filled index, on both databases; the persons are threads that
keep their connection, as browsers do.
"""

import http.client
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlencode

import psycopg

from bench.bare_site import BARE, EMPTY
from bench.command import COMMAND
from bench.figure import Figure, thousands
from bench.inputs import page_of
from bench.yardstick import slowness
from tests.config.browser import Browser, served
from tests.postgres import programs, server

RECORDS = 50_000
CLIENTS = 20
EACH = 12
"""Requests of each person to a page in a round."""
ROUNDS = 3
ALONE, TURN = 60, 5
"""Requests of one person alone, and so many at a time between two looks at the machine's speed."""
LARGEST_RATIO, SLOWEST_ALONE, SLOWEST_SEARCH = 4.0, 25.0, 60.0
FIRST, LATER = 150, 40
"""KB of a page with all that it needs, and of a page where that is kept already."""
SLOWEST_REPORT = 1.0
REPORT_BYTES = 150_000
LOGIN, PASSWORD = "zhuguan", "wangchuan-demo-2024"
"""The supervisor of the demo."""
SERVER = (sys.executable, "-m", "bench.bare_site")
"""Our command, with the bare page besides."""
NO_POSTGRES = "not judged: no PostgreSQL"

PAGES = {
    "home": "staff/",
    "list": "staff/organs/people/",
    "detail": "staff/organs/1/",
    "search": "search/?q=" + "%E5%85%AC%E5%BC%80",
}
"""Name → address: the home of a supervisor, a list, a record, the search for a word of two characters."""


def site() -> Iterator[Figure]:
    """Pages for one and for 20 at once on both databases, the search, the weight of pages, a report from upload on."""
    with TemporaryDirectory(prefix="gongkai-bench-") as name, ExitStack() as stack:
        yield from _on("SQLite", _filled(Path(name) / "sqlite"), whole=True)
        if programs() is None:
            yield Figure("site: PostgreSQL", NO_POSTGRES)
            return
        address = stack.enter_context(server())
        with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE bench")
        yield from _on(
            "PostgreSQL", _filled(Path(name) / "postgres", GONGKAI_DATABASE=address.format(name="bench")), whole=False
        )


def _filled(home: Path, **more: str) -> dict[str, str]:
    """The environment of a demo with a filled index."""
    variables = {**os.environ, "GONGKAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "gongkai.config.settings", **more}
    subprocess.run([*COMMAND, "demo", "--no-serve"], check=True, stdout=subprocess.DEVNULL, env=variables)
    subprocess.run([sys.executable, "-m", "bench.filling", str(RECORDS)], check=True, env=variables)
    return variables


def _on(database: str, variables: dict[str, str], *, whole: bool) -> Iterator[Figure]:
    with served(variables, program=SERVER) as (address, _):
        host = address.removeprefix("http://")
        cookie = _signed_in(address)
        for page in PAGES:
            yield from _page(database, page, host, cookie)
        yield _search(database, host, cookie)
        if whole:
            yield from _weight(host)
            yield _report(address)


def _signed_in(address: str) -> str:
    """The cookies of a supervisor's browser."""
    browser = Browser(address)
    browser.sign_in(LOGIN, PASSWORD)
    return "; ".join(f"{one.name}={one.value}" for one in browser.cookies)


def _alone(host: str, path: str, cookie: str, times: int) -> tuple[list[float], list[float]]:
    """The milliseconds of that many requests; and, where this machine is slower than the one that limits are stated
    for, what they are on that one: a few requests and a few passes of the yardstick by turns."""
    taken: list[float] = []
    reckoned: list[float] = []
    for _ in range(times // TURN):
        before = slowness()
        some = _asked(host, path, cookie, TURN)
        slow = max(1, (before + slowness()) / 2)
        taken += some
        reckoned += [one / slow for one in some]
    return taken, reckoned


def _asked(host: str, path: str, cookie: str, times: int) -> list[float]:
    """The milliseconds of that many requests, one after the other, over one connection."""
    connection = http.client.HTTPConnection(host, timeout=60)
    taken = []
    for _ in range(times):
        began = perf_counter()
        connection.request("GET", "/" + path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        taken.append((perf_counter() - began) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
    connection.close()
    return taken


def _at_once(host: str, path: str, cookie: str) -> list[float]:
    """The milliseconds of all requests of the persons who ask at once."""
    found: list[list[float]] = []
    threads = [threading.Thread(target=lambda: found.append(_asked(host, path, cookie, EACH))) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(found) != CLIENTS:
        raise RuntimeError(f"{path}: a person got no answer")
    return [one for some in found for one in some]


def _p(taken: Sequence[float]) -> tuple[float, float]:
    """The middle one, and the one that 95 of 100 do not exceed."""
    return median(taken), quantiles(taken, n=20, method="inclusive")[-1]


def _page(database: str, page: str, host: str, cookie: str) -> Iterator[Figure]:
    path = PAGES[page]
    _asked(host, path, cookie, 5)
    here, there = map(_p, _alone(host, path, cookie, ALONE))
    yield Figure(
        f"site: {page} alone, {database}",
        f"{here[0]:.1f} ms, p95 {here[1]:.1f} ms",
        f"{there[0]:.1f} ms, reckoned",
        f"≤ {SLOWEST_ALONE:.0f} ms",
        there[0] <= SLOWEST_ALONE,
    )
    rounds = [[_p(_at_once(host, one, cookie)) for one in (BARE, EMPTY, path)] for _ in range(ROUNDS)]
    ratios = [median(own[place] / bare[place] for bare, _, own in rounds) for place in (0, 1)]
    empty = median(own[0] / nothing[0] for _, nothing, own in rounds)
    middle, slow = (median(own[place] for _, _, own in rounds) for place in (0, 1))
    yield Figure(
        f"site: {page}, {CLIENTS} persons at once, {database}",
        f"{middle:.0f} ms, p95 {slow:.0f} ms",
        f"{ratios[0]:.1f} and {ratios[1]:.1f} bare pages ({empty:.1f} empty answers)",
        f"≤ {LARGEST_RATIO:.0f} bare pages",
        max(ratios) <= LARGEST_RATIO,
    )


def _search(database: str, host: str, cookie: str) -> Figure:
    words = ["公开", "教育", "报告", "申请", "望川", "年度", "规划", "街道", "财政", "卫生"]
    found = [_alone(host, "search/?" + urlencode({"q": word}), cookie, 2 * TURN) for word in words]
    here, there = (_p([one for some in kind for one in some]) for kind in zip(*found, strict=True))
    return Figure(
        f"site: two characters among {thousands(RECORDS)} records, {database}",
        f"{here[0]:.1f} ms, p95 {here[1]:.1f} ms",
        f"p95 {there[1]:.1f} ms, reckoned",
        f"p95 ≤ {SLOWEST_SEARCH:.0f} ms",
        there[1] <= SLOWEST_SEARCH,
    )


def _weight(host: str) -> Iterator[Figure]:
    """Of the front page and the upload page, uncompressed, as this server sends them."""
    for path in ("", "tools/report/"):
        page = _body(host, path)
        parts = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.decode()))
        later = len(page) / 1024
        first = later + sum(len(_body(host, part.lstrip("/"))) for part in parts) / 1024
        name = f"site: weight of /{path}"
        yield Figure(f"{name} with all it needs", f"{first:.0f} KB", "", f"≤ {FIRST} KB", first <= FIRST)
        yield Figure(f"{name} afterwards", f"{later:.0f} KB", "", f"≤ {LATER} KB", later <= LATER)


def _body(host: str, path: str) -> bytes:
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", "/" + path)
    return connection.getresponse().read()


def _report(address: str) -> Figure:
    """A page of 150 KB from the upload to the answer with its source, figures and findings."""
    data = page_of(REPORT_BYTES)
    browser = Browser(address)
    fields, taken = {"complete": "1"}, []
    for _ in range(7):
        browser.go("tools/report/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.page)
        if token is None:
            raise RuntimeError("the upload page has no form")
        began = perf_counter()
        browser.upload("tools/report/", {**fields, "csrfmiddlewaretoken": token[1]}, "report", "report.html", data)
        taken.append(perf_counter() - began)
        if browser.status != 200 or 'id="source"' not in browser.page:
            raise RuntimeError(f"the report was answered with {browser.status}")
    middle = median(taken)
    told = f"{middle:.2f} s, first {taken[0]:.2f} s"
    name = f"site: a report of {len(data) // 1000} KB uploaded, read, checked and shown"
    return Figure(name, told, "", f"≤ {SLOWEST_REPORT:.0f} s", middle <= SLOWEST_REPORT)
