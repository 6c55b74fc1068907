"""What a process of the platform's bench does, in the installation that the environment names; see `bench.platform`.

`python -m bench.acting WHAT …` says `ready`, waits for a line, does its work and prints what it found as JSON.
"""

import itertools
import json
import sqlite3
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import django

ROUNDS = 9
PASSWORD = "a long word for the bench"


def main(what: str, *arguments: str) -> None:
    """Does one kind of work."""
    django.setup()
    work = {"prepare": prepare, "beside": beside, "rate": rate, "serials": serials, "series": series}[what](*arguments)
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(work()), flush=True)


def prepare(people: str) -> Callable[[], Any]:
    """An organ, an administrator and people to change."""
    from gongkai.organs.actions.organs import set_up_organ
    from gongkai.organs.actions.people import add_person, create_admin
    from gongkai.organs.models import Kind, Level
    from gongkai.platform.accounts.models import Person
    from gongkai.platform.moments import legal_day, present

    def work() -> None:
        system = Person.objects.system()
        admin = create_admin(by=system, login="admin", name="管理员", email="", password=PASSWORD)
        today = legal_day(present())
        organ = set_up_organ(
            by=admin, name="云溪县教育局", short_name="", kind=Kind.DEPARTMENT, level=Level.COUNTY, set_up_on=today,
            parent=None,
        )  # fmt: skip
        for number in range(int(people)):
            add_person(by=admin, login=f"p{number}", name=f"张{number}", email="", password="", organ=organ)

    return work


def _acts(number: str) -> tuple[Callable[[], None], Callable[[], None]]:
    """Two acts on a person of one's own: one that looks up no permission, and one that locks, asks whether the
    administrator may, whether the address is free, and writes."""
    from gongkai.organs.actions.people import change_person
    from gongkai.platform.accounts.actions import choose_language
    from gongkai.platform.accounts.models import Person

    admin, person = Person.objects.get(login="admin"), Person.objects.get(login=f"p{number}")
    count = itertools.count()

    def choose() -> None:
        choose_language(by=person, language="en")

    def change() -> None:
        change_person(by=admin, person=person, name=person.name, email=f"p{number}.{next(count)}@example.com")

    return choose, change


def beside(times: str, bare_file: str) -> Callable[[], list[list[float]]]:
    """Seconds of both acts, and of a bare INSERT and COMMIT of sqlite3 on the same disk, by turns."""
    works = [*_acts("0")]
    bare = sqlite3.connect(bare_file, isolation_level=None)
    bare.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT)"
    )

    def insert() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO bare (text) VALUES (?)", ("x" * 500,))
        bare.execute("COMMIT")

    works.append(insert)
    for work in works:
        work()
    return lambda: [[_median(work, int(times)) for work in works] for _ in range(ROUNDS)]


def _median(work: Callable[[], None], times: int) -> float:
    taken = []
    for _ in range(times):
        begin = perf_counter()
        work()
        taken.append(perf_counter() - begin)
    return median(taken)


def rate(number: str, seconds: str) -> Callable[[], dict[str, float]]:
    """As many actions as there are, for some seconds, and what went wrong."""
    act, _ = _acts(number)

    def work() -> dict[str, float]:
        done, errors, begin = 0, 0, perf_counter()
        while perf_counter() - begin < float(seconds):
            try:
                act()
                done += 1
            except Exception as error:  # noqa: BLE001 - whatever it is, it is counted and told
                errors += 1
                print(repr(error), file=sys.stderr)
        return {"rate": done / (perf_counter() - begin), "errors": errors}

    return work


def serials(times: str) -> Callable[[], list[int]]:
    """The serials that so many actions are given, all of one series."""
    from gongkai.platform.accounts.models import Person
    from gongkai.platform.actions.action import Recorded, action
    from gongkai.platform.audit.events import Event
    from gongkai.platform.numbering.serials import next_serial

    @action(Event("bench.numbered", "Numbered"), needs="the bench is its own")
    def give(*, by: Any, now: Any) -> Recorded[int]:
        return Recorded(next_serial(1, "bench", 2026), about=None)

    system = Person.objects.system()
    return lambda: [give(by=system) for _ in range(int(times))]


def series() -> Callable[[], dict[str, int]]:
    """How far the series and the journal have come, and what does not fit in it."""
    from gongkai.platform.audit.verify import verify
    from gongkai.platform.numbering.models import Counter

    def work() -> dict[str, int]:
        verdict = verify()
        last = Counter.objects.filter(kind="bench").values_list("last", flat=True).first() or 0
        return {"last": last, "entries": verdict.entries, "faults": len(verdict.faults)}

    return work


if __name__ == "__main__":
    main(*sys.argv[1:])
