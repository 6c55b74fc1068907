"""待办: people without a role; and the first steps in a new installation."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.organs import queries
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Permission, Powers
from gongkai.platform.ui.waiting import Card, Step

NAMED = 3
"""People who are named on the card; of more it gives the number."""


def waits(person: Any, now: datetime, held: Powers) -> Iterator[Card]:
    """The people whom the person looks after and who can do nothing yet."""
    if Permission.ROLES_CHANGE not in held.anywhere:
        return
    found = queries.without_role(person, legal_day(now))
    names = list(found.values_list("name", flat=True)[:NAMED])
    if not names:
        return
    count = found.count()
    told = ngettext("%(count)s person has no role", "%(count)s people have no role", count) % {"count": count}
    one = found.first() if count == 1 else None
    address = reverse("organs:person", args=[one.pk]) if one else reverse("organs:people")
    says = _("Give them a role, or deactivate them: %(names)s.") % {"names": _(", ").join(names)}
    yield Card(told, address, says, count=count)


def steps(person: Any, now: datetime, held: Powers) -> Iterator[Step]:
    """Organs, people, roles: for the administrator of a new installation."""
    on = legal_day(now)
    if Permission.ORGANS_CHANGE not in held.whole:
        return
    organs = queries.visible_to(person, on).exists()
    others = queries.people_visible_to(person, on).exclude(pk=person.pk)
    roles = queries.appointments_visible_to(person, on).exclude(person=person)
    yield Step(
        10,
        _("Set up the organs"),
        _("One by one, or all at once from a workbook: the government at the top, then what stands below it."),
        reverse("organs:import"),
        organs,
    )
    yield Step(
        20,
        _("Add the people"),
        _("With a login name each, and an address where they shall get mail."),
        reverse("organs:add_person"),
        others.exists(),
    )
    yield Step(
        30,
        _("Give them their roles"),
        _("On each person's page: which role, in which organ, from which day on."),
        reverse("organs:people"),
        roles.exists(),
    )
