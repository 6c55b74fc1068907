"""事实的效力: what each fact does to the period of a request: starts it anew, lengthens it, ends it, or does nothing.

One function a kind of event, in a table. Each looks at the course so far and at the law of the day; what the law does
not allow is remarked and does not count (counting.* among the parameters says how each is taken).
"""

from collections.abc import Callable

from gongkai.core.clock.course import Course
from gongkai.core.clock.events import Event
from gongkai.core.clock.inquiries import inquiry_kinds
from gongkai.core.law.parameters import Words, parameter, value_of

ROUTES: dict[str, Words] = {
    "post": {"zh": "邮寄，交邮之日", "en": "by post, day of posting"},
    "in_person": {"zh": "当面，签收之日", "en": "in person, day of signature"},
    "through_organ": {"zh": "委托转交，签收之日", "en": "through another organ, day of signature"},
    "electronic": {"zh": "电子方式", "en": "electronically"},
}
"""How a reply is served, and the day that counts (counting.posting)."""


def _supplement_asked(course: Course, event: Event) -> None:
    if course.supplement_asked is not None:
        course.defect("supplement_notice_again", event)
        return
    assert course.received is not None
    course.supplement_asked = event
    last = course.last("requests.supplement_notice", course.received)
    course.supplement_late = last is not None and event.on > last
    if course.supplement_late:
        course.defect("supplement_notice_late", event, last=last)
    else:
        course.step("supplement_asked", event)
    if event.until is not None and event.until <= event.on:
        course.defect("supplement_period_backward", event, until=event.until)


def _supplemented(course: Course, event: Event) -> None:
    if course.supplement_asked is None or course.supplemented:
        course.defect("supplement_unasked", event)
        return
    last = course.last_supplement_day()
    course.supplemented = True
    if last is not None and event.on > last:
        course.defect("supplement_late", event, last=last)
    if course.supplement_late:
        course.step("supplemented_without_restart", event)
    else:
        course.restart(event.on)
        course.step("supplemented", event)


def _asked(course: Course, event: Event) -> None:
    """An inquiry leaves its days out; one sent after the period had ended does not."""
    whom = event.kind.removesuffix("_asked")
    details = {"whom": inquiry_kinds()[whom]["title"], "name": event.about}
    if course.is_over(event.on):
        course.defect("inquiry_late", event, due=course.due(event.on), **details)
        late = (whom, event.about, event.on)
        course.inquiries = [one for one in course.inquiries if (one.whom, one.name, one.sent) != late]
    else:
        course.step("asked", event, **details)


def _reasons_given(course: Course, event: Event) -> None:
    course.reasons_given = True


def _fee_notified(course: Course, event: Event) -> None:
    if event.on < parameter("fees.payment").values[0].start:
        course.defect("fee_notice_without_law", event, start=parameter("fees.payment").values[0].start)
    elif course.fee_notified is not None:
        course.defect("fee_notice_again", event)
    else:
        course.fee_notified, course.fee_late = event, course.is_over(event.on)
        if course.fee_late:
            course.defect("fee_notice_late", event, due=course.due(event.on))
        else:
            course.step("fee_notified", event)


def _fee_notice_received(course: Course, event: Event) -> None:
    if course.fee_notified is None:
        course.defect("fee_receipt_unasked", event)
    elif course.fee_received is None:
        course.fee_received = event.on


def _paid(course: Course, event: Event) -> None:
    if course.fee_notified is None or course.paid:
        course.defect("paid_unasked", event)
        return
    last = course.last_payment_day()
    course.paid = True
    if last is not None and event.on > last:
        course.defect("paid_late", event, last=last)
    if course.fee_late:
        course.step("paid_without_restart", event)
    else:
        course.restart(event.on)
        course.step("paid", event)


def _extended(course: Course, event: Event) -> None:
    assert course.start is not None
    assert event.days is not None
    most = value_of("requests.extension", course.start)
    if course.waits():
        course.defect("extension_while_waiting", event)
    elif course.delayed is not None:
        course.defect("extension_after_delay", event, until=course.delayed)
    elif course.extended >= value_of("requests.extensions", course.start):
        course.defect("extension_again", event)
    elif course.is_over(event.on):
        course.defect("extension_late", event, due=course.due(event.on))
    elif not event.consent_by:
        course.defect("extension_without_consent", event)
    else:
        if event.days > most:
            course.defect("extension_too_long", event, days=event.days, most=most)
        course.extended += 1
        course.extension = min(event.days, most)
        course.step("extended", event, days=course.extension, by=event.consent_by)


def _delayed(course: Course, event: Event) -> None:
    assert event.until is not None
    end = course.end(event.on)
    if course.delayed is not None:
        course.defect("delay_again", event, until=course.delayed)
    elif not course.reasons_given:
        course.defect("delay_without_reasons", event)
    elif course.is_over(event.on):
        course.defect("delay_late", event, due=end)
    elif event.until <= (end or event.on):
        course.defect("delay_backward", event, until=event.until, due=end)
    else:
        course.delayed = event.until
        course.step("delayed", event, until=event.until)


def _replied(course: Course, event: Event) -> None:
    if course.replied is not None:
        course.defect("replied_again", event)
        return
    course.replied = event
    course.step("replied", event)


def _served(course: Course, event: Event) -> None:
    if course.replied is None:
        course.defect("served_nothing", event)
    elif course.served is None:
        course.served = event
        code = "served_electronically" if event.route == "electronic" else "served"
        course.step(code, event, route=ROUTES[event.route])
        end = None if course.start is None or course.waits() else course.end(course.replied.on)
        if end is not None and event.on > end:
            course.defect("served_late", event, due=end)


def _withdrawn(course: Course, event: Event) -> None:
    course.ended = event
    course.step("withdrawn", event)


def _closed(course: Course, event: Event) -> None:
    """Closing ends a request once the applicant's own period has ended without a supplement, or without the fee;
    without that ground it does nothing. Where the period is not on record, the closing stands, unproven."""
    if event.outcome == "uncorrected":
        asked = course.supplement_asked is not None and not course.supplemented
        last, known = course.last_supplement_day(), course.last_supplement_day() is not None
    else:
        asked = course.fee_notified is not None and not course.paid
        last, known = course.last_payment_day(), course.fee_received is not None
    if not asked:
        course.defect(f"closed_{event.outcome}_unasked", event)
        return
    if known and (last is None or event.on <= last):  # a last day that can't be told yet lies in a later year
        course.defect(f"closed_{event.outcome}_early", event, last=last)
        return
    if not known:
        course.defect(f"closed_{event.outcome}_unproven", event)
    course.ended = event
    course.step("closed", event)


EFFECTS: dict[str, Callable[[Course, Event], None]] = {
    "supplement_asked": _supplement_asked,
    "supplemented": _supplemented,
    "reasons_given": _reasons_given,
    **{f"{whom}_asked": _asked for whom in inquiry_kinds()},
    "fee_notified": _fee_notified,
    "fee_notice_received": _fee_notice_received,
    "paid": _paid,
    "extended": _extended,
    "delayed": _delayed,
    "replied": _replied,
    "served": _served,
    "withdrawn": _withdrawn,
    "closed": _closed,
}
"""Kind of event → what it does to the course. Submission and confirmation decide the receipt before; inquiries are
looked at together; reasons asked for change nothing by themselves."""

ENDS = ("replied", "served", "withdrawn")
"""What ends a request also where its receipt was not confirmed, or was so only later."""

AFTER_THE_REPLY = ("replied", "served")
"""What is still looked at once the reply is made."""
