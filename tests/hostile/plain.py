"""Hostile files of no kind, text and JSON."""

import random

from tests.cli.calls import EXAMPLE
from tests.hostile.attack import MEGABYTE, attacks
from tests.kinds.cases import report
from tests.kinds.docx_writer import docx
from tests.kinds.html_writer import html
from tests.kinds.pages import page

text = attacks("txt", {"report_repeated"})
json = attacks("json")
misnamed = attacks("pdf", {"text_named_pdf", "word_named_pdf", "page_named_pdf"})


@text
def empty() -> bytes:
    return b""


@text
def blanks() -> bytes:
    return b" \r\n\t" * 1000


@text
def binary() -> bytes:
    return random.Random(1).randbytes(3 * MEGABYTE)


@text
def zeros() -> bytes:
    return bytes(50 * MEGABYTE)


@text
def spaces() -> bytes:
    return b" " * (50 * MEGABYTE)


@text
def one_digit() -> bytes:
    return b"1" * (20 * MEGABYTE)


@text
def figures() -> bytes:
    return b"1 " * (5 * MEGABYTE)


@text
def pipes() -> bytes:
    return b"|" * (10 * MEGABYTE)


@text
def figures_of_a_small_file() -> bytes:
    return EXAMPLE[: len(EXAMPLE) // 4] + b"| 1 " * 200_000


@text
def headings() -> bytes:
    return "一、总体情况\n".encode() * 200_000


@text
def labels() -> bytes:
    return "本年新收政府信息公开申请数量\n".encode() * 100_000


@text
def brackets() -> bytes:
    return "（".encode() * 1_000_000 + "三、".encode() * 200_000


@text
def half_a_mark_of_utf16() -> bytes:
    return b"\xff\xfe" + b"\x00\xd8" * 500_000


@text
def report_repeated() -> bytes:
    return EXAMPLE * 2000


@text
def report_and_zeros() -> bytes:
    return EXAMPLE + bytes(1000)


@json
def nested_lists() -> bytes:
    return b'{"text": ' + b"[" * 200_000 + b'"<table>"' + b"]" * 200_000 + b"}"


@json
def unclosed_lists() -> bytes:
    return b"[" * 1_000_000 + b"<"


@json
def strings_in_strings() -> bytes:
    import json as plain

    held = "<table><tr><td>1</td></tr></table>"
    for _ in range(14):
        held = plain.dumps({"html": held})
    return held.encode()


@json
def huge_number() -> bytes:
    return b'{"n": ' + b"9" * 3_000_000 + b', "html": "<p>1</p>"}'


@misnamed
def text_named_pdf() -> bytes:
    return EXAMPLE


@misnamed
def word_named_pdf() -> bytes:
    return docx(page(report("full", 0)))


@misnamed
def page_named_pdf() -> bytes:
    return html(page(report("full", 0)))


@misnamed
def picture_named_pdf() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(1000)
