"""表头: whether a table's column heads stand in the form's order.

Figures are placed by the form's order of columns. A table whose heads are printed in another order (总计 first,
本年废止 before 本年制发) can't be placed that way, so its cells stay unknown; heads that are torn or lost say nothing.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from gongkai.core.law.editions import Table, edition
from gongkai.core.readers.labels import only_words

_REACH = {"requests": 60, "remedies": 120}
"""Characters of words before a table's first row or figure in which its heads stand."""
_SECTIONS = ("行政复议", "行政诉讼")


_ORGANISATIONS = "法人或其他组织"


@cache
def _orders(key: str, edition_id: str) -> tuple[tuple[str, ...], ...]:
    """Heads that stand in this order in the form, by table."""
    table = edition(edition_id).form.table(key)
    columns = tuple(only_words(column.label) for column in table.rows[0].columns)
    if key == "proactive":
        blocks = dict.fromkeys(tuple(only_words(column.label) for column in row.columns) for row in table.rows)
        return tuple(block for block in blocks if len(block) > 1)
    if key == "requests":
        return (columns[:-1], (columns[0], columns[-1]))
    return (tuple(only_words(row.label) for row in table.rows[1:]), _SECTIONS)


def heads_in_order(words: str, table: Table) -> bool:
    """Whether no two heads in `words` stand against the form. The words end where the table's rows or
    figures begin; those of table 2, whose heads stand among its rows, hold the whole table."""
    words = words[-_REACH.get(table.key, len(words)) :] if words else words
    if table.key == "requests":
        return _applicants_in_order(words, table)
    if table.key == "remedies" and not _results_in_order(words, table):
        return False
    return all(_rising(words, heads) for heads in _orders(table.key, table.edition))


def _applicants_in_order(words: str, table: Table) -> bool:
    """The heads of table 3: 自然人, 法人或其他组织 above five of its own, 总计; that of the total is printed above the
    five or behind them."""
    natural, group, total = words.find("自然人"), words.find(_ORGANISATIONS), words.find("总计")
    if natural >= 0 and "法律服务机构" in words and total < 0 and "合计" not in words:
        return False  # the last column is some other
    if group >= 0 and (natural > group or 0 <= total < group):
        return False
    return all(_rising(words.replace(_ORGANISATIONS, ""), heads) for heads in _orders(table.key, table.edition))


def _results_in_order(words: str, table: Table) -> bool:
    """The heads of table 4: wherever one stands before the one in front of it, that was the last of its five."""
    columns = [only_words(column.label) for column in table.rows[0].columns]
    places = [columns.index(name) for name in re.findall("|".join(columns), words)]
    return all(one < other or (one == len(columns) - 1 and other < one) for one, other in pairwise(places))


def _rising(words: str, heads: Sequence[str]) -> bool:
    """Whether the heads that are there first stand in the order given."""
    places = [place for place in map(words.find, heads) if place >= 0]
    return places == sorted(places)
