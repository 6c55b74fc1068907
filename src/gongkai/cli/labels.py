"""屏幕用语： the words of the drawings, in Chinese and English, beside those that the form itself prints."""

from gongkai.core.findings import Language, Severity
from gongkai.core.findings import place_label as place_label
from gongkai.core.law.editions import Row, Table

Words = dict[Language, str]

SEVERITIES: dict[Severity, Words] = {
    "error": {"zh": "错误", "en": "Errors:"},
    "warning": {"zh": "警告", "en": "Warnings:"},
    "unproven": {"zh": "无法判定", "en": "Unproven:"},
    "info": {"zh": "提示", "en": "Information:"},
}
"""Severities in the order in which a person reads them."""

COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "unproven": "magenta", "info": "cyan"}

LABELS: dict[str, Words] = {
    "no_organ": {"zh": "（未识别出机关名称）", "en": "(organ not recognised)"},
    "year": {"zh": "{year} 年度报告", "en": "report for {year}"},
    "no_year": {"zh": "年度不明", "en": "year unknown"},
    "edition": {"zh": "{edition} 年格式", "en": "form of {edition}"},
    "chapters": {"zh": "六个章节", "en": "Chapters"},
    "length": {"zh": "字数", "en": "characters"},
    "chapter_missing": {"zh": "缺", "en": "missing"},
    "chapter_table": {"zh": "仅表格", "en": "table only"},
    "chapter_empty": {"zh": "空", "en": "empty"},
    "blank": {"zh": "空", "en": "blank"},
    "missing": {"zh": "缺", "en": "x"},
    "table_missing": {"zh": "文件中没有这张表。", "en": "The document does not have this table."},
    "key_blank": {"zh": "空 = 有格，没有填数", "en": "blank = nothing in the cell"},
    "key_implied": {"zh": "空→0 = 按勾稽关系只能是 0", "en": "blank→0 = the form's relations leave only 0"},
    "key_missing": {"zh": "缺 = 文件中没有这一格", "en": "x = missing, the cell is not in the document"},
    "key_unclear": {"zh": "? = 有内容但不能确定", "en": "? = something is printed that can't be told"},
    "key_split": {
        "zh": "* = 数字粘连，按勾稽关系分开",
        "en": "* = glued digits, parted by the form's own sums",
    },
    "notes": {"zh": "读取说明", "en": "Notes on the reading"},
    "more_notes": {
        "zh": "{code} 另有 {count} 处，全部说明见 --json 的输出。",
        "en": "{code}, places not shown here: {count}; the output of --json has them all.",
    },
    "cells": {"zh": "已读 {read} 格", "en": "Cells read: {read}"},
    "unclear": {"zh": "不能确定 {unclear} 格", "en": "unclear: {unclear}"},
    "others": {"zh": "空白 {blank} 格，缺 {missing} 格", "en": "blank: {blank}, missing: {missing}"},
    "nothing_found": {
        "zh": "没有发现问题；文字里含义不能确定的数字没有对照。",
        "en": "Nothing found; figures in the text of uncertain meaning were left alone.",
    },
    "figures": {"zh": "应为/实为", "en": "Expected / found"},
    "cells_named": {"zh": "单元格", "en": "Cells"},
    "quote": {"zh": "原文", "en": "Text"},
    "meaning": {"zh": "含义", "en": "Meaning"},
    "an_example": {"zh": "例子", "en": "Example"},
    "unproven_means": {
        "zh": "空白或不能确定的单元格使规则无法判定时，不报错误，列为“无法判定”。",
        "en": "Where blank or unclear cells leave it open, the finding is 'unproven', never an error.",
    },
    "basis": {"zh": "依据", "en": "Basis"},
    "more_cells": {"zh": "{cells} 等 {count} 格", "en": "{cells} and others, {count} cells"},
    "total_read": {"zh": "共 {files} 份：读出 {good} 份", "en": "{files} files: {good} read"},
    "total_claims": {"zh": "共 {files} 份：读出 {good} 份", "en": "{files} files: {good} read"},
    "claims_counted": {
        "zh": "文字里的数字和说法：对照了 {held} 处，没有对照 {left} 处",
        "en": "Figures and statements in the text: {held} held against something, {left} not",
    },
    "held": {"zh": "对照 {against}", "en": "held against {against}"},
    "agrees": {"zh": "，一致", "en": ", agrees"},
    "disagrees": {"zh": "，不符", "en": ", does not agree"},
    "other_readings": {
        "zh": "（另有 {count} 种算法，都不相符）",
        "en": " (none of the other readings either: {count})",
    },
    "gap": {"zh": "；", "en": "; "},
    "no_figure": {"zh": "没有数", "en": "no figure"},
    "total_check": {
        "zh": "共 {files} 份：没有发现问题 {clean} 份，有错误 {with_error} 份，只有其他提示 {with_others} 份",
        "en": "{files} files: nothing found in {clean}, errors in {with_error}, other findings only in {with_others}",
    },
    "total_unread": {"zh": "读不出 {unread} 份", "en": "{unread} could not be read"},
    "total_findings": {"zh": "{words} {count} 处", "en": "{words} {count}"},
    "row": {"zh": "行", "en": "row"},
    "column": {"zh": "列", "en": "column"},
    "before": {"zh": "旧", "en": "old"},
    "now": {"zh": "新", "en": "new"},
    "difference": {"zh": "增减", "en": "change"},
    "group_added_up": {"zh": "三(六)其他处理（合计）", "en": "other, added up"},
    "no_change": {"zh": "没有变化。", "en": "No change."},
    "nothing_to_compare": {"zh": "没有可以比较的数。", "en": "There is no figure to compare."},
    "one_sided": {
        "zh": "只有一份报告有数的 {count} 格没有逐一列出：{cells}。",
        "en": "Cells with a figure in one report alone, not listed one by one ({count}): {cells}.",
    },
    "neither_known": {
        "zh": "两年都没有数的 {count} 格不比较。",
        "en": "Cells without a figure in both, not compared: {count}.",
    },
    "not_comparable": {"zh": "新报告的格式才有，不能逐格比较的", "en": "In the new report's form only, not comparable"},
    "gone": {"zh": "旧报告的格式才有，不能逐格比较的", "en": "In the old report's form only, not comparable"},
    "not_comparable_cells": {"zh": "{table}：{cells}（{count} 格）", "en": "{table}: {cells} (cells: {count})"},
    "carried": {"zh": "结转", "en": "Carried over"},
    "carried_same": {
        "zh": "旧报告的“结转下年度继续办理”与新报告的“上年结转”各列一致（总计 {total}）。",
        "en": "What the old report carries out is what the new one carries in, in every column (total {total}).",
    },
    "carried_out": {"zh": "旧：结转下年度", "en": "old: carried out"},
    "carried_in": {"zh": "新：上年结转", "en": "new: carried in"},
    "repeated": {"zh": "除年份外与旧报告一字不差的文字", "en": "Text that repeats the old report word for word"},
    "repeated_chapter": {"zh": "{chapter}：{share}%（{count} 句）", "en": "{chapter}: {share}% (sentences: {count})"},
    "nothing_to_repeat": {"zh": "没有可以对照的文字。", "en": "There is no text to hold side by side."},
    "claims_new": {"zh": "只有新报告写到的数字", "en": "Figures told in the new report only"},
    "claims_dropped": {"zh": "只有旧报告写到的数字", "en": "Figures told in the old report only"},
    "more": {
        "zh": "另有 {count} 处，见 --json 的输出。",
        "en": "Not shown here: {count}; the output of --json has them all.",
    },
    "rolled_up": {"zh": "汇总报告 {count} 份", "en": "reports added up: {count}"},
    "sum": {"zh": "合计", "en": "Sum"},
    "list_comma": {"zh": "、", "en": ", "},
    "missing_organs": {"zh": "还缺 {count} 个机关的报告：{names}", "en": "Organs without a report ({count}): {names}"},
    "open_sums": {"zh": "不能合计的格（表中为 ?）", "en": "Cells without a sum (? in the tables)"},
    "implied_sums": {
        "zh": "{organ}有 {count} 格空白，按勾稽关系只能是 0，已按 0 计入。",
        "en": "{organ}: blanks that can only be 0 by the form's relations count as 0: {count}.",
    },
    "against_published": {"zh": "与公布的报告对照", "en": "Against the published report"},
    "sums_agree": {"zh": "可以对照的各格都一致。", "en": "Every cell that can be compared agrees."},
    "sums_not_compared": {
        "zh": "没有合计、没有公布数或者格式不同，没有对照：{cells}",
        "en": "Without a sum, without a published figure or on another form, not compared: {cells}",
    },
    "nothing_compared": {
        "zh": "没有一格可以对照，请核对公布的报告是否填了数。",
        "en": "Not one cell could be compared; see whether the published report is filled in.",
    },
    "published_more": {
        "zh": "不同的格很多，公布的数都比合计大，像是还有报告没有给出来。",
        "en": "Many cells differ, and what is published is more in each: some reports seem not to be given here.",
    },
    "published_less": {
        "zh": "不同的格很多，公布的数都比合计小，像是公布时漏了一些机关。",
        "en": "Many cells differ, and what is published is less in each: some organs seem to be left out of it.",
    },
    "contributors": {"zh": "计入 {count} 个机关：{names}", "en": "Organs in the sum ({count}): {names}"},
    "taken_off": {
        "zh": "{organ}的复议后起诉中，已扣除它只是共同被告的 {count} 件。",
        "en": "Cases in which {organ} is only co-defendant, taken off: {count}.",
    },
    "sum_differs": {
        "zh": "{cell}：合计 {sum}，公布 {published}",
        "en": "{cell}: the sum is {sum}, published is {published}",
    },
    "colon": {"zh": "：", "en": ": "},
    "comma": {"zh": "，", "en": ", "},
    "stop": {"zh": "。", "en": "."},
}

KINDS_OF_CLAIMS: dict[str, Words] = {
    "cell": {"zh": "件数", "en": "count"},
    "words": {"zh": "说法", "en": "statement"},
    "total": {"zh": "总数", "en": "total"},
    "share": {"zh": "占比", "en": "share"},
    "growth": {"zh": "增减", "en": "growth"},
    "count": {"zh": "项数", "en": "number listed"},
    "year": {"zh": "年份", "en": "year"},
    "figure": {"zh": "数字", "en": "figure"},
}
"""Kinds of claims, as `report claims` names them."""

REASONS: dict[str, Words] = {
    "area": {"zh": "说的是全区（全市、各单位），没有对照", "en": "about the whole area; left alone"},
    "organ": {"zh": "说的是其他机关，没有对照", "en": "about another organ; left alone"},
    "channel": {"zh": "说的是某一渠道，没有对照", "en": "about one channel; left alone"},
    "period": {
        "zh": "说的是其他年份或一段时间，没有对照",
        "en": "about other years, or part of one; left alone",
    },
    "some": {"zh": "说的是其中一部分，没有对照", "en": "about some of them; left alone"},
    "unknown": {
        "zh": "不能确定说的是不是表里的事，没有对照",
        "en": "not certain to be what the tables count; left alone",
    },
    "about": {"zh": "不是确数，没有对照", "en": "not meant exactly; left alone"},
    "alone": {
        "zh": "没有写出上年的数，没有对照（report check --previous 与上年报告对照）",
        "en": "last year's figure is not told; left alone (see report check --previous)",
    },
    "strange": {"zh": "前后的词没有全读懂，没有对照", "en": "not every word around it is known; left alone"},
}
"""Why a claim was held against nothing."""

NARROW_COLUMNS: dict[str, Words] = {
    "natural": {"zh": "自然人", "en": "natural"},
    "business": {"zh": "商业\n企业", "en": "firms"},
    "research": {"zh": "科研\n机构", "en": "research"},
    "welfare": {"zh": "社会公\n益组织", "en": "welfare"},
    "legal": {"zh": "法律服\n务机构", "en": "legal"},
    "other": {"zh": "其他", "en": "other"},
    "total": {"zh": "总计", "en": "total"},
}
"""Heads of the columns of table 3, short enough for all of them to stand side by side."""


def label(key: str, language: Language, **details: object) -> str:
    """The word or phrase of that key with its blanks filled."""
    return LABELS[key][language].format(**details)


def table_title(table: Table, english: str, language: Language) -> str:
    """'二、主动公开政府信息情况', '2. Proactive disclosure'; `english` is the title of the chapter it stands
    in."""
    if language == "zh":
        return f"{table.number}、{table.title}"
    return f"{'一二三四五六'.index(table.number) + 1}. {english.capitalize()}"


def row_label(row: Row, language: Language) -> str:
    """The row as it stands in a table, with its number, without the instruction printed behind it."""
    return f"{row.number}{row.label.partition('(')[0]}" if language == "zh" else row.english


def group_label(group: str, language: Language) -> str:
    """The group that rows stand under; an item of Article 20 in English is 'Article 20(1)'."""
    if language == "en" and group.startswith("第二十条第("):
        return f"Article 20({'一二三四五六七八九'.index(group[6]) + 1})"
    return group
