"""法律用语: values of the law as a person reads them, in Chinese and English: periods, tariffs, holidays, rows."""

from typing import Any

from gongkai.core.fees import PER_ITEM
from gongkai.core.findings import Language
from gongkai.core.law.editions import edition
from gongkai.core.law.outcomes import table
from gongkai.core.law.parameters import Dated, Mark, Parameter, Unit, Words

MARKS: dict[Mark, Words] = {
    "V": {"zh": "V 已核对原文", "en": "V: text read"},
    "M": {"zh": "M 凭记忆，待核对", "en": "M: from memory, to be verified"},
    "D": {"zh": "D 法律没有规定，本系统的设定", "en": "D: decided here, no rule was found"},
}

UNITS: dict[Unit, Words] = {
    "working_days": {"zh": "{value} 个工作日", "en": "{value} working day{s}"},
    "calendar_days": {"zh": "{value} 日（自然日）", "en": "{value} calendar day{s}"},
    "calendar_months": {"zh": "{value} 个月", "en": "{value} month{s}"},
    "calendar_years": {"zh": "{value} 年", "en": "{value} year{s}"},
    "day_of_next_year": {"zh": "次年 {value}", "en": "{value} of the next year"},
    "most_working_days": {"zh": "最多 {value} 个工作日", "en": "at most {value} working day{s}"},
    "times": {"zh": "{value} 次", "en": "{value} time{s}"},
}

REPLIES: dict[str, Words] = {
    "refusal": {
        "zh": "不予公开（含部分公开中不予公开的部分）",
        "en": "a refusal, or the withheld part of a disclosure",
    },
    "lookup": {"zh": "行政查询事项", "en": "a look-up matter"},
    "unavailable": {"zh": "无法提供", "en": "cannot be provided"},
    "not_processed": {"zh": "不予处理", "en": "not processed"},
    "content": {"zh": "公开的内容与申请不符", "en": "what was disclosed is not what was asked for"},
    "closed": {"zh": "不再处理（逾期不补正、不缴费）", "en": "closed for want of supplement or payment"},
    "no_reply": {"zh": "逾期不答复", "en": "no reply in time"},
    "third_party": {"zh": "向第三方告知的公开决定", "en": "a decision to disclose, told to a third party"},
    "rectification": {"zh": "更正答复（第四十一条）", "en": "an answer on rectification (Article 41)"},
    "fee_notice": {"zh": "收费决定本身", "en": "the fee alone"},
    "procedure": {"zh": "补正、延期等过程性告知", "en": "notices in the course of the procedure"},
    "none": {"zh": "撤回、合并", "en": "withdrawal, merging"},
}
"""What a remedy is directed against, by its kind."""

FEE_UNITS: dict[bool, Words] = {True: {"zh": "件", "en": "items"}, False: {"zh": "页", "en": "pages"}}
"""What a tariff counts: items (True) or pages."""

FORMS: dict[str, Words] = {
    "paper": {"zh": "纸质件", "en": "paper"},
    "email": {"zh": "电子邮件", "en": "e-mail"},
    "copy": {"zh": "复制电子数据", "en": "copied data"},
}

STATUSES: dict[str, Words] = {
    "unconfirmed": {"zh": "未确认", "en": "not confirmed"},
    "handling": {"zh": "办理中", "en": "being handled"},
    "supplement": {"zh": "等候补正", "en": "waiting for a supplement"},
    "supplement_over": {"zh": "补正期限已过", "en": "supplement not made in time"},
    "consulting": {"zh": "征求意见中", "en": "others are being asked"},
    "payment": {"zh": "等候缴费", "en": "waiting for the fee"},
    "payment_over": {"zh": "缴费期限已过", "en": "fee not paid in time"},
    "replied": {"zh": "已作出答复，待送达", "en": "replied, to be served"},
    "served": {"zh": "已送达", "en": "served"},
    "withdrawn": {"zh": "已撤回", "en": "withdrawn"},
    "closed": {"zh": "不再处理", "en": "closed"},
}
"""Where a request stands, by the status of its clock."""

_TARIFF: dict[str, Words] = {
    "to": {"zh": "第 {first} 至 {to} {unit}，每{unit} {each} 元", "en": "{unit} {first} to {to}, {each} yuan each"},
    "beyond": {"zh": "第 {first} {unit}起，每{unit} {each} 元", "en": "{unit} from {first} on, {each} yuan each"},
    "band": {
        "zh": "第 {first} {unit}起每 {band} {unit}为一档，每档每{unit}多 {more} 元",
        "en": "{unit} from {first} on in bands of {band}, each {more} yuan more",
    },
}


def value_words(found: Parameter, dated: Dated, language: Language) -> str:
    """The value with its unit."""
    value: Any = dated.value
    if found.unit == "rule":
        text: str = value[language]
        return text
    if found.unit == "yuan_each":
        return _tariff(value, FEE_UNITS[found.key == PER_ITEM][language], language)
    if found.unit == "forms":
        value = [FORMS[form][language] for form in value]
    if isinstance(value, dict):
        value = [f"{holiday_words((key,), language)} {listed(one, 'en')}" for key, one in value.items()]
    return in_units(listed(value, language), found.unit, language)


def in_units(value: object, unit: Unit, language: Language) -> str:
    """'20 个工作日', '1 working day'; a value of a unit without words as it is."""
    words = UNITS.get(unit, {"zh": "{value}", "en": "{value}"})[language]
    return words.format(value=value, s="" if str(value) == "1" else "s")


def _tariff(value: list[dict[str, int]], unit: str, language: Language) -> str:
    parts, first = [], 1
    for band in value:
        kind = "band" if "band" in band else "to" if "to" in band else "beyond"
        parts.append(_TARIFF[kind][language].format(unit=unit, first=first, **band))
        first = band.get("to", 0) + 1
    return ("；" if language == "zh" else "; ").join(parts)


def listed(value: object, language: Language) -> str:
    """A list as a person reads it; anything else as it is."""
    return ("、" if language == "zh" else ", ").join(map(str, value)) if isinstance(value, list) else str(value)


def holiday_words(holidays: tuple[str, ...], language: Language) -> str:
    """The holidays' names; an area's own have one name only."""
    names = table("holiday_names")
    return ("、" if language == "zh" else ", ").join(
        names[holiday][language] if holiday in names else holiday for holiday in holidays
    )


def row_words(edition_id: str, row: str, language: Language) -> str:
    """A row of table 3 by its key, without the instruction printed behind it."""
    found = next(one for one in edition(edition_id).form.table("requests").rows if one.key == row)
    label = found.label.partition("(")[0]
    return found.full_label.replace(found.label, label) if language == "zh" else found.english
