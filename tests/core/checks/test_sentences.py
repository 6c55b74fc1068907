"""Every sentence of the catalogue is said by some finding: none is dead, and each can be filled in."""

from collections.abc import Iterator

from gongkai.core.checks import check
from gongkai.core.checks.catalogue import message
from gongkai.core.findings import LANGUAGES, load_catalogue
from gongkai.core.report import FilledReport, Note
from tests.builders import filled_report, mixed

TABLES = (  # a row of each table, and a cell of another row
    ("proactive", "proactive.rules", "proactive.charges.amount"),
    ("requests", "requests.partial", "requests.disclosed.legal"),
    ("remedies", "remedies.reconsideration", "remedies.litigation_after.other"),
)


def reports() -> Iterator[FilledReport]:
    for table, row, other in TABLES:
        cells = tuple(key for key in filled_report().form.keys if key.startswith(f"{row}."))
        lost = Note("READ.COLUMN_LOST", {"printed": 1, "cells": len(cells)}, cells)
        yield filled_report(blank=[table])
        yield filled_report(blank=[cells[0]])
        yield filled_report({cells[-1]: 1}, blank=cells[:-1])
        yield filled_report(unclear=cells, notes=[lost])
        yield filled_report(unclear=cells, notes=[lost], blank=[other])
        yield filled_report(missing=[row])
        yield filled_report(missing=[table])
        if table != "proactive":
            yield filled_report({cells[0]: 2, cells[-1]: 1})
            yield filled_report({cells[0]: 2, cells[-1]: 1}, blank=[cells[1]])
    column = {f"requests.{row}.natural": 1 for row in ("new_received", "disclosed", "results_total")}
    yield filled_report(column, blank=["requests.disclosed.total"])
    yield filled_report({"requests.results_total.total": 1}, blank=["requests.new_received.total"])
    yield filled_report({"requests.results_total.legal": 1}, blank=["requests.partial.legal"])
    yield filled_report({"requests.results_total.legal": 1}, blank=["requests.carried_out.legal"])
    yield filled_report({"requests.disclosed.legal": 1}, blank=["requests.partial.legal"])
    yield filled_report(blank=["requests.new_received.legal"])
    yield filled_report(form="2019", year=2018)
    yield filled_report(form="2019", year=2022)
    yield filled_report(form=mixed("2019", "2021", "2021"), year=None)


def test_every_sentence_of_the_catalogue_is_said() -> None:
    said = set()
    for report in reports():
        for finding in check(report):
            said.add((finding.code, finding.details.get("variant", "main")))
            assert all(message(finding, language) for language in LANGUAGES)
    catalogue = load_catalogue("gongkai.core.checks", "catalogue.toml")
    assert said == {(code, variant) for code, entry in catalogue.items() for variant in entry["sentences"]}
