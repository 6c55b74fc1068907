"""期限说明: what the clock remarks, in words and with the rule behind it."""

from datetime import date
from typing import Any

from gongkai.core.clock.course import Remark
from gongkai.core.findings import Language, load_catalogue, sentence
from gongkai.core.law.parameters import Dated, parameter

UNDATED: dict[Language, str] = {"zh": "（日期待定）", "en": "(day not known yet)"}


def catalogue() -> dict[str, Any]:
    """Code of a remark → its sentences, and the parameter whose rule it is."""
    return load_catalogue("gongkai.core.clock", "words.toml")


def remark_words(remark: Remark, language: Language) -> str:
    """The remark in one sentence."""
    details = {name: UNDATED if value is None else value for name, value in remark.details.items()}
    return sentence(catalogue(), remark.code, language, {"on": remark.on or UNDATED, **details})


def rule_of(remark: Remark, day: date) -> Dated:
    """The rule that a remark rests on, as of that day; of a fact before its rule, the first there was."""
    found = parameter(catalogue()[remark.code]["source"])
    return found.on(max(day, found.values[0].start))
