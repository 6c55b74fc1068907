"""收件: files of a form are looked at before any is kept; all are kept, or none."""

import json
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.bulk.sorts import REPORT_SORTS
from gongkai.platform.audit.models import Entry, Payload
from gongkai.platform.files.limits import LONGEST_NAME
from gongkai.platform.files.models import Attachment, StoredFile
from gongkai.platform.files.receive import receive
from gongkai.platform.files.refusals import KINDS
from gongkai.platform.refusals import Forbidden, Refused
from tests.bulk.test_sorts import REFUSED
from tests.platform.files import made
from tests.platform.files.conftest import everything_in, kept_names
from tests.platform.files.made import docx, pdf, upload, xlsx

MARKS = [
    ("body.docx", docx("000001\n秘密★1年\n某市人民政府文件")),
    ("header.docx", docx("正文", header="秘密★1年")),
    ("spaced.docx", docx("秘 密 ★ １ 年")),
    ("cell.xlsx", xlsx("秘密★1年")),
    ("header.xlsx", xlsx("正文", header="秘密★1年")),
    ("a.pdf", pdf("秘密★1年\n某市人民政府文件")),
    ("a.odt", made.opendocument("秘密★1年")),
    ("a.ods", made.opendocument("秘密★1年", "spreadsheet")),
    ("a.ofd", made.ofd("秘密★1年")),
    ("a.rtf", made.rtf("秘密★1年")),
    ("a.doc", made.doc("秘密★1年\r正文")),
    ("a.txt", "密级：秘密★1年".encode("gb18030")),
    ("a.csv", "序号,标题\n1,秘密★1年".encode()),
    ("a.json", '{"title": "\\u79d8\\u5bc6★1年"}'.encode()),
]


@pytest.fixture
def clerk(city):
    """A drafter of the bureau."""
    return city.person("drafter", city.bureau)


@pytest.mark.usefixtures("in_children")
def test_files_are_kept_with_their_names_and_kinds(city, clerk) -> None:
    added = receive(
        by=clerk,
        organ=city.bureau,
        files=[upload("../通知.pdf", pdf("text")), upload("图.png", made.PNG)],
        about_kind="casework.request",
        about="7",
    )
    assert [(one.name, one.stored.kind, one.stored.looked_through) for one in added] == [
        ("通知.pdf", "pdf", True),
        ("图.png", "png", False),
    ]
    assert {(one.organ, one.added_by, one.about_kind, one.about) for one in added} == {
        (city.bureau.pk, clerk.pk, "casework.request", "7")
    }
    assert sorted(kept_names()) == sorted(one.stored.sha256 for one in added)
    (entry,) = Entry.objects.all()
    assert (entry.event, entry.person, entry.organ) == ("files.added", clerk.pk, city.bureau.pk)
    assert "通知" not in entry.text + Payload.objects.get().text


@pytest.mark.parametrize(("name", "data"), MARKS)
def test_a_mark_of_secrecy_is_refused_before_anything_is_stored(city, clerk, place, caplog, name, data) -> None:
    good = upload("好的.pdf", pdf("text"))
    with caplog.at_level(logging.DEBUG), pytest.raises(Refused) as refused:
        receive(by=clerk, organ=city.bureau, files=[good, upload(f"某某事项{name}", data)])
    assert f"某某事项{name}" in str(refused.value)
    assert everything_in(place) == []
    assert not StoredFile.objects.exists()
    (entry,) = Entry.objects.all()
    assert (entry.event, entry.person, entry.organ, entry.about) == (
        "files.marked_refused",
        clerk.pk,
        city.bureau.pk,
        "",
    )
    assert Payload.objects.get().text == '{"mark":"秘密★1年"}'
    assert "某某事项" not in entry.text + caplog.text
    assert good.closed


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("机密★5年 城防方案.png", "机密★5年"),
        ("绝密★长期.txt", "绝密★长期"),
        ("城防方案（机密★）.png", "机密★"),
        ("机密*5年 城防方案.png", "机密★5年"),
        ("城防\u200b机\u200b密★5年.png", "机密★5年"),
        ("机密★5年", "机密★5年"),
    ],
)
def test_a_mark_in_the_name_is_refused_and_journaled_without_the_name(city, clerk, place, name, mark) -> None:
    with pytest.raises(Refused):
        receive(by=clerk, organ=city.bureau, files=[upload("好的.txt", b"x"), upload(name, made.PNG)])
    assert everything_in(place) == []
    assert not StoredFile.objects.exists()
    (entry,) = Entry.objects.all()
    assert entry.event == "files.marked_refused"
    assert json.loads(Payload.objects.get().text) == {"mark": mark}


def test_a_mark_in_an_embedded_workbook_is_refused(city, clerk, place) -> None:
    data = docx("正文", **{"word/embeddings/Sheet1.xlsx": xlsx("秘密★1年")})
    with pytest.raises(Refused):
        receive(by=clerk, organ=city.bureau, files=[upload("a.docx", data)])
    assert everything_in(place) == []
    assert Payload.objects.get().text == '{"mark":"秘密★1年"}'


@pytest.mark.usefixtures("in_children")
def test_a_mark_is_found_in_a_child_and_a_bomb_harms_nobody(city, clerk, place) -> None:
    bomb = made.zipped({"word/document.xml": "<a>" + " " * 40_000_000 + "</a>"})
    for data, event in ((bomb, []), (docx("机密★"), ["files.marked_refused"])):
        with pytest.raises(Refused):
            receive(by=clerk, organ=city.bureau, files=[upload("a.txt", b"x"), upload("a.docx", data)])
        assert [entry.event for entry in Entry.objects.all()] == event
    assert everything_in(place) == []


def test_words_that_are_no_mark_pass(city, clerk) -> None:
    text = "根据保守国家秘密法和商业秘密的规定，保证机密性；密级分为绝密、机密、秘密。"
    receive(by=clerk, organ=city.bureau, files=[upload("a.docx", docx(text)), upload("a.pdf", pdf(text))])
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize(("data", "code"), [pytest.param(data, code, id=name) for name, data, code in REFUSED[::9]])
def test_what_is_refused_is_told_in_one_sentence_and_nothing_is_kept(city, clerk, place, data, code) -> None:
    with pytest.raises(Refused) as refused:
        receive(by=clerk, organ=city.bureau, files=[upload("good.pdf", pdf("x")), upload("报告.pdf", data)])
    assert "报告.pdf" in str(refused.value)
    assert refused.value.field == "files"
    assert everything_in(place) == []
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("报告.exe", pdf("x")),
        ("报告.pdf.exe", pdf("x")),
        ("报告", pdf("x")),
        ("报告.docx", pdf("x")),
        ("报告.html", b"plain"),
        ("报告.doc", made.rtf("x")),
        ("报告\u202efdp.txt", pdf("x")),
    ],
)
def test_a_name_that_contradicts_the_content_is_refused(city, clerk, place, name, data) -> None:
    with pytest.raises(Refused):
        receive(by=clerk, organ=city.bureau, files=[upload(name, data)])
    assert everything_in(place) == []


@pytest.mark.parametrize("name", ["A.PDF", "a.b.pdf", "公文.pdf"])
def test_a_name_that_agrees_passes(city, clerk, name) -> None:
    (added,) = receive(by=clerk, organ=city.bureau, files=[upload(name, pdf("x"))])
    assert added.name == name


def test_a_wps_file_keeps_its_ending(city, clerk) -> None:
    (added,) = receive(by=clerk, organ=city.bureau, files=[upload("请示.wps", made.doc("正文"))])
    assert (added.name, added.stored.kind) == ("请示.wps", "doc")


def test_a_long_name_is_refused(city, clerk) -> None:
    receive(by=clerk, organ=city.bureau, files=[upload("长" * (LONGEST_NAME - 4) + ".txt", b"x")])
    long = SimpleUploadedFile("a.txt", b"x")
    long._name = "长" * (LONGEST_NAME - 3) + ".txt"
    with pytest.raises(Refused, match=str(LONGEST_NAME)):
        receive(by=clerk, organ=city.bureau, files=[long])


def test_eleven_files_are_refused_and_none_too(city, clerk, place) -> None:
    for files in ([upload("a.txt", b"x")] * 11, []):
        with pytest.raises(Refused):
            receive(by=clerk, organ=city.bureau, files=files)
    assert everything_in(place) == []


@pytest.mark.parametrize("role", ["auditor", "supervisor", "signer"])
def test_whoever_may_only_read_adds_nothing(city, place, role) -> None:
    reader = city.person(role, city.bureau)
    with pytest.raises(Forbidden):
        receive(by=reader, organ=city.bureau, files=[upload("a.txt", b"x")])
    assert everything_in(place) == []


def test_into_another_organ_nothing_is_added(city, clerk, place) -> None:
    for organ in (city.town, city.district):
        with pytest.raises(Forbidden):
            receive(by=clerk, organ=organ, files=[upload("a.txt", "秘密★1年".encode())])
    assert everything_in(place) == []
    assert not Entry.objects.exists()


def test_every_kind_has_its_words() -> None:
    assert KINDS.keys() == REPORT_SORTS.keys()
