"""所依规则: a rule of the law with its article and how sure it is, as a page prints it."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst

from gongkai.core.clock.course import Remark
from gongkai.core.clock.explain import catalogue, remark_words, rule_of
from gongkai.core.law.parameters import Dated, Mark, Parameter, Words, parameter
from gongkai.core.writers.law_words import value_words
from gongkai.platform.ui.language import language_now


@dataclass(frozen=True, slots=True)
class Rule:
    """What is said, the article that says it, and the mark of how sure that is; `key` leads to its page."""

    words: str
    source: str
    mark: Mark
    key: str = ""
    note: str = ""
    on: date | None = None
    title: str = ""


def of_parameter(key: str, day: date) -> Rule:
    """A parameter as it holds on the day; where none holds yet, its first value."""
    found = parameter(key)
    return of_value(found, found.on(max(day, found.values[0].start)))


def of_value(found: Parameter, dated: Dated) -> Rule:
    """One value of a parameter."""
    words = value_words(found, dated, language_now())
    return Rule(
        words,
        dated.source[language_now()],
        dated.mark,
        found.key,
        said(dated.note),
        title=capfirst(found.title[language_now()]),
    )


def of_remark(remark: Remark, day: date) -> Rule:
    """What the clock remarks, with the rule that it rests on."""
    rule = rule_of(remark, max(day, remark.on or day))
    key: str = catalogue()[remark.code]["source"]
    return Rule(remark_words(remark, language_now()), rule.source[language_now()], rule.mark, key, on=remark.on)


def said(words: Words | None) -> str:
    """The words in the language of the page; '' where there are none."""
    return words[language_now()] if words else ""
