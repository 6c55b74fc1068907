"""Our own JSON and CSV read again: what is refused, what becomes unclear, and never a guessed figure."""

import json
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from gongkai.core.checks import check
from gongkai.core.readers import Unreadable, read
from gongkai.core.readers.assemble import in_words
from gongkai.core.readers.kinds import kind_of
from gongkai.core.report import FilledReport, Note, State
from gongkai.core.writers import report_csv, report_json, report_md
from gongkai.core.writers.as_json import note_message, report_line, unread_report_line
from gongkai.core.writers.official import official
from tests.builders import filled_report, told

NEW, MADE, AMOUNT = "requests.new_received.natural", "proactive.rules.made", "proactive.charges.amount"
CHAPTERS = {"overview": "收到申请17件。\n\n办结17件。", "problems": "", "other": None}


def report() -> FilledReport:
    return told(filled_report({NEW: 17, AMOUNT: Decimal("41.26")}), **CHAPTERS)


def line(changed: FilledReport | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(report_json.write(changed or report()))
    return found


def as_bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def table() -> str:
    return report_csv.write(report()).decode("utf-8-sig")


def with_cell(key: str, state: str, value: str) -> FilledReport:
    """The report of a CSV in which the line of that cell says this."""
    lines = [
        ",".join([*one.split(",")[:-2], state, value]) if one.startswith(f"{key},") else one
        for one in table().split("\r\n")
    ]
    return read("\r\n".join(lines).encode())


def told_cell(**changes: Any) -> FilledReport:
    """The report of a JSON in which the cell NEW says this."""
    found = line()
    found["cells"][NEW] |= changes
    return read(as_bytes(found))


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data)
    for language in ("zh", "en"):
        assert caught.value.sentence(language)  # type: ignore[arg-type]
    return caught.value.code


# ---- What kind of file -----------------------------------------------------------------------------------------------


def test_our_files_are_known_by_their_content() -> None:
    written = report_json.write(report())
    assert kind_of(written) == kind_of(b"\xef\xbb\xbf \n" + written) == kind_of(b"[" + written + b"]") == "own_json"
    assert kind_of(written.decode().encode("utf-16")) == "own_json"
    assert kind_of(report_csv.write(report())) == kind_of(table().encode("gb18030")) == "own_csv"
    assert kind_of(json.dumps({"content": f"<table>{written.decode()}</table>"}).encode()) == "json"
    assert kind_of("键,表\r\n".encode()) == "text"
    assert kind_of("\ufeff表".encode("utf-16-le")) == "text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_json_comes_back_in_any_encoding(encoding: str) -> None:
    again = read(report_json.write(report()).decode().encode(encoding))
    assert again.values == report().values


def test_a_page_around_the_object_changes_nothing() -> None:
    again = read(json.dumps(line(), indent=2).encode())
    assert (again.values, again.sections) == (report().values, report().sections)
    assert read(as_bytes([line()])).values == report().values


def test_the_text_is_read_as_a_chapter_again() -> None:
    for write in (report_json.write, report_csv.write):
        again = read(
            write(told(filled_report({"requests.new_received.total": 16}), overview="全年新收政府信息公开申请17件。"))
        )
        finding = next(found for found in check(again) if found.code == "TXT.CELL")
        assert finding.quote == "全年新收政府信息公开申请17件。"
        assert finding.at


def test_a_report_read_again_goes_to_another_process() -> None:
    for data in (report_json.write(report()), report_csv.write(report()), report_md.write(official(report()))):
        found = read(data)
        again = pickle.loads(pickle.dumps(found))
        index = found.form.index[NEW]
        assert again.at(index) == found.at(index)
        assert again.values == found.values


# ---- Places and notes ------------------------------------------------------------------------------------------------


def test_json_keeps_the_places_of_the_file_read_first() -> None:
    again = read(report_json.write(report()))
    place = again.form.index[NEW]
    assert again.at(place) == {"cell": place}
    start, end = again.section_spans["overview"]
    assert again.source[start:end] == "收到申请17件。\n\n办结17件。\n"
    assert again.place(start, end) == {"path": "$.sections.overview"}


def test_csv_gives_the_line_and_the_offsets() -> None:
    text = table()
    again = read(text.encode())
    at = again.at(again.form.index[NEW])
    assert at is not None
    assert text[at["start"] : at["end"]] == "17"
    assert text.split("\r\n")[at["line"] - 1].startswith(f"{NEW},")


def test_notes_come_back_with_their_sentence_and_their_details() -> None:
    form = report().form
    table_3 = form.table("requests")
    where = {"where": in_words(table_3, table_3.rows[0])}
    notes = [
        Note("READ.COLUMN_LOST", {**where, "cells": 7, "printed": 5}, (NEW,), (3, 4)),
        Note("READ.GLUED", {**where, "printed": "0012"}, (NEW, MADE)),
        Note("READ.YEAR"),
    ]
    noted = filled_report(notes=notes)
    again = read(report_json.write(noted))
    assert [(note.code, note.details, note.cells) for note in again.notes] == [
        (note.code, note.details, note.cells) for note in notes
    ]
    assert again.place(*again.notes[0].span or (0, 0)) == {"cell": 3}
    assert again.notes[1].span is None
    from_csv = read(report_csv.write(noted)).notes
    assert [(note.code, note.details, note.cells) for note in from_csv] == [
        (note.code, note.details, note.cells) for note in notes
    ]
    english = json.loads(report_line("", noted, "en"))
    assert [note.details for note in read(as_bytes(english)).notes] == [note.details for note in notes]


@pytest.mark.parametrize(("code", "message"), [("READ.GONE", "旧话"), ("READ.YEAR", "不是这句")])
def test_a_note_that_is_no_longer_ours_is_said_as_it_stands(code: str, message: str) -> None:
    found = line()
    found["notes"] = [{"code": code, "message": message, "at": {}, "cells": []}]
    (note,) = read(as_bytes(found)).notes
    assert note.code == "READ.NOTED"
    assert note_message(note, "zh") == note_message(note, "en") == message


# ---- Cells that can't be known ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["1.5", "-5", "1.23457E+11", "１７", "017", "十七", "/", "1,700", "9" * 64])
def test_a_value_that_is_no_figure_is_unclear(value: str) -> None:
    field = f'"{value}"' if "," in value else value
    again = read(table().replace("自然人,已填,17\r\n", f"自然人,已填,{field}\r\n").encode())
    assert (again.state(NEW), again.value(NEW)) == (State.UNCLEAR, None)
    assert [(note.code, note.cells) for note in again.notes] == [("READ.NOT_A_NUMBER", (NEW,))]


@pytest.mark.parametrize("value", [17.0, True, [17], {"a": 1}, "十七", -1, 10**70])
def test_in_json_too(value: Any) -> None:
    again = told_cell(value=value)
    assert (again.state(NEW), again.value(NEW)) == (State.UNCLEAR, None)
    assert [note.code for note in again.notes] == ["READ.NOT_A_NUMBER"]


@pytest.mark.parametrize(
    ("state", "value"),
    [
        ("已填", ""),
        ("空白", "17"),
        ("缺失", "0"),
        ("不能确定", "3"),
        ("拆分", ""),
        ("", "17"),
        ("好", "17"),
        ("好", ""),
    ],
)
def test_a_state_that_contradicts_the_value_is_unclear(state: str, value: str) -> None:
    again = with_cell(NEW, state, value)
    assert (again.state(NEW), again.value(NEW)) == (State.UNCLEAR, None)
    assert [(note.code, note.cells) for note in again.notes] == [("READ.OWN_STATE", (NEW,))]


@pytest.mark.parametrize("changes", [{"state": "filled"}, {"state": 3}, {"state": "blank"}, {"value": None}])
def test_a_state_that_contradicts_the_value_is_unclear_in_json(changes: dict[str, Any]) -> None:
    again = told_cell(**changes)
    assert again.state(NEW) is State.UNCLEAR
    assert [note.code for note in again.notes] == ["READ.OWN_STATE"]


@pytest.mark.parametrize(("name", "state"), [("printed", State.PRINTED), ("split", State.SPLIT), ("拆分", State.SPLIT)])
def test_states_have_two_names(name: str, state: State) -> None:
    assert with_cell(NEW, name, "17").state(NEW) is state


def test_cells_that_are_gone_are_unclear_and_named_together() -> None:
    kept = [one for one in table().split("\r\n") if not one.startswith(("remedies.", NEW))]
    again = read("\r\n".join(kept).encode())
    (note,) = again.notes
    assert note.code == "READ.OWN_MISSING"
    assert len(note.cells) == note.details["count"] == 16
    assert note.details["keys"].endswith("…")
    assert again.state(NEW) is again.state("remedies.reconsideration.total") is State.UNCLEAR
    found = line()
    del found["cells"][NEW]
    (note,) = read(as_bytes(found)).notes
    assert (note.cells, note.details["keys"]) == ((NEW,), NEW)


def test_a_cell_without_a_place_has_none() -> None:
    again = told_cell(at={}, value="x")
    assert again.at(again.form.index[NEW]) is None
    assert again.notes[0].span is None


# ---- What is refused -------------------------------------------------------------------------------------------------


def changed(change: Callable[[dict[str, Any]], Any]) -> bytes:
    found = line()
    change(found)
    return as_bytes(found)


def test_several_reports_are_refused_with_their_number() -> None:
    with pytest.raises(Unreadable) as caught:
        read(report_json.write(report()) * 3)
    assert (caught.value.code, caught.value.details) == ("READ.OWN_SEVERAL", {"count": 3})
    assert "3" in caught.value.sentence("zh")


def test_a_line_of_a_file_that_was_not_read_is_refused() -> None:
    assert refused(unread_report_line("b.txt", "空文件")) == "READ.OWN_UNREAD"


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("READ.OWN_KEY", lambda found: found["cells"].update({"requests.x.natural": found["cells"][NEW]})),
        ("READ.OWN_KEY", lambda found: found["table_editions"].update({"proactive": "2019"})),
        ("READ.OWN_FIELD", lambda found: found["table_editions"].update({"requests": "2020"})),
        ("READ.OWN_FIELD", lambda found: found["table_editions"].update({"budget": "2021"})),
        ("READ.OWN_FIELD", lambda found: found["table_editions"].pop("remedies")),
        ("READ.OWN_FIELD", lambda found: found.update(edition="2025")),
        ("READ.OWN_FIELD", lambda found: found.update(edition=2021)),
        ("READ.OWN_FIELD", lambda found: found.update(year="2022")),
        ("READ.OWN_FIELD", lambda found: found.update(year=True)),
        ("READ.OWN_FIELD", lambda found: found.update(year=22)),
        ("READ.OWN_FIELD", lambda found: found.update(organ=["示例市"])),
        ("READ.OWN_FIELD", lambda found: found.update(organ="市" * 201)),
        ("READ.OWN_FIELD", lambda found: found["metadata"].update(publisher="市" * 201)),
        ("READ.OWN_FIELD", lambda found: found.update(sections=None)),
        ("READ.OWN_FIELD", lambda found: found["sections"].update(seventh="七")),
        ("READ.OWN_FIELD", lambda found: found["sections"].update(other=6)),
        ("READ.OWN_FIELD", lambda found: found["metadata"].update(author="甲")),
        ("READ.OWN_FIELD", lambda found: found.update(notes={})),
        ("READ.OWN_FIELD", lambda found: found.update(notes=["x"])),
        ("READ.OWN_FIELD", lambda found: found["cells"].update({NEW: 17})),
        ("READ.OWN_FIELD", lambda found: found["cells"][NEW].update(at=3)),
        ("READ.OWN_FIELD", lambda found: found["cells"][NEW].update(text=3)),
        ("READ.NOT_A_REPORT", lambda found: found.update(cells={})),
    ],
)
def test_json_that_says_what_no_report_can_is_refused(code: str, change: Callable[[dict[str, Any]], Any]) -> None:
    assert refused(changed(change)) == code


def test_damaged_json_is_refused() -> None:
    written = report_json.write(report())
    assert refused(written[:-30]) == "READ.BROKEN"
    assert refused(written.replace(b'"value":17', b'"value":NaN')) == "READ.BROKEN"
    assert refused(b'{"table_editions":{},"cells":' + b"[" * 100_000) == "READ.BROKEN"
    assert refused(b'[["table_editions", "cells"]]') == "READ.OWN_FIELD"
    assert refused(b'["table_editions", "cells"]') == "READ.OWN_SEVERAL"
    assert refused(written.replace(b'"year":2022', b'"year":2022,"year":2023')) == "READ.OWN_TWICE"


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("READ.OWN_KEY", "\r\nproactive.rules.made,", "\r\nproactive.rules.new_made,"),
        ("READ.OWN_KEY", "\r\nmetadata.publisher,", "\r\nmetadata.author,"),
        ("READ.OWN_TWICE", "\r\nproactive.rules.repealed,", "\r\nproactive.rules.made,"),
        ("READ.OWN_TWICE", "\r\nyear,", "\r\norgan,"),
        ("READ.OWN_FIELD", "年度,,,2022", "年度,,,二〇二二"),
        ("READ.OWN_FIELD", "表二,格式,,,2021", "表二,格式,,,"),
        ("READ.OWN_FIELD", "\r\nedition,,格式,,,2021", "\r\nedition,,格式,,,1921"),
        ("READ.OWN_COLUMNS", "收到申请17件。", "收到申请17件,办结"),
        ("READ.BROKEN", "收到申请17件。", '"收到'),
        ("READ.BROKEN", "收到申请17件。", '收"到"'),
    ],
)
def test_csv_that_says_what_no_report_can_is_refused(code: str, old: str, new: str) -> None:
    assert old in table()
    assert refused(table().replace(old, new, 1).encode()) == code


def test_a_csv_of_nothing_but_its_head_is_refused() -> None:
    assert refused("键,表,行,列,状态,数值\r\n".encode()) == "READ.OWN_FIELD"


# ---- As a spreadsheet saves it ---------------------------------------------------------------------------------------


def test_a_csv_that_a_spreadsheet_saved_anew_is_the_same() -> None:
    text = table().replace("发布日期,,,", "发布日期,,,2023/1/5").replace("\r\n", ",,\n") + ",,,,,\n\n"
    again = read(text.encode("gb18030"))
    assert (again.values, again.states, again.sections) == (report().values, report().states, report().sections)
    assert again.metadata["published_on"] == "2023-01-05"
    assert again.notes == []


def test_short_lines_and_quoted_heads_are_taken_too() -> None:
    text = table().replace("键,表,行", '"键","表","行"').replace("index_number,,索引号,,,\r\n", "index_number\r\n")
    assert read(text.encode()).values == report().values


def test_a_text_of_several_lines_in_one_cell_moves_the_numbers_of_lines() -> None:
    text = table().replace("机关,,,示例市人民政府", '机关,,,"示例市\n人民政府"')
    again = read(text.encode())
    at = again.at(again.form.index[NEW])
    assert again.organ == "示例市\n人民政府"
    assert at is not None
    assert text[: at["start"]].count("\n") + 1 == at["line"]


@pytest.mark.parametrize(("year", "due"), [(2020, "2019"), (2018, "2021"), (None, "2021")])
def test_the_year_decides_which_edition_is_due(year: int | None, due: str) -> None:
    found = line()
    found["year"] = year
    assert read(as_bytes(found)).edition == due
    text = table().replace("年度,,,2022", f"年度,,,{year or ''}")
    again = read(text.encode())
    assert (again.year, again.edition) == (year, due)


# ---- Markdown --------------------------------------------------------------------------------------------------------


def markdown() -> str:
    return report_md.write(official(report())).decode()


def test_places_in_markdown_are_those_of_the_document() -> None:
    text = report_md.write(official(told(filled_report({NEW: 17}), overview="甲*乙*收到申请9件。"))).decode()
    again = read(text.encode())
    at = again.at(again.form.index[NEW])
    assert at is not None
    assert text[at["start"] : at["end"]] == "17"
    assert text.split("\n")[at["line"] - 1].startswith("| 一、本年新收")
    start = again.source.index("收到申请9件")
    place = again.place(start, start + 6)
    assert text[place["start"] : place["end"]] == "收到申请9件"


@pytest.mark.parametrize("text", [markdown().replace("\n", "\r\n"), markdown().replace("| --- |", "|:---:|", 1)])
def test_markdown_that_an_editor_saved_anew_is_the_same(text: str) -> None:
    again = read(text.encode())
    assert (again.values, again.states) == (report().values, report().states)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| 规章 |", "| 规章制度 |"),
        ("| 17 | 0 | 0 |", "| 17 | 0 |"),
        ("| --- | --- |\n| 行政许可", "| 行政许可"),
        ("| --- | --- | --- | --- |\n| 规章", "| 规章"),
        ("# 示例市", "示例市"),
        ("自然人", "总计"),
    ],
)
def test_tables_that_are_not_ours_are_read_as_any_text(old: str, new: str) -> None:
    assert old in markdown()
    again = read(markdown().replace(old, new, 1).encode())
    for cell in again.form.cells:
        assert again.states[cell.index] < State.PRINTED or again.values[cell.index] == report().value(cell.key)
