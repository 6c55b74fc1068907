"""审计: whoever may read the journal reads what is theirs, takes it out, verifies it, and can compute it by hand."""

import html
import io
import json
import re
import subprocess
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.platform.accounts.actions import record_sign_in
from gongkai.platform.actions.action import Recorded
from gongkai.platform.audit.models import Entry, Erasure, Payload
from gongkai.platform.audit.verify import verify
from gongkai.platform.auditor import actions, queries
from gongkai.platform.auditor.actions import erase_payload, export_journal, verify_journal
from gongkai.platform.auditor.queries import Filter
from gongkai.platform.auditor.words import subjects
from gongkai.platform.guard import unguarded
from gongkai.platform.refusals import Forbidden, Refused
from tests.platform.audit.attacks import sql, without_triggers
from tests.world import World

pytestmark = pytest.mark.slow

REASON = "误写入了申请人的电话号码"


@pytest.fixture(autouse=True)
def at_work(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' present is the world's, a little later; signing in leaves no entries among those looked for."""

    def quietly(**given):
        with unguarded("a sign-in that is no entry"):
            return record_sign_in.do(now=world.now, **given).result

    monkeypatch.setattr("gongkai.platform.accounts.signals.actions.record_sign_in", quietly)
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.now + timedelta(minutes=5))


@pytest.fixture
def act(make_action):
    def did(*, by, now, organ, note="说明"):
        """Writes an entry about its person."""
        return Recorded(None, about=by, organ=organ, payload={"note": note})

    return make_action(did)


@pytest.fixture
def four(world: World, act) -> None:
    """Entries of the whole, of the city, of the bureau and of the town."""
    for place, organ in enumerate((None, world.city, world.bureau, world.town)):
        act(by=world.admin, now=world.now + timedelta(minutes=place), organ=organ)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def listed(client: Client, **filters: object) -> list[int]:
    answer = client.get(reverse("auditor:list"), filters)
    assert answer.status_code == 200, answer.content.decode()
    return [int(seq) for seq in re.findall(rf'{reverse("auditor:list")}(\d+)/"', answer.content.decode())]


@pytest.mark.usefixtures("four")
def test_each_reads_what_is_theirs(world: World) -> None:
    assert listed(signed_in(world.admin)) == [4, 3, 2, 1]
    assert listed(signed_in(world.person("auditor", None))) == [4, 3, 2, 1]
    assert listed(signed_in(world.person("auditor", world.district, below=True))) == [4, 3]
    assert listed(signed_in(world.person("auditor", world.town))) == [4]
    for person in (world.nobody(world.city), world.person("officer", world.city)):
        client = signed_in(person)
        assert client.get(reverse("auditor:list")).status_code == 403
        assert client.get(reverse("auditor:entry", args=[2])).status_code == 404
        for name in ("export", "verify"):
            assert client.post(reverse(f"auditor:{name}")).status_code == 403
    assert Entry.objects.count() == 4


@pytest.mark.usefixtures("four")
def test_what_is_not_theirs_is_not_there(world: World) -> None:
    client = signed_in(world.person("auditor", world.town))
    assert client.get(reverse("auditor:entry", args=[4])).status_code == 200
    for seq in (1, 3, 5, 2**63, 2**80):
        assert client.get(f"{reverse('auditor:list')}{seq}/").status_code == 404
        assert client.post(f"{reverse('auditor:list')}{seq}/erase/", {"reason": REASON}).status_code == 404
    assert client.post(reverse("auditor:erase", args=[4]), {"reason": REASON}).status_code == 403
    assert listed(client, organ=world.town.pk) == [4]
    assert client.get(reverse("auditor:list"), {"organ": world.city.pk}).status_code == 422


@pytest.mark.usefixtures("four")
def test_filters(world: World, act) -> None:
    other = world.person("officer", world.town, name="李四")
    act(by=other, now=world.now + timedelta(days=1), organ=world.town)
    client = signed_in(world.admin)
    day = world.today.isoformat()
    assert listed(client, since=(world.today + timedelta(days=1)).isoformat()) == [5]
    assert listed(client, until=day) == [4, 3, 2, 1]
    assert listed(client, until=day, until_time="09:01") == [2, 1]
    assert listed(client, person="李") == [5]
    assert listed(client, person=other.login.upper()) == [5]
    assert listed(client, organ=world.town.pk) == [5, 4]
    assert listed(client, event=act.event.code) == [5, 4, 3, 2, 1]
    assert listed(client, event="audit.journal_verified") == []
    assert listed(client, about_kind="accounts.person", about=world.admin.pk) == [4, 3, 2, 1]
    unlikely = ({"since": "0001-01-01"}, {"until": "9999-12-31"}, {"until": "0001-01-01", "until_time": "00:00"})
    for wrong in (
        *unlikely,
        {"since": "x"},
        {"event": "x"},
        {"organ": "x"},
        {"until_time": "09:00"},
        {"about_kind": "' OR 1=1"},
    ):
        answer = client.get(reverse("auditor:list"), wrong)
        assert answer.status_code == 422
        assert reverse("auditor:entry", args=[1]) not in answer.content.decode()


def test_pages_go_on_where_the_last_ended(world: World, act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.platform.auditor.listing.Journal.size", 2)
    for _ in range(5):
        act(by=world.admin, now=world.now, organ=None)
    client, found = signed_in(world.admin), []
    address = f"{reverse('auditor:list')}?person={world.admin.login}"
    while address:
        page = client.get(address).content.decode()
        found.append([int(seq) for seq in re.findall(rf'{reverse("auditor:list")}(\d+)/"', page)])
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = reverse("auditor:list") + html.unescape(following[1]) if following else ""
    assert found == [[5, 4], [3, 2], [1]]
    for odd in ("x", "²"):
        assert listed(client, page=odd) == [5, 4]


@pytest.mark.usefixtures("four")
def test_an_entry_can_be_computed_by_hand(world: World, act) -> None:
    act(by=world.admin, now=world.now, organ=None, note='它\'s $HOME `x` \\n "引号"')
    page = html.unescape(signed_in(world.admin).get(reverse("auditor:entry", args=[5])).content.decode())
    entry = Entry.objects.get(seq=5)
    commands = re.findall(r"^(?:<pre[^>]*>)?(printf .* \| sha256sum)", page, re.MULTILINE)
    hashes = [
        subprocess.run(["sh", "-c", one], capture_output=True, text=True, check=True).stdout[:64] for one in commands
    ]
    assert hashes == [entry.hash, json.loads(entry.text)["payload"]]
    assert all(one in page for one in (*hashes, entry.previous))
    before = signed_in(world.admin).get(reverse("auditor:entry", args=[4])).content.decode()
    assert entry.hash in before


@pytest.mark.usefixtures("four")
def test_a_broken_entry_is_shown_all_the_same(world: World) -> None:
    with without_triggers():
        sql("UPDATE audit_entry SET text = 'x' WHERE seq = 2")
        sql("UPDATE audit_payload SET text = 'y' WHERE seq = 2")
        sql("DELETE FROM audit_payload WHERE seq = 3")
    client = signed_in(world.admin)
    for seq in (2, 3):
        assert client.get(reverse("auditor:entry", args=[seq])).status_code == 200


# ---- Export ----------------------------------------------------------------------------------------------------------


def exported(client: Client, query: str = "") -> str:
    answer = client.post(reverse("auditor:export"), {"query": query})
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return b"".join(answer.streaming_content).decode()


@pytest.mark.usefixtures("four")
def test_export_of_all_is_told_in_the_journal(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "CHUNK", 2)
    found = [json.loads(line) for line in exported(signed_in(world.admin)).splitlines()]
    assert [one["seq"] for one in found] == [1, 2, 3, 4]
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.event, entry.person, entry.organ) == ("audit.journal_exported", world.admin.pk, None)
    assert json.loads(Payload.objects.get(seq=entry.seq).text) == {"count": 4, "filters": {}, "upto": 4}
    assert verify().faults == ()


@pytest.mark.usefixtures("four")
def test_as_a_workbook_it_is_exported_like_any_list(world: World) -> None:
    answer = signed_in(world.admin).post(
        reverse("lists:export", args=["journal"]), {"query": "columns=seq&columns=content"}
    )
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)
    assert [row[0] for row in rows[1:]] == [4, 3, 2, 1]
    assert rows[1][1] == '{"note":"说明"}'
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.event, entry.person) == ("lists.exported", world.admin.pk)
    assert json.loads(Payload.objects.get(seq=entry.seq).text) == {"count": 4, "filters": {}, "list": "journal"}


@pytest.mark.usefixtures("four")
def test_export_of_what_is_theirs_as_json_lines(world: World) -> None:
    auditor = world.person("auditor", world.district, below=True)
    found = [json.loads(line) for line in exported(signed_in(auditor), "person=管理").splitlines()]
    assert [one["seq"] for one in found] == [3, 4]
    for one in found:
        entry = Entry.objects.get(seq=one["seq"])
        assert (one["hash"], one["text"], one["previous"]) == (entry.hash, entry.text, entry.previous)
    told = json.loads(Payload.objects.order_by("-seq").first().text)
    assert told["filters"] == {"person": True}
    client = signed_in(auditor)
    for wrong in ("since=x", f"organ={world.city.pk}"):
        assert client.post(reverse("auditor:export"), {"query": wrong}).status_code == 409
    assert client.get(reverse("auditor:export")).status_code == 405
    with pytest.raises(Refused):
        export_journal(by=auditor, now=world.now, filters=Filter(event="none"))


# ---- Verifying -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("four")
def test_verifying_from_the_page(world: World) -> None:
    client = signed_in(world.person("auditor", None))
    page = client.post(reverse("auditor:verify")).content.decode()
    assert "notice success" in page
    assert json.loads(Payload.objects.get(seq=5).text)["faults"] == 0
    with without_triggers():
        sql("UPDATE audit_entry SET person = 99 WHERE seq = 2")
        sql("UPDATE audit_payload SET text = '{}' WHERE seq = 3")
        sql("DELETE FROM audit_payload WHERE seq = 4")
        sql("DELETE FROM audit_entry WHERE seq = 1")
    page = client.post(reverse("auditor:verify")).content.decode()
    assert page.count('<th scope="row">') == len(verify().faults) == 4
    assert json.loads(Payload.objects.get(seq=6).text)["faults"] == 4
    assert client.get(reverse("auditor:verify")).status_code == 405


def test_missing_triggers_are_named(world: World) -> None:
    with unguarded("an attack"):
        sql("DROP TRIGGER audit_entry_update" + (" ON audit_entry" if _is_postgres() else ""))
    page = signed_in(world.admin).post(reverse("auditor:verify")).content.decode()
    assert "audit_entry_update" in page


def _is_postgres() -> bool:
    from django.db import connection

    return connection.vendor == "postgresql"


@pytest.mark.usefixtures("four")
def test_a_long_journal_is_verified_on_the_server(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_ON_A_PAGE", 3)
    answer = signed_in(world.admin).post(reverse("auditor:verify"))
    assert answer.status_code == 409
    assert "gongkai audit verify" in answer.content.decode()


def test_who_audits_one_organ_does_not_verify_the_whole(world: World) -> None:
    with pytest.raises(Forbidden):
        verify_journal(by=world.person("auditor", world.city), now=world.now)


# ---- Erasing ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("four")
def test_content_is_erased_and_the_chain_still_verifies(world: World) -> None:
    client = signed_in(world.admin)
    address = reverse("auditor:erase", args=[3])
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "短"}).status_code == 422
    assert client.post(address, {"reason": REASON}).status_code == 302
    assert not Payload.objects.filter(seq=3).exists()
    assert (Erasure.objects.get().reason, Erasure.objects.get().erased_by) == (REASON, world.admin.pk)
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.event, entry.about_kind, entry.about, entry.organ) == (
        "audit.payload_erased", "audit.entry", "3", world.bureau.pk,
    )  # fmt: skip
    assert verify().faults == ()
    page = client.get(reverse("auditor:entry", args=[3])).content.decode()
    assert REASON in page
    assert "说明" not in page
    for again in (Entry.objects.get(seq=3), entry):
        with pytest.raises(Refused):
            erase_payload(by=world.admin, now=world.now, entry=again, reason=REASON)


@pytest.mark.usefixtures("four")
def test_who_reads_does_not_erase(world: World) -> None:
    client = signed_in(world.person("auditor", None))
    assert client.get(reverse("auditor:erase", args=[3])).status_code == 403
    with pytest.raises(Forbidden):
        erase_payload(
            by=world.person("administrator", world.town), now=world.now, entry=Entry.objects.get(seq=3), reason=REASON
        )
    assert Payload.objects.count() == 4


@pytest.mark.usefixtures("four")
def test_records_are_called_by_their_names_as_far_as_the_reader_may_see_them(world: World) -> None:
    entry = Entry.objects.get(seq=1)
    kinds = (("accounts.person", world.admin.pk), ("organs.organ", world.town.pk), ("files.attachment", 7), ("", ""))
    found = subjects(world.admin, [(kind, str(number)) for kind, number in kinds], world.today)
    assert list(found.values()) == [f"管理员 ({world.admin.login})", "东湖区青山镇人民政府", "附件 7", ""]
    stranger = world.person("officer", world.town, name="李四")
    assert subjects(stranger, [(entry.about_kind, entry.about)], world.today) == {
        (entry.about_kind, entry.about): f"人员 {world.admin.pk}"
    }
    page = signed_in(world.admin).get(reverse("auditor:list")).content.decode()
    assert f">管理员 ({world.admin.login})<" in page
    assert "accounts.person " not in page
