"""表头: whether a table's column heads stand in the form's order.

Figures are placed by the form's order of columns. A table whose heads are printed in another order (总计 first,
本年废止 before 本年制发) can't be placed that way, so its cells stay unknown; heads that are torn or lost say nothing.
"""

from collections.abc import Sequence

from gongkai.core.law.editions import Table
from gongkai.core.readers.labels import only_words

_REACH = {"requests": 60, "remedies": 120}
"""Characters of words before a table's first row or figure in which its heads stand."""
_SECTIONS = ("行政复议", "行政诉讼")


def heads_in_order(words: str, table: Table) -> bool:
    """Whether no two heads in `words` stand against the form. The words end where the table's rows or
    figures begin; those of table 2, whose heads stand among its rows, hold the whole table."""
    if table.key == "proactive":
        return all(_rising(words, [only_words(one.label) for one in row.columns]) for row in table.rows)
    words = words[-_REACH[table.key] :]
    columns = [only_words(column.label) for column in table.rows[0].columns]
    if table.key == "requests":
        natural, *organisations, _, total = columns
        if natural in words and organisations[-1] in words and total not in words and "合计" not in words:
            return False  # the last column is some other
        return _rising(words, [natural, *organisations]) and _rising(words, [natural, total])
    sections = [only_words(row.label) for row in table.rows[1:]]
    return _rising(words, columns) and _rising(words, sections) and _rising(words, _SECTIONS)


def _rising(words: str, heads: Sequence[str]) -> bool:
    """Whether the heads that are there first stand in the order given."""
    places = [place for place in map(words.find, heads) if place >= 0]
    return places == sorted(places)
