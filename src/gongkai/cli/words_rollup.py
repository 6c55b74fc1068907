"""汇总提示: the sentences of `gongkai report rollup`, in Chinese and English."""

from gongkai.core.findings import Language

ROLLUP: dict[str, dict[Language, str]] = {
    "rollup_nothing": {
        "zh": "没有一份读得出的报告，无从汇总。",
        "en": "no report could be read, so nothing is added up.",
    },
    "rollup_years": {
        "zh": "报告不是同一年度的（{years}），不能相加；请分年汇总。",
        "en": "the reports are of different years ({years}) and can't be added up; do one year at a time.",
    },
    "rollup_year_unknown": {
        "zh": "{name} 看不出是哪个年度的，不能相加；请核对。",
        "en": "the year of {name} can't be told, so it can't be added; check the file.",
    },
    "rollup_over_input": {
        "zh": "{name} 是汇总要用的文件，不能写在它上面；-o 请另起一个文件名。",
        "en": "the sum needs {name} and is not written over it; give -o another name.",
    },
    "rollup_is_sum": {
        "zh": "{name} 是{organ}的报告，和汇总的机关相同，像是汇总本身；本级自己的报告请用 --own 给出。",
        "en": "the report {name} is of {organ}, for which the sum is, and seems to be that sum; give the area "
        "office's own report by --own.",
    },
    "rollup_expect_year": {
        "zh": "公布的报告是 {published} 年度的，汇总的是 {year} 年度的，不能对照。",
        "en": "the published report is of {published} and the sum of {year}; they can't be compared.",
    },
    "rollup_no_organ": {
        "zh": "没有给出 --organ，写出的汇总里没有机关名称。",
        "en": "without --organ the sum is written without the name of an organ.",
    },
    "list_too_large": {
        "zh": "名单 {name} 超过 {most} KB，不像是名单；请核对文件。",
        "en": "the list {name} is over {most} KB and seems to be no list; check the file.",
    },
    "list_no_text": {
        "zh": "名单 {name} 不是完好的文本；请在 Excel 里另存为“CSV UTF-8”，一行一个机关。",
        "en": "the list {name} is no sound text; save it from Excel as ‘CSV UTF-8’, one organ a line.",
    },
    "list_quotes": {
        "zh": "名单 {name} 的引号没有成对；请改正后再试。",
        "en": "in the list {name} a quotation mark is not closed; mend it and try again.",
    },
    "children_none": {
        "zh": "名单 {name} 是空的；请一行写一个机关。",
        "en": "the list {name} is empty; write one organ a line.",
    },
    "children_circle": {
        "zh": "名单 {name} 里 {text} 最后又并入了自己；请核对并入的机关。",
        "en": "in the list {name} the organ {text} is in the end merged into itself; check it.",
    },
    "children_empty": {
        "zh": "名单 {name} 第 {line} 行没有机关名称；每行写一个机关。",
        "en": "in the list {name} there is no organ on line {line}; one organ a line.",
    },
    "children_twice": {
        "zh": "名单 {name} 第 {line} 行的 {text} 前面已经有了。",
        "en": "{text} on line {line} of the list {name} is there already.",
    },
    "children_change": {
        "zh": "名单 {name} 第 {line} 行的变动 {text} 不认识；可以是 并入、划入、划出。",
        "en": "the change {text} on line {line} of the list {name} is not known; it may be merged, moved "
        "in, moved out.",
    },
    "children_into": {
        "zh": "名单 {name} 第 {line} 行没有写 {text} 并入了哪个机关。",
        "en": "in the list {name}, line {line}, it is not said into which organ {text} is merged.",
    },
    "co_defendant_line": {
        "zh": "{name} 第 {line} 行写法不对；每行写机关、结果（结果维持、结果纠正、其他结果、尚未审结）、件数。",
        "en": "line {line} of {name} is wrong; a line is an organ, a result (upheld, corrected, other, "
        "pending), a number.",
    },
    "co_defendant_twice": {
        "zh": "{name} 第 {line} 行的机关和结果前面已经有了；请合并成一行。",
        "en": "organ and result on line {line} of {name} are there already; make it one line.",
    },
    "co_defendant_organ": {
        "zh": "共同被告名单里的{organ}没有报告，{count} 件无从扣除；请核对机关名称。",
        "en": "no report here is of {organ}, so its cases as co-defendant ({count}) can't be taken "
        "off; check the name.",
    },
    "co_defendant_more": {
        "zh": "{organ}的报告里只有 {has} 件，不能扣除共同被告的 {count} 件；请核对件数。",
        "en": "from the {has} in the report of {organ} one can't take off {count}; check the number of cases.",
    },
}
