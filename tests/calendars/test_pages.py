"""页面: a clerk pastes a notice, sees what moves, confirms; everyone at work sees the year; nobody else changes it."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.calendars.in_use import calendar_in_use, in_use
from gongkai.calendars.models import Notice
from gongkai.core.law.notice_text import write_year
from tests.calendars.files import LONGER_NATIONAL, adopt, changed_2026, year
from tests.world import World

pytestmark = pytest.mark.slow

WORDS = """国务院办公厅关于2027年部分节假日安排的通知
试办〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。2月20日（周六）上班。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至4日放假，共4天。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至5日（周二）放假，共5天。
节假日期间，请安排好值班。
办公厅
2026年2月20日"""


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture(autouse=True)
def at_work(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' present is the world's."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.now)


@pytest.fixture
def admin(world: World) -> Client:
    return signed_in(world.admin)


def fields(page: str, within: str = "") -> dict[str, str]:
    """What the form of a page would send, as the browser has it; `within` is the address that the form is sent to."""
    page = page[page.index("<main") :]
    start = page.index(f'action="{within}"') if within else page.index('method="post"')
    form = page[start : page.index("</form>", start)]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        given = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if given.get("name"):
            found[given["name"]] = unescape(given.get("value", ""))
    for name, value in re.findall(r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(value)
    return found


def send(client: Client, route: str, data: dict, status: int = 200) -> str:
    answer = client.post(reverse(route), data)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_from_the_pasted_text_to_the_calendar_in_use(world: World, admin: Client) -> None:
    page = send(admin, "calendars:read", {"words": WORDS})
    sent = fields(page, reverse("calendars:adopt"))
    assert (sent["year"], sent["number"], sent["issued"]) == ("2027", "试办〔2026〕9号", "2026-02-20")
    assert (sent["lines-1-first"], sent["lines-1-last"], sent["lines-1-worked"]) == (
        "2027-02-05", "2027-02-11", "2027-02-20",
    )  # fmt: skip
    page = send(admin, "calendars:adopt", sent)
    assert "2027-02-05" in page
    assert not Notice.objects.exists()
    confirmed = fields(page, reverse("calendars:confirm"))
    confirmed["text"] = confirmed["text"].replace("\n", "\r\n")  # as browsers send it
    edited = fields(send(admin, "calendars:edit", confirmed), reverse("calendars:adopt"))
    assert {key: edited[key] for key in sent if key != "csrfmiddlewaretoken"} == {
        key: sent[key] for key in sent if key != "csrfmiddlewaretoken"
    }
    send(admin, "calendars:confirm", confirmed, 302)
    assert not calendar_in_use().works(date(2027, 2, 5))
    record = Notice.objects.get()
    assert (record.adopted_by, "\r" in record.text) == (world.admin, False)
    for address in (
        reverse("calendars:list"),
        reverse("calendars:notice", args=[record.pk]),
        reverse("calendars:year", args=[2027]),
    ):
        assert admin.get(address).status_code == 200


def test_a_notice_midway_is_added_to_its_year(world: World, admin: Client) -> None:
    line = {"holidays": "国庆节", "first": "2026-10-01", "last": "2026-10-08", "granted": "1"}
    line["worked"] = "2026-09-20、2026-10-10"
    head = {"year": "2026", "number": "试办〔2026〕2号", "title": "关于国庆节的通知", "issued": "2026-02-27"}
    count = {"lines-TOTAL_FORMS": "1", "lines-INITIAL_FORMS": "0"}
    page = send(admin, "calendars:adopt", head | count | {f"lines-0-{key}": value for key, value in line.items()})
    send(admin, "calendars:confirm", fields(page, reverse("calendars:confirm")), 302)
    assert [one.number for one in in_use().years[2026, ""].notices] == ["国办发明电〔2025〕7号", "试办〔2026〕2号"]
    assert not calendar_in_use().works(date(2026, 10, 8))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("lines-0-worked", "下周六", "下周六"),
        ("lines-0-holidays", "", "lines-0-holidays"),
        ("lines-0-first", "", "lines-0-first"),
        ("lines-0-last", "2026-12-31", "春节"),
        ("number", "", "number"),
    ],
)
def test_a_mistake_loses_nothing(world: World, admin: Client, field: str, value: str, said: str) -> None:
    sent = fields(send(admin, "calendars:read", {"words": WORDS}), reverse("calendars:adopt")) | {field: value}
    page = send(admin, "calendars:adopt", sent, 422)
    assert 'class="error"' in page or "notice error" in page
    assert said in page
    kept = fields(page, reverse("calendars:adopt"))
    assert {key: kept[key] for key in sent if key != "csrfmiddlewaretoken"} == {
        key: sent[key] for key in sent if key != "csrfmiddlewaretoken"
    }


def test_a_sentence_not_understood_is_shown(world: World, admin: Client) -> None:
    page = send(admin, "calendars:read", {"words": WORDS.replace("（周五）至3日", "（周四）至3日")}, 422)
    assert "1月1日(周四)" in page
    assert "春节" in page


@pytest.mark.parametrize("as_file", [True, False])
def test_a_data_file(world: World, admin: Client, as_file: bool) -> None:
    text = write_year(year(2027, "2026-03-01"))
    sent = {"file": SimpleUploadedFile("2027.toml", b"\xef\xbb\xbf" + text.encode())} if as_file else {"text": text}
    page = send(admin, "calendars:file", sent)
    send(admin, "calendars:confirm", fields(page, reverse("calendars:confirm")), 302)
    assert in_use().years[2027, ""] == year(2027, "2026-03-01")


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": "x" * 200_000},
        {"text": "[" * 5000},
        {"file": SimpleUploadedFile("a.toml", b"\xff\xfe")},
        {"file": SimpleUploadedFile("a.toml", b"#" * 1_000_000)},
        {"text": "<script>alert(1)</script>"},
    ],
)
def test_what_is_no_data_file_is_refused_on_the_page(world: World, admin: Client, sent: dict) -> None:
    page = send(admin, "calendars:file", sent, 422)
    assert "<script>" not in page


def test_a_preview_that_changed_is_shown_again(world: World, admin: Client) -> None:
    page = send(admin, "calendars:file", {"text": write_year(year(2027, "2026-03-01"))})
    stale = fields(page, reverse("calendars:confirm"))
    adopt(world, changed_2026(LONGER_NATIONAL))
    page = send(admin, "calendars:confirm", stale, 422)
    send(admin, "calendars:confirm", fields(page, reverse("calendars:confirm")), 302)
    assert (2027, "") in in_use().years


def test_withdrawing(world: World, admin: Client) -> None:
    record = adopt(world, changed_2026(LONGER_NATIONAL))
    address = reverse("calendars:withdraw", args=[record.pk])
    page = admin.get(address).content.decode()
    assert "2026-10-08" in page
    sent = fields(page) | {"reason": "short"}
    assert admin.post(address, sent).status_code == 422
    assert admin.post(address, sent | {"reason": "日期写错了，另行采用正确的通知"}).status_code == 302
    assert calendar_in_use().works(date(2026, 10, 8))
    assert admin.get(address).status_code == 409


def test_a_year_says_what_each_day_is_in_words(world: World) -> None:
    client = signed_in(world.person("drafter", world.town))
    page = client.get(reverse("calendars:year", args=[2026]), headers={"accept-language": "en"}).content.decode()
    assert '<td class="holiday">1 <small>off</small></td>' in page
    assert '<td class="worked">4 <small>worked</small></td>' in page
    assert page.count('<table class="month">') == 12
    later = client.get(reverse("calendars:year", args=[2031])).content.decode()
    assert 'role="status"' in later
    area = client.get(reverse("calendars:year", args=[2026]) + "?area=宁夏回族自治区")
    assert area.status_code == 200
    for address in ("2026/?area=某州", "1000/", "9999/"):
        assert client.get(reverse("calendars:list") + address).status_code == 404


CHANGING = ["adopt", "read", "file", "edit", "confirm"]


def test_who_may_only_read(world: World) -> None:
    record = adopt(world, year(2027, "2026-03-01"))
    for person in (world.person("officer", world.bureau), world.person("administrator", world.district)):
        client = signed_in(person)
        assert client.get(reverse("calendars:list")).status_code == 200
        assert reverse("calendars:adopt") not in client.get(reverse("calendars:list")).content.decode()
        for name in CHANGING:
            assert client.post(reverse(f"calendars:{name}"), {}).status_code == 403
        assert client.get(reverse("calendars:adopt")).status_code == 403
        assert client.post(reverse("calendars:withdraw", args=[record.pk]), {}).status_code == 403


def test_who_has_no_role_sees_nothing(world: World) -> None:
    client = signed_in(world.nobody(world.city))
    for address in (reverse("calendars:list"), reverse("calendars:year", args=[2026])):
        assert client.get(address).status_code == 403
