"""汇总（JSON）: the line of `gongkai report rollup --json`: each cell's sum, whom it comes from, and what is open."""

from typing import Any

from gongkai.core.findings import Language
from gongkai.core.rollup.add import RollUp, Sum
from gongkai.core.rollup.expect import Expectation, Explanation
from gongkai.core.writers.as_json import json_figure, json_line
from gongkai.core.writers.rollup_words import explanation_words, remark_words


def rollup_line(found: RollUp, held: Expectation | None, unread: list[str], language: Language) -> bytes:
    """The line for a sum, held against a published report or not."""
    return json_line(
        {
            "year": found.year,
            "table_editions": found.form.table_editions,
            "organs": list(found.organs),
            "missing": [child.name for child in found.missing],
            "unread": unread,
            "remarks": [
                {
                    "code": code,
                    "file": part.name,
                    "organ": part.organ,
                    "message": remark_words(found, code, part, language),
                }
                for code, part in found.remarks
            ],
            "cells": {key: _cell(cell) for key, cell in found.cells.items()},
            "mismatches": [
                {
                    "cell": one.cell,
                    "sum": json_figure(one.sum),
                    "published": json_figure(one.published),
                    "explanation": _explanation(one.explanation, language),
                }
                for one in (held.mismatches if held else ())
            ],
            "not_compared": list(held.not_compared) if held else [],
            "error": None,
        }
    )


def no_rollup_line(error: str) -> bytes:
    """The line where nothing could be added up."""
    return json_line({"organs": [], "missing": [], "cells": {}, "mismatches": [], "error": error})


def _cell(cell: Sum) -> dict[str, Any]:
    found: dict[str, Any] = {"value": json_figure(cell.value)}
    if cell.gaps:
        found["known_sum"] = json_figure(cell.known)
    found["contributors"] = [
        {
            "file": share.part.name,
            "organ": share.part.organ,
            "value": json_figure(share.value),
            **({"implied": True} if share.implied else {}),
            **({"co_defendant": share.less} if share.less else {}),
        }
        for share in cell.shares
    ]
    found["unknown"] = [{"file": gap.part.name, "organ": gap.part.organ, "state": gap.why} for gap in cell.gaps]
    return found


def _explanation(found: Explanation | None, language: Language) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "kind": found.kind,
        "file": found.part.name,
        "organ": found.part.organ,
        "meant": json_figure(found.meant),
        "message": explanation_words(found, language),
    }
