from gongkai.core.checks.catalogue import message
from gongkai.core.checks.sums import check_sums
from gongkai.core.findings import Finding
from gongkai.core.law.editions import edition
from tests.builders import filled_report

SECTION = "remedies.litigation_direct"
APPLICANTS = ("natural", "business", "research", "welfare", "legal", "other", "total")


def only(found: list[Finding]) -> Finding:
    assert len(found) == 1, [message(finding, "zh") for finding in found]
    return found[0]


def test_a_broken_section_names_its_cells_the_total_last_and_stands_at_the_total() -> None:
    report = filled_report({f"{SECTION}.upheld": 3, f"{SECTION}.other": 2, f"{SECTION}.total": 4})
    finding = only(list(check_sums(report)))
    assert finding.cells == tuple(f"{SECTION}.{name}" for name in ("upheld", "corrected", "other", "pending", "total"))
    assert (finding.expected, finding.found) == (5, 4)
    assert finding.at == {"cell": report.form.index[f"{SECTION}.total"]}
    assert message(finding, "zh") == (
        "表四“行政诉讼/未经复议直接起诉”一行：各种结果为 3 + 2 = 5，总计为 4，相差 1；请核对本行各格，改正有误的一格。"
    )
    assert message(finding, "en") == (
        "Table 4, row litigation, direct: the outcomes come to 3 + 2 = 5, the total to 4; "
        "the difference is 1. Check the cells of this row and correct the wrong one."
    )


def test_the_printed_relation_compares_what_came_in_with_what_went_out() -> None:
    values = {
        "requests.new_received.legal": 2,
        "requests.carried_in.legal": 1,
        "requests.disclosed.legal": 1,
        "requests.results_total.legal": 1,
        "requests.carried_out.legal": 1,
    }
    found = [one for one in check_sums(filled_report(values)) if one.code == "T3.IDENT"]
    finding = only(found)
    assert (finding.expected, finding.found) == (3, 2)
    assert finding.cells == (
        "requests.new_received.legal",
        "requests.carried_in.legal",
        "requests.results_total.legal",
        "requests.carried_out.legal",
    )
    assert message(finding, "zh").startswith(
        "表三“法律服务机构”一列：第一项加第二项为 2 + 1 = 3，第三项（七）总计加第四项为 1 + 1 = 2，相差 1"
    )


def test_the_edition_of_2019_adds_a_single_row_of_other_handling() -> None:
    values = {"requests.other.natural": 1, "requests.other.total": 1}
    found = list(check_sums(filled_report(values, form="2019")))
    assert [(one.code, one.expected, one.found) for one in found] == [("T3.RESULT", 1, 0)] * 2
    assert "requests.other.natural" in found[0].cells


def test_printed_parts_that_exceed_the_total_are_an_error_whatever_the_blanks_hold() -> None:
    report = filled_report(
        {f"{SECTION}.upheld": 3, f"{SECTION}.total": 2},
        blank=[f"{SECTION}.other"],
        missing=[f"{SECTION}.pending"],
    )
    finding = only(list(check_sums(report)))
    assert (finding.severity, finding.expected, finding.found) == ("error", 3, 2)
    assert message(finding, "zh") == (
        "表四“行政诉讼/未经复议直接起诉”一行：已填的数字，各种结果为 3，总计为 2；另有 2 格没有数字"
        "（行政诉讼/未经复议直接起诉的其他结果、尚未审结），但不论补上什么数，两边都不能相等；请核对本行各格，改正有误的一格。"
    )


def test_a_contradiction_says_which_relations_can_t_both_hold() -> None:
    values = {
        "requests.disclosed.natural": 1,
        "requests.results_total.natural": 1,
        "requests.new_received.natural": 1,
    }
    report = filled_report(values, blank=["requests.disclosed.total"])
    finding = next(one for one in check_sums(report) if one.details["variant"] == "together")
    assert (finding.code, finding.expected, finding.found) == ("T3.ROW", 1, None)
    assert message(finding, "zh") == (
        "表三“三(一)予以公开”一行：已填的数字，自然人与五类法人或其他组织为 1，总计为 0；没有数字的格中，"
        "三(一)予以公开的总计"
        "按 T3.RESULT（总计） 只能是 0，两边因而不能相等；这几处至少有一处有误，请一并核对。"
    )


def test_a_finding_on_cells_that_were_never_read_has_no_place() -> None:
    finding = only(list(check_sums(filled_report(missing=["remedies"]))))
    assert finding.at == {}


def test_open_columns_are_named_once_with_their_cells() -> None:
    report = filled_report(unclear=["requests.partial.natural", "requests.partial.total"])
    found = {one.code: one for one in check_sums(report)}
    assert {code: one.severity for code, one in found.items()} == {
        "T3.RESULT": "unproven",
        "T3.ROW": "unproven",
    }
    assert found["T3.RESULT"].cells == ("requests.partial.natural", "requests.partial.total")
    assert message(found["T3.RESULT"], "zh") == (
        "表三有 2 格没有可用的数字（三(二)部分公开的自然人、总计），"
        "因此无法核对“（七）总计等于各种办理结果之和”（自然人、总计）；请补上数字（没有发生的填 0）后再核对。"
    )
    assert "can't be checked (row 三(二) (partially disclosed))" in message(found["T3.ROW"], "en")


def test_a_blank_table_is_calm_to_read() -> None:
    found = list(check_sums(filled_report(blank=["requests", "remedies"])))
    assert [(one.code, one.severity) for one in found] == [
        ("T3.IDENT", "unproven"),
        ("T3.RESULT", "unproven"),
        ("T3.ROW", "unproven"),
        ("T4.SUM", "unproven"),
    ]
    assert all(len(message(one, "zh")) < 60 for one in found)
    assert message(found[2], "zh") == "表三有关各格都没有可用的数字，无法核对“总计等于各类申请人之和”。"


def test_many_open_rows_are_named_by_number() -> None:
    rows = [row.key for row in edition("2021").form.table("requests").rows if row.key.startswith("refused.")]
    found = {one.code: one for one in check_sums(filled_report(blank=[f"requests.{row}.natural" for row in rows]))}
    assert "三(三)1、三(三)2、三(三)3、三(三)4、三(三)5、三(三)6、三(三)7、三(三)8的自然人" in message(
        found["T3.ROW"], "zh"
    )
    assert "column natural persons of rows 三(三)1, 三(三)2" in message(found["T3.ROW"], "en")
