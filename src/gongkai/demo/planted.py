"""埋设的矛盾: what is wrong on purpose in the demo's reports, so that every check has something to find.

Of the reports of each year from 2021 on about one in five carries one mistake, over three years every mistake that a
report shows by itself or beside last year's. The list is a function of organ and year; all other reports are without
any. What is planted in a table never reaches the next year's report: the organ has 'corrected' it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from gongkai.core.findings import Figure
from gongkai.demo.figures import draw, figures
from gongkai.demo.places import BY_KEY, reporting, years
from gongkai.demo.prose import Chapters

FIRST_YEAR = 2021
"""Reports of years before carry no mistake."""
A_YEAR = 10
"""Mistakes planted a year."""


@dataclass
class Draft:
    """A report while it is written. `blank` are the cells left empty, `lost` the chapters left out."""

    key: str
    year: int
    edition_id: str
    figures: dict[str, Figure]
    before: Mapping[str, Figure]
    published: date
    index_number: str
    chapters: Chapters = field(default_factory=dict)
    chapters_before: Chapters = field(default_factory=dict)
    blank: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)

    def reword(self, chapter: str, pattern: str, by: Callable[[re.Match[str]], str] | str) -> None:
        """Replaces the first place in the chapter that the pattern fits. Raises ValueError where none does."""
        for place, paragraph in enumerate(self.chapters[chapter]):
            if re.search(pattern, paragraph):
                self.chapters[chapter][place] = re.sub(pattern, by, paragraph, count=1)
                return
        raise ValueError(f"{self.key} {self.year}: nothing in {chapter} reads like {pattern}")


Change = Callable[[Draft], None]
Fits = Callable[[str, int], bool]


@dataclass(frozen=True)
class Plant:
    """One mistake: the code of the check that finds it, what it is in words, what does it to the figures before the
    text is written or to the text afterwards, and in which reports it can stand."""

    code: str
    says: Mapping[str, str]
    to_figures: Change | None = None
    to_text: Change | None = None
    fits: Fits = lambda key, year: True
    needs_last_year: bool = False
    """Whether it shows only beside last year's report."""
    also: frozenset[str] = frozenset()
    """Codes of what can't be decided for it."""


def _raise(*cells: str, by: int = 1) -> Change:
    def change(draft: Draft) -> None:
        for cell in cells:
            draft.figures[cell] += by

    return change


def _all(*changes: Change) -> Change:
    def change(draft: Draft) -> None:
        for one in changes:
            one(draft)

    return change


def _reword(chapter: str, pattern: str, by: Callable[[re.Match[str]], str] | str) -> Change:
    return lambda draft: draft.reword(chapter, pattern, by)


def _one_more(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]) + 1}{match[3]}"


def _ten_more(match: re.Match[str]) -> str:
    return f"{match[1]}{Decimal(match[2]) + 10}{match[3]}"


def _value(cell: str, least: int = 1) -> Fits:
    return lambda key, year: int(figures(key, year, "2021")[cell]) >= least


def _is(*kinds: str) -> Fits:
    return lambda key, year: BY_KEY[key].kind in kinds


_NEW = "requests.new_received.total"
_BUREAU = _is("department")


def _makes_no_rules(key: str, year: int) -> bool:
    return BY_KEY[key].level == "township" or (_BUREAU(key, year) and BY_KEY[key].below == "county")


def _grows(key: str, year: int) -> bool:
    now, then = (int(figures(key, one, "2021")[_NEW]) for one in (year, year - 1))
    return now != then and now > 0 and then > 0


def _shares(key: str, year: int) -> bool:
    found = figures(key, year, "2021")
    return 0 < int(found["requests.disclosed.total"]) < int(found["requests.results_total.total"])


def _left_pending(key: str, year: int) -> bool:
    return int(figures(key, year - 1)["remedies.reconsideration.pending"]) > 0


def _charges(key: str, year: int) -> bool:
    return _BUREAU(key, year) and figures(key, year, "2021")["proactive.charges.amount"] >= 20


def _no_requests_told(draft: Draft) -> None:
    draft.reword("overview", "（二）依申请公开。.*", "（二）依申请公开。全年未收到政府信息公开申请。")


def _other_form(draft: Draft) -> None:
    draft.edition_id = "2019"
    draft.figures = dict(figures(draft.key, draft.year, "2019"))


def _forget_pending(draft: Draft) -> None:
    for cell in draft.figures:
        if cell.startswith("remedies.reconsideration."):
            draft.figures[cell] = 0


def _empty(*cells: str) -> Change:
    return lambda draft: draft.blank.update(cells)


def _in_yuan(draft: Draft) -> None:
    draft.figures["proactive.charges.amount"] = int(draft.figures["proactive.charges.amount"] * 10_000)


def _late(draft: Draft) -> None:
    draft.published = date(draft.year + 1, 2, 19)


def _not_its_own(draft: Draft) -> None:
    draft.index_number = f"000014349/{draft.year + 1}-00712"


def _last_year_s_text(draft: Draft) -> None:
    draft.chapters["problems"] = list(draft.chapters_before["problems"])


def _without(chapter: str) -> Change:
    return lambda draft: draft.lost.add(chapter)


def _emptied(chapter: str) -> Change:
    return lambda draft: draft.chapters.update({chapter: []})


def _without_platforms(draft: Draft) -> None:
    words = re.compile("平台|网站|新媒体|公众号|专栏|专区|公开栏")
    kept = [one for one in draft.chapters["overview"] if not one.startswith("（四）")]
    draft.chapters["overview"] = [words.sub("渠道", one) for one in kept]


PLANTS = (
    Plant("TXT.CELL", {"zh": "文字写的办结件数比表三多 1", "en": "the text concludes one request more than table 3"},
          to_text=_reword("overview", r"(办结政府信息公开申请)(\d+)(件)", _one_more), fits=_shares),
    Plant("T3.IDENT", {"zh": "表三新收多填 1 件", "en": "table 3 counts a new request too many"},
          _raise("requests.new_received.natural", _NEW), fits=_value(_NEW)),
    Plant("T3.RESULT", {"zh": "表三予以公开多填 1 件", "en": "table 3 counts a disclosure too many"},
          _raise("requests.disclosed.natural", "requests.disclosed.total"), fits=_value(_NEW, 3)),
    Plant("T3.ROW", {"zh": "表三两行的总计串了 1 件", "en": "the totals of two rows of table 3 are off by one"},
          _all(_raise("requests.disclosed.total"), _raise("requests.unavailable.not_held.total", by=-1)),
          fits=_value("requests.unavailable.not_held.total")),
    Plant("TXT.SUM", {"zh": "发布信息的分项之和不等于总数", "en": "the kinds of what was published do not add up"},
          to_text=_reword("overview", r"(其他信息)(\d+)(条)", _ten_more)),
    Plant("T4.SUM", {"zh": "表四行政复议总计多填 1", "en": "table 4 totals a reconsideration too many"},
          _raise("remedies.reconsideration.total"), fits=_value("remedies.reconsideration.total")),
    Plant("DATE.LATE", {"zh": "过了法定期限才公布", "en": "published after the statutory day"},
          to_text=_late, fits=_BUREAU),
    Plant("TXT.WORDS", {"zh": "文字写未收到申请，表三有", "en": "the text says that no request came, table 3 has some"},
          to_text=_no_requests_told, fits=_value(_NEW)),
    Plant("T3.CARRY", {"zh": "上年结转与上年报告不符", "en": "what was carried in is not what was carried out"},
          _all(_raise("requests.carried_in.natural", "requests.carried_in.total"),
               _raise("requests.new_received.natural", _NEW, by=-1)),
          fits=_value("requests.new_received.natural", 2), needs_last_year=True),
    Plant("CH6.FEE", {"zh": "第六章没有写信息处理费", "en": "chapter 6 does not tell the fee"},
          to_text=lambda draft: draft.chapters.update({"other": ["没有其他需要报告的事项。"]})),
    Plant("TXT.PCT", {"zh": "占比算错 10 个百分点", "en": "a share is off by ten points"},
          to_text=_reword("overview", r"(占[^。\d]*)([\d.]+)(%)", _ten_more), fits=_shares),
    Plant("T2.BLANK", {"zh": "表二有空格", "en": "table 2 has blanks"},
          _empty("proactive.rules.made", "proactive.rules.repealed", "proactive.rules.in_force"), fits=_BUREAU),
    Plant("T2.RULES", {"zh": "无权制定规章的机关填了规章", "en": "government rules of an organ that may make none"},
          _raise("proactive.rules.made", "proactive.rules.repealed"), fits=_makes_no_rules),
    Plant("TXT.GROWTH", {"zh": "增减幅度算错", "en": "a growth is worked out wrong"},
          to_text=_reword("overview", r"((?:增长|下降))([\d.]+)(%)", _ten_more), fits=_grows),
    Plant("T2.UNIT", {"zh": "收费金额填成了元", "en": "charges are given in yuan"}, _in_yuan, fits=_charges),
    Plant("CH.MISSING", {"zh": "缺第五章", "en": "chapter 5 is not there"}, to_text=_without("problems")),
    Plant("T3.BLANK", {"zh": "表三有空格", "en": "table 3 has blanks"},
          _empty("requests.refused.state_secret.natural", "requests.refused.state_secret.business"),
          also=frozenset({"T3.RESULT", "T3.ROW"})),
    Plant("TXT.COUNT", {"zh": "说两个问题，列了三个", "en": "two problems are told, three are listed"},
          to_text=_reword("problems", "以下三个问题", "以下两个问题")),
    Plant("T2.STOCK", {"zh": "现行有效件数接不上上年", "en": "documents in force do not continue last year's"},
          _raise("proactive.normative.made"), fits=_BUREAU, needs_last_year=True),
    Plant("TXT.YEAR", {"zh": "统计期限写成上一年", "en": "the period is last year's"},
          to_text=_reword("overview", r"统计期限为(\d+)年1月1日至\d+年",
                          lambda m: f"统计期限为{int(m[1]) - 1}年1月1日至{int(m[1]) - 1}年")),
    Plant("CITE.FORM", {"zh": "文号缺半边括号", "en": "a document number lacks a bracket"},
          to_text=_reword("overview", r"〔2021〕30号", "〔202130号")),
    Plant("META.INDEX", {"zh": "索引号是国务院办公厅的", "en": "the index number is another body's"},
          to_text=_not_its_own, fits=_BUREAU),
    Plant("FORM.EDITION", {"zh": "用了 2019 年的格式", "en": "the form of 2019 is used"}, _other_form),
    Plant("CH.EMPTY", {"zh": "第五章是空的", "en": "chapter 5 is empty"}, to_text=_emptied("problems")),
    Plant("T4.PEND", {"zh": "上年未审结的复议没有再计", "en": "a case pending last year is not counted again"},
          _forget_pending, fits=_left_pending, needs_last_year=True),
    Plant("CH1.TOPICS", {"zh": "第一章没有写平台建设", "en": "chapter 1 does not treat of platforms"},
          to_text=_without_platforms),
    Plant("TXT.REPEAT", {"zh": "第五章照抄上年", "en": "chapter 5 repeats last year's"}, to_text=_last_year_s_text,
          needs_last_year=True),
    Plant("T4.BLANK", {"zh": "表四有空格", "en": "table 4 has blanks"},
          _empty("remedies.litigation_after.upheld", "remedies.litigation_after.corrected"),
          also=frozenset({"T4.SUM"})),
)  # fmt: skip
"""Every mistake, in the order in which the years plant them."""


@cache
def planted_in(year: int) -> Mapping[str, Plant]:
    """The mistakes in the reports of that year, by organ. No organ has one two years in a row."""
    if year < FIRST_YEAR:
        return {}
    before = planted_in(year - 1)
    found: dict[str, Plant] = {}
    for plant in _of_year(year):
        free = [
            key for key in reporting(year) if key not in before and key not in found and _can_stand(plant, key, year)
        ]
        found[min(free, key=lambda key: draw(2**40, plant.code, key, year))] = plant
    return found


def _of_year(year: int) -> tuple[Plant, ...]:
    """Those with most conditions choose first."""
    first = (year - FIRST_YEAR) % 3 * A_YEAR
    chosen = (*PLANTS, *PLANTS)[first : first + A_YEAR]
    return tuple(sorted(chosen, key=lambda plant: not plant.needs_last_year))


def _can_stand(plant: Plant, key: str, year: int) -> bool:
    if plant.to_figures and BY_KEY[key].is_government:
        return False
    return (not plant.needs_last_year or year - 1 in years(key)) and plant.fits(key, year)
