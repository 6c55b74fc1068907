"""多机关: three thousand organs, as large a city has, cost neither list nor question much."""

import gzip
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gongkai.organs import queries
from gongkai.organs.models import (
    Ending,
    Kind,
    Level,
    Organ,
    OrganName,
    OrganParent,
    OrganStatus,
    ReportsInto,
    Successor,
    new_name,
)
from gongkai.platform.guard import unguarded
from gongkai.platform.permissions import Permission, may
from tests.world import FOUNDED

DISTRICTS, EACH = 15, 200


@pytest.fixture
def large(world):
    """Fifteen districts with two hundred organs each, below the city."""
    with unguarded("a test"):
        tops = [world.organ(f"第{n}区人民政府", world.city, Kind.GOVERNMENT) for n in range(DISTRICTS)]
        organs = Organ.objects.bulk_create(
            Organ(set_up_on=FOUNDED, added_at=world.now) for _ in range(DISTRICTS * EACH)
        )
        above = [(organ, tops[n % DISTRICTS]) for n, organ in enumerate(organs)]
        OrganName.objects.bulk_create(new_name(organ, f"第{n}号机关", "", FOUNDED) for n, organ in enumerate(organs))
        what = {"kind": Kind.DEPARTMENT, "level": Level.COUNTY}
        OrganStatus.objects.bulk_create(OrganStatus(organ=organ, from_day=FOUNDED, **what) for organ in organs)
        OrganParent.objects.bulk_create(OrganParent(organ=o, parent=p, from_day=FOUNDED) for o, p in above)
        ReportsInto.objects.bulk_create(ReportsInto(organ=o, into=p, from_day=FOUNDED) for o, p in above)
        moved = world.today - timedelta(days=100)
        OrganParent.objects.bulk_create(OrganParent(organ=o, parent=p, from_day=moved) for o, p in above)
    world.tops, world.organs = tops, organs
    return world


@pytest.mark.slow
def test_the_scope_of_a_city_is_three_queries(large) -> None:
    person = large.person("supervisor", large.city, below=True)
    with CaptureQueriesContext(connection) as asked:
        found = list(queries.visible_to(person, large.today))
    assert len(found) == DISTRICTS * (EACH + 1) + 4
    assert len(asked) == 3


@pytest.mark.slow
def test_an_heir_of_hundreds_reads_them_by_three_queries(large) -> None:
    """One organ after another was merged into the next, and all of another district into the first one."""
    ended, (heir, *chain) = large.organs[1::DISTRICTS], large.organs[: 10 * DISTRICTS : DISTRICTS]
    links = [*zip(chain, [heir, *chain], strict=False), *((organ, heir) for organ in ended)]
    with unguarded("a test"):
        Organ.objects.filter(pk__in=[organ.pk for organ, _ in links]).update(
            ended_on=large.today, ended_how=Ending.MERGED
        )
        Successor.objects.bulk_create(Successor(organ=o, heir=h, from_day=large.today) for o, h in links)
    officer = large.person("officer", heir)
    with CaptureQueriesContext(connection) as asked:
        found = list(queries.visible_to(officer, large.today))
    assert len(asked) == 3
    assert len(found) == 10 + EACH
    assert [organ.pk for organ in queries.visible_to(officer, large.today, Permission.FILES_ADD)] == [heir.pk]
    assert may(officer, Permission.FILES_READ, chain[-1].pk, large.today)
    assert not may(officer, Permission.FILES_READ, large.organs[2].pk, large.today)


@pytest.mark.slow
@pytest.mark.parametrize("days", [0, 200])
def test_list_and_question_take_few_queries(large, days) -> None:
    person, shown_on = large.person("supervisor", large.city, below=True), large.today - timedelta(days=days)
    with CaptureQueriesContext(connection) as asked:
        places = queries.tree(person, large.today, shown_on=shown_on)
    assert len(places) == DISTRICTS * (EACH + 1) + 4
    assert len(asked) <= 6
    with CaptureQueriesContext(connection) as asked:
        assert may(person, Permission.ORGANS_READ, large.organs[0].pk, large.today)
    assert len(asked) == 2


@pytest.mark.slow
@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("query", ["", "?sort=-name", "?kind=department&q=1", "?page=9"])
def test_the_page_of_the_list_takes_few_queries_and_little_weight(large, query) -> None:
    client = Client()
    client.force_login(large.person("supervisor", large.city, below=True))
    client.get("/staff/organs/")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/staff/organs/{query}")
    assert answer.status_code == 200
    assert len(answer.context["shown"].rows) == 100
    assert len(asked) <= 20
    assert len(gzip.compress(answer.content)) < 40 * 1024
    assert len(answer.content) < 100 * 1024


@pytest.mark.slow
@pytest.mark.usefixtures("clock")
def test_the_workbook_holds_them_all(large) -> None:
    client = Client()
    client.force_login(large.person("supervisor", large.city, below=True))
    answer = client.post("/staff/lists/organs/export/", {"query": "kind=department"})
    rows = load_workbook(BytesIO(b"".join(answer.streaming_content)), read_only=True).worksheets[0]
    assert sum(1 for _ in rows.rows) == DISTRICTS * EACH + 2
