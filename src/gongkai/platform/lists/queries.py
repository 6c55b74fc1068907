"""查询: a person's own views of lists."""

from typing import Any

from django.db.models import QuerySet

from gongkai.platform.lists.models import SavedView


def own_views(person: Any, listing: str = "") -> QuerySet[SavedView]:
    """The views that the person saved, of one list or of all, the oldest first."""
    found = SavedView.objects.filter(person=person.pk)
    return found.filter(listing=listing) if listing else found
