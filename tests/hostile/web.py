"""Hostile web pages."""

from tests.hostile.attack import MEGABYTE, attacks, elsewhere
from tests.kinds.cases import report
from tests.kinds.html_writer import html
from tests.kinds.pages import page

web = attacks(
    "html",
    {
        "cut_off",
        "endless_spans",
        "spans_of_labels",
        "fetches",
        "nested_around_the_report",
        "entities",
        "unclosed_comment_behind",
        "many_attributes",
    },
)
_HEAD = b"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>"


def _page() -> bytes:
    return html(page(report("full", 0)))


@web
def cut_off() -> bytes:
    data = _page()
    return data[: len(data) // 2]


@web
def nested_blocks() -> bytes:
    return _HEAD + b"<div>" * 200_000 + b"1" + b"</div>" * 200_000


@web
def nested_inline() -> bytes:
    return _HEAD + b"<b><i><font>" * 70_000 + b"1"


@web
def nested_tables() -> bytes:
    return _HEAD + b"<table><tr><td>" * 70_000 + b"1"


@web
def nested_lists() -> bytes:
    return _HEAD + b"<ul><li>" * 100_000 + b"1"


@web
def nested_around_the_report() -> bytes:
    return _HEAD + b"<div>" * 200_000 + _page()


@web
def misnested() -> bytes:
    return _HEAD + b"<a><p><b></a><table></b></p>" * 30_000


@web
def endless_spans() -> bytes:
    return _page().replace(b"<td", b"<td colspan=999999 rowspan=999999")


@web
def spans_of_labels() -> bytes:
    return _page().replace(b"<td", b"<td rowspan=65534")


@web
def many_spans() -> bytes:
    return _HEAD + b"<table>" + b"<tr><td colspan=1000 rowspan=65534>1</td></tr>" * 50_000 + b"</table>"


@web
def many_cells() -> bytes:
    return _HEAD + b"<table>" + (b"<tr>" + b"<td>1" * 1000) * 1000 + b"</table>"


@web
def many_tables() -> bytes:
    return _HEAD + b"<table><tr><td>1</td></tr></table>" * 200_000


@web
def many_attributes() -> bytes:
    return _HEAD + b"<p " + b" ".join(b"a%d=1" % number for number in range(200_000)) + b">" + _page()


@web
def long_attribute() -> bytes:
    return _HEAD + b"<p style='" + b"display:" * 2_000_000 + b"'>"


@web
def entities() -> bytes:
    return _HEAD + b"&nbsp;&#49;&amp;" * 500_000 + _page()


@web
def entity_declarations() -> bytes:
    laughs = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    return b'<!DOCTYPE html [<!ENTITY a0 "ha">' + laughs + b"]><html><body>&a11;</body></html>"


@web
def unclosed_comment_behind() -> bytes:
    return _page() + b"<!--" + b"-" * (5 * MEGABYTE)


@web
def many_comments() -> bytes:
    return _HEAD + b"<!---->" * 1_000_000


@web
def script() -> bytes:
    return _HEAD + b"<script>var page = '" + b"<table>\\u003ctable" * 300_000 + b"'</script>"


@web
def fetches() -> bytes:
    address = elsewhere()
    return (
        b'<!DOCTYPE html SYSTEM "' + address + b'/a.dtd"><html><head><base href="' + address + b'">'
        b'<meta http-equiv=refresh content="0;url=' + address + b'"><link rel=stylesheet href="' + address + b'/a.css">'
        b'</head><body><img src="' + address + b'/a.png"><iframe src="' + address + b'"></iframe>'
        b'<object data="' + address + b'"></object>' + _page()
    )


@web
def xhtml_entity() -> bytes:
    return (
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "'
        + elsewhere()
        + b'">]><html xmlns="http://www.w3.org/1999/xhtml"><body><p>&a;&b;</p></body></html>'
    )


@web
def one_long_line() -> bytes:
    return b"<p>" + "政府信息公开".encode() * 1_500_000


@web
def zeros_inside() -> bytes:
    return _HEAD + bytes(30 * MEGABYTE) + b"<table>"
