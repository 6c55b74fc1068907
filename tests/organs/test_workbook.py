"""机关清单: out and in again; everything wrong is told at once, and nothing is half done."""

import json
from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.organs.actions.workbook import import_workbook, look
from gongkai.organs.models import Kind, Level, Organ
from gongkai.organs.queries import into_of, parent_of
from gongkai.organs.workbook.columns import COLUMNS, KINDS, LEVELS, SHEET
from gongkai.organs.workbook.reading import MOST_ROWS, Unusable, rows_of
from gongkai.organs.workbook.taking_in import Problems
from gongkai.organs.workbook.writing import write
from gongkai.platform.audit.models import Entry, Payload
from gongkai.platform.auditor.queries import entries
from gongkai.platform.auditor.words import lines
from gongkai.platform.refusals import Refused
from tests.organs.examples import HEADINGS, imported, row_of
from tests.platform.actions.test_every_action import fingerprint


def book(rows, sheet=SHEET) -> bytes:
    """A workbook as a clerk's program writes it."""
    workbook = openpyxl.Workbook()
    workbook.active.title = sheet
    for row in rows:
        workbook.active.append(row)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def told(world, *rows, **other) -> list[str]:
    """What is said to be wrong with these rows."""
    before = fingerprint()
    with pytest.raises(Problems) as problems:
        import_workbook(now=world.now, **imported(world, *rows, **other))
    assert fingerprint() == before
    return [str(problem) for problem in problems.value.problems]


def test_every_kind_and_level_has_its_word() -> None:
    assert set(KINDS) == set(Kind.values)
    assert set(LEVELS) == set(Level.values)


def test_the_export_changes_nothing_when_it_is_read_in(world) -> None:
    rows = rows_of(write(world.admin, world.today))
    assert rows[0] == HEADINGS
    assert len(rows) == 5
    assert look(by=world.admin, rows=rows, from_day=world.today, now=world.now) == []
    with pytest.raises(Refused, match="changes nothing"):
        import_workbook(by=world.admin, rows=rows, from_day=world.today, now=world.now)


def test_it_holds_what_the_person_may_see(world) -> None:
    chief = world.person("administrator", world.district, below=True)
    rows = rows_of(write(chief, world.today))
    assert {row[1] for row in rows[1:]} == {"东湖区人民政府", "东湖区教育局", "东湖区青山镇人民政府"}
    # 'None' stands for what may not be seen, and read in again it leaves that as it is.
    assert look(by=chief, rows=rows, from_day=world.today, now=world.now) == []
    assert rows_of(write(world.nobody(world.city), world.today)) == [HEADINGS]


@pytest.mark.parametrize("sign", "=+-@")
def test_a_cell_is_text_whatever_it_begins_with(world, sign) -> None:
    name = f"{sign}HYPERLINK(1)"
    world.organ(name, world.district)
    workbook = openpyxl.load_workbook(BytesIO(write(world.admin, world.today)))
    (cell,) = (cell for row in workbook[SHEET].iter_rows() for cell in row if cell.value == name)
    assert cell.data_type == "s"
    assert cell.number_format == "@"


def test_new_organs_come_in_with_those_above_them_whatever_their_order(world) -> None:
    new = {"set_up_on": "2026-03-01", "kind": "工作部门", "level": "县级"}
    rows = [
        row_of(name="东湖区供水站", parent="东湖区水务局", acts_through="东湖区水务局", **new),
        row_of(name="东湖区水务局", parent="东湖区人民政府", organisation_code="00693974-8", position="5", **new),
        row_of(number=world.bureau.pk, name="东湖区教育和体育局", into="临江市人民政府", parent="东湖区水务局"),
        row_of(number=world.town.pk, report_by="01-20", site_address="https://example.gov.cn"),
    ]
    changes = import_workbook(now=world.now, **imported(world, *rows))
    assert [change.is_new for change in changes] == [True, True, False, False]
    station = Organ.objects.get(names__name="东湖区供水站")
    water = parent_of(station, world.today)
    assert (water.name_on(world.today), water.organisation_code, water.position) == ("东湖区水务局", "006939748", 5)
    assert station.status_on(world.today).acts_through == water
    assert into_of(station, world.today) == water
    assert world.bureau.name_on(world.today) == "东湖区教育和体育局"
    assert parent_of(world.bureau, world.today) == water
    assert into_of(world.bureau, world.today) == world.city
    assert world.town.status_on(world.today).report_by == "01-20"
    imports = Entry.objects.filter(event="organs.workbook_imported").values_list("organ", flat=True)
    assert sorted(imports, key=str) == sorted([None, station.pk, water.pk, world.bureau.pk, world.town.pk], key=str)


def test_each_organ_s_auditor_sees_what_the_workbook_changed_there(world) -> None:
    new = {"set_up_on": "2026-03-01", "kind": "工作部门", "level": "县级"}
    rows = [
        row_of(number=world.bureau.pk, name="东湖区教育和体育局", into="临江市人民政府", contact_office="办公室"),
        row_of(number=world.town.pk, acts_through="东湖区人民政府"),
        row_of(name="东湖区水务局", parent="东湖区人民政府", position="7", **new),
    ]
    import_workbook(now=world.now, **imported(world, *rows))
    water = Organ.objects.get(names__name="东湖区水务局")

    def told(organ) -> dict:
        auditor = world.person("auditor", organ)
        (entry,) = entries(auditor, world.now).filter(event="organs.workbook_imported")
        assert (entry.about_kind, entry.about) == ("organs.organ", str(organ.pk))
        return json.loads(Payload.objects.get(seq=entry.seq).text)

    assert told(world.bureau) == {
        "row": 2,
        "new": False,
        "from_day": "2026-03-02",
        "name": {"from": "东湖区教育局", "to": "东湖区教育和体育局"},
        "into": {"from": world.district.pk, "to": world.city.pk},
        "contact_office": {"from": "", "to": "办公室"},
    }
    assert told(world.town)["acts_through"] == {"from": None, "to": world.district.pk}
    (shown,) = (line for line in lines(world.admin, told(world.bureau), world.today) if line.key == "into")
    assert shown.value == "东湖区人民政府 → 临江市人民政府"
    added = told(water)
    assert added["new"]
    assert added["parent"] == {"from": None, "to": world.district.pk}
    assert added["position"] == {"from": 9999, "to": 7}
    assert not entries(world.person("auditor", world.city), world.now).filter(event="organs.workbook_imported")


def test_what_is_dated_comes_in_from_the_day_and_goes_out_as_of_it(world) -> None:
    row = row_of(number=world.bureau.pk, acts_through="临江市人民政府", kind="垂直管理部门", report_by="01-10")
    import_workbook(now=world.now, **imported(world, row))
    before, after = (
        next(line for line in rows_of(write(world.admin, day)) if line[0] == str(world.bureau.pk))
        for day in (world.today - timedelta(days=1), world.today)
    )
    changed = [(HEADINGS[n], old, new) for n, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert changed == [
        ("机关类别", "工作部门", "垂直管理部门"), ("代行机关", "无", "临江市人民政府"), ("年报报送日", "", "01-10"),
    ]  # fmt: skip


def test_an_empty_cell_leaves_and_the_word_none_clears(world) -> None:
    import_workbook(now=world.now, **imported(world, row_of(number=world.town.pk, contact_telephone="0750-1234567")))
    import_workbook(now=world.now, **imported(world, row_of(number=world.town.pk, contact_office="党政办")))
    assert Organ.objects.get(pk=world.town.pk).contact_telephone == "0750-1234567"
    import_workbook(now=world.now, **imported(world, row_of(number=world.town.pk, contact_telephone="无")))
    assert Organ.objects.get(pk=world.town.pk).contact_telephone == ""


def test_everything_wrong_is_told_by_row_and_column(world) -> None:
    found = told(
        world,
        row_of(name="甲局", parent="没有的机关", set_up_on="2026-03-01", kind="工作部门", level="县级"),
        row_of(name="乙局", parent="东湖区人民政府", set_up_on="三月", kind="俱乐部", level="县级"),
        row_of(number=999999),
        row_of(number=world.bureau.pk, organisation_code="00001434-8"),
        row_of(number=world.bureau.pk, contact_office="办公室"),
        row_of(number=world.district.pk, parent="东湖区青山镇人民政府"),
        row_of(number=world.town.pk, short_name="长" * 41),
        row_of(name="丙局"),
    )
    text = "\n".join(found)
    for row, column in (
        (2, "上级机关"), (3, "机关类别"), (4, "编号"), (5, "组织机构代码"), (6, "编号"), (7, "上级机关"), (8, "简称"),
        (9, "上级机关"), (9, "设立日期"), (9, "机关类别"), (9, "行政层级"),
    ):  # fmt: skip
        assert any(str(row) in sentence and column in sentence for sentence in found), (row, column, text)


def test_headings_must_be_those_of_the_template(world) -> None:
    with pytest.raises(Problems) as problems:
        import_workbook(
            by=world.admin, now=world.now, from_day=world.today, rows=[["编号", "名称", "编号"], ["", "", ""]]
        )
    assert [(problem.row, problem.column) for problem in problems.value.problems] == [
        (1, "机关名称"), (1, "编号"), (1, "名称"),
    ]  # fmt: skip
    with pytest.raises(Problems):
        import_workbook(by=world.admin, now=world.now, from_day=world.today, rows=[])


def test_new_organs_that_stand_below_each_other_are_refused(world) -> None:
    new = {"set_up_on": "2026-03-01", "kind": "工作部门", "level": "县级"}
    assert told(world, row_of(name="甲局", parent="乙局", **new), row_of(name="乙局", parent="甲局", **new))


def test_a_workbook_reaches_no_farther_than_its_person(world) -> None:
    chief = world.person("administrator", world.district, below=True)
    new = {"set_up_on": "2026-03-01", "kind": "工作部门", "level": "县级"}
    for rows in (
        [row_of(name="甲局", parent="临江市人民政府", **new)],
        [row_of(name="甲局", parent="无", **new)],
        [row_of(number=world.city.pk, contact_office="办公室")],
        [row_of(number=world.town.pk, parent="无")],
        [row_of(number=world.town.pk, into="临江市人民政府")],
        [row_of(number=world.town.pk, acts_through="临江市人民政府")],
    ):
        assert told(world, *rows, by=chief)
    reader = world.person("supervisor", world.district, below=True)
    assert told(world, row_of(number=world.bureau.pk, contact_office="办公室"), by=reader)
    assert told(world, by=world.nobody(world.city))


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"no workbook at all", "no_workbook"),
        (b"PK\x03\x04 broken", "no_workbook"),
        (book([HEADINGS], sheet="Sheet1"), "no_sheet"),
    ],
)
def test_what_is_no_workbook_of_organs_says_so(data, fault) -> None:
    with pytest.raises(Unusable) as unusable:
        rows_of(data)
    assert unusable.value.fault == fault


@pytest.mark.slow
def test_a_sheet_of_too_many_rows_is_not_taken() -> None:
    with pytest.raises(Unusable) as unusable:
        rows_of(book([HEADINGS, *([["", f"第{n}局"] for n in range(MOST_ROWS + 1)])]))
    assert unusable.value.fault == "too_many_rows"


def test_numbers_and_days_come_in_as_they_were_meant() -> None:
    rows = rows_of(
        book(
            [
                [column.heading for column in COLUMNS],
                [12, 3.5, date(2026, 3, 2), datetime.combine(date(2026, 3, 2), time(8))],
            ]
        )
    )
    assert rows[1][:4] == ["12", "3.5", "2026-03-02", "2026-03-02"]


# ---- The pages ------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("clock")
def test_choose_look_and_take_in(world) -> None:
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(world.admin)
    got = browser.get("/staff/organs/workbook/")
    assert got["Content-Disposition"] == 'attachment; filename="organs-2026-03-02.xlsx"'
    rows = [HEADINGS, row_of(number=world.town.pk, name="东湖区青山街道办事处")]

    def send(content: bytes):
        file = SimpleUploadedFile("机关.xlsx", content)
        return browser.post("/staff/organs/workbook/import/", {"file": file, "from_day": "2026-03-02"})

    page = send(book(rows))
    assert page.status_code == 200
    assert "东湖区青山街道办事处" in page.content.decode()
    assert Entry.objects.filter(event__startswith="organs.").count() == 0
    form = page.context["form"].initial
    assert browser.post("/staff/organs/workbook/import/", form).status_code == 302
    assert world.town.name_on(world.today) == "东湖区青山街道办事处"
    forged = form | {"rows": form["rows"][:-2] + "xx"}
    assert browser.post("/staff/organs/workbook/import/", forged).status_code == 422
    assert send(b"rubbish").status_code == 422
    page = send(book([HEADINGS, row_of(number=world.town.pk, level="星级")]))
    assert page.status_code == 422
    assert "row 2, column 行政层级" in page.content.decode()
