"""Every word of a file, of each kind, wherever it stands."""

import io
import zipfile

import pypdfium2.raw as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from gongkai.core.readers import Unreadable
from gongkai.core.readers.pdf import words as pdf_words
from gongkai.core.readers.words import words
from gongkai.core.screening.secrecy import mark_in

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODF = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:o="urn:o"'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return held.getvalue()


def pdf(*pages: str) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held)
    for page in pages:
        for number, line in enumerate(page.split("\n")):
            canvas.drawString(72, 700 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def test_word() -> None:
    found = words(
        zipped(
            {
                "[Content_Types].xml": "<Types/>",
                "word/document.xml": f"<w:document {W}><w:p><w:r><w:t>正</w:t><w:tab/><w:t>文</w:t></w:r></w:p>"
                "<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p></w:document>",
                "word/header1.xml": f"<w:hdr {W}><w:p><w:r><w:t>页</w:t></w:r><w:r><w:t>眉</w:t></w:r></w:p></w:hdr>",
                "word/comments.xml": f"<w:comments {W}><w:p><w:r><w:t>批注</w:t></w:r></w:p></w:comments>",
                "word/styles.xml": "<broken",
                "docProps/core.xml": '<c xmlns:dc="urn:dc"><dc:title>题名</dc:title></c>',
            }
        )
    )
    assert found.pieces == ["正\t文\n删去\n", "页眉\n", "批注\n", "题名\n"]
    assert found.whole


def test_word_s_watermark() -> None:
    v = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    shape = f'<w:pict><v:shape {v}><v:textpath style="a" string="绝密"/></v:shape></w:pict>'
    header = f"<w:hdr {W}><w:p><w:r>{shape}</w:r></w:p><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>"
    drawn = f'<w:hdr {W} xmlns:a="urn:a"><w:p><a:p><a:r><a:t>机密★5年</a:t></a:r></a:p></w:p></w:hdr>'
    found = words(zipped({"word/document.xml": f"<w:document {W}/>", "word/header1.xml": header, "h.xml": drawn}))
    assert mark_in(found.pieces[1:2]) == "绝密★"
    assert mark_in(found.pieces[2:]) == "机密★5年"


def test_a_break_or_a_sign_of_a_font_does_not_hide_a_word() -> None:
    text = "<w:t>机</w:t><w:br/><w:t>密</w:t>"
    star = '<w:sym w:font="Wingdings" w:char="F0AB"/><w:sym w:font="Wingdings" w:char="F04A"/><w:sym/>'
    body = f"<w:document {W}><w:p><w:r>{text}{star}<w:t>5年</w:t></w:r></w:p></w:document>"
    assert words(zipped({"word/document.xml": body})).pieces == ["机\n密★5年\n", "机密★5年\n"]


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("xl/workbook.xml", '<sheets><sheet name="机密★5年"/><sheet/></sheets>'),
        ("xl/styles.xml", '<numFmts><numFmt formatCode="&quot;机密★&quot;0&quot;年&quot;"/><numFmt/></numFmts>'),
        ("xl/styles.xml", '<numFmts><numFmt formatCode="[$机密★5年]\\ General"/></numFmts>'),
        ("xl/worksheets/sheet1.xml", '<c t="str"><f>"机密"&amp;"★5年"</f><v/></c>'),
        ("xl/worksheets/sheet1.xml", '<c t="str"><f>A1&amp;B1</f><v>机密★5年</v></c><c><v>1</v></c>'),
        ("xl/charts/chart1.xml", "<strCache><pt><v>机密★5年</v></pt></strCache>"),
        ("xl/drawings/vmlDrawing1.vml", '<textpath string="机密&#9733;5年"/><br>'),
        ("xl/drawings/vmlDrawing1.vml", "<textbox><div><font>机密</font>★5年<br></div></textbox>"),
        ("xl/drawings/drawing1.xml", "<p><r><t>机密</t></r><br/><r><t>★5年</t></r></p>"),
    ],
)
def test_what_a_workbook_shows_beside_its_cells(part: str, shown: str) -> None:
    content = shown if part.endswith(".vml") else f"<a {S}>{shown}</a>"
    found = words(zipped({"xl/workbook.xml": f"<a {S}/>"} | {part: content}))
    assert mark_in(found.pieces).startswith("机密★")
    assert found.whole


def test_a_word_that_a_formula_may_show_is_no_cell_s_own() -> None:
    cell = '<c><f>IF(A1&gt;0,"机密","")</f><v>0</v></c>'
    found = words(zipped({"xl/workbook.xml": f"<a {S}/>", "xl/worksheets/sheet1.xml": f"<a {S}>{cell}</a>"}))
    assert found.pieces == ["", "=机密\n"]
    assert mark_in(found.pieces) == ""


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("word/media/image1.png", False),
        ("word/embeddings/oleObject1.bin", False),
        ("word/embeddings/sheet.xlsx", False),
        ("word/embeddings/anything", False),
        ("docProps/thumbnail.jpeg", True),
        ("xl/printerSettings/printerSettings1.bin", True),
    ],
)
def test_what_holds_no_words_is_told(part: str, whole: bool) -> None:
    found = words(zipped({"word/document.xml": f"<w:document {W}/>", part: "x"}))
    assert found.whole is whole


def document(*words: str, **more: bytes) -> bytes:
    text = "".join(f"<w:p><w:r><w:t>{word}</w:t></w:r></w:p>" for word in words)
    return zipped({"word/document.xml": f"<w:document {W}>{text}</w:document>", **more})


def workbook(word: str, **more: bytes) -> bytes:
    shown = f"<sst {S}><si><t>{word}</t></si></sst>"
    return zipped({"xl/workbook.xml": f"<workbook {S}/>", "xl/sharedStrings.xml": shown, **more})


def test_what_is_embedded_is_looked_into_one_level_deep() -> None:
    inner = workbook("表内")
    for outer in (
        document("正文", **{"word/embeddings/Sheet1.xlsx": inner}),
        workbook("正文", **{"xl/embeddings/Document1.docx": document("表内")}),
    ):
        found = words(outer)
        assert [piece.strip() for piece in found.pieces if piece.strip()] == ["正文", "表内"]
        assert found.whole
    twice = words(document(**{"word/embeddings/a.docx": document("一层", **{"word/embeddings/b.xlsx": inner})}))
    assert [piece.strip() for piece in twice.pieces if piece.strip()] == ["一层"]
    assert not twice.whole


def test_what_is_embedded_and_unfolds_to_too_much_counts_with_what_holds_it() -> None:
    large = zipped({"word/document.xml": f"<w:document {W}>{' ' * 30_000_000}</w:document>"})
    with pytest.raises(Unreadable, match="TOO_MUCH"):
        words(document(**{f"word/embeddings/{name}.docx": large for name in "abc"}))


def test_excel() -> None:
    found = words(
        zipped(
            {
                "xl/workbook.xml": f"<workbook {S}/>",
                "xl/sharedStrings.xml": f"<sst {S}><si><t>密级</t></si><si><r><t>机</t></r><r><t>密</t></r></si></sst>",
                "xl/worksheets/sheet1.xml": f"<worksheet {S}><c><is><t>格内</t></is></c><c><v>7</v></c><headerFooter>"
                '<oddHeader>&amp;L&amp;"宋体,常规"&amp;10页眉&amp;P</oddHeader></headerFooter></worksheet>',
            }
        )
    )
    assert [piece.split() for piece in found.pieces] == [[], ["密级", "机密"], ["格内", "页眉"]]


def test_open_document() -> None:
    found = words(
        zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": f"<o:d {ODF}><text:h>标题</text:h><text:p>正<text:span>文</text:span></text:p></o:d>",
                "styles.xml": f"<o:d {ODF}><text:p>页眉</text:p></o:d>",
                "Object 1/content.xml": f"<o:d {ODF}/>",
            }
        )
    )
    assert found.pieces[:2] == ["标题\n正文", "页眉"]
    assert not found.whole


def test_ofd() -> None:
    page = (
        '<p xmlns:ofd="urn:ofd"><ofd:TextCode>秘密</ofd:TextCode><ofd:TextCode>★</ofd:TextCode>'
        "<ofd:TextCode>1年</ofd:TextCode></p>"
    )
    found = words(zipped({"OFD.xml": "<a/>", "Doc_0/Pages/Page_0/Content.xml": page}))
    assert "秘密★1年" in found.pieces
    assert found.whole


def test_pdf() -> None:
    found = words(pdf("first\nsecond", "third"))
    assert [piece.split() for piece in found.pieces] == [["first", "second"], ["third"]]
    assert found.whole
    assert not words(pdf("text", "")).whole


def test_a_pdf_of_many_pages_or_characters_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_words, "MOST_PAGES", 1)
    assert words(pdf("one", "two")).pieces == ["one"]
    assert not words(pdf("one", "two")).whole
    monkeypatch.setattr(pdf_words, "MOST_CHARACTERS", 2)
    assert words(pdf("one")).pieces == ["on"]
    assert not words(pdf("one")).whole


def test_a_page_without_its_text_is_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "FPDFText_LoadPage", lambda page: None)
    with pytest.raises(Unreadable, match="BROKEN"):
        words(pdf("one"))


def test_rtf() -> None:
    mark = "秘密".encode("gb18030")
    escaped = "".join(f"\\'{byte:02x}" for byte in mark)
    text = rf"{{\rtf1\ansi\deff0 {{\header {escaped}\u9733 ?1\par}}\pard body\par \u-26345?}}"
    found = words(text.encode("ascii"))
    assert "秘密★1\n" in found.pieces[0]
    assert chr(0x10000 - 26345) in found.pieces[0]
    assert not found.whole


@pytest.mark.parametrize("start", [0, 1])
def test_an_old_office_file(start: int) -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504 + start)
    data = compound + "WordDocument".encode("utf-16-le") + b"\1\0" + "机密★5年\r正文".encode("utf-16-le") + bytes(9)
    found = words(data)
    assert any("机密★5年" in piece for piece in found.pieces)
    assert not found.whole


@pytest.mark.parametrize(
    "data",
    [
        "密级：机密".encode(),
        "密级：机密".encode("gb18030"),
        '{"a": "\\u5bc6级：机密", "b": "<"}'.encode(),
        '{"a": "\\u5bc6级：机密"}'.encode(),
    ],
)
def test_text(data: bytes) -> None:
    found = words(data)
    assert any("密级：机密" in piece for piece in found.pieces)
    assert found.whole


def test_text_in_big5() -> None:
    assert mark_in(words("絕密★長期\n某某機關函".encode("big5")).pieces) == "绝密★长期"
    assert len(words("秘密★1年".encode()).pieces) == 1


def test_a_picture_has_no_words() -> None:
    assert words(b"\x89PNG\r\n\x1a\n") == words(b"GIF89a")
    assert not words(b"GIF89a").whole


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "READ.LOCKED"),
        (b"Rar!\x1a\x07\0", "READ.OTHER_KIND"),
        (zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "READ.BROKEN"),
        (zipped({"word/document.xml": "<a>" + "x" * 33_000_000 + "</a>"}), "READ.TOO_MUCH"),
        (b"", "READ.EMPTY"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "READ.BINARY"),
        (b"%PDF-1.7 nothing", "READ.BROKEN"),
    ],
)
def test_what_can_not_be_read_is_told(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable, match=code):
        words(data)


def test_a_page_as_it_is_shown_and_as_it_is_written() -> None:
    page = "<html><!-- 批注 --><p>正<b>文</b></p><td>格</td><script>x = '\\u7f51'</script>".encode("gb18030")
    found = words(page)
    assert any("正文\n" in piece for piece in found.pieces)
    assert any("批注" in piece for piece in found.pieces)
    assert any("网" in piece for piece in found.pieces)
    assert found.whole
