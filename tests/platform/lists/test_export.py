"""导出: a list leaves the house as a workbook: what the filters show and no more, text as text, told in the journal."""

import json
import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.platform.audit.models import Entry, Payload
from gongkai.platform.lists import export
from gongkai.platform.lists.listing import LISTINGS
from tests.platform.files.examples import attachment
from tests.platform.lists.conftest import exported, raw, sees_all
from tests.world import World

pytestmark = pytest.mark.slow

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x.example","x")', "=cmd|' /C calc'!A0"]


def column(rows: list[tuple[Any, ...]], title: str) -> list[Any]:
    """What stands in a column."""
    place = rows[0].index(title)
    return [row[place] for row in rows[1:]]


@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_is_run(world: World, browser, name: str) -> None:
    attachment(world, name=name)
    data = raw(browser(sees_all(world)), "files")
    cells = [cell for row in load_workbook(BytesIO(data)).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d"}
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert name in [text.replace("\n", "\r").replace("_x000D_", "\r") for text in texts]
    # As any spreadsheet reads it: no formula, no link, and text that stays text when the cell is edited.
    with zipfile.ZipFile(BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert not re.search(r"<f[ >]", sheet)
        assert "<hyperlink" not in sheet
        assert not [part for part in book.namelist() if "externalLink" in part or part.endswith(".bin")]
    styles = {cell.number_format for cell in cells if isinstance(cell.value, str)}
    assert styles == {"@"}


def test_dates_are_dates_numbers_numbers_and_the_heading_stays(world: World, browser) -> None:
    attachment(world, b"twelve bytes")
    data = raw(browser(sees_all(world)), "files")
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    rows = list(sheet.values)
    assert column(rows, "Uploaded") == [datetime(2026, 3, 2, 9)]  # noqa: DTZ001  a cell has no zone
    assert column(rows, "Size in bytes") == [12]
    assert sheet.freeze_panes == "B2"
    assert sheet.column_dimensions["A"].width > 30
    assert "Removal" not in rows[0]


def test_it_holds_what_the_filters_show_on_all_pages(world: World, browser, monkeypatch) -> None:
    monkeypatch.setattr(LISTINGS["people"].__class__, "size", 2)
    monkeypatch.setattr(export, "CHUNK", 2)
    for n in range(5):
        world.nobody(world.bureau, name=f"李{n}")
    client = browser(world.admin)
    rows = exported(client, "people", "q=李&sort=-login&columns=email&page=2")
    assert rows[0] == ("Name", "Login name", "E-mail")
    logins = column(rows, "Login name")
    assert len(logins) == 5
    assert logins == sorted(logins, reverse=True)
    about = list(load_workbook(BytesIO(raw(client, "people", "q=李"))).worksheets[1].values)
    assert ("Name, login name or e-mail holds", "李") in about
    assert ("Rows", "5") in about


def test_it_ends_at_its_limit_and_says_so(world: World, browser, monkeypatch) -> None:
    monkeypatch.setattr(export, "MOST_ROWS", 2)
    monkeypatch.setattr("gongkai.platform.lists.page.MOST_ROWS", 2)
    for _ in range(3):
        world.nobody(world.bureau)
    client = browser(world.admin)
    assert "takes the first 2 rows" in client.get(reverse("organs:people")).content.decode()
    book = load_workbook(BytesIO(raw(client, "people")))
    assert book.worksheets[0].max_row == 3
    assert "A workbook holds 2 rows" in str(list(book.worksheets[1].values)[-1])


def test_each_takes_out_what_they_see_and_no_more(world: World, browser) -> None:
    mine, stranger = world.person("officer", world.bureau), world.person("officer", world.town)
    client = browser(mine)
    assert mine.login in column(exported(client, "people"), "Login name")
    for query in ("", f"organ={world.town.pk}", "q=person", "role=officer"):
        answer = client.post(reverse("lists:export", args=["people"]), {"query": query})
        if answer.status_code == 200:
            rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)
            assert stranger.login not in column(rows, "Login name")
        else:
            assert answer.status_code == 409
    for key in ("journal", "tasks", "messages"):
        person = world.person("drafter", world.bureau)
        assert browser(person).post(reverse("lists:export", args=[key])).status_code == 403
    assert client.post(reverse("lists:export", args=["nothing"])).status_code == 404
    assert client.get(reverse("lists:export", args=["people"])).status_code == 405


def test_the_journal_tells_and_names_nobody(world: World, browser) -> None:
    world.nobody(world.bureau, name="欧阳娜娜")
    before = Entry.objects.count()
    exported(browser(world.admin), "people", f"q=欧阳&state=active&organ={world.bureau.pk}")
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.event, entry.person, entry.organ) == ("lists.exported", world.admin.pk, world.bureau.pk)
    told = Payload.objects.get(seq=entry.seq).text
    filters = {"q": True, "state": "active", "organ": world.bureau.pk}
    assert json.loads(told) == {"list": "people", "filters": filters, "count": 1}
    after = Entry.objects.count()
    assert after > before
    answer = browser(world.admin).post(reverse("lists:export", args=["people"]), {"query": "q=没有这个人"})
    assert answer.status_code == 409
    assert not Entry.objects.filter(event="lists.exported", seq__gt=entry.seq).exists()


def test_addresses_of_messages_are_masked_in_the_workbook_too(world: World, browser) -> None:
    from tests.platform.outbox.examples import a_message

    a_message(world)
    rows = exported(browser(world.admin), "messages")
    assert column(rows, "Receiver") == ["l***@example.com"]
    assert "li@example.com" not in str(rows)


@pytest.mark.parametrize("key", sorted(LISTINGS))
def test_every_list_can_be_exported_with_every_column(world: World, browser, key: str) -> None:
    from tests.platform.jobs.examples import a_task
    from tests.platform.outbox.examples import a_message
    from tests.reporting.examples import a_return

    a_task(world), a_message(world), attachment(world), a_return(world)
    wanted = [column for column in LISTINGS[key].columns if column.exported]
    query = "&".join(f"columns={one.key}" for one in LISTINGS[key].columns)
    rows = exported(browser(sees_all(world)), key, query)
    assert len(rows[0]) == len(wanted)
    assert len(rows) > 1


def test_a_text_longer_than_a_cell_is_cut_and_not_left_out(world: World, browser, monkeypatch) -> None:
    monkeypatch.setattr(export, "LONGEST_TEXT", 3)
    attachment(world, name="很长的名称.txt")
    assert column(exported(browser(sees_all(world)), "files"), "File name") == ["很长的"]
