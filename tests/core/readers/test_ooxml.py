"""Word and Excel files made to do harm: each is refused or read with a clear sentence, soon and in little memory."""

import io
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.core.readers import Unreadable, docx, xlsx
from gongkai.core.readers.ooxml import LARGEST_PART, MOST_ENTRIES, MOST_TAGS, Archive
from gongkai.core.readers.sheets import name_of
from tests.kinds.docx_writer import W, archive, package
from tests.kinds.xlsx_writer import sheet_xml, workbook

HEAD = '<?xml version="1.0"?>'
MEMORY = 1_000_000_000


def document(body: str) -> bytes:
    return package(f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')


def book(rows: str, merges: str = "", columns: str = "", strings: tuple[str, ...] = ()) -> bytes:
    return workbook([sheet_xml(rows, merges=merges, columns=columns)], ["visible"], list(strings))


def code(read: Callable[[bytes], object], data: bytes) -> str:
    """The code of the refusal, '' for none; within the memory that a reading may take."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY, hard))
    try:
        read(data)
    except Unreadable as refusal:
        return refusal.code
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    return ""


LAUGHS = "".join(f'<!ENTITY a{place} "{f"&a{place - 1};" * 10}">' for place in range(1, 10))
ENTITIES = {
    "billion laughs": f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>',
    "external entity": '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>',
    "external document type": '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">',
}


@pytest.mark.parametrize("name", ENTITIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(name: str, encoding: str) -> None:
    body = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>'
    data = package((ENTITIES[name] + body).encode(encoding))
    assert code(docx.flow, data) == "READ.BROKEN"


def test_utf_16_is_read() -> None:
    body = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>文</w:t></w:r></w:p></w:body></w:document>'
    assert docx.flow(package(body.encode("utf-16"))).text == "文\n"


@pytest.mark.parametrize("element", ["<a>", "<w:tbl><w:tr><w:tc>", "<w:sdt><w:sdtContent>"])
def test_elements_without_end_in_one_another(element: str) -> None:
    assert code(docx.flow, document(element * 200_000)) == "READ.BROKEN"


def zeros(name: str, megabytes: int) -> bytes:
    """An archive with a part of so many zero bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written, written.open(name, "w") as part:
        for _ in range(megabytes):
            part.write(bytes(1_000_000))
    return held.getvalue()


@pytest.mark.parametrize(("read", "name"), [(docx.flow, "word/document.xml"), (xlsx.flow, "xl/workbook.xml")])
def test_a_part_that_unfolds_without_end(read: Callable[[bytes], object], name: str) -> None:
    assert code(read, zeros(name, 2 * LARGEST_PART // 1_000_000)) == "READ.TOO_MUCH"


def test_a_part_whose_size_is_a_lie() -> None:
    data = bytearray(zeros("word/document.xml", 40))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    assert code(docx.flow, bytes(data)) in ("READ.BROKEN", "READ.TOO_MUCH")


def test_parts_that_are_too_much_together() -> None:
    part = archive({f"{place}.xml": bytes(LARGEST_PART - 1) for place in range(3)})
    opened = Archive(part, "docx")
    opened.part("0.xml")
    opened.part("1.xml")
    assert code(lambda _: opened.part("2.xml"), b"") == "READ.TOO_MUCH"


def test_entries_without_end() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as written:
        for place in range(MOST_ENTRIES + 1):
            written.writestr(f"{place}", "")
    assert code(docx.flow, held.getvalue()) == "READ.TOO_MUCH"


def test_an_archive_that_is_cut_off_anywhere_is_broken() -> None:
    data = document("<w:p><w:r><w:t>文</w:t></w:r></w:p>" * 20)
    for length in range(0, len(data), 7):
        assert code(docx.flow, data[:length]) == "READ.BROKEN"


def test_bytes_that_changed_are_broken_or_read() -> None:
    data = document("<w:p><w:r><w:t>文</w:t></w:r></w:p>" * 20)
    for place in range(0, len(data), 3):
        changed = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        assert code(docx.flow, changed) in ("", "READ.BROKEN", "READ.LOCKED", "READ.TOO_MUCH")


def test_a_locked_entry_is_locked() -> None:
    data = bytearray(document(""))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    assert code(docx.flow, bytes(data)) == "READ.LOCKED"


def test_a_part_of_another_method_is_broken() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_BZIP2) as written:
        written.writestr("word/document.xml", "<w:document/>")
    assert code(docx.flow, held.getvalue()) == "READ.BROKEN"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_broken() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as written:
        for _ in range(2):
            written.writestr("word/document.xml", f'<w:document xmlns:w="{W}"/>')
    assert code(docx.flow, held.getvalue()) == "READ.BROKEN"


def test_an_archive_without_its_main_part_is_broken() -> None:
    assert code(docx.flow, archive({"word/styles.xml": "<a/>"})) == "READ.BROKEN"
    assert code(xlsx.flow, archive({"xl/styles.xml": "<a/>"})) == "READ.BROKEN"
    main = '<workbook xmlns:r="r"><sheets><sheet r:id="a"/></sheets></workbook>'
    assert code(xlsx.flow, archive({"xl/workbook.xml": main})) == "READ.BROKEN"


def test_a_relation_to_the_outside_is_not_followed() -> None:
    relations = (
        '<Relationships><Relationship Id="a" Type="x/officeDocument" TargetMode="External" '
        'Target="http://192.0.2.1/word/document.xml"/></Relationships>'
    )
    main = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>文</w:t></w:r></w:p></w:body></w:document>'
    assert docx.flow(archive({"_rels/.rels": relations, "word/document.xml": main})).text == "文\n"


FEW = MOST_TAGS // 4 - 100
WIDE = "<w:tr>" + "<w:tc><w:p><w:r><w:t>总计</w:t></w:r></w:p></w:tc>" * 2000 + "</w:tr>"
NARROW = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>'
HUGE_DOCUMENTS = {
    "tags": ("<w:p/>" * MOST_TAGS, "READ.TOO_MUCH"),
    "paragraphs": ("<w:p></w:p>" * FEW, ""),
    "joined": ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>字</w:t></w:r></w:p>" * (FEW // 4), ""),
    "cells": (f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * FEW}</w:tr></w:tbl>", ""),
    "rows": (f"<w:tbl>{'<w:tr><w:tc/></w:tr>' * FEW}</w:tbl>", ""),
    "spans": (f"<w:tbl>{NARROW.replace('3', '9' * 5000) * 5000}</w:tbl>", ""),
    "wide": (f"<w:tbl>{WIDE * 20}{NARROW * 5000}</w:tbl>", ""),
    "attributes": (f"<w:p {' '.join(f'a{place}=' + chr(34) * 2 for place in range(400_000))}/>", ""),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HUGE_DOCUMENTS)
def test_huge_documents_end_in_little_memory(name: str) -> None:
    body, expected = HUGE_DOCUMENTS[name]
    assert code(docx.flow, document(body)) == expected


def cells(places: list[tuple[int, int]]) -> str:
    return "".join(f'<row r="{row}"><c r="{name_of(row, column)}"><v>1</v></c></row>' for row, column in places)


MERGED = '<mergeCell ref="B1:XFD1048576"/>'
SHARED = '<row><c t="s"><v>0</v></c></row>'
HUGE_BOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "two far corners": (lambda: book(cells([(1, 1), (1_048_576, 16_384)])), ""),
    "a diagonal": (lambda: book(cells([(place, place) for place in range(1, 16_000)])), "READ.TOO_MUCH"),
    "one merged cell": (lambda: book(cells([(1, 1), (2, 2)]), MERGED), ""),
    "merged cells": (lambda: book(cells([(row, 1) for row in range(1, 9000)]), MERGED * 19_000), "READ.TOO_MUCH"),
    "more merged cells": (lambda: book("", MERGED * 21_000), "READ.TOO_MUCH"),
    "columns": (lambda: book("", columns=f"<cols>{'<col/>' * 17_000}</cols>"), "READ.BROKEN"),
    "one string": (lambda: book(SHARED * 9000, strings=(f"<t>{'长' * 9000}</t>",)), "READ.TOO_MUCH"),
    "cells": (lambda: book(f"<row>{'<c/>' * 9000}</row>" * 30), "READ.TOO_MUCH"),
    "wide rows": (lambda: book(f"<row>{'<c><v>1</v></c>' * 17_000}</row>"), "READ.BROKEN"),
    "digits": (lambda: book(f"<row><c><v>{'9' * 300_000}</v></c></row>"), ""),
}


@pytest.mark.parametrize("name", HUGE_BOOKS)
def test_huge_books_end_in_little_memory(name: str) -> None:
    make, expected = HUGE_BOOKS[name]
    assert code(xlsx.flow, make()) == expected
