"""信息处理费: `gongkai fee` tells what an item of the month, or the pages of a request, cost."""

from datetime import date

import click

from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.law.facts import DAY
from gongkai.cli.output import put
from gongkai.cli.screen import look_of_output
from gongkai.cli.usage import Misused
from gongkai.core.fees import PER_ITEM, PER_PAGE, of_item, of_items, of_pages
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.parameters import parameter

_MOST = 1_000_000


@click.command("fee", cls=Spoken, topic="fee")
@click.option("--items", type=click.IntRange(1, _MOST))
@click.option("--pages", type=click.IntRange(1, _MOST))
@click.option("--on", "day", type=DAY)
@click.option("--json", "as_json", is_flag=True)
@language_option
@click.pass_context
def fee(context: click.Context, items: int | None, pages: int | None, day: date | None, as_json: bool) -> None:
    """Tells the fee of the last item and of the month, or of the pages."""
    if (items is None) == (pages is None):
        raise Misused("items_or_pages")
    key = PER_ITEM if items else PER_PAGE
    look = look_of_output(language_of(context), as_json)
    try:
        if items is not None:
            amounts = {"items": items, "fee": of_item(items, day), "month_total": of_items(items, day)}
        else:
            assert pages is not None
            amounts = {"pages": pages, "fee": of_pages(pages, day)}
    except OutsideTheLaw as outside:
        raise Misused("not_the_law_then", entry=key, day=day, start=parameter(key).values[0].start) from outside
    if as_json:
        from gongkai.core.writers.law_json import fee_line

        put(fee_line(**amounts))
    else:
        from gongkai.cli.law.fee_screen import draw_fee  # rich is slow to import and JSON needs none of it

        put(draw_fee(key, amounts, day, look))
