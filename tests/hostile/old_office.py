"""Hostile files of kinds that LibreOffice opens, or can't."""

from tests.hostile.attack import attacks, elsewhere, packed

office = attacks("doc", through_office=True)
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def _open_document(kind: str, content: bytes) -> bytes:
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": content})


@office
def compound_of_zeros() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000) + "WordDocument".encode("utf-16-le") + bytes(5000)


@office
def compound_of_old_cells() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "Workbook".encode("utf-16-le") + bytes(5000)


@office
def nested_groups() -> bytes:
    return b"{\\rtf1 " + b"{" * 200_000 + b"1" + b"}" * 200_000


@office
def rtf_that_fetches() -> bytes:
    address = elsewhere()
    field = b'{\\field{\\*\\fldinst INCLUDEPICTURE "' + address + b'/a.png"}{\\fldrslt 1}}'
    return b"{\\rtf1{\\*\\template " + address + b"/a.dot}" + field + b"}"


@office
def endless_rows() -> bytes:
    return _open_document(
        "spreadsheet",
        f'<office:document-content xmlns:office="{_OFFICE}" xmlns:table="{_TABLE}"><office:body><office:spreadsheet>'
        '<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="1024" office:value-type="float" office:value="1"/>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>".encode(),
    )


@office
def external_entity() -> bytes:
    return _open_document(
        "text",
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "' + elsewhere() + b'/a">]><d>&a;</d>',
    )


@office
def no_mimetype() -> bytes:
    return packed({"content.xml": b"<d/>"})


@office
def fixed_layout() -> bytes:
    return packed({"OFD.xml": b"<ofd/>", "Doc_0/Document.xml": b"<a/>"})
