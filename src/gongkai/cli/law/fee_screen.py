"""收费说明: a fee drawn for a person: the amount, how it comes about band by band, and on what ground."""

from datetime import date

from rich.console import Console

from gongkai.cli.law.words import bracketed, word
from gongkai.cli.screen import Look, canvas, drawn, write
from gongkai.core.fees import PER_ITEM, Band, bands, latest
from gongkai.core.findings import Language
from gongkai.core.law.parameters import on
from gongkai.core.writers.law_words import FEE_UNITS

_FIRST, _LAST = 6, 3
"""So many bands are shown from the beginning and the end."""


def draw_fee(key: str, amounts: dict[str, int], day: date | None, look: Look) -> bytes:
    """The fee of the last item and of the month, or of the pages, and the bands that it comes from."""
    console, language = canvas(look), look.language
    by_item = key == PER_ITEM
    number = amounts["items" if by_item else "pages"]
    kind = "fee_items" if by_item else "fee_pages"
    text = word(kind, language, number=number, fee=amounts["fee"], total=amounts.get("month_total"))
    write(console, text, style="bold")
    unit = FEE_UNITS[by_item][language]
    found = bands(key, number, day)
    for band in found[:_FIRST]:
        _draw_band(console, band, number, unit, language)
    if len(found) > _FIRST + _LAST:
        write(console, word("more_bands", language), indent=2)
    for band in found[max(_FIRST, len(found) - _LAST) :]:
        _draw_band(console, band, number, unit, language)
    console.print()
    rule = on(key, day or latest(key))
    write(console, rule.source[language] + (bracketed(rule.note[language], language) if rule.note else ""), style="dim")
    write(console, word("fee_may", language), style="dim")
    return drawn(console)


def _draw_band(console: Console, band: Band, number: int, unit: str, language: Language) -> None:
    last = min(number, band.last or number)
    count = last - band.first + 1
    each = word("fee_each", language, unit=unit, each=band.each) if band.each else word("fee_free", language)
    span = f"{band.first}–{last}" if last > band.first else str(last)
    total = word("fee_sum", language, count=count, unit=unit, each=band.each, sum=count * band.each)
    write(console, f"{span:<12}{each}  {total if band.each else ''}", indent=2)
