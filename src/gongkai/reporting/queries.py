"""查询: what a person may see of annual reports that are collected, sent back and answered. The person comes first.

Whoever reads reports in the organ that collects sees its collections whole. An organ sees what was sent back to it, and
what it handed in itself; never a draft, never another organ's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from gongkai.core.periods import next_year_s_day
from gongkai.organs.models import Organ, OrganStatus, ReportsInto, lawful_report_day, year_s_end
from gongkai.organs.names import rows_of_day, with_names
from gongkai.organs.queries import acted_for, names_of, officers_of
from gongkai.platform.ids import these
from gongkai.platform.permissions import Permission, organ_ids_where, organs_where, require
from gongkai.reporting.matching import reached
from gongkai.reporting.models import Answer, Collection, ReceivedReport, Return, Returns
from gongkai.reporting.rules import RULES, origin_is_settled
from gongkai.reporting.standing import Facts, Stage, Standing, standing_of, unsent_stage


def require_anywhere(person: Any, permission: Permission, on: date) -> None:
    """Raises Forbidden unless the person holds the permission in some organ."""
    if not organ_ids_where(person, permission, on).exists():
        require(person, permission, None, on)


def collections_visible_to(person: Any, on: date) -> QuerySet[Collection]:
    """The collections of the organs in which the person may read reports."""
    organs = organ_ids_where(person, Permission.REPORTS_READ, on)
    return Collection.objects.filter(organ__in=organs).select_related("organ")


def name_organs(person: Any, organs: Iterable[Organ | None], on: date) -> None:
    """Gives these organs, which the person sees, their names of that day, in one question."""
    known = [organ for organ in organs if organ is not None]
    names = names_of(person, {organ.pk for organ in known}, on)
    for organ in known:
        organ.name = names[organ.pk]


def collecting_organs(person: Any, on: date) -> QuerySet[Organ]:
    """The organs for which the person collects reports."""
    return organs_where(person, Permission.REPORTS_COLLECT, on)


def reports_visible_to(person: Any, on: date) -> QuerySet[ReceivedReport]:
    """The received reports of these collections, those set aside among them."""
    visible = collections_visible_to(person, on).order_by().values("pk")
    found = ReceivedReport.objects.filter(collection__in=visible)
    return found.select_related(
        "collection__organ", "organ", "attachment__stored", "reading", "received_by", "answer__answered_by"
    )


def returns_visible_to(person: Any, on: date) -> Returns:
    """What was sent back to the organs in which the person reads reports, or to those that these act for; withdrawn
    ones among them, drafts never."""
    organs = acted_for(person, on, Permission.REPORTS_READ).order_by().values("pk")
    found = Return.objects.filter(organ__in=organs, sent_at__isnull=False)
    return found.select_related("organ", "report__collection__organ", "report__attachment__stored").order_by("-pk")


def returns_listed(person: Any, on: date) -> QuerySet[Return]:
    """The same with `state`, what became of each: 'withdrawn', 'accepted', 'answered' (or another file came in its
    place), 'closed' (before an answer came), 'waits'."""
    became = Case(
        When(withdrawn_at__isnull=False, then=Value("withdrawn")),
        When(report__accepted_at__isnull=False, then=Value("accepted")),
        When(Exists(Answer.objects.filter(returned=OuterRef("pk"))) | Q(has_later=True), then=Value("answered")),
        When(report__collection__closed_at__isnull=False, then=Value("closed")),
        default=Value("waits"),
    )
    return returns_visible_to(person, on).with_later().defer("findings").annotate(state=became)


def years_returned(person: Any, on: date) -> list[int]:
    """The years of the reports that were sent back to the person's organs, the latest first."""
    found = returns_visible_to(person, on).order_by().values_list("report__collection__year", flat=True)
    return sorted(set(found.distinct()), reverse=True)


def letters_visible_to(person: Any, on: date) -> QuerySet[Return]:
    """Those of them whose letter, list and file the organ may look at. What was withdrawn is none of them: it may have
    been another organ's. That it was sent, and withdrawn, the organ still sees."""
    return returns_visible_to(person, on).filter(withdrawn_at=None)


def organs_of(person: Any, on: date) -> list[Organ]:
    """The organs for which the person hands in reports and answers."""
    return list(acted_for(person, on, Permission.REPORTS_HAND_IN))


def waiting_returns(person: Any, on: date, organs: list[Organ] | None = None) -> list[Return]:
    """What was sent back and waits for the person's organs (`organs_of`, where they are known already)."""
    mine = organs_of(person, on) if organs is None else organs
    found = Return.objects.waiting().filter(organ__in=[one.pk for one in mine])
    waiting = found.select_related("report__collection__organ").defer("findings").order_by("-pk") if mine else ()
    names = {one.pk: one for one in mine}
    for returned in waiting:
        returned.organ = names[returned.organ_id]
    return list(waiting)


@dataclass(frozen=True)
class Expected:
    """A report that an organ of the person's is to hand in."""

    collection: Collection
    organ: Organ
    by: date
    """The day by which it is handed in."""
    report: ReceivedReport | None
    """What was handed in or collected last."""


def to_hand_in(person: Any, on: date, organs: list[Organ] | None = None) -> list[Expected]:
    """The open collections into which the person's organs (`organs_of`) hand in their reports."""
    mine = organs_of(person, on) if organs is None else organs
    if not mine:
        return []
    into = dict(rows_of_day(ReportsInto, on).filter(organ__in=[one.pk for one in mine]).values_list("organ", "into"))
    open_ones = Collection.objects.filter(organ__in=set(into.values()) - {None}, closed_at=None)
    found = []
    for collection in open_ones.select_related("organ"):
        for organ in mine:
            if into.get(organ.pk) == collection.organ_id:
                reports = collection.reports.filter(organ=organ, set_aside_at=None)
                found.append(Expected(collection, organ, organ.report_day(collection.year), reports.last()))
    return found


def organs_to_choose(person: Any, collection: Collection, on: date) -> QuerySet[Organ]:
    """The organs from which a report of the collection can be, for whoever sees the collection."""
    return with_names(Organ.objects.filter(pk__in=[one.pk for one in reached(collection.organ, on)]), on)


# ---- One collection --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """How far the reading is."""

    read: int
    all: int

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to read."""
        return self.read >= self.all


def progress(person: Any, collection: Collection) -> Progress:
    """How many of the received reports were read, for whoever sees the collection."""
    read = Count("reading", filter=~Q(reading__rules=""))
    told = collection.reports.filter(set_aside_at=None).aggregate(read=read, all=Count("pk"))
    return Progress(told["read"], told["all"])


def to_check_again(person: Any, collection: Collection) -> list[ReceivedReport]:
    """The reports that can be checked again: neither set aside nor accepted. For whoever sees the collection."""
    return list(collection.reports.filter(set_aside_at=None, accepted_at=None))


def checked_before(person: Any, collection: Collection) -> int:
    """How many of them were checked by another version of the program, for whoever sees the collection."""
    found = collection.reports.filter(set_aside_at=None, accepted_at=None, reading__isnull=False)
    return found.exclude(reading__rules__in=(RULES, "")).count()


def standings(person: Any, collection: Collection, on: date) -> list[Standing]:
    """Where every report stands on that day: of each organ that reports into the collecting one, then of others that
    handed in, in the order of official lists; last the files of which nobody knows from which organ they are. For
    whoever sees the collection."""
    return standings_of(person, [collection], on)[collection.pk]


def standings_of(
    person: Any, collections: Sequence[Collection], on: date, *, only_counted: bool = False
) -> dict[int, list[Standing]]:
    """Collection id → `standings`. Each question is asked once for all of them; where they are only counted, files and
    most columns are left out."""
    expected: dict[int, set[int]] = {}
    collecting = {one.organ_id for one in collections}
    for into, organ in rows_of_day(ReportsInto, on).filter(into__in=collecting).values_list("into", "organ"):
        expected.setdefault(into, set()).add(organ)
    facts = _facts(collections, only_counted=only_counted)
    wanted = {organ for found in (*expected.values(), *facts.values()) for organ in found if organ is not None}
    known = list(with_names(Organ.objects.filter(pk__in=these(wanted)), on))
    days = {year: _days_of_handing_in(year, known) for year in {one.year for one in collections}}
    return {
        one.pk: _standings(facts.get(one.pk, {}), expected.get(one.organ_id, set()), known, days[one.year], on)
        for one in collections
    }


def _standings(
    facts: Mapping[int | None, Facts], expected: set[int], known: list[Organ], days: Mapping[int, date], on: date
) -> list[Standing]:
    found = [
        standing_of(organ, facts.get(organ.pk, Facts()), on, days.get(organ.pk) if organ.pk in expected else None)
        for organ in known
        if organ.pk in facts or (organ.pk in expected and not organ.has_ended(on))
    ]
    return found + [_stray(report) for report in facts.get(None, Facts()).reports]


def _stray(report: ReceivedReport) -> Standing:
    reading = report.reading_now
    stage = Stage.READING if reading is None else unsent_stage(reading)
    return Standing(None, stage, report=report, reading=reading)


def standing_in(person: Any, report: ReceivedReport, on: date) -> Standing:
    """Where that report stands, for whoever sees it; one that another took the place of, as it was before."""
    if report.organ is None:
        return _stray(report)
    facts = _facts([report.collection], report.organ_id).get(report.collection_id, {}).get(report.organ_id, Facts())
    facts.reports = [one for one in facts.reports if one.pk <= report.pk]
    facts.returns = [one for one in facts.returns if one.report_id <= report.pk]
    return standing_of(report.organ, facts, on, None)


_COUNTED = (
    *("collection", "organ", "accepted_at", "received_on"),
    *(f"reading__{column}" for column in ("rules", "errors", "warnings", "others", "refused")),
)
"""The columns of a report by which its stage is told."""


def _facts(
    collections: Sequence[Collection], organ_id: int | None = None, *, only_counted: bool = False
) -> dict[int, dict[int | None, Facts]]:
    """Collection id → organ id → what happened with its reports; of one organ, or of all."""
    reports = ReceivedReport.objects.filter(collection__in=collections, set_aside_at=None)
    sent = Return.objects.filter(report__collection__in=collections, sent_at__isnull=False, withdrawn_at=None)
    if organ_id is not None:
        reports, sent = reports.filter(organ=organ_id), sent.filter(organ=organ_id)
    found: dict[int, dict[int | None, Facts]] = {}

    def of(collection: int, organ: int | None) -> Facts:
        return found.setdefault(collection, {}).setdefault(organ, Facts())

    if only_counted:
        reports = reports.select_related("reading").only(*_COUNTED)
    else:
        reports = reports.select_related("attachment", "reading").defer("reading__findings")
    for report in reports.order_by("pk"):
        of(report.collection_id, report.organ_id).reports.append(report)
    answers: dict[int, list[Answer]] = {}
    for one in Answer.objects.filter(returned__in=sent.values("pk")).select_related("answered_by").order_by("pk"):
        answers.setdefault(one.returned_id, []).append(one)
    for returned in sent.annotate(into=F("report__collection")).defer("findings").order_by("pk"):
        facts = of(returned.into, returned.organ_id)
        facts.returns.append(returned)
        facts.answers = answers
    return found


def _days_of_handing_in(year: int, organs: Iterable[Organ]) -> dict[int, date]:
    """Organ id → the day by which it hands in its report on that year (`Organ.report_day`)."""
    statuses = rows_of_day(OrganStatus, year_s_end(year)).filter(organ__in=these(one.pk for one in organs))
    return {
        organ: next_year_s_day(report_by or lawful_report_day(kind, year), year)
        for organ, report_by, kind in statuses.values_list("organ", "report_by", "kind")
    }


def collected_by(person: Any, on: date) -> list[tuple[Collection, list[Standing]]]:
    """The open collections that the person looks after, each with where its reports stand."""
    organs = organ_ids_where(person, Permission.REPORTS_COLLECT, on)
    collections = list(Collection.objects.filter(organ__in=organs, closed_at=None).select_related("organ"))
    found = standings_of(person, collections, on, only_counted=True) if collections else {}
    return [(collection, found[collection.pk]) for collection in collections]


def history_of_report(person: Any, report: ReceivedReport) -> list[Return]:
    """What was sent back of a report and what was answered, for whoever sees the report in its collection."""
    found = report.returns.filter(sent_at__isnull=False).select_related("organ", "sent_by", "withdrawn_by")
    return list(found.prefetch_related("answers__answered_by", "answers__report__attachment").order_by("pk"))


def answers_to(person: Any, returned: Return) -> list[Answer]:
    """The answers of the organ, for whoever sees what was sent back."""
    return list(returned.answers.select_related("report__attachment", "answered_by").order_by("pk"))


def origin_stands_fast(person: Any, report: ReceivedReport) -> bool:
    """Whether nobody can say any more that the report is from another organ, for whoever sees it."""
    return origin_is_settled(report)


def officers_told(person: Any, report: ReceivedReport, on: date) -> int:
    """How many officers of its organ get mail when it is sent back, for whoever sees it in its collection."""
    return 0 if report.organ is None else officers_of(person, report.organ, on).exclude(email_key="").count()


def draft_for(person: Any, report: ReceivedReport) -> Return | None:
    """What was begun to be said about the report and is not sent, for whoever sees it in its collection."""
    return report.returns.filter(sent_at=None).last()


def drafts_in(person: Any, collection: Collection) -> dict[int, str]:
    """Report id → the remark that waits to be sent, for whoever sees the collection."""
    drafts = Return.objects.filter(report__collection=collection, sent_at=None).exclude(remark="")
    return dict(drafts.values_list("report", "remark"))


def earlier_of(person: Any, report: ReceivedReport) -> ReceivedReport | None:
    """The report of the same organ that this one took the place of, for whoever sees it in its collection."""
    if report.organ_id is None:
        return None
    before = report.collection.reports.filter(organ=report.organ_id, set_aside_at=None, pk__lt=report.pk)
    return before.select_related("attachment", "reading").order_by("pk").last()
