"""工作日历: the working days of a year as they are in use here, with the notices; for anyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.calendars.in_use import in_use
from gongkai.calendars.months import areas_in, months_in_use
from gongkai.core.calendar import NoSuchArea, Unannounced
from gongkai.platform.moments import today


@login_not_required
@require_GET
def calendar(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """A year, twelve months, to look at and to print; without a year, the present one."""
    year = today().year if year is None else year
    area = request.GET.get("area", "")
    used = in_use()
    try:
        months, certain = months_in_use(year, area)
    except (NoSuchArea, Unannounced) as error:
        raise Http404 from error
    years = sorted(known for known, of_area in used.years if of_area == area)
    context = {
        "title": _("Working days of %(year)s") % {"year": year} + (f" · {area}" if area else ""),
        "months": months,
        "certain": certain,
        "year": year,
        "years": sorted({*years, year, max(years, default=year) + 1}),
        "area": area,
        "areas": areas_in(year),
        "working": sum(month.working for month in months),
        "national": used.years.get((year, "")) if area else None,
        "present": used.years.get((year, area)),
    }
    return render(request, "portal/calendar.html", context)
