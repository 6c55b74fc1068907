"""下一步: what the office does next about a request, by when, and the rule that says so."""

from collections.abc import Callable, Iterator
from datetime import date

from gongkai.core.calendar import Unannounced
from gongkai.core.clock.course import Course, Remark
from gongkai.core.clock.inquiries import Inquiry, inquiry_kinds
from gongkai.core.law.parameters import value_of
from gongkai.core.periods import due


def next_steps(status: str, course: Course, as_of: date, last: date | None) -> tuple[Remark, ...]:
    """What to do in that status, most urgent first. `last` is the due day, or the safe day of a request that is not
    confirmed yet; None where it can't be told. A remark's `on` is the day by which."""
    return tuple(_STEPS[status](course, as_of, last))


def _confirm(course: Course, as_of: date, last: date | None) -> Iterator[Remark]:
    yield Remark("do_confirm", as_of, {"safe": last})


def _handle(course: Course, as_of: date, last: date | None) -> Iterator[Remark]:
    """Answers that are awaited stop nothing: what can be done meanwhile is told too."""
    if last is not None and as_of > last:
        yield Remark("do_reply_late", as_of, {"due": last})
        return
    yield from _supplement_notice(course, as_of)
    yield from _answers(course.inquiries, as_of)
    yield Remark("do_reply", last)
    assert course.start is not None
    if course.extended < value_of("requests.extensions", course.start) and course.delayed is None:
        yield Remark("may_extend", last, {"most": value_of("requests.extension", course.start)})


def _supplement_notice(course: Course, as_of: date) -> Iterator[Remark]:
    assert course.received is not None
    if course.supplement_asked is not None:
        return
    try:
        last = due("requests.supplement_notice", course.received, course.calendar)
    except Unannounced:
        yield Remark("may_ask_supplement")
        return
    if as_of <= last:
        yield Remark("may_ask_supplement", last)


def _answers(asked: list[Inquiry], as_of: date) -> Iterator[Remark]:
    """Who is to be waited for, and what silence or an objection means for the reply."""
    for one in asked:
        entry = inquiry_kinds()[one.whom]
        details = {"whom": entry["title"], "name": one.name}
        answered = one.answered is not None and one.answered <= as_of
        if one.delivered is None and not answered and "period" in entry:
            yield Remark("record_delivery", None, details)
        if one.ended(as_of) is None:
            yield Remark("await_answer" if one.limit else "await_answer_without_period", one.limit, details)
        elif one.silent(as_of):
            yield Remark(f"silence_{entry['silence']}", one.limit, details)
        elif answered and one.answer == "objection":
            yield Remark(f"objection_{one.whom}", one.answered, details)


def _await_supplement(course: Course, as_of: date, last: date | None) -> Iterator[Remark]:
    until = course.last_supplement_day()
    yield Remark("await_supplement" if until else "await_supplement_without_period", until)


def _await_payment(course: Course, as_of: date, last: date | None) -> Iterator[Remark]:
    if course.fee_received is None:
        yield Remark("record_fee_receipt")
    else:
        yield Remark("await_payment", course.last_payment_day())


def _serve(course: Course, as_of: date, last: date | None) -> Iterator[Remark]:
    yield Remark("do_serve", last)


def _close_uncorrected(course: Course, as_of: date, last: date | None) -> Iterator[Remark]:
    yield Remark("may_close_uncorrected")


def _close_unpaid(course: Course, as_of: date, last: date | None) -> Iterator[Remark]:
    yield Remark("may_close_unpaid")


def _archive(course: Course, as_of: date, last: date | None) -> Iterator[Remark]:
    yield Remark("do_archive")


_STEPS: dict[str, Callable[[Course, date, date | None], Iterator[Remark]]] = {
    "unconfirmed": _confirm,
    "handling": _handle,
    "consulting": _handle,
    "supplement": _await_supplement,
    "supplement_over": _close_uncorrected,
    "payment": _await_payment,
    "payment_over": _close_unpaid,
    "replied": _serve,
    "served": _archive,
    "withdrawn": _archive,
    "closed": _archive,
}
