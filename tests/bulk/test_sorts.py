"""附件种类: told from the content; whatever is not one accepted thing is named and refused."""

import zipfile

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from gongkai.bulk.child import Limits
from gongkai.bulk.inspect import inspect, look
from gongkai.bulk.sorts import REFUSALS, REPORT_SORTS, SORTS, Refusal, sort_of
from gongkai.core.readers import ooxml
from tests.bulk.office_files import ENDINGS, old_file
from tests.platform.files import made
from tests.platform.files.made import GIF, JPEG, PNG, TIFF, WEBP, docx, pdf, xlsx, zipped

ACCEPTED = {
    "pdf": pdf("text"),
    "docx": docx("text"),
    "xlsx": xlsx("text"),
    "odt": made.opendocument("text"),
    "ods": made.opendocument("text", "spreadsheet"),
    "ofd": made.ofd("text"),
    "rtf": made.rtf("text"),
    "doc": made.doc("正文"),
    "xls": made.compound("Workbook"),
    "png": PNG,
    "gif": GIF,
    "jpeg": JPEG,
    "tiff": TIFF,
    "webp": WEBP,
    "text": "一段文字，BM 开头的也是。".encode("gb18030"),
}
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
ARCHIVE = zipped({"a.txt": "text"})
ENCRYPTED = zipped({"word/document.xml": "x"})
ENCRYPTED = ENCRYPTED.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
    b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
)

REFUSED = [
    ("nothing", b"", "empty"),
    ("blanks", b" \r\n\0", "empty"),
    ("a program of Windows", b"MZ\x90\0" + bytes(200), "program"),
    ("a program of Linux", b"\x7fELF\x02\x01\x01" + bytes(200), "program"),
    ("WebAssembly", b"\0asm\x01\0\0\0" + bytes(50), "program"),
    ("a shell script", b"#!/bin/sh\nrm -rf /\n", "script"),
    ("a shell script behind a mark", b"\xef\xbb\xbf#!/bin/sh\n", "script"),
    ("a batch file", b"@ECHO OFF\r\ndel *.*\r\n", "script"),
    ("PHP", b"<?php system($_GET[0]); ?>", "script"),
    ("SVG", SVG, "svg"),
    ("SVG without a head", b"\n <svg onload=alert(1)>", "svg"),
    ("SVG in UTF-16", SVG.decode().encode("utf-16"), "svg"),
    ("a web page", HTML, "web_page"),
    ("a web page in UTF-16", HTML.decode().encode("utf-16"), "web_page"),
    ("a web page behind text", b"Dear all,\n<script>alert(1)</script>", "web_page"),
    ("XHTML", b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "web_page"),
    ("XML", b'<?xml version="1.0"?><a/>', "xml"),
    (
        "a page saved with its pictures",
        b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=a\r\n\r\n" + HTML,
        "web_archive",
    ),
    ("an archive", ARCHIVE, "archive"),
    ("RAR", b"Rar!\x1a\x07\x00" + bytes(20), "archive"),
    ("7z", b"7z\xbc\xaf\x27\x1c" + bytes(20), "archive"),
    ("gzip", b"\x1f\x8b\x08" + bytes(20), "archive"),
    ("tar", b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(300), "archive"),
    ("a cut archive", docx("text")[:-30], "broken"),
    ("slides", zipped({"ppt/presentation.xml": "<p/>"}), "slides"),
    ("old slides", made.compound("PowerPoint Document"), "slides"),
    ("an installer", made.compound("SummaryInformation"), "unknown"),
    ("macros", docx("text", **{"word/vbaProject.bin": "x"}), "macros"),
    ("old macros", made.compound("WordDocument", "_VBA_PROJECT".encode("utf-16-le")), "macros"),
    ("macros of OpenOffice", zipped({"content.xml": "<a/>", "Basic/script-lc.xml": "<a/>"}), "macros"),
    ("an encrypted Word file", made.compound("EncryptedPackage"), "locked"),
    ("an encrypted part", ENCRYPTED, "locked"),
    (
        "an encrypted OpenDocument",
        zipped(
            {"content.xml": "?", "META-INF/manifest.xml": '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'}
        ),
        "locked",
    ),
    (
        "an archive with a damaged part",
        zipped({"mimetype": "x" * 99}).replace(b"mimetype\xab", b"mimetype\xff"),
        "broken",
    ),
    ("an encrypted OFD", zipped({"OFD.xml": "<a/>", "Encryptions.xml": "<a/>"}), "locked"),
    (
        "an encrypted old Word file",
        made.compound("WordDocument", b"\xec\xa5" + bytes(9) + b"\x01" + bytes(9)),
        "locked",
    ),
    ("an encrypted old Excel file", made.compound("Workbook", b"\x09\x08\x02\0ab\x2f\0"), "locked"),
    ("a bitmap", b"BM" + bytes(100), "picture"),
    ("a Photoshop picture", b"8BPS" + bytes(100), "picture"),
    ("a recording", b"ID3" + bytes(100), "recording"),
    ("a database", b"SQLite format 3\0" + bytes(100), "unknown"),
    ("a calculation of OpenOffice", made.opendocument("x", "presentation"), "archive"),
    ("a GIF that is an archive", GIF + ARCHIVE, "two_in_one"),
    ("a JPEG that is a RAR", JPEG + b"Rar!\x1a\x07\x00", "two_in_one"),
    ("a GIF that is a page", GIF[:13] + b"/*<script>alert(1)</script>*/", "two_in_one"),
    ("a PNG that is PHP", PNG + b"<?php eval($_POST[1]);", "two_in_one"),
    ("a PNG that is a PDF", PNG + b"%PDF-1.4", "two_in_one"),
    ("a PDF that is a page", HTML + pdf("text"), "two_in_one"),
    ("a PDF with a page behind", pdf("text") + HTML, "two_in_one"),
    ("a PDF that is an archive", pdf("text") + ARCHIVE, "two_in_one"),
    ("a Word file with an archive behind", docx("text") + ARCHIVE, "two_in_one"),
    ("a Word file with a page behind", docx("text") + HTML, "two_in_one"),
    ("an RTF that is an archive", made.rtf("x") + ARCHIVE, "two_in_one"),
    ("a part that leads out", docx("text", **{"../../etc/cron.d/x": "x"}), "two_in_one"),
    ("a part of the system", docx("text", **{"/etc/x": "x"}), "two_in_one"),
    ("a part twice", docx("text", **{"WORD/document.xml": "x"}), "two_in_one"),
]


@pytest.mark.parametrize("sort", ACCEPTED)
def test_accepted(sort: str) -> None:
    assert sort_of(ACCEPTED[sort]) == sort
    assert look(ACCEPTED[sort]).sort == sort


def test_every_kind_is_tried() -> None:
    assert ACCEPTED.keys() == SORTS.keys()
    assert {code for _, _, code in REFUSED} | {"too_much"} == REFUSALS


@pytest.mark.parametrize(("data", "code"), [pytest.param(data, code, id=name) for name, data, code in REFUSED])
def test_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        sort_of(data)
    assert refusal.value.code == code


PAGES = [
    ("a page", HTML),
    ("a page in UTF-16", HTML.decode().encode("utf-16")),
    ("a page in GBK", "<html><body>年度报告</body></html>".encode("gb18030")),
    ("a page without its frame", b"<div><table><tr><td>1</td></tr></table></div>"),
    ("a page without html", b"<!DOCTYPE HTML><meta charset=utf-8><table><tr><td>1</table>"),
    ("a page with a drawing", b"<!doctype html><!-- a --><html><body><svg><path/></svg></body></html>"),
    ("XHTML", b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a -->\n<html xmlns="http://www.w3.org/1999/xhtml"/>'),
    ("a page in JSON", b'{"content": "<p>\\u5e74<table><tr><td>1</td></tr></table>", "a": "<html>"}'),
    ("a text with a table of a page", "报告\n\n<table><tr><td>1</td></tr></table>".encode()),
]
NO_PAGES_EITHER = {"a web page", "a web page in UTF-16", "a web page behind text", "XHTML"}
"""What is refused as a web page alone."""
DISGUISED = [
    ("a drawing", SVG, "svg"),
    ("a drawing that talks of pages", SVG.replace(b"<svg", b"<!-- <html> --><svg"), "svg"),
    (
        "a drawing with a prefix",
        b'<?xml version="1.0"?><s:svg xmlns:s="http://www.w3.org/2000/svg"><html/></s:svg>',
        "svg",
    ),
    (
        "a page behind comments without end",
        b'<?xml version="1.0"?>' + b"<!---->" * 5000 + b"<a><html/></a>",
        "web_page",
    ),
    ("a page that is a PDF", HTML + b"%PDF-1.4", "two_in_one"),
    ("a page that is an archive", HTML + ARCHIVE, "unknown"),
    ("a page that is a RAR", HTML + b"Rar!\x1a\x07", "two_in_one"),
    ("a recording that is a page", b"ID3" + HTML, "two_in_one"),
    ("a picture that is a page", GIF[:13] + HTML, "two_in_one"),
    ("a program that is a page", b"MZ\x90\0\x03\0\0\0" + HTML + bytes(range(256)), "program"),
    ("PHP before a page", b"<?php system($_GET[0]); ?>" + HTML, "script"),
]


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in PAGES])
def test_pages_are_reports_and_nothing_else(data: bytes) -> None:
    assert sort_of(data, pages=True) == "page"
    assert look(data, pages=True).sort == "page"
    assert look(data).refused in ("web_page", "svg", "xml")


def test_reports_come_in_every_other_kind_too() -> None:
    assert {sort: sort_of(data, pages=True) for sort, data in ACCEPTED.items()} == {sort: sort for sort in ACCEPTED}
    assert REPORT_SORTS.keys() == SORTS.keys() | {"page"}
    assert REPORT_SORTS["page"].content_type == "application/octet-stream"


@pytest.mark.parametrize(("data", "code"), [pytest.param(data, code, id=name) for name, data, code in DISGUISED])
def test_a_page_that_is_something_else_is_no_report(data: bytes, code: str) -> None:
    assert look(data, pages=True).refused == code
    assert look(data).refused


@pytest.mark.parametrize(
    ("data", "code"), [pytest.param(data, code, id=name) for name, data, code in REFUSED if name not in NO_PAGES_EITHER]
)
def test_what_is_no_page_is_refused_among_reports_too(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        sort_of(data, pages=True)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "page",
    [
        "<p>秘密★1年</p>",
        "<p>秘<b>密</b>&#9733;1年</p>",
        "<!-- 秘密★1年 -->",
        '<script>var a = "\\u79d8\\u5bc6★1年"</script>',
        '<input type="hidden" value="秘密★1年">',
        "<p>秘<!-- x > y -->密★1年",
        '<p style="display:none">秘密★1年</p>',
        "<td>密级</td><td>秘密1年</td>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_mark_is_found_wherever_a_page_holds_it(page: str, encoding: str) -> None:
    assert look(f"<html><body>{page}</body></html>".encode(encoding), pages=True).mark == "秘密★1年"


def test_a_page_that_carries_pictures_was_not_seen_whole() -> None:
    assert look(HTML, pages=True).whole
    assert not look(b'<html><img src="data:image/png;base64,AAAA"></html>', pages=True).whole
    assert not look(b'<html><iframe srcdoc="a"></iframe></html>', pages=True).whole


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_files_of_office_programs(ending: str) -> None:
    assert look(old_file(ending)).sort == ending


def test_in_children_each_file_gets_its_verdict() -> None:
    secret = docx("正文", header="机密★5年")
    verdicts = inspect([ACCEPTED["pdf"], HTML, secret, ACCEPTED["png"], b"", pdf("x")[:200]])
    assert [verdict.sort for verdict in verdicts] == ["pdf", "", "docx", "png", "", ""]
    assert [verdict.refused for verdict in verdicts] == ["", "web_page", "", "", "empty", "broken"]
    assert [verdict.mark for verdict in verdicts] == ["", "", "机密★5年", "", "", ""]
    assert [verdict.whole for verdict in verdicts] == [True, False, True, False, False, False]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_an_archive_bomb_is_refused(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    swollen = "<a>" + " " * (ooxml.LARGEST_PART + 10) + "</a>"
    part = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}[kind]
    bomb = zipped({part: swollen})
    assert len(bomb) < 200_000
    assert look(bomb).refused == "too_much"
    monkeypatch.setattr("gongkai.bulk.sorts.LARGEST_UNFOLDED", 1_000_000)
    assert look(zipped({part: "<a/>", "media/image.png": bytes(2_000_000)})).refused == "too_much"


def test_entities_that_swell_are_refused() -> None:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    document = f'<!DOCTYPE a [<!ENTITY a0 "ha">{laughs}]><a>&a9;</a>'
    assert look(zipped({"word/document.xml": document})).refused == "broken"


def test_a_bomb_in_a_bomb_is_not_unfolded() -> None:
    inner = zipped({"word/document.xml": " " * 1_000_000}, zipfile.ZIP_DEFLATED)
    assert look(docx("text", **{"word/embeddings/inner.docx": inner})).sort == "docx"


def test_a_pdf_with_a_password_is_refused() -> None:
    assert look(pdf("text", encrypt=StandardEncryption("secret", canPrint=0))).refused == "locked"


def test_a_file_over_which_a_child_dies_is_refused() -> None:
    (verdict,) = inspect([b"x" * 100_000_000], Limits(seconds=9, memory=1024 * 1024))
    assert verdict.refused == "too_much"
