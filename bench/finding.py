"""What a process of the search's bench does, in the installation that the environment names; see `bench.search`.

`python -m bench.finding fill N` puts N invented rows into the index; `… ask N` opens the page of search N times as a
visitor and as an officer, for words of two characters that few or nearly all rows have, and prints the milliseconds.
"""

import json
import sys
from datetime import date
from time import perf_counter

import django

from bench import filling
from bench.filling import WORDS

ORGANS = 300
KINDS = ("law", "check", "file", "organ")
PASSWORD = "a long word for the bench"


def fill(count: int) -> None:
    """Records of files in many organs and of the law, and an officer who may see them."""
    from gongkai.organs.models import Appointment
    from gongkai.platform.accounts.models import new_person
    from gongkai.platform.guard import unguarded
    from gongkai.platform.moments import present

    with unguarded("the bench"):
        person = new_person(login="officer", name="张三", email="", added_at=present(), password=PASSWORD)
        person.save()
        Appointment.objects.create(person=person, role="supervisor", organ=None, from_day=date(2020, 1, 1))
    filling.fill(count, KINDS, range(ORGANS))


def ask(times: int) -> dict[str, list[float]]:
    """Milliseconds of each page."""
    from django.conf import settings
    from django.test import Client

    from gongkai.platform.accounts.models import Person

    settings.SECOND_FACTOR_IS_ENFORCED = False
    settings.ALLOWED_HOSTS = ["testserver"]
    visitor, officer = Client(), Client()
    officer.force_login(Person.objects.get(login="officer"))
    taken: dict[str, list[float]] = {}
    for name, client in (("visitor", visitor), ("officer", officer)):
        client.get("/search/", {"q": "公开"})
        taken[name] = []
        for number in range(times):
            began = perf_counter()
            response = client.get("/search/", {"q": WORDS[number % len(WORDS)]})
            taken[name].append((perf_counter() - began) * 1000)
            assert response.status_code == 200
            assert b"<article>" in response.content
    return taken


if __name__ == "__main__":
    django.setup()
    found = {"fill": fill, "ask": ask}[sys.argv[1]](int(sys.argv[2]))
    print(json.dumps(found))
