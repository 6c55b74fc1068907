"""The actions on annual reports, each called rightly and in a state that refuses it."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import gongkai.cli.example
from gongkai.platform.files.actions import Kept
from gongkai.platform.files.models import Attachment, StoredFile
from gongkai.platform.files.storage import sha256_of, store
from gongkai.platform.guard import unguarded
from gongkai.reporting import queries
from gongkai.reporting.actions import collecting, returning
from gongkai.reporting.kept import Found
from gongkai.reporting.models import Answer, Collection, Reading, ReceivedReport, Return
from gongkai.reporting.rules import RULES
from gongkai.reporting.standing import Standing
from tests.examples import Example

EXAMPLE = (Path(gongkai.cli.example.__file__).parent / "report.txt").read_text("utf-8")
"""A whole report with one wrong figure, of an organ that there is not."""


def report_text(organ: str, *, wrong: bool = False, year: int = 2025) -> str:
    """The report of that organ on that year, right or with its wrong figure, which three checks find."""
    told = EXAMPLE.replace("青槐县林业局", organ).replace("2024", str(year))
    return told if wrong else told.replace("| 8 | 2 | 0 | 1 | 1 | 0 | 13 |", "| 8 | 2 | 0 | 1 | 1 | 0 | 12 |")


def mended_text(decisions: int) -> str:
    """The town's report with so many licences."""
    return report_text("东湖区青山镇人民政府").replace("| 行政许可 | 318 |", f"| 行政许可 | {decisions} |")


CORRECT_BY = date(2026, 3, 16)
"""A Monday, ten working days after the world's present."""

ITEM = {
    "severity": "error",
    "code": "TXT.CELL",
    "where": "第 3 行",
    "quote": "全年收到申请 12 件。",
    "cells": "",
    "found": "12",
    "expected": "13",
    "message": "与表三不一致。",
    "basis": "《条例》第五十条",
}
FINDINGS = {"zh": [ITEM], "en": [ITEM]}


def kept(text: str = "x") -> Kept:
    """A file whose bytes are stored."""
    data = text.encode()
    file = io.BytesIO(data)
    sha256 = sha256_of(file)
    store().put(sha256, file)
    return Kept("报告.txt", sha256, len(data), "text", True)


def supervisor(world: Any) -> Any:
    """Whoever collects in the district."""
    return world.person("supervisor", world.district)


def officer(world: Any) -> Any:
    """Whoever hands in for the bureau."""
    return world.person("officer", world.bureau)


def with_address(*people: Any) -> None:
    """Gives each of them an address for mail."""
    with unguarded("the world of the tests"):
        for person in people:
            person.set_email(f"{person.login}@example.gov.cn")
            person.save()


def standing(world: Any, collection: Collection, organ: Any, on: date | None = None) -> Standing:
    """Where the organ's report stands on that day, or today."""
    rows = queries.standings(world.admin, collection, on or world.today)
    return next(row for row in rows if row.organ == organ)


def a_collection(world: Any, **given: Any) -> Collection:
    """The district collects the reports on last year."""
    usual = {"organ": world.district, "year": 2025, "title": "2025 年度报告", "correct_by": CORRECT_BY}
    with unguarded("the world of the tests"):
        return Collection.objects.create(**usual | {"opened_at": world.now, "opened_by": world.admin} | given)


def a_report(
    world: Any, collection: Collection | None = None, *, organ: Any = "bureau", text: str = "x", **given: Any
) -> ReceivedReport:
    """A report that came in, from the bureau."""
    collection = collection or a_collection(world)
    file = kept(text)
    with unguarded("the world of the tests"):
        stored, _ = StoredFile.objects.get_or_create(
            sha256=file.sha256, defaults={"size": file.size, "kind": file.kind, "looked_through": True}
        )
        attachment = Attachment.objects.create(
            organ=collection.organ_id,
            name=file.name,
            stored=stored,
            about_kind="reporting.collection",
            about=str(collection.pk),
            added_at=world.now,
            added_by=world.admin.pk,
        )
        return ReceivedReport.objects.create(
            collection=collection,
            attachment=attachment,
            sha256=file.sha256,
            organ=world.bureau if organ == "bureau" else organ,
            received_on=world.today,
            received_at=world.now,
            received_by=world.admin,
            **given,
        )


def a_read_report(
    world: Any, collection: Collection | None = None, findings: Any = FINDINGS, **given: Any
) -> ReceivedReport:
    """One that was read, with an error."""
    report = a_report(world, collection, **given)
    with unguarded("the world of the tests"):
        Reading.objects.create(
            report=report, rules=RULES, errors=len(findings.get("zh", [])), findings=findings, read_at=world.now
        )
    return report


def a_return(world: Any, report: ReceivedReport | None = None, **given: Any) -> Return:
    """One that was sent back."""
    report = report or a_read_report(world)
    usual = {
        "round": report.returns.count() + 1,
        "organ": report.organ,
        "sha256": report.sha256,
        "findings": FINDINGS,
        "correct_by": CORRECT_BY,
        "drafted_at": world.now,
        "drafted_by": world.admin,
        "sent_at": world.now,
        "sent_by": world.admin,
    }
    with unguarded("the world of the tests"):
        return Return.objects.create(report=report, **usual | given)


def an_answer(world: Any, returned: Return | None = None) -> Answer:
    """The organ's words about one."""
    returned = returned or a_return(world)
    with unguarded("the world of the tests"):
        return Answer.objects.create(
            returned=returned, words="数字无误。", answered_at=world.now, answered_by=world.admin
        )


def opened(world: Any, **other: Any) -> dict[str, Any]:
    """The district begins to collect."""
    given = {"organ": world.district, "year": 2025, "title": "2025 年度报告", "correct_by": CORRECT_BY}
    return {"by": supervisor(world)} | given | other


def collected(world: Any, collection: Collection | None = None, **other: Any) -> dict[str, Any]:
    """Two files come in."""
    given = {
        "collection": collection or a_collection(world),
        "files": [kept("a"), kept("b")],
        "received_on": world.today,
    }
    return {"by": supervisor(world)} | given | other


def closed(world: Any) -> Collection:
    """A collection that is over."""
    return a_collection(world, closed_at=world.now, closed_by=world.admin)


def sent_back(world: Any, report: ReceivedReport | None = None, **other: Any) -> dict[str, Any]:
    """A report goes back."""
    report = report or a_read_report(world)
    given = {"collection": report.collection, "reports": [report], "correct_by": CORRECT_BY}
    return {"by": supervisor(world)} | given | other


def handed_in(world: Any, collection: Collection | None = None, **other: Any) -> dict[str, Any]:
    """The bureau hands in its report."""
    given = {"collection": collection or a_collection(world), "organ": world.bureau, "files": [kept("mended")]}
    return {"by": officer(world)} | given | other


def again(world: Any, report: ReceivedReport) -> dict[str, Any]:
    """A report is to be checked again."""
    return {"by": supervisor(world), "collection": report.collection, "reports": [report]}


def _out(world: Any) -> ReceivedReport:
    return a_return(world).report


EXAMPLES = [
    Example(
        collecting.open_collection,
        right=opened,
        refused=lambda world: opened(world, correct_by=date(2026, 3, 15)),
    ),
    Example(
        collecting.close_collection,
        right=lambda world: {"by": supervisor(world), "collection": a_collection(world)},
        refused=lambda world: {"by": supervisor(world), "collection": closed(world)},
    ),
    Example(
        collecting.collect,
        right=collected,
        refused=lambda world: collected(world, received_on=world.today + timedelta(days=1)),
    ),
    Example(
        collecting.record_reading,
        right=lambda world: {
            "by": supervisor(world),
            "report": a_report(world, organ=None),
            "found": Found("东湖区教育局", 2025, FINDINGS),
        },
        refused=lambda world: {"by": supervisor(world), "report": a_read_report(world), "found": Found()},
    ),
    Example(
        collecting.choose_organ,
        right=lambda world: {
            "by": supervisor(world),
            "report": a_report(world, organ=None),
            "organ": world.town,
        },
        refused=lambda world: {"by": supervisor(world), "report": a_report(world), "organ": world.city},
    ),
    Example(
        collecting.check_again,
        right=lambda world: again(world, a_read_report(world)),
        refused=lambda world: again(world, a_read_report(world, accepted_at=world.now, accepted_by=world.admin)),
    ),
    Example(
        collecting.set_aside,
        right=lambda world: {"by": supervisor(world), "report": a_report(world), "reason": "重复"},
        refused=lambda world: {"by": supervisor(world), "report": _out(world), "reason": "重复"},
    ),
    Example(
        collecting.accept_report,
        right=lambda world: {"by": supervisor(world), "report": a_read_report(world)},
        refused=lambda world: {
            "by": supervisor(world),
            "report": a_read_report(world, accepted_at=world.now, accepted_by=world.admin),
        },
    ),
    Example(
        returning.write_remark,
        right=lambda world: {"by": supervisor(world), "report": a_read_report(world), "remark": "请补充联系电话。"},
        refused=lambda world: {"by": supervisor(world), "report": _out(world), "remark": "请补充联系电话。"},
    ),
    Example(
        returning.send_back,
        right=sent_back,
        refused=lambda world: sent_back(world, _out(world)),
    ),
    Example(
        returning.withdraw_return,
        right=lambda world: {"by": supervisor(world), "returned": a_return(world), "reason": "退错了"},
        refused=lambda world: {
            "by": supervisor(world),
            "returned": an_answer(world).returned,
            "reason": "退错了",
        },
    ),
    Example(
        returning.hand_in,
        right=handed_in,
        refused=lambda world: handed_in(world, closed(world)),
    ),
    Example(
        returning.answer,
        right=lambda world: {"by": officer(world), "returned": a_return(world), "words": "数字无误。"},
        refused=lambda world: {
            "by": officer(world),
            "returned": a_return(world, withdrawn_at=world.now, withdrawn_by=world.admin),
            "words": "数字无误。",
        },
    ),
]
