"""所称项数: a number that a sentence gives for things of one kind, such as 三个方面, 7个具体评分项目, 以下5点.

Only nouns that a list can stand for are read (方面, 问题, 任务, 领域), so working days, towns, documents and figures of
work done are none. Numbers are digits or Chinese numerals up to 99; 第3项, 每项, 近20个, 上述三个方面 and
其他两项 are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMERAL = "[一二三四五六七八九十]{1,3}"
_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_SIGNS = frozenset("0123456789两十") | frozenset(_DIGITS)
_NOUNS = (
    "方面|层面|问题|不足|措施|举措|任务|工作|内容|事项|项目|领域|情形|要求|原则|环节|重点|指标|制度|机制|做法|建议|经验"
    "|困难|短板|难点|目标|类别|情况|特点|亮点|步骤|阶段|栏目|板块|渠道|程序|改进"
)
_GOES_ON = r"(?!日|点|小?组|专班|站|室|群|人员|人|会|台账|清单|线索|单位|负责|部门|建设|管理)"
_VERBS = "(?!开展|推进|落实|做好|采取|提出|实施|加强|制定|完成)"
_PLACE = re.compile(r"[\d一二两三四五六七八九十]\s?[个项条点类种大方领环板]")
"""The last sign of a number and what follows it: found quickly, for the rest to be looked at there alone."""
_TOLD = re.compile(
    rf"(?P<number>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})\s?(?:[个项条点类种]大?|大(?:类|项)?|(?=方面|领域|环节|板块))"
    rf"(?P<noun>[\u4e00-\u9fff]{{0,4}}?(?:{_NOUNS})(?:的?{_VERBS}[\u4e00-\u9fff]{{0,2}}(?:{_NOUNS}))?{_GOES_ON})?"
)
_NO_COUNT = re.compile(
    r"(?:[\d第每前后上下该此那各近约超逾达.\-—至~/几数百零〇两一二三四五六七八九十]|上述|以上|其中|其[余他它]|剩余|另外?|分之)\s?$"
)
_ANNOUNCED = re.compile(r"(?:以下|如下|下列|下述|下面)[^。;:\n]{0,4}$")


@dataclass(frozen=True, slots=True)
class ToldCount:
    """A number of things told: `noun` is what they are called ('' where only 以下 names them), `announced` whether the
    text says that they follow (以下, 如下)."""

    value: int
    noun: str
    start: int
    end: int
    announced: bool


def numeral(text: str) -> int | None:
    """The value of a number up to 99, in digits or Chinese numerals; None for what is none (三四).

    >>> numeral("12"), numeral("二十六"), numeral("十"), numeral("两"), numeral("三四")
    (12, 26, 10, 2, None)
    """
    if text.isascii() and text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    high = _DIGITS.get(tens, 0 if tens else 1) if ten else 0
    low = _DIGITS.get(ones) if ones or not ten else 0
    return None if low is None or (ten and not high) else 10 * high + low


def told_counts(text: str) -> Iterator[ToldCount]:
    """The numbers of two and more things told in `text`, which is folded, in their order."""
    for place in _PLACE.finditer(text):
        start = place.start()
        while start and place.start() - start < 2 and text[start - 1] in _SIGNS:
            start -= 1
        match = _TOLD.match(text, start)
        if match is None:
            continue
        noun = match["noun"] or ""
        before = text[max(0, start - 8) : start]
        announced = _ANNOUNCED.search(before) is not None
        if (not noun and not announced) or (not announced and _NO_COUNT.search(before)):
            continue
        value = numeral(match["number"])
        if value is not None and value > 1:
            yield ToldCount(value, noun, start, match.end(), announced)
