"""文字与格: which cell, or sum of cells, of the form a figure in a sentence speaks of, and in which scope.

What a figure counts is read from its phrase word by word (lexicon.py, readings.py), whom it is about from what stands
before it (scope.py). A figure of another or unknown scope is understood, and held against nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from gongkai.core.claims.context import about_requests, all_known_between, only_requests_between
from gongkai.core.claims.figures import EVERY, NOTHING, ToldFigure, told_figures, told_nothing, told_of_every
from gongkai.core.claims.lexicon import kinds_of
from gongkai.core.claims.prose import Paragraph, sentence_around
from gongkai.core.claims.readings import (
    APPLICANTS,
    CARRIED_OUT,
    DECISIONS,
    DOCUMENT_VERBS,
    NEEDS_A_NOUN,
    RECEIVED,
    REMEDIES,
    REMEDY_RESULTS,
    SAYS_NOTHING,
    UNITS,
    WHOLE,
    Rows,
    cells_of,
    in_columns,
    readings_of,
)
from gongkai.core.claims.scope import Scope, Scopes, own_names_in, with_years_in_words
from gongkai.core.claims.statements import must_be_none
from gongkai.core.report import FilledReport

_ANY_UNIT = frozenset((NOTHING, EVERY)).union(*UNITS.values())
_COMPARED = re.compile(r"增加|减少|增长|下降|上升|同比|较|比上|比去|多|少$")
_MAY_TELL_CELLS = re.compile("申请|复议|诉讼|规范性|行政许可|行政处罚|行政强制|许可决定|处罚决定|强制决定|结转")
_RECEIVED_BY_ANOTHER = re.compile(
    "^(?!其中|通过)[\u4e00-\u9fff]{1,12}(?:政府|局|委|办公室|厅|镇|乡|街道|部门|单位)[共累计全年]*"
    "(?:收到|受理|接收)[\u4e00-\u9fff]{0,6}(?:申请|依申请公开)"
)
_PART_OF_IT = re.compile(r"\s*(?:中|的|以外|之外|里|以内|次|其中)")
_NEAR = 200
_GOES_ON_WITH_PARTS = re.compile("其中|按|从")
_OF_ONE_REMEDY = re.compile("行政(复议|诉讼)(?:案件)?中[，,]")
_REMEDY = re.compile("复议|诉讼")
_COUNTED_AGAIN = re.compile("剔除|拆分|合并|重复提交|一表多")
_NAMED = frozenset(("disclosure", "request", "request_class"))
_TOLD_APART = re.compile(r"按[^，,。；;]{1,8}(?:分|看|统计|划分)[，,:]?")
_ISSUED_BY_SOME = re.compile(
    "清理|梳理|名义|保留|修订|(?:制定|制发|印发|出台)[^，,。；;]*规范性文件.{1,30}(?:制定|制发|印发|出台)[^，,。；;]*规范性文件"
)
_ABOUT_REQUESTS = re.compile("公开申请|依申请公开")
_HAS_IN_IT = re.compile(r"\s?\((?:其中)?(?:含|包括|包含)")
_ABOUT_DISCLOSURE = re.compile(
    r"(?:因|涉及?|有关|关于)[^，,。；;]{0,10}(?:信息公开|政务公开|依申请公开)"
    r"|(?:信息公开|政务公开|依申请公开)(?:工作)?(?:类|引[起发]|行政复议|行政诉讼|复议|诉讼|方面|案件|的行政)"
)
_OF_ALL_KINDS = re.compile(
    "均为(?!维持)|均系|系行政|无关|涉及|以外|其中[，,]?[^，,。；;]*(?:公开|许可|处罚|类)|因(?![^，,。；;]{0,12}公开)"
)
_DISCLOSURE_AMONG = re.compile("其中[^，,。；;]*(?:信息公开|政务公开|依申请公开)")
_TO_THE_GOVERNMENT = re.compile("向[省市县区州旗镇乡](?:人民)?政府提出的?")
_REVIEWS_OTHERS = re.compile(r"(?<![乡镇])(?:人民)?政府$")
_CLAUSE_ENDS = "，,。；;:()！!\n"


@dataclass(frozen=True, slots=True)
class CellClaim:
    """A figure that tells the sum of cells: one of `readings` (keys of cells). Only what has scope 'own' is held
    against the tables."""

    figure: ToldFigure
    readings: tuple[tuple[str, ...], ...]
    scope: Scope
    kinds: frozenset[str]

    @property
    def in_words(self) -> bool:
        """Whether it is told without a figure: 未收到, 均获维持."""
        return self.figure.unit in (NOTHING, EVERY)

    @property
    def told(self) -> str:
        """As the text tells it."""
        figure = self.figure
        return figure.before or figure.behind if self.in_words else figure.told


def cell_claims(report: FilledReport, paragraph: Paragraph) -> list[CellClaim]:
    """The figures of a paragraph whose words are those of cells, in their order."""
    text = paragraph.text
    if paragraph.chapter not in ("requests", "remedies") and not _MAY_TELL_CELLS.search(text):
        return []
    figures = [*told_figures(text), *told_nothing(text), *told_of_every(text)]
    figures.sort(key=lambda figure: figure.start)
    if not any(figure.unit in _ANY_UNIT for figure in figures):
        return []
    claims = [*_Walk(report, paragraph).claims(figures)]
    read = {claim.figure.start for claim in claims}
    others = [one for one in figures if one.start not in read and _RECEIVED_BY_ANOTHER.search(one.before)]
    return [_beside(claim, others, text) for claim in claims]


def _beside(claim: CellClaim, others: Sequence[ToldFigure], text: str) -> CellClaim:
    """The claim; of unknown scope where its sentence tells what another body received: 市政府收到70件, 办公室18件 may
    be parts of one table."""
    first, last = sentence_around(text, claim.figure.start, claim.figure.end)
    received = claim.kinds & RECEIVED and not claim.in_words
    if received and claim.scope == "own" and any(first <= one.start < last for one in others):
        return replace(claim, scope="unknown")
    return claim


class _Sentence:
    """What is known of the sentence at hand: where it begins, the `total` that parts in it belong to, how much of that
    the parts told make up. `partial` says what the figures last told are only some of it by."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.total: CellClaim | None = None
        self.remedies: list[CellClaim] = []
        self.remedies_have_results = False
        self.last: CellClaim | None = None
        self.parts = Decimal(0)
        self.partial: Literal["", "applicants", "other"] = ""
        self.has_results = False

    def part(self, figure: ToldFigure, by: Literal["applicants", "other"]) -> None:
        """A figure of some of the total: what follows may be about these alone, until they add up to the whole."""
        if figure.unit == NOTHING or self.has_results or (self.total and self.total.figure.unit != figure.unit):
            return
        self.parts += figure.value
        whole = self.total is not None and self.parts == self.total.figure.value
        self.partial = "" if whole else by
        self.parts = Decimal(0) if whole else self.parts


class _Walk:
    """The way through a paragraph's figures. `carried` is the scope that earlier sentences leave to the next."""

    def __init__(self, report: FilledReport, paragraph: Paragraph) -> None:
        self.report, self.chapter = report, paragraph.chapter
        self.text = with_years_in_words(paragraph.text, report.year)
        self.own = own_names_in(self.text, report.organ)
        self.scopes = Scopes(self.text, self.own)
        self.carried: Scope = "own"
        self.sentence = _Sentence(0)

    def claims(self, figures: Sequence[ToldFigure]) -> Iterator[CellClaim]:
        """The claims of the paragraph, of whose figures they are made."""
        end = 0
        for figure in figures:
            first = self.text.rfind("。", 0, figure.start) + 1
            if first != self.sentence.first:
                self._next_sentence(first)
            phrase = self._phrase(max(first, end), figure.start)
            end = figure.end
            if _TOLD_APART.search(self.text, max(self.sentence.first, figure.start - 40), figure.start - len(phrase)):
                self.sentence.parts, self.sentence.partial = Decimal(0), ""
            if figure.unit == EVERY:
                yield from self._of_every(figure, phrase)
            elif figure.unit in _ANY_UNIT and figure.exact and not _COMPARED.search(phrase):
                claim = self._claim(figure, phrase)
                if claim is not None:
                    yield claim

    def _next_sentence(self, first: int) -> None:
        start = self.sentence.first
        told = self.sentence.last is not None or bool(self.sentence.partial)
        left = self.scopes.left(start, first, with_figures=told)
        if self.sentence.total is not None or self.scopes.names_own(start, first):
            self.carried = "some" if self.sentence.partial == "other" else "own"
        if left != "own":
            self.carried = left
        total = self.sentence.total
        self.sentence = _Sentence(first)
        if _GOES_ON_WITH_PARTS.match(self.text, first):
            self.sentence.total = total

    def _phrase(self, start: int, end: int) -> str:
        """The words of the figure's own clause, in which 、 does not end it."""
        return self.text[max(start, *(self.text.rfind(sign, start, end) + 1 for sign in _CLAUSE_ENDS)) : end]

    def _claim(self, figure: ToldFigure, phrase: str) -> CellClaim | None:
        kinds = self._kinds(figure, phrase)
        if kinds is None:
            self.sentence.part(figure, "other")
            self.sentence.last = None
            self.sentence.remedies = [] if _REMEDY.search(phrase) else self.sentence.remedies
            return None
        if (figure.unit == NOTHING) != ("none" in kinds) or not kinds:
            return None
        readings = self._readings(kinds, self._directly_behind(figure, phrase))
        table = readings[0][0].partition(".")[0] if readings else ""
        if not readings or figure.unit not in (*UNITS[table], NOTHING):
            self.sentence.part(figure, "other")
            self.sentence.remedies = [] if _REMEDY.search(phrase) else self.sentence.remedies
            return None
        claim = CellClaim(figure, readings, self._scope(figure, phrase, kinds, table), kinds)
        if table == "requests" and self._opens_a_part(figure, phrase, kinds):
            self.sentence.partial, self.sentence.has_results = "other", False
            return replace(claim, scope="some")
        self._remember(claim)
        return claim

    def _opens_a_part(self, figure: ToldFigure, phrase: str, kinds: frozenset[str]) -> bool:
        """Whether what follows is about these alone: 上年结转的1件, 新收20件中. 办结的25件中 are all."""
        if kinds & {"done", "answer"} or phrase.lstrip("、，").startswith(("加", "连同", "与")):
            return False
        return phrase.rstrip().endswith("的") or _PART_OF_IT.match(self.text, figure.end) is not None

    def _readings(self, kinds: frozenset[str], directly: bool) -> tuple[tuple[str, ...], ...]:
        """The cells that the words may mean here, with what the sentence has told before."""
        sentence, total = self.sentence, self.sentence.total
        if total is not None and not kinds & {"carried_in", "receive"}:
            accepted_of_received = "accept" in kinds and "receive" in total.kinds
            if accepted_of_received or ("newly" in kinds and "done" in total.kinds):
                return ()
        applicant = next(iter(kinds & APPLICANTS.keys()), "")
        if applicant:
            of_received = total is not None and total.kinds & RECEIVED and not sentence.has_results
            handled = total is not None and total.kinds & {"handle", "done", "answer"}
            return self._columns(APPLICANTS[applicant]) if of_received and not handled else ()
        if kinds & REMEDY_RESULTS:
            named = kinds - REMEDY_RESULTS
            head = None if sentence.remedies else _OF_ONE_REMEDY.match(self.text, sentence.first)
            if head is not None:
                named |= {"reconsideration" if head[1] == "复议" else "litigation"}
            remedies = [self._cells_of(named)] if named & REMEDIES else [one.readings for one in sentence.remedies]
            columns = tuple(kinds & REMEDY_RESULTS)
            return tuple(in_columns(cells, columns) for cells in remedies[0]) if len(remedies) == 1 else ()
        before = sentence.last.kinds if sentence.last is not None and directly else frozenset()
        if "of_these" not in kinds and before & {"normative", *DOCUMENT_VERBS} and kinds & DOCUMENT_VERBS:
            kinds |= {"normative"}
        if before & {*DECISIONS, *DECISIONS.values()}:
            kinds = frozenset(DECISIONS.get(kind, kind) for kind in kinds)
        return self._cells_of(kinds)

    def _directly_behind(self, figure: ToldFigure, phrase: str) -> bool:
        """Whether nothing but a comma stands between the figure's phrase and the claim before it."""
        last = self.sentence.last
        between = self.text[last.figure.end : figure.start - len(phrase)] if last is not None else "-"
        return figure.unit in ("件", "宗") and between.strip(" ，,、") == ""

    def _cells_of(self, kinds: frozenset[str]) -> tuple[tuple[str, ...], ...]:
        return tuple(cells for rows in readings_of(kinds) if (cells := cells_of(self.report.form, rows)))

    def _of_every(self, figure: ToldFigure, phrase: str) -> Iterator[CellClaim]:
        """What is told of every one of the total or remedy told last, or of those that the clause itself names."""
        sentence, kinds = self.sentence, self._kinds(figure, phrase)
        table, rows = must_be_none(figure.behind, self.text[sentence.first : self._end_of_sentence()])
        if kinds is None or not rows:
            return
        named = self._cells_of(kinds)
        if named:
            subject = CellClaim(figure, named, self._scope(figure, phrase, kinds, table), kinds)
        elif sentence.last is None or kinds - SAYS_NOTHING:
            return
        else:
            subject = sentence.last
        if subject.readings[0][0].partition(".")[0] != table:
            return
        if table == "requests" and not (self._is_of_all(subject, rows) and self._follows(subject, figure)):
            return
        if table == "remedies":
            readings = tuple(in_columns(cells, rows[0]) for cells in subject.readings)
        else:
            readings = tuple(cells_of(self.report.form, some) for some in rows)
        yield CellClaim(figure, readings, subject.scope, kinds)

    def _follows(self, subject: CellClaim, figure: ToldFigure) -> bool:
        return only_requests_between(self.text, subject.figure.end, figure.start, self.own)

    def _is_of_all(self, subject: CellClaim, rows: tuple[Rows, ...]) -> bool:
        """Whether a total of requests is that of all to be handled in the year: of those concluded, all are so."""
        if subject.kinds & {"done", "answer"} or not (subject.in_words or subject.kinds & WHOLE):
            return False
        concluded = self.report.value("requests.results_total.total") == subject.figure.value
        return not (concluded and not subject.in_words and rows == CARRIED_OUT)

    def _kinds(self, figure: ToldFigure, phrase: str) -> frozenset[str] | None:
        """The kinds of words of the phrase; with those of a noun right behind the figure (收到20件政府信息公开申请)."""
        if "政府" in (self.report.organ or ""):
            phrase = _TO_THE_GOVERNMENT.sub("", phrase)
        if self.own is not None:
            phrase = self.own.sub("本机关", phrase)
        kinds = kinds_of(phrase)
        if kinds is None or not figure.behind or figure.unit == EVERY or not kinds - SAYS_NOTHING <= NEEDS_A_NOUN:
            return kinds
        behind = kinds_of(figure.behind)
        return None if behind is None and not kinds & {"done", "handle", "answer"} else kinds | (behind or frozenset())

    def _columns(self, applicants: tuple[Rows, ...]) -> tuple[tuple[str, ...], ...]:
        rows = ("requests.new_received", "requests.carried_in")
        return tuple(
            tuple(f"{row}.{key}" for row in some for key in keys) for keys in applicants for some in (rows[:1], rows)
        )

    def _remember(self, claim: CellClaim) -> None:
        sentence, table = self.sentence, claim.readings[0][0].partition(".")[0]
        sentence.last = claim
        if claim.kinds & APPLICANTS.keys():
            sentence.part(claim.figure, "applicants")
        elif table == "remedies" and claim.kinds & REMEDY_RESULTS:
            sentence.remedies_have_results = True
        elif table == "remedies":
            apart = sentence.remedies_have_results or ";" in self.text[self._last_remedy() : claim.figure.start]
            sentence.remedies = [claim] if apart else [*sentence.remedies, claim]
            sentence.remedies_have_results = False
        elif table == "requests" and claim.kinds & WHOLE and not claim.kinds & {"of_these"}:
            sentence.total = sentence.total or claim
        elif table == "requests" and not claim.kinds & {"carried_in"}:
            sentence.has_results = True

    def _last_remedy(self) -> int:
        return self.sentence.remedies[-1].figure.end if self.sentence.remedies else self.sentence.first

    def _scope(self, figure: ToldFigure, phrase: str, kinds: frozenset[str], table: str) -> Scope:
        scopes, lead = self.scopes, (self.sentence.first, figure.start - len(phrase))
        whole = bool(kinds & WHOLE) and not kinds & {"carried_in"}
        scope = scopes.scope(*lead)
        if "own" in kinds and scope in ("area", "organ"):
            scope = "own"
        elif scope == "own" and "own" not in kinds and not scopes.names_own(*lead):
            scope = "own" if whole and self.carried == "some" else self.carried
        this_year = "this_year" in kinds or scopes.names_this_year(*lead)
        last = self.sentence.last
        if scope == "own" and last is not None and last.scope in ("period", "area", "organ"):
            scope = "own" if kinds & {"own", "this_year"} else last.scope
        if "last_year" in kinds or ("in_all" in kinds and not this_year):
            scope = "period"
        if scope != "own":
            return scope
        if _PART_OF_IT.match(self.text, figure.end):
            return "some"
        if figure.unit in ("份", "条") and _COUNTED_AGAIN.search(self.text, figure.end, figure.end + _NEAR // 2):
            return "unknown"
        return self._scope_in_table(lead[1], kinds, table, whole)

    def _scope_in_table(self, start: int, kinds: frozenset[str], table: str, whole: bool) -> Scope:
        """The scope of what speaks of the office: own only where the words are known to be about that table. `start` is
        where the figure's phrase begins."""
        sentence = self.sentence
        if table == "proactive":
            first = self.sentence.first
            plainly = all_known_between(self.text, first, start, self.own) and not _ISSUED_BY_SOME.search(
                self.text, first, self._end_of_sentence()
            )
            return "own" if plainly and self.chapter in ("overview", "proactive") else "unknown"
        if table == "remedies":
            return "own" if self._is_about_disclosure(start, kinds) else "unknown"
        named = set(kinds) & ({"request"} if kinds <= SAYS_NOTHING - {"none"} else {"request", "request_class"})
        if "carried_in" in kinds and _ABOUT_REQUESTS.search(self.text, self.sentence.first, self._end_of_sentence()):
            named = {"request"}
        if not named and not about_requests(self.text, start, self.own, self.chapter == "requests"):
            return "unknown"
        if whole:
            return "some" if "of_these" in kinds else "own"
        if not kinds & {"carried_in", "carried_out"} and _HAS_IN_IT.match(self.text, self.text.find("件", start) + 1):
            return "some"
        applicants = bool(kinds & APPLICANTS.keys())
        return "some" if sentence.partial == "other" or (sentence.partial and not applicants) else "own"

    def _is_about_disclosure(self, start: int, kinds: frozenset[str]) -> bool:
        """Whether reconsideration or litigation is that about disclosure alone."""
        if "applicants" in kinds:
            return False
        if "receive" in kinds and (not _NAMED & kinds or _REVIEWS_OTHERS.search(self.report.organ or "")):
            return False  # told by a body that reviews
        if kinds & REMEDY_RESULTS and not all_known_between(self.text, self._last_remedy(), start, self.own):
            return False
        if kinds & _NAMED or (
            kinds & REMEDY_RESULTS and self.sentence.remedies and self.sentence.remedies[-1].scope == "own"
        ):
            return True
        first = max(self.sentence.first, *(self.text.rfind(sign, self.sentence.first, start) + 1 for sign in "；;"))
        sentence = self.text[first : min(self._end_of_sentence() + _NEAR // 2, start + _NEAR)]
        if _DISCLOSURE_AMONG.search(sentence):
            return False
        if "none" in kinds:
            lead = self.text[self.sentence.first : start]
            return not any(map(str.isdigit, lead)) and all_known_between(
                self.text, self.sentence.first, start, self.own
            )
        if self.chapter == "remedies" and not _OF_ALL_KINDS.search(sentence):
            return True
        return _ABOUT_DISCLOSURE.search(self.text, first, start) is not None

    def _end_of_sentence(self) -> int:
        end = self.text.find("。", self.sentence.first)
        return end if end >= 0 else len(self.text)
