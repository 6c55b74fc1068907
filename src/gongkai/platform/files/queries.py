"""查询: which attachments a person may see. Whatever shows or serves one asks here."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from gongkai.platform.files.models import Attachment
from gongkai.platform.permissions import Permission, organs_where


def visible_to(person: Any, on: date) -> QuerySet[Attachment]:
    """The attachments in the organs whose files the person may read, without the removed ones."""
    organs = organs_where(person, Permission.FILES_READ, on)
    return Attachment.objects.filter(removed_at=None, organ__in=organs.values("pk")).select_related("stored")


def organs_read_by(person: Any, on: date) -> QuerySet[Any]:
    """The organs whose files the person may read."""
    return organs_where(person, Permission.FILES_READ, on)


def organs_added_to_by(person: Any, on: date) -> QuerySet[Any]:
    """The organs to which the person may add files."""
    return organs_where(person, Permission.FILES_ADD, on)


def names_of_people(ids: Iterable[int]) -> dict[int, str]:
    """The names of the people with these ids, for attachments that the asking person may see."""
    return {person.pk: person.name for person in get_user_model()._default_manager.filter(pk__in=set(ids))}
