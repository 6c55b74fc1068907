"""工具: what anyone can do here without an account, as the front page and the help list it.

A tool whose route the installation does not have is not listed.
"""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its route, its name, and what it does in one sentence."""

    route: str
    title: Promise
    does: Promise


REPORTS = (
    Tool(
        "portal:report",
        _("Check an annual report"),
        _("Sums, text against tables, last year: each finding stands at its sentence, with the rule behind it."),
    ),
    Tool(
        "portal:compare",
        _("Compare two years"),
        _("Two reports side by side: what changed, what was carried over, what does not fit together."),
    ),
    Tool(
        "portal:rollup",
        _("Add up many reports"),
        _("The reports of many organs become one, with who is in it and what does not add up."),
    ),
    Tool(
        "portal:returns",
        _("Make a return list"),
        _("Many reports at once become a list of what each organ has to put right."),
    ),
)
LAW = (
    Tool(
        "portal:deadline",
        _("Count a deadline"),
        _("From a day and the facts to the last day, explained day by day, to print."),
    ),
    Tool(
        "portal:fee",
        _("Information processing fee"),
        _("By items or by pages, step by step, with the article."),
    ),
    Tool(
        "portal:calendars",
        _("Working-day calendar"),
        _("Days off and days of rest that are worked, year by year, with the notice."),
    ),
    Tool(
        "portal:rules",
        _("Checks and law"),
        _("What each check means, and every period and rule with its article."),
    ),
)


def address_of(route: str) -> str:
    """The address of a route; '' where this installation has none of that name."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def present(tools: tuple[Tool, ...]) -> list[tuple[str, Tool]]:
    """The tools that there are, each with its address."""
    return [(address, tool) for tool in tools if (address := address_of(tool.route))]
