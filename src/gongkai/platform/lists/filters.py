"""筛选: the form by which a list is filtered. What is typed narrows; what can't be read is told, and shows nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.platform.typed import PlainField

MOST_CHOICES = 100
"""Organs that are offered to be chosen; where there are more, a part of the name is typed."""

RESERVED = frozenset({"sort", "columns", "page", "view", "chosen", "query"})
"""What a list's address says besides its filters."""


class Filters(forms.Form):
    """What a list is filtered by. `q` is a text that is looked for; a list without it sets `q = None`."""

    q = PlainField(label=_("Search"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))

    def __init__(self, data: Any, *, ask: Any) -> None:
        super().__init__(data, label_suffix="")
        self.ask = ask
        self.plain: dict[str, dict[str, str]] = {}
        """Field → value → its words without a count."""

    def count(self, name: str, choices: Iterable[tuple[str, Any]], counts: Mapping[str, int] | None = None) -> None:
        """Fills the choices of a field, 'all' before them, each with how many there are."""
        field: Any = self.fields[name]
        self.plain[name] = {value: str(words) for value, words in choices}
        shown = [
            (value, f"{words} ({counts[value]})" if counts else words) for value, words in self.plain[name].items()
        ]
        field.choices = [("", _("All")), *shown]

    def words(self, name: str) -> str:
        """What was chosen or typed in a field, as a person says it; empty for a box that is ticked."""
        value = self.cleaned_data[name]
        if isinstance(value, bool):
            return ""
        if isinstance(value, Picked):
            return value.words
        return self.plain.get(name, {}).get(str(value)) or str(value)

    def told(self) -> dict[str, Any]:
        """What was filtered by, for the journal: of typed text only that there was one."""
        found: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if value in (None, "", False):
                continue
            if isinstance(value, Picked):
                found[name] = value.number or True
            elif isinstance(self.fields[name], (forms.ChoiceField, forms.BooleanField, forms.DateField)):
                found[name] = value
            else:
                found[name] = True
        return found


class Picked:
    """The organs that were filtered by: one that was chosen, or those whose name holds what was typed."""

    def __init__(self, organs: QuerySet[Any], words: str, number: int | None) -> None:
        self.organs = organs.order_by().values("pk")
        self.words = words
        self.number = number
        """The id, where one was chosen."""


class OrganFilter(forms.Field):
    """An organ out of those that the person may see: a choice where they are few, else a part of the name. An address
    may name one by its id in both cases."""

    widget = forms.Select

    def offer(self, organs: QuerySet[Any]) -> None:
        """Fills the choices."""
        self.organs = organs
        found = list(organs.values_list("pk", "name")[: MOST_CHOICES + 1])
        if len(found) > MOST_CHOICES:
            self.widget = forms.TextInput(attrs={"type": "search"})
            self.help_text = _("A part of its name.")
        else:
            self.widget = forms.Select(choices=[("", _("All")), *found])
        self.known = dict(found)

    def clean(self, value: Any) -> Picked | None:
        """The organs meant."""
        text = str(value or "").strip()
        if not text:
            return None
        if not (text.isascii() and text.isdecimal()):
            if isinstance(self.widget, forms.Select):
                raise ValidationError(_("There is no such organ that you may see."))
            return Picked(self.organs.filter(name__icontains=text), text, None)
        number = int(text) if len(text) < 19 else 0
        name = self.known.get(number) or self.organs.filter(pk=number).values_list("name", flat=True).first()
        if name is None:
            raise ValidationError(_("There is no such organ that you may see."))
        return Picked(self.organs.filter(pk=number), name, number)
