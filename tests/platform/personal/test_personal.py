"""个人信息: encrypted fields, blind indexes, rotation of keys and masks."""

import logging
import traceback
from dataclasses import replace

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter, get_default_exception_reporter_filter

from gongkai.config.keys import rotated
from gongkai.platform.accounts.models import Person
from gongkai.platform.actions.actions import record_rotation
from gongkai.platform.audit.models import Entry
from gongkai.platform.personal import rotation
from gongkai.platform.personal.blind import KINDS, blind_index
from gongkai.platform.personal.fields import BlindIndexField, EncryptedTextField
from gongkai.platform.personal.masking import MASKS, mask
from gongkai.platform.personal.sealing import SealBroken
from gongkai.platform.personal.secret import Secret
from gongkai.platform.refusals import ProgrammingMistake

NUMBER = "11010519491231002X"


class Applicant(models.Model):
    """A table of the tests' own."""

    id_number = EncryptedTextField(null=True)
    id_number_index = BlindIndexField(of="id_number", kind="id_number", null=True)
    address = EncryptedTextField(null=True)

    class Meta:
        app_label = "tests_personal"


@pytest.fixture
def table(fresh_db, monkeypatch):
    """The table, in both databases."""
    with connection.schema_editor() as editor:
        editor.create_model(Applicant)
    monkeypatch.setattr(apps, "get_models", lambda *_, **__: [Applicant])


@pytest.fixture
def keys(monkeypatch):
    """Sets the installation's keys."""

    def use(found):
        monkeypatch.setattr(settings, "KEYS", found)
        return found

    use(settings.KEYS)
    return use


def stored(pk: int, column: str = "id_number") -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM tests_personal_applicant WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def store(pk: int, value: str, column: str = "id_number") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE tests_personal_applicant SET {column} = %s WHERE id = %s", [value, pk])


@pytest.mark.usefixtures("table")
class TestInTheDatabase:
    def test_what_is_stored_tells_nothing_and_comes_back(self) -> None:
        made = Applicant.objects.create(id_number=NUMBER)
        assert stored(made.pk).startswith("g1.1.")
        assert NUMBER not in stored(made.pk)
        assert Applicant.objects.get().id_number == NUMBER
        assert Applicant.objects.get().address is None
        assert Applicant.objects.filter(address__isnull=True).count() == 1

    def test_the_same_value_is_never_stored_alike(self) -> None:
        one, other = (Applicant.objects.create(id_number=NUMBER) for _ in range(2))
        assert stored(one.pk) != stored(other.pk)

    def test_every_way_of_writing_seals(self) -> None:
        made = Applicant.objects.create(id_number=NUMBER)
        Applicant.objects.update(address="甲路一号")
        assert stored(made.pk, "address").startswith("g1.")
        made.address = "乙路二号"
        Applicant.objects.bulk_update([made], ["address"])
        assert stored(made.pk, "address").startswith("g1.")
        assert Applicant.objects.values_list("address", flat=True).get() == "乙路二号"

    @pytest.mark.parametrize("value", ["", 7])
    def test_an_empty_text_is_refused(self, value: object) -> None:
        with pytest.raises(ProgrammingMistake):
            Applicant.objects.create(id_number=None, address=value)

    def test_a_value_moved_to_another_column_opens_no_more(self) -> None:
        made = Applicant.objects.create(id_number=NUMBER)
        store(made.pk, stored(made.pk), "address")
        with pytest.raises(SealBroken, match="moved"):
            Applicant.objects.get()

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            (lambda text: text[:-1] + ("A" if text[-1] != "A" else "B"), "damaged"),
            (lambda text: text[:20], "damaged"),
            (lambda text: text + "!", "damaged"),
            (lambda text: text.replace("g1.1.", "g1.9."), "'9'"),
            (lambda text: "", "not sealed"),
            (lambda text: NUMBER, "not sealed"),
        ],
    )
    def test_a_damaged_value_is_an_error_that_tells_nothing(self, change, told: str) -> None:
        made = Applicant.objects.create(id_number=NUMBER)
        store(made.pk, change(stored(made.pk)))
        with pytest.raises(SealBroken, match=told) as caught:
            Applicant.objects.get()
        assert NUMBER not in str(caught.value)

    @pytest.mark.parametrize(
        "lookup", ["id_number", "id_number__in", "id_number__contains", "id_number__startswith", "id_number__length"]
    )
    def test_it_can_not_be_searched(self, lookup: str) -> None:
        with pytest.raises(FieldError, match="encrypted"):
            Applicant.objects.filter(**{lookup: [NUMBER] if lookup.endswith("in") else NUMBER}).exists()

    def test_the_same_applicant_is_found_however_the_number_is_typed(self) -> None:
        made = Applicant.objects.create(id_number=NUMBER)
        Applicant.objects.create(id_number="110105194912310046")
        typed = "１１０１０５ 19491231-002x"
        assert Applicant.objects.get(id_number_index=blind_index("id_number", typed)) == made
        made.id_number = None
        made.save()
        assert stored(made.pk, "id_number_index") is None

    def test_rotation_seals_anew_stops_and_goes_on(self, keys, monkeypatch) -> None:
        monkeypatch.setattr(rotation, "BATCH", 2)
        made = [Applicant.objects.create(id_number=NUMBER, address=f"{n}号") for n in range(5)]
        before, new = settings.KEYS, rotated(settings.KEYS)
        keys(new)
        field = next(rotation.encrypted_fields())
        assert field.place == "tests_personal_applicant.address"

        class Killed(BaseException):
            pass

        def kill(field: EncryptedTextField, done: int) -> None:
            raise Killed

        with pytest.raises(Killed):
            rotation.reseal(field, kill)
        assert rotation.keys_in_use().values == {"1": 8, "2": 2}
        seen: list[tuple[str, int]] = []
        assert rotation.reseal_all(lambda field, done: seen.append((field.column, done))) == 8
        assert seen == [("address", 2), ("address", 3), ("id_number", 2), ("id_number", 4), ("id_number", 5)]
        assert rotation.reseal_all() == 0
        use = rotation.keys_in_use()
        assert use.values == {"1": 0, "2": 10}
        assert (use.may_leave("1"), use.may_leave("2")) == (True, False)
        keys(replace(new, fields={"2": new.fields["2"]}))
        assert [one.address for one in Applicant.objects.order_by("pk")] == [f"{n}号" for n in range(5)]
        assert {one.id_number_index for one in made} == {blind_index("id_number", NUMBER)}
        keys(before)
        assert rotation.keys_in_use().unknown == 10

    def test_rotation_is_one_entry_of_the_journal(self) -> None:
        record_rotation(by=Person.objects.system(), key="2", values=10)
        assert [entry.event for entry in Entry.objects.all()] == ["keys.rotated"]


def test_a_value_never_shows_by_accident() -> None:
    one = Applicant(id_number=NUMBER, address="甲路一号")
    shown = [repr(one), str(one), repr(one.id_number), repr(vars(one)), f"{[one.address]}", repr({"a": one.id_number})]
    assert not [text for text in shown if NUMBER in text or "甲路" in text]
    assert one.id_number == NUMBER
    assert isinstance(one.id_number, Secret)


def test_a_value_does_not_stand_in_an_error_mail() -> None:
    def fail() -> None:
        number = Applicant(id_number=NUMBER).id_number
        raise ValueError(f"length {len(number)}")

    with pytest.raises(ValueError, match="length") as caught:
        fail()
    for filter_class in (SafeExceptionReporterFilter, type(get_default_exception_reporter_filter())):
        report = ExceptionReporter(None, caught.type, caught.value, caught.tb)
        report.filter = filter_class()
        told = report.get_traceback_text() + report.get_traceback_html()
        assert NUMBER not in told
        assert ("‹secret›" in told) == (filter_class is SafeExceptionReporterFilter), "ours shows no variables at all"
    assert NUMBER not in "".join(traceback.format_exception(caught.value))


def test_a_value_does_not_stand_in_a_form_error_or_a_log(caplog) -> None:
    class ApplicantForm(forms.ModelForm):
        class Meta:
            model = Applicant
            fields = ("id_number",)

    form = ApplicantForm({"id_number": NUMBER + "\x00"})
    assert not form.is_valid()
    assert NUMBER not in str(form.errors)
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("tests").info("saved %r", Applicant(id_number=NUMBER).id_number)
    assert NUMBER not in caplog.text


def test_a_migration_writes_the_fields_down() -> None:
    for name in ("id_number", "id_number_index"):
        text, _ = MigrationWriter.serialize(Applicant._meta.get_field(name))
        assert text.startswith("gongkai.platform.personal.fields.")
    assert "of='id_number'" in text
    for wrong in ("default", "unique", "choices", "db_index"):
        with pytest.raises(ProgrammingMistake):
            EncryptedTextField(**{wrong: NUMBER})


def test_serializers_get_nothing() -> None:
    with pytest.raises(ProgrammingMistake):
        Applicant._meta.get_field("id_number").value_to_string(Applicant(id_number=NUMBER))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("id_number", NUMBER, "11010519491231002x "),
        ("id_number", "110105491231002", NUMBER),
        ("mobile", "13812345678", "+86 138-1234-5678"),
        ("mobile", "13812345678", "００８６ １３８１２３４５６７８"),
        ("landline", "010-12345678", "（010）1234 5678"),
        ("bank_card", "6222021234567890123", "6222 0212 3456 7890 123"),
        ("email", "Zhang@Example.com", " zhang@example.com"),
        ("name", "阿卜杜拉·买买提", "阿卜杜拉•买买提 "),
        ("name", "张 三", "张三"),
        ("address", "甲市乙路３号", "甲市 乙路3号"),
    ],
)
def test_two_ways_of_writing_have_one_index(kind: str, one: str, other: str) -> None:
    assert blind_index(kind, one) == blind_index(kind, other)


def test_kinds_never_meet_and_the_key_is_needed(keys) -> None:
    found = {blind_index(kind, "13812345678901") for kind in KINDS}
    assert len(found) == len(KINDS)
    keys(replace(settings.KEYS, blind=bytes(32)))
    assert found.isdisjoint({blind_index(kind, "13812345678901") for kind in KINDS})


@pytest.mark.parametrize(("kind", "value"), [("mobile", "无"), ("id_number", " - "), ("name", "")])
def test_nothing_has_no_index(kind: str, value: str) -> None:
    with pytest.raises(ValueError, match=kind):
        blind_index(kind, value)


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("id_number", "110105 19491231 002x", "110105********002x"),
        ("id_number", "110105491231002", "110105*****1002"),
        ("id_number", "护照 E12345678", "***"),
        ("mobile", "１３８１２３４５６７８", "138****5678"),
        ("landline", "0512 1234567转8", "0512-*******"),
        ("landline", "12345", "***"),
        ("bank_card", "6222 0212 3456 789", "6222*******6789"),
        ("email", "no address", "***"),
        ("name", "张三", "张*"),
        ("name", "王小明", "王**"),
        ("name", "欧阳", "欧*"),
        ("name", "Smith John", "S***"),
        ("address", "甲县乙镇丙村12号", "甲县乙镇丙村***"),
        ("address", "乙市丙区丁小区3栋", "乙市丙区***"),
        ("address", "某某路3号", "***"),
        ("name", "", ""),
    ],
)
def test_masks(kind: str, value: str, shown: str) -> None:
    assert mask(kind, value) == shown


def test_kinds_have_masks() -> None:
    assert MASKS.keys() == KINDS.keys()
    for ask in (mask, blind_index):
        with pytest.raises(ProgrammingMistake):
            ask("shoe_size", "42")
