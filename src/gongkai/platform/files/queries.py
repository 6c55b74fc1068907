"""查询: which attachments a person may see. Whatever shows or serves one asks here."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from gongkai.platform.files.models import Attachment
from gongkai.platform.permissions import Permission, organ_ids_where, organs_where


def visible_to(person: Any, on: date) -> QuerySet[Attachment]:
    """The attachments in the organs whose files the person may read, all or those that they added themselves, without
    the removed ones."""
    every = Q(organ__in=organ_ids_where(person, Permission.FILES_READ, on))
    own = Q(organ__in=organ_ids_where(person, Permission.FILES_READ_OWN, on), added_by=person.pk)
    return Attachment.objects.filter(every | own, removed_at=None).select_related("stored")


def organs_read_by(person: Any, on: date) -> QuerySet[Any]:
    """The organs in which the person may read files, all or their own."""
    return organs_where(person, Permission.FILES_READ_OWN, on)


def organs_added_to_by(person: Any, on: date) -> QuerySet[Any]:
    """The organs to which the person may add files."""
    return organs_where(person, Permission.FILES_ADD, on)


def names_of_people(ids: Iterable[int]) -> dict[int, str]:
    """The names of the people with these ids, for attachments that the asking person may see."""
    return {person.pk: person.name for person in get_user_model()._default_manager.filter(pk__in=set(ids))}
