"""法律用语: the words of the commands about the law, in Chinese and English; and days as a person says them."""

from datetime import date

from gongkai.cli.labels import Words
from gongkai.core.findings import Language

WORDS: dict[str, Words] = {
    # days
    "works": {"zh": "上班", "en": "works"},
    "off": {"zh": "不计", "en": "off"},
    "is_off_word": {"zh": "休息", "en": "off"},
    "left_out": {"zh": "扣除", "en": "left out"},
    "nth": {"zh": "第 {number} 日", "en": "{number} day"},
    "weekday": {"zh": "", "en": ""},
    "rest": {"zh": "周休息日", "en": "weekly rest"},
    "holiday": {"zh": "{holiday}放假", "en": "{holiday}"},
    "worked": {"zh": "{holiday}调休上班", "en": "worked for {holiday}"},
    "start_day": {"zh": "起算", "en": "From"},
    "more_bands": {"zh": "…", "en": "…"},
    "body": {"zh": "向谁", "en": "Where to go"},
    "asking": {"zh": "征求{names}意见", "en": "asking {names}"},
    "excluded": {"zh": "征求意见等，不计入期限", "en": "time for inquiries and the like, not counted"},
    "expected_weekday": {"zh": "预计上班，{year} 年安排未公布", "en": "expected; {year} is not announced"},
    "expected_rest": {"zh": "预计休息，{year} 年安排未公布", "en": "expected; {year} is not announced"},
    "expected_holiday": {"zh": "预计放假，{year} 年安排未公布", "en": "expected holiday; {year} is not announced"},
    "by_notice": {"zh": "{words}（{notice}）", "en": "{words} ({notice})"},
    # deadline
    "received": {"zh": "收到", "en": "Received"},
    "report_year": {"zh": "报告年度", "en": "Report year"},
    "period": {"zh": "期限", "en": "Period"},
    "extended_by": {"zh": "{days} + 延期 {more}", "en": "{days} + extension {more}"},
    "counted_from": {"zh": "重新起算", "en": "Counted anew"},
    "excluded_spans": {"zh": "扣除", "en": "Left out"},
    "due": {"zh": "届满", "en": "Due"},
    "post_by": {"zh": "最迟交邮", "en": "Post by"},
    "blank": {"zh": "", "en": ""},
    "notices": {"zh": "日历依据", "en": "Calendar"},
    "note": {"zh": "注意", "en": "Note"},
    "not_counted": {"zh": "{day}，当日不计，次日为第 1 日", "en": "{day}; not counted, the next day is the first"},
    "from_next": {"zh": "{day}，次日为第 1 日", "en": "{day}; the next day is the first"},
    "expected_day": {
        "zh": "现在预计 {expected}，以公布的安排为准。",
        "en": " At present expected {expected}; the notice decides.",
    },
    "to": {"zh": "{first} 至 {last}", "en": "{first} to {last}"},
    "notice": {"zh": "{number}（{published} 公布）", "en": "{number} (published {published})"},
    "unverified": {"zh": "{name}：{note}", "en": "{name}: {note}"},
    "basis": {"zh": "依据", "en": "Basis"},
    "mark": {"zh": "核对情况", "en": "Certainty"},
    "since": {"zh": "起", "en": "From"},
    "since_until": {"zh": "{start} 起", "en": "from {start}"},
    "between": {"zh": "{start} 至 {until}", "en": "{start} to {until}"},
    # clock
    "status": {"zh": "状态", "en": "Status"},
    "as_of": {"zh": "截至", "en": "As of"},
    "request": {"zh": "申请", "en": "Request"},
    "latest": {"zh": "最晚", "en": "Latest"},
    "safe": {"zh": "稳妥日期", "en": "Safe day"},
    "earliest_words": {
        "zh": "{day}（征求意见尚未结束，最早的届满日）",
        "en": "{day} (inquiries are open; the earliest it can be)",
    },
    "latest_words": {
        "zh": "{day}（意见都在最后一日答复时）",
        "en": "{day} (if everyone asked answers on the last day)",
    },
    "safe_words": {"zh": "{day}（从提交之日起算）", "en": "{day} (counted from the submission)"},
    "open_unconfirmed": {
        "zh": "尚未起算：收到之日须经双方确认。",
        "en": "not running: receipt has to be confirmed by both sides.",
    },
    "open_supplement": {
        "zh": "尚不能确定：收到补正后的申请时重新起算。",
        "en": "open: it starts anew when the supplemented request comes in.",
    },
    "open_payment": {"zh": "尚不能确定：缴费后重新起算。", "en": "open: it starts anew once the fee is paid."},
    "ended": {"zh": "已经结束。", "en": "over."},
    "late": {"zh": "已逾期", "en": "late"},
    "in_time": {"zh": "按期", "en": "in time"},
    "left": {"zh": "还有 {days} 个工作日", "en": "working days left: {days}"},
    "steps": {"zh": "经过", "en": "What counted"},
    "defects": {"zh": "问题", "en": "What is wrong"},
    "next": {"zh": "下一步", "en": "What to do next"},
    "undated": {"zh": "（日期待定）", "en": "(day not known yet)"},
    # fee
    "fee_items": {
        "zh": "同一申请人当月第 {number} 件：{fee} 元；当月累计 {total} 元。",
        "en": "Item {number} of one applicant's month: {fee} yuan; the month so far: {total} yuan.",
    },
    "fee_pages": {"zh": "一件申请 {number} 页：{fee} 元。", "en": "Pages of one request: {number}; fee: {fee} yuan."},
    "fee_each": {"zh": "每{unit} {each} 元", "en": "{each} yuan each"},
    "fee_free": {"zh": "不收费", "en": "free"},
    "fee_sum": {"zh": "{count} {unit} × {each} = {sum} 元", "en": "{count} × {each} = {sum} yuan"},
    "fee_may": {
        "zh": "只有数量、频次明显超过合理范围的，才可以收费（《条例》第四十二条）；一件申请按件、按量只能选一种。",
        "en": "A fee may be asked only where number or frequency are clearly unreasonable (Regulation, "
        "Article 42), for one "
        "request by items or by pages, never both.",
    },
    # calendar
    "working_days": {"zh": "工作日 {count} 天", "en": "Working days: {count}"},
    "year_of": {"zh": "{year} 年", "en": "{year}"},
    "area": {"zh": "地区", "en": "Area"},
    "legend": {"zh": "休 = 放假（含周休息日）  班 = 周休息日上班", "en": "x = off  w = day of rest, worked"},
    "is_off": {"zh": "休", "en": "x"},
    "is_worked": {"zh": "班", "en": "w"},
    "changed": {"zh": "年中调整过 {count} 次", "en": "changed in the course of the year: {count}"},
    "checked": {"zh": "无误", "en": "in order"},
    "all_checked": {
        "zh": "{first} 年至 {last} 年的放假安排前后相连，没有发现问题。",
        "en": "The years {first} to {last} follow each other without a gap, and nothing is wrong.",
    },
    # law
    "parameters": {"zh": "参数", "en": "Parameters"},
    "outcomes": {"zh": "办理结果", "en": "Outcomes"},
    "remedies": {"zh": "救济途径", "en": "Remedies"},
    "rows": {"zh": "表三", "en": "Table 3"},
    "row_of_edition": {"zh": "{edition} 年格式：{row}", "en": "form of {edition}: {row}"},
    "or_rows": {"zh": "也可以选择计入：{rows}", "en": "may be counted instead as: {rows}"},
    "facts": {"zh": "须有的事实", "en": "Facts needed"},
    "rules_out": {"zh": "不能并存的事实", "en": "Ruled out by"},
    "withheld_by": {"zh": "不予公开的依据", "en": "Ground for what is withheld"},
    "whole": {
        "zh": "针对整件申请，不能与其他结果并存",
        "en": "ends the whole request; stands beside no other outcome",
    },
    "letter": {"zh": "告知书", "en": "Letter"},
    "remedy": {"zh": "救济", "en": "Remedy"},
    "no_remedy": {"zh": "没有单独的救济途径", "en": "no remedy of its own"},
    "dispute_over": {"zh": "有争议：{point}", "en": "Disputed: {point}"},
    "disclosed_part": {"zh": "对已经公开的部分", "en": "Against the part that was disclosed"},
    "route_free": {"zh": "可以申请复议，也可以直接起诉", "en": "reconsideration or a suit, as the person chooses"},
    "route_review_first": {"zh": "复议前置", "en": "reconsideration first"},
    "route_none": {"zh": "没有单独的救济途径", "en": "no remedy of its own"},
    "must_be_told": {"zh": "作出时必须告知复议前置", "en": "the organ must say so when deciding"},
}

WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "zh": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def word(key: str, language: Language, **details: object) -> str:
    """The word or phrase of that key with its blanks filled."""
    return WORDS[key][language].format(**details)


def day_words(day: date, language: Language) -> str:
    """'2026-09-18 星期五', '2026-09-18 Friday'."""
    return f"{day.isoformat()} {WEEKDAYS[language][day.weekday()]}"


def ordinal(number: int) -> str:
    """
    >>> [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 112)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '112th']
    """
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number // 10 % 10 == 1 else ends.get(number % 10, 'th')}"


def nth(number: int, language: Language) -> str:
    """'第 9 日', '9th day'."""
    return word("nth", language, number=number if language == "zh" else ordinal(number))


def bracketed(text: str, language: Language) -> str:
    """The text in brackets, as it stands behind words."""
    return f"（{text}）" if language == "zh" else f" ({text})"
