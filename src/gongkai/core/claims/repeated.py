"""照抄上年: which sentences of a report stand word for word in another one, chapter by chapter.

国办公开办函〔2021〕30号, (四) 明确责任, names 内容雷同 among what is followed up. A sentence ends at 。！？；, at the
end of its line, and before the next item of a list (二是): the items of a list are what is copied. Compared is what a
sentence says: its characters folded, without spaces, quotation marks and its number in a list, every year the same;
all other figures count. What every report has to say alike, and statements that nothing happened, are left out, and so
are phrases. Only the chapters of text are looked at: chapters 2 to 4 are their tables.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.core.claims.prose import Paragraph, paragraphs
from gongkai.core.law.editions import TABLES
from gongkai.core.report import FilledReport

SHORTEST = 12
"""Characters below which a sentence is a heading or a phrase that any report may have."""

_END = re.compile("[。!?;]|[,:、](?=[一二三四五六七八九十]{1,2}是)")
_NUMBER = re.compile(
    r"^(?:\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:\)|[、.](?!\d))|[一二三四五六七八九十]{1,2}是|其[一二三四五][,是]"
    r"|[①-⑳])+"
)
_YEAR = re.compile("(?:20[0-9]{2}|二[〇○零]二[〇○零一二三四五六七八九])年度?|(?<=《)20[0-9]{2}(?![0-9])")
_DROPPED = re.compile("[\\s\"'“”‘’]+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")

_REQUIRED = re.compile(
    "统计(?:期限|时间|周期)|数据.{0,12}(?:期限|时限).{0,12}(?:自|从|为)"
    "|(?:根据|依据|按照|遵照|依照).{0,160}(?:编制|撰写|制作|公布|发布|形成).{0,30}报告"
    "|本(?:年度)?报告.{0,12}(?:由.{0,80}组成|包括|共分|内容|电子版|全文|可以?[在从通])|报告.{0,8}电子版"
    "|如?对本报告.{0,12}(?:疑问|意见|不明)"
    "|联系电话|邮编|邮政编码|电子邮箱|办公时间|受理时间|加挂|内设机构|主管.{0,30}部门|下列政府信息|《条例》第.{1,8}条"
    "|信息(?:公开)?处理费|(?:其他|没有|无).{0,12}报告的?(?:其他)?事项"
)
"""What every report has to say alike: on what it is made, its period, where it is found, the fee, nothing further."""

_NOTHING = re.compile(
    "(?:(?:未|没有|未有)(?:发生|收到|接到|受理|出现|产生|收取|涉及|发现|被|因)"
    "|(?:^|,)(?:Y|本年度?|今年|全年|报告期内?),?(?:我[^,]{1,4}|本[^,]{1,4})?(?:无|没有))[^,]{0,24}"
    "(?:申请|复议|诉讼|费|举报|投诉|追究|追责|泄密|规章|文件|情况|情形|事件|问题|案件|现象|行为)"
)
"""That nothing happened is a fact of its year, the same words in every year that it is true."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: what of it is compared, its chapter, where it begins and ends in the source."""

    key: str
    chapter: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RepeatedText:
    """The sentences of a chapter that stand in the other report, out of so many `counted` characters."""

    section: str
    sentences: tuple[Sentence, ...]
    counted: int

    @property
    def characters(self) -> int:
        """How many characters are repeated."""
        return sum(len(sentence.key) for sentence in self.sentences)

    @property
    def share(self) -> float:
        """The part of the counted characters that is repeated, from 0 to 1."""
        return self.characters / self.counted


def repeated_text(old: FilledReport, new: FilledReport) -> tuple[RepeatedText, ...]:
    """What each chapter of `new` repeats of `old`, the chapters in their order; a chapter without a sentence that
    counts is left out, and so are all where `old` has none."""
    before = {sentence.key for sentence in counted_sentences(old)}
    if not before:
        return ()
    by_chapter: dict[str, list[Sentence]] = {}
    for sentence in counted_sentences(new):
        by_chapter.setdefault(sentence.chapter, []).append(sentence)
    return tuple(
        RepeatedText(chapter, tuple(one for one in found if one.key in before), sum(len(one.key) for one in found))
        for chapter, found in by_chapter.items()
    )


def counted_sentences(report: FilledReport) -> Iterator[Sentence]:
    """The sentences of the chapters of text that are neither short nor required."""
    for paragraph in text_paragraphs(report):
        for start, end in _sentences(paragraph.text):
            key = compared(paragraph.text[start:end])
            if len(key) >= SHORTEST and not _said_alike(key):
                yield Sentence(key, paragraph.chapter, paragraph.start + start, paragraph.start + end)


def text_paragraphs(report: FilledReport) -> Iterator[Paragraph]:
    """The paragraphs of the chapters that are not tables."""
    return (paragraph for paragraph in paragraphs(report) if paragraph.chapter not in TABLES)


def compared(sentence: str) -> str:
    """What is compared of a sentence, which is folded.

    >>> compared(" 二是2023年加强 “业务”培训,全年2次。"), compared("(一)2022年度加强业务培训,全年2次")
    ('Y加强业务培训,全年2次', 'Y加强业务培训,全年2次')
    """
    bare = _YEAR.sub("Y", _DROPPED.sub("", sentence))
    return _NUMBER.sub("", bare).strip(",。;:!?、")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end, the stop with them, blanks before them not."""
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if start < end:
            yield start, end
        start = end


def _said_alike(key: str) -> bool:
    """Whether every report that it is true of says so in these words."""
    figures = _FIGURE.findall(key)
    if figures and not any(figure.strip("0.") for figure in figures):
        return True
    return _REQUIRED.search(key) is not None or _NOTHING.search(key) is not None
