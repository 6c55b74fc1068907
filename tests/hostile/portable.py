"""Hostile PDF files."""

from collections.abc import Mapping

from tests.hostile.attack import MEGABYTE, attacks, deflated, elsewhere

portable = attacks("pdf")
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects."""
    written = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(written)
    size = max(objects) + 1
    written += b"xref\n0 %d\n" % size
    for number in range(size):
        written += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return bytes(written + b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start))


def stream(content: bytes, about: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n" % (len(content), about) + content + b"\nendstream"


def one_page(content: bytes, page: bytes = _PAGE, **more: bytes) -> bytes:
    """A PDF of one page with this stream of content; `more` are objects by name: o7=… is object 7."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: page,
        4: content,
        5: _FONT,
    }
    return pdf(objects | {int(name[1:]): value for name, value in more.items()})


@portable
def head_alone() -> bytes:
    return b"%PDF-1.7\n"


@portable
def cut_off() -> bytes:
    data = one_page(stream(b"BT /F 12 Tf 50 700 Td (report) Tj ET"))
    return data[: len(data) // 2]


@portable
def no_pages() -> bytes:
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"})


@portable
def pages_in_a_circle() -> bytes:
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999>>"})


@portable
def pages_that_are_not_there() -> bytes:
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", 3: _PAGE})


@portable
def many_pages() -> bytes:
    count = 60_000
    kids = b" ".join(b"%d 0 R" % (number + 10) for number in range(count))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[" % count + kids + b"]>>",
        4: stream(b"BT /F 12 Tf 50 700 Td (1) Tj ET"),
        5: _FONT,
    }
    return pdf(objects | dict.fromkeys(range(10, count + 10), _PAGE))


@portable
def pages_of_pages() -> bytes:
    depth = 50_000
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for number in range(2, depth):
        objects[number] = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 1)
    return pdf(objects | {depth: _PAGE})


@portable
def tables_in_a_circle() -> bytes:
    data = one_page(stream(b""))
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)


@portable
def bomb() -> bytes:
    return one_page(stream(deflated(1500 * MEGABYTE), b"/Filter/FlateDecode"))


@portable
def bomb_in_a_bomb() -> bytes:
    import zlib

    twice = zlib.compress(deflated(3000 * MEGABYTE), 9)
    return one_page(stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))


@portable
def bomb_of_objects() -> bytes:
    about = b"/Type/ObjStm/N 9999999/First 9/Filter/FlateDecode"
    return one_page(stream(b""), o7=stream(deflated(1000 * MEGABYTE), about))


@portable
def many_strokes() -> bytes:
    return one_page(stream(b"1 0 0 1 0 0 cm 0 0 m 9 9 l S\n" * 600_000))


@portable
def many_boxes() -> bytes:
    lines = b"".join(b"%d %d 3 3 re S\n" % (x, y) for x in range(0, 590, 4) for y in range(0, 840, 4)) * 10
    return one_page(stream(lines))


@portable
def many_letters() -> bytes:
    return one_page(stream(b"BT /F 1 Tf 1 0 0 1 50 700 Tm (" + b"1 " * 3_000_000 + b") Tj ET"))


@portable
def letters_in_one_place() -> bytes:
    return one_page(stream(b"BT /F 9 Tf " + b"1 0 0 1 50 700 Tm (1) Tj " * 300_000 + b"ET"))


@portable
def letters_far_away() -> bytes:
    moves = b"".join(b"1 0 0 1 %d %d Tm (1) Tj " % (n * 10**6, -n * 10**6) for n in range(50_000))
    return one_page(stream(b"BT /F 9 Tf " + moves + b"ET"))


@portable
def nested_lists() -> bytes:
    return one_page(stream(b"BT /F 9 Tf " + b"[" * 200_000 + b"] TJ ET"), o7=b"[" * 200_000 + b"]" * 200_000)


@portable
def nested_states() -> bytes:
    return one_page(stream(b"q " * 1_000_000 + b"BT /F 9 Tf (1) Tj ET"))


@portable
def nested_dictionaries() -> bytes:
    return one_page(stream(b""), page=_PAGE[:-2] + b"/X " + b"<</X " * 100_000 + b">>" * 100_000 + b">>")


@portable
def forms_in_a_circle() -> bytes:
    page = _PAGE.replace(b"/Font", b"/XObject<</X 7 0 R/Y 8 0 R>>/Font")
    about = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 7 0 R/Y 8 0 R>>>>"
    calls = b"/X Do /Y Do " * 20
    return one_page(stream(calls), page, o7=stream(calls, about), o8=stream(calls, about))


@portable
def forms_of_forms() -> bytes:
    page = _PAGE.replace(b"/Font", b"/XObject<</X 10 0 R>>/Font")
    more = {}
    for number in range(10, 24):
        about = b"/Type/XObject/Subtype/Form/BBox[0 0 999 999]/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>"
        more[f"o{number}"] = stream(b"/X Do " * 10, about % (number + 1))
    last = b"/Type/XObject/Subtype/Form/BBox[0 0 999 999]/Resources<</Font<</F 5 0 R>>>>"
    return one_page(stream(b"/X Do"), page, **more, o24=stream(b"BT /F 9 Tf 9 9 Td (1) Tj ET", last))


@portable
def huge_page() -> bytes:
    return one_page(stream(b"BT /F 12 Tf 50 700 Td (1) Tj ET"), _PAGE.replace(b"595 842", b"99999999999 99999999999"))


@portable
def page_of_no_size() -> bytes:
    return one_page(stream(b"BT /F 12 Tf 50 700 Td (1) Tj ET"), _PAGE.replace(b"595 842", b"0 0"))


@portable
def huge_picture() -> bytes:
    page = _PAGE.replace(b"/Font", b"/XObject<</X 7 0 R>>/Font")
    about = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB"
    return one_page(stream(b"q 500 0 0 500 0 0 cm /X Do Q"), page, o7=stream(b"", about))


@portable
def letters_without_meaning() -> bytes:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[8 0 R]>>"
    below = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>>>"
    codes = b"".join(b"%04x" % (number % 60000) for number in range(3, 4000))
    return one_page(stream(b"BT /F 9 Tf 50 700 Td <" + codes + b"> Tj ET"), o5=font, o8=below)


@portable
def with_a_password() -> bytes:
    keys = b"/Filter/Standard/V 2/R 3/Length 128/P -4/O<" + b"5a" * 32 + b">/U<" + b"a5" * 32 + b">"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: _PAGE,
        4: stream(b"BT ET"),
        5: _FONT,
        6: b"<<" + keys + b">>",
    }
    return pdf(objects, b"/Root 1 0 R/Encrypt 6 0 R/ID[<01><01>]")


@portable
def acts_when_opened() -> bytes:
    address = elsewhere()
    return pdf(
        {
            1: b'<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\("' + address + b'"\\))>>'
            b"/AA<</WC<</S/URI/URI(" + address + b")>>>>>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: _PAGE[:-2] + b"/AA<</O<</S/Launch/F(/bin/sh)>>>>>>",
            4: stream(b"BT /F 12 Tf 50 700 Td (1) Tj ET"),
            5: _FONT,
        }
    )
