"""收报、退改、回复、收讫: the whole way of reports from the pile to the last one accepted, through the pages."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.platform.outbox.models import Message
from gongkai.reporting.jobs import read_reports
from gongkai.reporting.models import Collection, ReceivedReport, Return
from gongkai.reporting.standing import Stage
from tests.reporting.examples import CORRECT_BY, report_text

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("city")]

FIVE = {
    "a.txt": report_text("东湖区教育局", wrong=True),
    "b.txt": report_text("东湖区青山镇人民政府", wrong=True),
    "c.txt": report_text("东湖区财政局"),
    "d.txt": report_text("临江市东湖区民政局"),
    "e.txt": report_text("西山县水利局"),
}


def uploads(texts):
    return [SimpleUploadedFile(name, text.encode(), "text/plain") for name, text in texts.items()]


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def place_of(world):
    """The district with four organs, its supervisor, and an officer of the bureau who has an address."""
    world.finance = world.organ("东湖区财政局", world.district)
    world.civil = world.organ("东湖区民政局", world.district)
    world.supervisor = world.person("supervisor", world.district, below=True)
    world.officer = world.person("officer", world.bureau)
    from gongkai.platform.guard import unguarded

    with unguarded("the world of the tests"):
        world.officer.set_email("officer@example.gov.cn")
        world.officer.save()
    return world


def stages(world, collection) -> dict[str, Stage]:
    from gongkai.reporting.queries import standings

    rows = standings(world.supervisor, collection, world.today)
    return {row.organ.name if row.organ else f"? {row.reading.organ_named}": row.stage for row in rows}


def test_five_reports_one_unmatched_two_with_errors_returned_mended_accepted(place_of, as_) -> None:
    world = place_of
    boss, officer = as_(world.supervisor), as_(world.officer)
    sent = boss.post(
        "/staff/reports/new/",
        {"organ": world.district.pk, "year": 2025, "title": "2025 年度报告", "correct_by": CORRECT_BY},
        follow=True,
    )
    assert "2025 年度报告" in text_of(sent)
    collection = Collection.objects.get()
    base = f"/staff/reports/{collection.pk}/"
    came = boss.post(f"{base}add/", {"files": uploads(FIVE), "received_on": world.today, "complete": "1"}, follow=True)
    assert "5 reports came in." in text_of(came)
    assert "Read and checked: 0 of 5" in text_of(came)
    assert '<meta http-equiv="refresh"' in came.content.decode()

    assert read_reports.func(now=world.now, collection=collection.pk) == 5
    assert read_reports.func(now=world.now, collection=collection.pk) == 0
    assert stages(world, collection) == {
        "东湖区教育局": Stage.ERRORS,
        "东湖区青山镇人民政府": Stage.ERRORS,
        "东湖区财政局": Stage.NOTHING_FOUND,
        "东湖区民政局": Stage.NOTHING_FOUND,
        "? 西山县水利局": Stage.NOTHING_FOUND,
    }
    page = text_of(boss.get(base))
    assert "1 file names no organ" in page
    assert "Send back all 2 reports with errors" in page
    assert boss.get(f"{base}progress/")["HX-Refresh"] == "true"

    stray = ReceivedReport.objects.get(organ=None)
    water = world.organ("东湖区水利局", world.district)
    boss.post(f"/staff/reports/received/{stray.pk}/organ/", {"organ": water.pk})
    assert stages(world, collection)["东湖区水利局"] == Stage.READING
    assert read_reports.func(now=world.now, collection=collection.pk) == 1
    assert stages(world, collection)["东湖区水利局"] == Stage.NOTHING_FOUND

    wrong = ReceivedReport.objects.get(organ=world.bureau)
    boss.post(f"/staff/reports/received/{wrong.pk}/remark/", {"remark": "请同时核对第三项。"})
    assert officer.get("/staff/reports/").status_code == 200
    assert "请同时核对" not in text_of(officer.get("/staff/reports/"))
    confirm = boss.get(f"{base}send-back/")
    assert text_of(confirm).count("请于 2026 年 3 月 16 日前") + text_of(confirm).count("by 2026-03-16") == 2
    chosen = re.findall(r'name="report" value="([^"]+)"', confirm.content.decode())
    assert len(chosen) == 2
    given = {"report": chosen, "correct_by": CORRECT_BY}
    assert "2 reports were sent back." in text_of(boss.post(f"{base}send-back/", given, follow=True))
    assert boss.post(f"{base}send-back/", given).status_code == 422
    assert Return.objects.count() == 2
    (message,) = Message.objects.all()
    assert (message.to, message.organ) == ("officer@example.gov.cn", world.district.pk)
    assert "2025" in message.subject

    returned = Return.objects.get(organ=world.bureau)
    home = text_of(officer.get("/staff/reports/"))
    assert "Waits for us" in home
    assert "青山镇" not in home
    seen = text_of(officer.get(f"/staff/reports/returned/{returned.pk}/"))
    assert "请同时核对第三项。" in seen
    assert "TXT.CELL" in seen
    source = officer.get(f"/staff/reports/returned/{returned.pk}/source/").content.decode()
    assert 'href="#at-1"' in source
    assert 'id="at-1"' in source
    assert boss.get(f"/staff/reports/received/{wrong.pk}/source/").status_code == 200
    other = Return.objects.exclude(organ=world.bureau).get()
    assert officer.get(f"/staff/reports/returned/{other.pk}/source/").status_code == 404
    assert officer.get(f"/staff/reports/returned/{other.pk}/").status_code == 404

    mended = uploads({"改正后.txt": report_text("东湖区教育局")})
    answered = officer.post(
        f"/staff/reports/returned/{returned.pk}/hand-in/", {"files": mended, "words": "已改正。", "complete": "1"}
    )
    assert answered.status_code == 302, text_of(answered)
    assert read_reports.func(now=world.now, collection=collection.pk) == 1
    assert stages(world, collection)["东湖区教育局"] == Stage.MENDED

    later = ReceivedReport.objects.filter(organ=world.bureau).last()
    beside = text_of(boss.get(f"/staff/reports/received/{later.pk}/compare/"))
    assert "Mended 3" in beside
    assert "Still there 0" in beside
    assert " 13 12 " in beside
    boss.post(f"/staff/reports/received/{later.pk}/accept/", {})
    assert stages(world, collection)["东湖区教育局"] == Stage.ACCEPTED
    assert "accepted" in text_of(officer.get("/staff/reports/"))

    book = openpyxl.load_workbook(io.BytesIO(boss.get(f"{base}return-list.xlsx").content))
    assert [row[1].value for row in book.worksheets[0].iter_rows() if row[1].value == "东湖区青山镇人民政府"]
    assert boss.get(f"{base}return-list.docx").content.startswith(b"PK")
    assert officer.get(f"/staff/reports/returned/{returned.pk}/letter.docx").content.startswith(b"PK")
    assert boss.get(f"{base}return-list.exe").status_code == 404
