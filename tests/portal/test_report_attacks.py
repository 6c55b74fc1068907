"""攻击: whatever is sent to the public page, it answers calmly, runs nothing of it and leaves nothing behind."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.core.readers import read
from gongkai.core.writers import report_json
from gongkai.platform.files.limits import LARGEST_FILE
from gongkai.portal.forms import LONGEST_TEXT
from tests.hostile.attack import Attack
from tests.hostile.register import ATTACKS
from tests.portal.shown import Send, Shown

DOCUMENTS = Path(__file__).parents[1] / "documents"
TOLD = (DOCUMENTS / "figures_told_in_the_text.txt").read_bytes()
BOUNDARY = "boundaryOfTheTests"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' onmouseover='alert(3)' {{ 7191|add:1 }} {% debug %}"


def assert_harmless(response: Any, place: Path) -> Shown:
    """Nothing in the page runs, and no file is left."""
    page = Shown(response)
    for script in page.tree.xpath("//script"):
        assert script.get("src", "").startswith("/static/")
        assert not script.text_content().strip()
    assert page.tree.xpath("//*[@style] | //style | //iframe | //object | //embed | //base") == []
    assert page.tree.xpath("//@*[starts-with(name(), 'on')]") == []
    assert [src for src in page.tree.xpath("//@src") if not src.startswith("/static/")] == []
    assert [to for to in page.tree.xpath("//@href") if to.lower().lstrip().startswith(("javascript", "data"))] == []
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy or "default-src 'self'" in policy
    assert [path for path in place.rglob("*") if path.is_file()] == []
    return page


def with_script() -> bytes:
    """A report with script wherever text can stand."""
    text = TOLD.decode()
    return text.replace("一、总体情况\n", f"一、总体情况\n{SCRIPT}\n").replace("不断优化", SCRIPT).encode()


def test_script_in_a_report_is_text(send: Send, place: Path) -> None:
    response = send(with_script())
    assert response.status_code == 200
    page = assert_harmless(response, place)
    shown = page.by_id("source").text_content()
    assert "<script>alert(1)</script>" in shown
    assert "{{ 7191|add:1 }}" in shown
    assert "7192" not in page.text


@pytest.mark.parametrize("kind", ["html", "md", "docx", "json"])
def test_script_in_a_report_is_text_in_other_kinds_too(send: Send, visitor: Client, kind: str) -> None:
    sealed = Shown(send(with_script())).tree.xpath("//input[@name='report']/@value")[0]
    made = visitor.post("/tools/report/convert/", {"report": sealed, "kind": kind})
    assert made.status_code == 200
    assert made["Content-Security-Policy"].startswith("sandbox")
    if kind == "html":
        assert b"<script" not in made.content
        assert b"<img" not in made.content


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>.txt",
        '"><img src=x onerror=alert(1)>.txt',
        "报告\u202etxt.exe",
        "../../etc/passwd",
        "{{ 7191|add:1 }}.txt",
        "a" * 3000 + ".txt",
    ],
)
def test_names_deceive_nobody(send: Send, place: Path, name: str) -> None:
    page = assert_harmless(send(TOLD, name), place)
    assert "\u202e" not in page.text
    assert "7192" not in page.text


EVERY = 9
"""One of so many is tried in every run, all in `make soak`: the command is tried with each of them anyway."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "attack",
    [pytest.param(one, marks=[] if place % EVERY == 0 else pytest.mark.soak) for place, one in enumerate(ATTACKS)],
    ids=str,
)
def test_a_hostile_file_costs_itself_alone(send: Send, place: Path, attack: Attack) -> None:
    if attack.through_office:
        pytest.skip("LibreOffice is tried with the command")
    response = send(attack.build(), f"bad.{attack.ending}")
    assert response.status_code in ({200, 422} if attack.may_be_read else {422})
    assert_harmless(response, place)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>", "a.svg"),
        (b"<html><script>alert(1)</script></html>", "a.html"),
        (b"%PDF-1.4\n<script>alert(1)</script>", "a.pdf"),
        (b"GIF89a/*<script>alert(1)</script>*/", "a.gif"),
        (b"MZ\x90\0" + b"\0" * 500, "a.exe"),
        (b"\0" * 5000, "a.txt"),
        (b"", "a.txt"),
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(send: Send, place: Path, data: bytes, name: str) -> None:
    response = send(data, name, level="township", published="2024-01-09")
    assert response.status_code == 422
    page = assert_harmless(response, place)
    assert page.words("id_report_error")
    assert page.by_id("id_level").xpath(".//option[@selected]/@value") == ["township"]
    assert page.by_id("id_published").get("value") == "2024-01-09"


def ours(**changed: Any) -> bytes:
    line = json.loads(report_json.write(read(TOLD)))
    return json.dumps(line | changed).encode()


def test_a_file_of_ours_that_lies_about_places_is_only_text(send: Send, place: Path) -> None:
    line = json.loads(ours())
    lies: list[Any] = [
        {"table": 1},
        {"line": {"a": [1]}},
        {"page": "<script>"},
        {"sheet": SCRIPT, "cell": SCRIPT},
        {"path": SCRIPT},
        {"table": "x" * 10_000, "row": None, "column": []},
        {"line": "a"},
    ]
    for number, cell in enumerate(line["cells"].values()):
        cell["at"] = lies[number % len(lies)]
        cell["text"] = SCRIPT
    notes = [{"code": SCRIPT, "message": SCRIPT, "cells": [SCRIPT, "requests.disclosed.total"], "at": {"line": []}}]
    response = send(ours(cells=line["cells"], notes=notes, organ=SCRIPT, metadata={"published_on": SCRIPT}), "a.json")
    assert response.status_code == 200
    page = assert_harmless(response, place)
    assert page.fragments <= set(page.ids)


def test_a_report_of_21_megabytes_is_refused(send: Send, place: Path) -> None:
    response = send(b"x" * (LARGEST_FILE + 1))
    assert response.status_code == 422
    assert "20 MB" in assert_harmless(response, place).text


def test_text_that_no_form_may_hold_is_kept_and_explained(visitor: Client, place: Path) -> None:
    for text in ("a\0b", "甲" * (LONGEST_TEXT + 1)):
        response = visitor.post("/tools/report/", {"text": text, "complete": "1"})
        assert response.status_code == 422
        assert assert_harmless(response, place).words("id_text_error")
    both = visitor.post(
        "/tools/report/", {"text": "某市年度报告", "report": SimpleUploadedFile("a.txt", TOLD), "complete": "1"}
    )
    assert both.status_code == 422
    assert "某市年度报告" in Shown(both).by_id("id_text").text
    assert visitor.post("/tools/report/", {"complete": "1"}).status_code == 422


@pytest.mark.parametrize("whole", [0.5, 0.99])
def test_a_cancelled_upload_leaves_nothing(visitor: Client, place: Path, whole: float) -> None:
    body = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="report"; filename="a.txt"\r\n\r\n'.encode()
        + TOLD
        + f'\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="complete"\r\n\r\n1\r\n--{BOUNDARY}--\r\n'.encode()
    )
    response = visitor.generic(
        "POST",
        "/tools/report/",
        body[: int(len(body) * whole)],
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
    )
    assert response.status_code in {400, 422}
    assert [path for path in place.rglob("*") if path.is_file()] == []
