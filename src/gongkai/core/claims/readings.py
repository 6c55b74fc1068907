"""数字的含义: which cells, or sums of cells, the words of a phrase may mean.

The same words may mean more than one sum: 收到 may have in it what was carried in, 办结 may leave out what was not
processed. Keys are those of cells, or of rows and groups of rows, whose 总计 are meant.
"""

from functools import lru_cache

from gongkai.core.findings import Figure
from gongkai.core.law.editions import Form
from gongkai.core.report import FilledReport

Rows = tuple[str, ...]

_RESULTS: Rows = ("requests.disclosed", "requests.partial", "requests.refused", "requests.unavailable")
_RECEIVED: tuple[Rows, ...] = (("requests.new_received",), ("requests.new_received", "requests.carried_in"))
_HANDLED: tuple[Rows, ...] = (_RECEIVED[1], _RECEIVED[0], ("requests.results_total",))
_DONE: tuple[Rows, ...] = (
    ("requests.results_total",),
    _RESULTS,
    (*_RESULTS, "requests.not_processed"),
    (*_RESULTS, "requests.other"),
)
_DIRECT, _AFTER = "remedies.litigation_direct.total", "remedies.litigation_after.total"
_LITIGATION: tuple[Rows, ...] = ((_DIRECT, _AFTER), (_DIRECT,), (_AFTER,))

CARRIED_OUT: tuple[Rows, ...] = (("requests.carried_out",),)

READINGS: dict[frozenset[str], tuple[Rows, ...]] = {
    frozenset(kinds.split()): readings
    for kinds, readings in {
        "receive": _RECEIVED,
        "accept": _RECEIVED,
        "receive handle": _RECEIVED,
        "receive answer": _RECEIVED,
        "accept handle": _RECEIVED,
        "accept answer": _RECEIVED,
        "accept done": _RECEIVED,
        "request": _RECEIVED,
        "request_class": _RECEIVED,
        "newly": _RECEIVED[:1],
        "newly receive": _RECEIVED[:1],
        "newly accept": _RECEIVED[:1],
        "handle": _HANDLED,
        "done": _DONE,
        "carried_in": (("requests.carried_in",),),
        "carried_out": CARRIED_OUT,
        "reconsideration": (("remedies.reconsideration.total",),),
        "receive reconsideration": (("remedies.reconsideration.total",),),
        "litigation": _LITIGATION,
        "receive litigation": _LITIGATION,
        "direct": ((_DIRECT,),),
        "litigation direct": ((_DIRECT,),),
        "after": ((_AFTER,),),
        "litigation after": ((_AFTER,),),
        "reconsideration litigation": (("remedies.reconsideration.total", _DIRECT, _AFTER),),
        "make normative": (("proactive.normative.made",), ("proactive.normative.new_made",)),
        "repeal normative": (("proactive.normative.repealed",),),
        "in_force normative": (("proactive.normative.in_force",),),
        "licensing": (("proactive.licensing.decisions",),),
        "penalty": (("proactive.penalty.decisions",),),
        "coercion": (("proactive.coercion.decisions",),),
    }.items()
}
"""The words that must be there, and no other content words → what they may mean, the usual meaning first."""

SAYS_NOTHING = frozenset(
    [
        "own",
        "this_year",
        "of_these",
        "request",
        "weak_request",
        "applicants",
        "disclosure",
        "against",
        "in_all",
        "none",
        "towards",
        "request_class",
        "in_the_year",
    ]
)
"""Words that may stand beside those of READINGS and of a row."""
WHOLE = frozenset(["receive", "accept", "newly", "handle", "done", "request", "request_class"])
"""Words of a figure that tells a total of requests, to which parts may belong."""
NEEDS_A_NOUN = frozenset(
    [
        "receive",
        "accept",
        "newly",
        "handle",
        "answer",
        "done",
        "carried_in",
        "carried_out",
        "make",
        "repeal",
        "in_force",
    ]
)
"""Words that may have the noun that they go with behind the figure."""
NAMES_ITS_CELLS = frozenset(
    ["carried_in", "carried_out", "reconsideration", "litigation", "direct", "after", "normative"]
)
"""Words that say without a noun of what there is none."""
RECEIVED = frozenset(("receive", "accept", "newly", "request", "request_class"))
"""Words of a total of requests whose applicants are those of 新收."""
REMEDIES = frozenset(("reconsideration", "litigation", "direct", "after"))
DECISIONS = {f"{kind}_matter": kind for kind in ("licensing", "penalty", "coercion")}
"""Words that leave out 决定 where the sentence has told of decisions: 作出行政许可3件、行政处罚2件."""
DOCUMENT_VERBS = frozenset(("make", "repeal", "in_force"))
"""Words that may leave out their noun where the sentence has told of documents: 制发规范性文件3件，废止1件."""
REMEDY_RESULTS = frozenset(("upheld", "corrected", "other", "pending"))
"""Words for the columns of table 4."""

_ORGANISATIONS = ("business", "research", "welfare", "legal", "other")
APPLICANTS: dict[str, tuple[Rows, ...]] = {
    "natural": (("natural",),),
    "organisations": (_ORGANISATIONS,),
    "business": (("business",),),
    "research": (("research",),),
    "welfare": (("welfare",),),
    "legal": (("legal",),),
}
"""Words for applicants → the columns of table 3 that they may mean."""

UNITS = {
    "requests": frozenset(["件", "宗", "份", "起", "例", "条"]),
    "remedies": frozenset(["件", "宗", "起", "例", "次"]),
    "proactive": frozenset(["件", "个", "份", "部", "项", "宗", "条"]),
}
"""Units that the figures of a table are told in."""


def readings_of(kinds: frozenset[str]) -> tuple[Rows, ...]:
    """What the words may mean; () where they mean no cell."""
    core = kinds - SAYS_NOTHING
    if "towards" in kinds and core & {"reconsideration", "litigation"}:
        return ()  # told by the body that reviews, or by where the applicant went
    if "none" in kinds and not (core & NAMES_ITS_CELLS or kinds & {"request", "request_class", "weak_request"}):
        return ()
    if "in_the_year" in kinds and "done" in core:
        return ()  # of those received in the year, or of all
    rows = [kind for kind in core if "." in kind]
    if rows:
        return ((rows[0],),) if len(core) == 1 else ()
    return READINGS.get(core or kinds & {"request", "request_class"}, ())


@lru_cache(maxsize=512)
def cells_of(form: Form, rows: Rows, column: str = "total") -> tuple[str, ...]:
    """The keys of the cells of `form` that the rows mean, in `column`; () where the form has one of them not."""
    found: list[str] = []
    for row in rows:
        if row in form.index:
            found.append(row)
            continue
        cells = [cell.key for cell in form.cells if cell.column.key == column and f"{cell.key}.".startswith(f"{row}.")]
        if not cells:
            return ()
        found += cells
    return tuple(found)


def sum_of(report: FilledReport, cells: tuple[str, ...]) -> Figure | None:
    """The sum of the cells; None where one has no value."""
    values = [report.value(key) for key in cells]
    return None if None in values else sum(value for value in values if value is not None)


def in_columns(cells: tuple[str, ...], columns: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of these columns in the rows of table 4 whose 总计 are `cells`."""
    return tuple(f"{key.removesuffix('total')}{column}" for key in cells for column in columns)
