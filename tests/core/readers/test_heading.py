"""Organ, year and the page's data are those of the report, whatever stands beside its title."""

import time

import pytest

from gongkai.core.readers import heading

TITLE = "青石县人民政府2022年政府信息公开工作年度报告"
PERIOD = "\n本报告所列数据的统计期限自2022年1月1日起至12月31日止。\n"


@pytest.mark.parametrize(
    ("page", "organ"),
    [
        (TITLE, "青石县人民政府"),
        ("文号:青政办〔2023〕5号\n" + TITLE, "青石县人民政府"),
        ("首页 > 年报 > 县政府\n" + TITLE, "青石县人民政府"),
        ("首页 公开 服务 " + TITLE, "青石县人民政府"),
        ("2023年\n2022年\n2021年\n" + TITLE, "青石县人民政府"),
        ("发布时间：２０２３年１月２０日\n" + TITLE, "青石县人民政府"),
        ("首页 新闻 公开\n" * 400 + TITLE, "青石县人民政府"),
        ("2021年政府信息公开年度报告\n上一篇\n" + TITLE, "青石县人民政府"),
        ("白鹤乡人民政府2021年政府信息公开年度报告\n" + TITLE + PERIOD, "青石县人民政府"),
        ("青石县人民政府2022政府信息\n\n公开工作年度报告", "青石县人民政府"),
        ("青石县人民政府\n2022年政府信息公开工作年度报告", "青石县人民政府"),
        ("青石县人民政\n府2022年政府信息公开\n工作年度报告", "青石县人民政府"),
        ("青 石 县 水 利 局 2022 年 政 府 信 息 公 开 年 度 报 告", "青石县水利局"),
        ("青石县 水利局 2022年政府信息公开年度报告", "青石县水利局"),
        ("2022年度青石县水利局政府信息公开工作年度报告", "青石县水利局"),
        ("青石县第18中学2022年政府信息公开工作年度报告", "青石县第18中学"),
        ("青石县第18中学政府信息公开工作年度报告(2022年度)", "青石县第18中学"),
        ("青石县水利局\n政府信息公开年度报告\n(2022年度)", "青石县水利局"),
        ("青石县水利局政府信息公开2022年年度报告", "青石县水利局"),
        ("青石县人民政府信息公开工作年度报告（2022年）", "青石县人民政府"),
        ("2022年政府信息公开工作年度报告", None),
        ("青石县投资促进局（青石县招商局）2022年政府信息公开工作年度报告", "青石县投资促进局（青石县招商局）"),
        ("青石县“双减”工作办公室2022年政府信息公开工作年度报告", "青石县“双减”工作办公室"),
        ("青石县A区管理委员会2022年政府信息公开工作年度报告", "青石县A区管理委员会"),
    ],
)
def test_organ_and_year_of_the_title(page: str, organ: str | None) -> None:
    assert heading.title(page + "\n正文。\n") == (organ, 2022)


def test_a_name_longer_than_any_is_not_cut_short() -> None:
    assert heading.title("青石" * 30 + TITLE) == (None, 2022)


def test_a_notice_that_asks_for_reports_is_no_title() -> None:
    text = "根据《白鹤市政府办公室关于编制2021年政府信息公开工作年度报告有关事项的通知》编制。\n" + TITLE
    assert heading.title(text) == ("青石县人民政府", 2022)


def test_the_period_is_not_the_day_on_which_a_rule_began() -> None:
    assert heading.period_year("根据自2021年1月1日起施行的办法编制。" + PERIOD) == 2022
    assert heading.period_year("根据自2021年1月1日起施行的办法编制。") is None


def test_metadata_field_by_field() -> None:
    page = "索引号:0148/2023-012\n文号:青政办〔2023〕5号\n发布机构:青石县水利局\n发布日期:2023年1月9日\n"
    wanted = {
        "index_number": "0148/2023-012",
        "document_number": "青政办〔2023〕5号",
        "published_on": "2023-01-09",
        "publisher": "青石县水利局",
    }
    assert heading.metadata([page, ""]) == wanted
    assert heading.metadata(["", page]) == wanted


@pytest.mark.parametrize("rule", ["", "|---|---|---|---|\n"])
def test_metadata_with_heads_in_one_row_and_values_in_the_next(rule: str) -> None:
    values = "| 0148/2023-012 | 青政办〔2023〕5号 | 青石县水利局 | 2023-01-09 |\n"
    page = f"| 索引号 | 文号 | 发布机构 | 发布日期 |\n{rule}{values}"
    assert list(heading.metadata([page + TITLE]).values()) == [
        "0148/2023-012",
        "青政办〔2023〕5号",
        "2023-01-09",
        "青石县水利局",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "索引号:\n2023-01-20 10:15\n",
        "发布机构:\n名称:青石县年报\n",
        "来源:\n字号\n",
        "来源:\n栏目:年报\n",
        "发布日期:2023-13-40\n",
    ],
)
def test_an_empty_field_does_not_take_what_stands_behind_it(page: str) -> None:
    assert set(heading.metadata([page]).values()) == {None}


def test_links_to_other_pages_say_nothing_of_this_one() -> None:
    behind = "扫一扫\n相关链接\n青石县2021年年报 发布日期:2022-01-20\n信息来源:某某报\n"
    assert set(heading.metadata(["", behind]).values()) == {None}


@pytest.mark.parametrize(
    "unit", [" ", "\n", "政府信息公开2022年报告\n", "2022 ", "索引号 ", "| 文号 | 索引号 |\n", "公"]
)
def test_long_texts_are_read_in_no_time(unit: str) -> None:
    text = unit * (2_000_000 // len(unit.encode()))
    started = time.perf_counter()
    heading.title(text)
    heading.period_year(text)
    heading.metadata([text, text])
    assert time.perf_counter() - started < 5
