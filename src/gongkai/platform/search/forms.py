"""表单: what is looked for and what the finds are narrowed to. Whatever does not fit is passed over, never refused: an
address that somebody kept always answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.platform.search.asked import LONGEST_QUERY
from gongkai.platform.search.queries import Found, Narrowed
from gongkai.platform.search.sources import SOURCES

MOST_ORGANS = 50
"""Organs to choose from; those with the most finds."""


class SearchForm(forms.Form):
    """The field, and a choice for each way to narrow the finds, with how many there are of each."""

    q = forms.CharField(
        label=_("What to look for"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_QUERY, "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    organ = forms.ChoiceField(label=_("Organ"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, typed: str, narrowed: Narrowed, found: Found, organs: dict[int, str]) -> None:
        super().__init__(initial={"q": typed, **narrowed.conditions()}, auto_id="search-%s")
        kinds = [(kind, source.title, found.kinds[kind]) for kind, source in SOURCES.items()]
        named = [(pk, organs[pk], count) for pk, count in found.organs.most_common(MOST_ORGANS) if pk in organs]
        years = [(year, str(year), count) for year, count in sorted(found.years.items(), reverse=True)]
        for name, choices in (("kind", kinds), ("organ", named), ("year", years)):
            chosen = getattr(narrowed, name)
            shown = [(value, f"{words} ({count})") for value, words, count in choices if count or value == chosen]
            if shown:
                self.fields[name].choices = [("", _("All")), *shown]
            else:
                del self.fields[name]


def narrowed_by(asked: Any) -> Narrowed:
    """What the address narrows the finds to."""
    kind, organ, year = (asked.get(name, "") for name in ("kind", "organ", "year"))
    return Narrowed(kind if kind in SOURCES else "", _number(organ, 18), _number(year, 4))


def _number(typed: str, most: int) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= most else None
