"""虚构的年度报告: the yearly report of an invented organ, from its figures to what stands on paper."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from gongkai.core.findings import Figure
from gongkai.core.law.editions import edition, edition_for_year
from gongkai.core.writers.official import Official, Section, plain_figure, tables
from gongkai.core.writers.official import title as title_of
from gongkai.demo.figures import draw, figures
from gongkai.demo.places import BY_KEY, name_on, years
from gongkai.demo.planted import Draft, Plant, planted_in
from gongkai.demo.prose import chapters

_DAYS = {"government": ((3, 4), 24), "township": ((1, 12), 17), "subdistrict": ((1, 12), 17)}
"""Kind → the first day of the following year on which its report may come out, and how many days later at most."""
_SATURDAY = 5


@cache
def drafted(key: str, year: int, *, mended: bool = False) -> Draft:
    """The organ's report of that year, with the mistake that is planted in it, or as it was mended."""
    plant = None if mended else planted_in(year).get(key)
    draft = _figured(key, year, plant)
    due = edition_for_year(year).id
    draft.chapters = chapters(key, year, due, draft.figures, draft.before)
    if plant is not None and plant.to_text is not None:
        if year - 1 in years(key):
            draft.chapters_before = drafted(key, year - 1).chapters
        plant.to_text(draft)
    return draft


def _figured(key: str, year: int, plant: Plant | None) -> Draft:
    """The report with its figures, before any text."""
    published = published_by_law(key, year)
    draft = Draft(
        key=key,
        year=year,
        edition_id=edition_for_year(year).id,
        figures=dict(figures(key, year)),
        before=_figures_before(key, year),
        published=published,
        index_number=f"WC{list(BY_KEY).index(key) + 1:03}/{year + 1}-{draw(90_000, key, year, 'index', least=1):05}",
    )
    if plant is not None and plant.to_figures is not None:
        plant.to_figures(draft)
    return draft


def _figures_before(key: str, year: int) -> Mapping[str, Figure]:
    """What last year's report prints, where there is one."""
    if year - 1 not in years(key):
        return {}
    draft = Draft(key, year - 1, "", dict(figures(key, year - 1)), {}, date.min, "")
    plant = planted_in(year - 1).get(key)
    if plant is not None and plant.to_figures is not None:
        plant.to_figures(draft)
    return draft.figures


def published_by_law(key: str, year: int) -> date:
    """The day on which the organ publishes its report of that year, if nothing holds it up: a working day in time."""
    (month, first), most = _DAYS.get(BY_KEY[key].kind, ((1, 8), 18))
    day = date(year + 1, month, first) + timedelta(days=draw(most, key, year, "published"))
    return day - timedelta(days=max(day.weekday() - _SATURDAY + 1, 0))


def official(draft: Draft) -> Official:
    """The report as the writers take it."""
    form = edition(draft.edition_id).form
    organ = name_on(draft.key, draft.published)
    grids = {grid.key: grid for grid in tables(form)}
    sections = tuple(
        Section(one.key, f"{one.number}、{one.title}", tuple(draft.chapters.get(one.key, ())), grids.get(one.key))
        for one in edition(draft.edition_id).chapters
        if one.key not in draft.lost
    )
    printed = tuple(
        "" if cell.key in draft.blank else plain_figure(draft.figures[cell.key], signed=cell.column.kind == "signed")
        for cell in form.cells
    )
    metadata = (("索引号", draft.index_number), ("发布日期", draft.published.isoformat()), ("发布机构", organ))
    return Official(title_of(organ, draft.year), metadata, sections, form, printed)
