"""What is measured on: invented reports, written by the test suite's layout writer, the same in every run."""

import random
from decimal import Decimal
from functools import cache
from typing import Any

from gongkai.core.law.editions import EDITIONS, Form, edition
from gongkai.core.readers import read
from gongkai.core.writers import report_html
from gongkai.core.writers.official import official
from tests.layouts import LAYOUTS, Layout, write
from tests.layouts.document import Content, content

SIZES = {"a quiet office": (0.04, 12), "a busy department": (0.15, 60), "a whole city": (0.5, 900)}
"""Kind of organ → share of the cells that are not 0, and how large a figure may be."""

YEARS = {"2019": 2020, "2021": 2023}
IN_PIECES = {"labels torn", "markdown groups"}
"""Plain to a careful person, but labels or tables stand in pieces: measured with the odd layouts."""


def plain_layouts() -> list[Layout]:
    """The layouts in which tables and labels are whole, and a label stands before its figures."""
    return [layout for layout in LAYOUTS if layout.plain and layout.name not in IN_PIECES]


def odd_layouts() -> list[Layout]:
    """The others: tables or labels in pieces, labels behind their figures, digits glued."""
    return [layout for layout in LAYOUTS if layout not in plain_layouts()]


@cache
def forms(unit: str = "万元") -> tuple[Content, ...]:
    """Filled forms that satisfy every relation: both editions, small and large organs. In the form of 2019, whose
    head prints no unit of money, amounts carry `unit`."""
    chance = random.Random(711)
    return tuple(
        content(edition(name).form, _filled(edition(name).form, *size, chance, unit), YEARS[name])
        for name in EDITIONS
        for size in SIZES.values()
        for _ in range(4)
    )


@cache
def written(layout_name: str, edition_id: str = "", unit: str = "万元") -> tuple[bytes, ...]:
    """The forms as files in the layout of that name; all, or those of one edition."""
    layout = next(layout for layout in LAYOUTS if layout.name == layout_name)
    chosen = [form for form in forms(unit) if edition_id in ("", form.form.table_editions["requests"])]
    return tuple(write(form, layout).encoded() for form in chosen)


def page_of(least: int) -> bytes:
    """A report as a web page of at least so many bytes: a filled form with its tables, and text before them."""
    page = report_html.write(official(read(written(plain_layouts()[0].name)[-1], "report.txt"))).decode()
    before, heading, after = page.partition("<table")
    sentence = "<p>本机关坚持以公开为常态、不公开为例外，依法及时公开各类政府信息，回应社会关切，接受群众监督。</p>\n"
    needed = max(0, -(-(least - len(page.encode())) // len(sentence.encode())))
    return (before + sentence * needed + heading + after).encode()


def _filled(form: Form, share: float, largest: int, chance: random.Random, unit: str) -> dict[str, Any]:
    """Key → figure for every cell: parts at random, totals by adding up."""
    values: dict[str, Any] = {}
    for cell in form.cells:
        count = chance.randint(1, largest) if chance.random() < share else 0
        signed = chance.choice([-1, 1]) * count
        values[cell.key] = {"count": count, "signed": signed, "amount_wan": Decimal(count * 7) / 4}[cell.column.kind]
    if "proactive.procurement.amount" in values:
        values["proactive.procurement.amount"] = f"{values['proactive.procurement.amount']:f}{unit}"
    requests = form.table("requests")
    results = [row.key for row in requests.rows][2:-2]
    for column in [column.key for column in requests.rows[0].columns][:-1]:
        handled = sum(values[f"requests.{row}.{column}"] for row in results)
        values[f"requests.results_total.{column}"] = handled
        handled += values[f"requests.carried_out.{column}"]
        values[f"requests.carried_in.{column}"] = handled // 10
        values[f"requests.new_received.{column}"] = handled - handled // 10
    for table in (requests, form.table("remedies")):
        for row in table.rows:
            *parts, total = (f"{table.key}.{row.key}.{column.key}" for column in row.columns)
            values[total] = sum(values[part] for part in parts)
    return values
