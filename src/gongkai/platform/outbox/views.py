"""页面: the messages of a person's organs, and the decisions on one that failed or is uncertain."""

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.platform.lists.page import show
from gongkai.platform.moments import present
from gongkai.platform.outbox import queries
from gongkai.platform.outbox.listing import MESSAGES
from gongkai.platform.outbox.shown import DECISIONS, possible, row_of
from gongkai.platform.ui.perform import perform, sent

WORDS = {
    "send-again": (
        gettext_lazy("Send again"),
        gettext_lazy("The receiver may get the message twice. Ask first, where that would do harm."),
        gettext_lazy("The message will be sent again."),
    ),
    "mark-as-sent": (
        gettext_lazy("Mark as sent"),
        gettext_lazy("Only if the receiver or the provider has confirmed that it arrived."),
        gettext_lazy("The message is marked as sent."),
    ),
    "cancel": (
        gettext_lazy("Cancel the message"),
        gettext_lazy("It will not go out any more."),
        gettext_lazy("The message is cancelled."),
    ),
}
"""Decision → its name, what to think of before, what is said when it is done."""


@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    """The messages of the person's organs."""
    return show(request, MESSAGES)


@require_safe
def message(request: HttpRequest, number: int) -> HttpResponse:
    """One message: what became of it, and what can be decided."""
    found = get_object_or_404(queries.listed(request.user), pk=number)
    decisions = [(name, WORDS[name][0]) for name in possible(request.user, found)]
    title = _("Message %(number)d") % {"number": number}
    return render(
        request,
        "outbox/message.html",
        {"title": title, "row": row_of(found, present()), "decisions": decisions},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, number: int, decision: str) -> HttpResponse:
    """Asks once more, then does what was decided."""
    if decision not in WORDS:
        raise Http404
    found = get_object_or_404(queries.listed(request.user), pk=number)
    act = DECISIONS[decision]
    hindrance = act.hindrance(by=request.user, message=found)
    if hindrance is not None:
        raise hindrance
    title, caution, done = WORDS[decision]
    return perform(
        request,
        Form(sent(request)),
        act,
        title=title,
        done=done,
        then=reverse("outbox:message", args=[number]),
        template="outbox/decide.html",
        context={"caution": caution, "row": row_of(found, present())},
        message=found,
    )
