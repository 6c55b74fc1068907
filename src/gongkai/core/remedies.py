"""救济途径: what a person can do against a reply, told by its outcome, the day of the decision and the organ's kind.

Whether reconsideration (行政复议) comes first changed on 2024-01-01 and was settled for all replies only from
2025-06-01; what the law left open is a dispute that an office may decide for itself, and a remedy says so where it
rests on one.

>>> remedy("refusal", date(2024, 3, 1), "department").route
'review_first'
>>> remedy("unavailable", date(2025, 7, 1), "department").route
'free'
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from gongkai.core.calendar import Calendar
from gongkai.core.findings import Language
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.outcomes import table
from gongkai.core.law.parameters import Mark, Unit, Words, parameter
from gongkai.core.periods import last_day

Route = Literal["free", "review_first", "none"]
OrganKind = Literal["department", "government", "township", "dispatched", "province", "ministry", "vertical"]
ORGAN_KINDS: tuple[OrganKind, ...] = get_args(OrganKind)

UNITS: dict[Unit, Words] = {
    "calendar_days": {"zh": "{count}日", "en": "{count} days"},
    "calendar_months": {"zh": "{count}个月", "en": "{count} months"},
}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a remedy: the parameter it comes from, so many units."""

    key: str
    unit: Unit
    count: int

    def words(self, language: Language) -> str:
        """'60日', '6 months'."""
        return UNITS[self.unit][language].format(count=self.count)

    def last_day(self, start: date, calendar: Calendar) -> date:
        """The last day of the term that starts on `start`. Raises Unannounced."""
        return last_day(self.unit, self.count, start, calendar)


@dataclass(frozen=True, slots=True)
class Remedy:
    """The remedy against one reply. Terms and places are None where there is no remedy (`route` 'none').

    `must_be_told` is whether the organ must say, when deciding, that reconsideration comes first
    (《行政复议法》第二十三条 第二款). `dispute` names the open point that the route rests on, '' where it rests on
    none.
    """

    kind: str
    route: Route
    mark: Mark
    source: Words
    dispute: str = ""
    must_be_told: bool = False
    review: Term | None = None
    suit: Term | None = None
    after_review: Term | None = None
    body: Words | None = None
    body_source: Words | None = None
    body_mark: Mark | None = None
    court: Words | None = None
    partly: bool = False

    def wording(self, language: Language, body: str = "", court: str = "", paper: str = "", online: str = "") -> str:
        """The paragraph for the letter; '' where there is no remedy. `body` and `court` are their names, else they are
        told by their kind; `paper` is what the letter calls itself; `online` the address at which reconsideration can
        be applied for, which a reply served online must give (《行政复议法》第二十二条第二款)."""
        if self.review is None or self.suit is None or self.after_review is None or not self.body or not self.court:
            return ""
        words = _data()["wording"]
        text: str = words[self._variant()][language].format(
            paper=paper or "告知书",
            review=self.review.words(language),
            suit=self.suit.words(language),
            after=self.after_review.words(language),
            body=body or self.body[language],
            court=court or self.court[language],
        )
        return text + (words["online"][language].format(online=online) if online else "")

    def _variant(self) -> str:
        if self.kind == "no_reply":
            return "no_reply" if self.route == "free" else "no_reply_review_first"
        return "partial" if self.partly and self.route == "review_first" else self.route


@cache
def _data() -> dict[str, Any]:
    return table("remedies")


def disputes() -> dict[str, Any]:
    """The points that the law left open: key → title, mark, source, note."""
    found: dict[str, Any] = _data()["disputes"]
    return found


@cache
def kinds() -> tuple[str, ...]:
    """Every kind of reply that a rule speaks of."""
    return tuple(dict.fromkeys(kind for rule in _data()["rules"] for kind in rule["kinds"]))


def rules(kind: str) -> list[dict[str, Any]]:
    """Every rule for a kind of reply, as the data have it, in the order of their days."""
    return sorted((rule for rule in _data()["rules"] if kind in rule["kinds"]), key=lambda rule: rule["from"])


def remedy(
    kind: str,
    decided: date,
    organ: OrganKind,
    settled: Mapping[str, Route] | None = None,
    partly: bool = False,
) -> Remedy:
    """The remedy against a reply of that kind decided on that day by an organ of that kind (for 'no_reply', the day is
    that on which the period ended). `settled` holds what the office has decided of disputes; `partly` is for a reply
    that withholds only a part. Raises KeyError for a kind there is not, OutsideTheLaw where no rule holds."""
    if kind not in kinds():
        raise KeyError(kind)
    rule = _holding(rules(kind), decided, f"remedy {kind}")
    dispute = rule.get("dispute", "")
    route: Route = (settled or {}).get(dispute, rule["route"])
    basis = {"mark": rule["mark"], "source": rule["source"], "dispute": dispute}
    if route == "none":
        return Remedy(kind, route, **basis)
    place = _holding([one for one in _data()["bodies"] if one["organ"] == organ], decided, f"body for {organ}")
    review, suit, after = _terms(kind, decided)
    told = route == "review_first"
    return Remedy(
        kind,
        route,
        **basis,
        must_be_told=told,
        review=review,
        suit=suit,
        after_review=after,
        partly=partly,
        body=place["body"],
        body_source=place["source"],
        body_mark=place["mark"],
        court=place["court"],
    )


def _terms(kind: str, decided: date) -> tuple[Term, ...]:
    suit = "remedies.suit_no_reply" if kind == "no_reply" else "remedies.suit"
    keys = ("remedies.reconsideration", suit, "remedies.suit_after_reconsideration")
    return tuple(Term(key, parameter(key).unit, parameter(key).on(decided).value) for key in keys)


def _holding(entries: list[dict[str, Any]], day: date, what: str) -> dict[str, Any]:
    for entry in entries:
        if entry["from"] <= day <= entry.get("until", date.max):
            return entry
    raise OutsideTheLaw(f"{what}: no rule on {day}")
