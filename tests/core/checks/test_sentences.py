"""Every sentence of the catalogue is said by some finding: none is dead, and each can be filled in."""

from collections.abc import Iterator
from itertools import chain

from gongkai.core.checks import check
from gongkai.core.checks.catalogue import message
from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.findings import LANGUAGES, load_catalogue
from gongkai.core.report import FilledReport, Note
from tests.builders import filled_report, mixed, told

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


def with_text() -> Iterator[tuple[FilledReport, Known]]:
    """Reports with chapters and what stands around them, and what is known beside them."""
    yield told(filled_report(), overview="概况。", problems=None, other="依据国办函〔2020109号。"), NOTHING
    for parts in ("其中企业1件、自然人1件、其他1件", "其中企业1件、自然人2件、其他9件"):
        yield told(filled_report(), overview=f"收到申请4件，{parts}。"), NOTHING
    yield told(filled_report(), overview="收到申请9件。予以公开4件，不予公开3件，结转下年1件，部分公开2件。"), NOTHING
    yield told(filled_report(), overview="收到政府信息公开申请4件，占比3%。"), NOTHING
    yield told(filled_report(blank=["requests.new_received.total"]), overview="收到政府信息公开申请4件。"), NOTHING
    none = {"requests.new_received.total": 1}
    yield told(filled_report(none), overview="本年度未收到政府信息公开申请。"), NOTHING
    yield told(filled_report(blank=[*none]), overview="本年度未收到政府信息公开申请。"), NOTHING
    yield told(filled_report(), overview="公开信息4条，其中图片2条，占60%。"), NOTHING
    for change in ("较上年增加2条，增长50%", "上年为2条，增长50%", "上年为6条，增长50%"):
        yield told(filled_report(), overview=f"公开信息4条，{change}。"), NOTHING
    for items in ("一是更新慢；二是解读少", "一是更新慢；二是解读少；三是渠道少；四是人员少"):
        yield told(filled_report(), problems=f"存在以下三个问题：{items}。"), NOTHING
    organ = "示例市人民政府"
    titles = [f"{organ}{year}年政府信息公开工作年度报告" for year in (2022, 2021)]
    period = "统计期限自2021年1月1日起至2021年12月31日止。"
    leading = f"现公布{organ}2021年政府信息公开工作年度报告。"
    yield told(filled_report(), [*titles, leading, period], overview="2021年，我市公开信息80条。"), NOTHING
    denied = told(filled_report({"requests.other.unpaid.total": 1}), other="没有发出收费通知。")
    yield denied, NOTHING
    for organ in ("示例市人民政府", "示例市教育局", "青石镇人民政府", "示例"):
        late = filled_report({"proactive.rules.made": 1, "proactive.charges.amount": 2_000_000})
        late.organ, late.metadata = organ, {"index_number": "000014349/2024-00001", "published_on": "2024-04-01"}
        yield late, NOTHING
    other = filled_report()
    other.metadata = {"index_number": "01234567-8/2024-00001"}
    yield other, Known(organ_code="87654321-0")


def with_last_year() -> Iterator[tuple[FilledReport, Known]]:
    last = {"proactive.rules.in_force": 3, "remedies.reconsideration.pending": 2}
    for received in (1, 5):
        grown = told(
            filled_report({"requests.new_received.total": 3}), overview="收到政府信息公开申请3件，同比增长5%。"
        )
        yield grown, Known(previous=filled_report({"requests.new_received.total": received}, year=2021))
    report = filled_report({"requests.carried_in.total": 1})
    for previous in (filled_report(last, year=2021), filled_report(year=2021, blank=["requests.carried_out"])):
        yield report, Known(previous=previous)
    yield report, Known(previous=filled_report(year=2020, form="2019"))
    renamed = filled_report(year=2021)
    renamed.organ = "示例新区管理委员会"
    yield report, Known(previous=renamed)
    text = "".join(f"第{place}项工作的台账不够完整，责任股室报送材料不够及时。" for place in "甲乙丙丁")
    for chapter in ("overview", "problems"):
        yield (
            told(filled_report(), **{chapter: text}),
            Known(previous=told(filled_report(year=2021), **{chapter: text})),
        )


def test_every_sentence_of_the_catalogue_is_said() -> None:
    said = set()
    for report, known in chain(((report, NOTHING) for report in reports()), with_text(), with_last_year()):
        for finding in check(report, known):
            said.add((finding.code, finding.details.get("variant", "main")))
            assert all(message(finding, language) for language in LANGUAGES)
    catalogue = load_catalogue("gongkai.core.checks", "catalogue.toml")
    assert said == {(code, variant) for code, entry in catalogue.items() for variant in entry["sentences"]}
