"""`gongkai report claims`: how the text was understood, for a person and for a machine."""

from pathlib import Path

from gongkai.core.claims.understood import understood
from tests.builders import filled_report, told
from tests.cli.calls import EXAMPLE, call, files, lines
from tests.situations.texts import FILES, situations


def test_each_claim_says_what_it_was_held_against(tmp_path: Path) -> None:
    (line,) = lines(call("report", "claims", "--json", *files(tmp_path, [EXAMPLE])).stdout)
    assert line["error"] is None
    claim = next(one for one in line["claims"] if one["told"].endswith("予以公开12件"))
    assert (claim["kind"], claim["value"], claim["unit"], claim["scope"], claim["held"]) == (
        "cell",
        12,
        "件",
        "own",
        True,
    )
    assert claim["agrees"] is False
    assert claim["readings"] == [{"cells": ["requests.disclosed.total"], "value": 13}]
    assert "予以公开12件" in claim["quote"]
    assert claim["at"]["line"] == 11


def test_on_the_screen_a_sentence_stands_over_its_claims(tmp_path: Path) -> None:
    shown = call("report", "claims", *files(tmp_path, [EXAMPLE])).stdout
    assert "对照" in shown
    assert "三(一)予以公开的总计 13，不符" in shown.replace("\n  ", "")
    assert "TXT.CELL：文字写“予以公开12件”" in shown.replace("\n  ", "")
    shown = call("report", "claims", "--language", "en", *files(tmp_path, [EXAMPLE])).stdout
    assert "does not agree" in " ".join(shown.split())


def test_what_was_left_alone_says_why() -> None:
    text = "全市各单位收到政府信息公开申请64件。通过网站收到申请3件。收到申请约5件。发布图解9幅。"
    claims = understood(told(filled_report(), overview=text))
    assert [(claim.told[-3:], claim.why, claim.held) for claim in claims] == [
        ("64件", "area", False),
        ("请3件", "strange", False),
        ("请5件", "about", False),
        ("解9幅", "strange", False),
    ]


def test_every_figure_of_a_text_is_shown_once() -> None:
    for file in FILES:
        for situation in situations(file):
            claims = understood(situation.report)
            cells = [claim.start for claim in claims if claim.kind in ("cell", "figure")]
            assert len(cells) == len(set(cells)), situation.text


def test_a_file_that_cannot_be_read_costs_one_sentence(tmp_path: Path) -> None:
    good, bad = files(tmp_path, [EXAMPLE, b""])
    result = call("report", "claims", "--json", good, bad)
    first, second = lines(result.stdout)
    assert (first["error"], second["claims"]) == (None, [])
    assert second["error"]
    assert result.exit_code == 2
