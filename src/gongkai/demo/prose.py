"""虚构的正文: the chapters of an invented report, which tell its figures in sentences.

They are written from what its tables print, and from last year's, so that text and tables agree wherever nothing was
planted.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from gongkai.core.findings import Figure
from gongkai.core.law.editions import edition
from gongkai.demo import phrases
from gongkai.demo.figures import draw
from gongkai.demo.places import BY_KEY

Chapters = dict[str, list[str]]
"""Key of a chapter → its paragraphs."""

_YEARLY = 3
"""Problems told a year."""


def chapters(
    key: str, year: int, edition_id: str, told: Mapping[str, Figure], before: Mapping[str, Figure]
) -> Chapters:
    """The chapters of the organ's report of that year, of which `told` are the figures and `before` last year's."""
    problems = _problems(key, year)
    listed = "；".join(f"{'一二三'[place]}是{problem}" for place, (problem, _) in enumerate(problems))
    done = "；".join(f"{'一二三'[place]}是{measure}" for place, (_, measure) in enumerate(problems))
    last = phrases.FEES if edition_id == "2021" else phrases.OTHERS
    return {
        "overview": _overview(key, year, edition_id, told, before),
        "problems": [
            f"存在以下三个问题：{listed}。",
            f"改进情况：{done}。",
            _one(phrases.NEXT, key, year, "next"),
        ],
        "other": [_one(last, key, year, "other")],
    }


def basis(year: int, edition_id: str) -> tuple[str, str]:
    """What stands at the beginning: by which form the report is made, and of which days."""
    return phrases.BASIS.format(document=edition(edition_id).document), phrases.PERIOD.format(year=year)


def _overview(
    key: str, year: int, edition_id: str, told: Mapping[str, Figure], before: Mapping[str, Figure]
) -> list[str]:
    paragraphs = [
        "".join(basis(year, edition_id)),
        f"（一）主动公开。{_published(key, year)}{_normative(key, year, edition_id, told)}",
        f"（二）依申请公开。{''.join(requests_told(key, year, told, before))}",
        f"（三）政府信息管理。{_counting(phrases.MANAGEMENT, key, year, 'management', 60)}",
        f"（四）平台建设。{_counting(phrases.PLATFORM, key, year, 'platform', 8)}",
        f"（五）监督保障。{_counting(phrases.SUPPORT, key, year, 'support', 6)}",
    ]
    if BY_KEY[key].is_government:
        paragraphs.append(f"（六）工作考核、社会评议和责任追究结果。{_one(phrases.RESULTS, key, year, 'results')}")
    return paragraphs


def requests_told(key: str, year: int, told: Mapping[str, Figure], before: Mapping[str, Figure]) -> list[str]:
    """The sentences on requests and on cases."""
    new = int(told["requests.new_received.total"])
    if not new and not told["requests.results_total.total"]:
        return [_one(phrases.NONE_RECEIVED, key, year, "none")]
    natural = int(told["requests.new_received.natural"])
    sentences = [
        _one(phrases.RECEIVED, key, year, "received").format(new=new, natural=natural, others=new - natural),
        _growth(key, year, new, int(before.get("requests.new_received.total", 0))),
        _share(key, year, told),
    ]
    if out := told["requests.carried_out.total"]:
        sentences.append(_one(phrases.CARRIED, key, year, "carried").format(out=out))
    if cases := told["remedies.reconsideration.total"]:
        sentences.append(_one(phrases.CASES, key, year, "cases").format(reconsideration=cases))
    return [sentence for sentence in sentences if sentence]


def _one(wordings: Sequence[str], key: str, year: int, what: str) -> str:
    """One of the wordings, another each year."""
    return wordings[(draw(len(wordings) - 1, key, what) + year) % len(wordings)]


def _counting(wordings: Sequence[str], key: str, year: int, what: str, most: int) -> str:
    return _one(wordings, key, year, what).format(n=draw(most, key, year, what, least=2))


def _published(key: str, year: int) -> str:
    size = 20 + 9 * BY_KEY[key].requests
    a, b, c = (draw(size * part, key, year, "published", part, least=3) for part in (1, 4, 2))
    return _one(phrases.PUBLISHED, key, year, "published").format(all=a + b + c, a=a, b=b, c=c)


def _normative(key: str, year: int, edition_id: str, told: Mapping[str, Figure]) -> str:
    if edition_id != "2021" or "proactive.normative.made" not in told:
        return ""
    made, repealed = told["proactive.normative.made"], told["proactive.normative.repealed"]
    if not made and not repealed:
        return ""
    return _one(phrases.NORMATIVE, key, year, "normative").format(made=made, repealed=repealed)


def _growth(key: str, year: int, new: int, old: int) -> str:
    if not old or new == old:
        return ""
    way, rate_way = ("增加", "增长") if new > old else ("减少", "下降")
    by = abs(new - old)
    return _one(phrases.GROWTH, key, year, "growth").format(
        new=new, way=way, by=by, rate_way=rate_way, rate=_percent(by, old)
    )


def _share(key: str, year: int, told: Mapping[str, Figure]) -> str:
    results, disclosed = told["requests.results_total.total"], told["requests.disclosed.total"]
    if not results or not disclosed or disclosed == results:
        return ""
    return _one(phrases.SHARE, key, year, "share").format(
        results=results, disclosed=disclosed, share=_percent(int(disclosed), int(results))
    )


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _problems(key: str, year: int) -> list[tuple[str, str]]:
    first = draw(len(phrases.PROBLEMS) - 1, key, "problems") + _YEARLY * year
    return [phrases.PROBLEMS[(first + place) % len(phrases.PROBLEMS)] for place in range(_YEARLY)]
