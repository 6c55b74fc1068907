"""样本报告页: invented reports to try the report tools with. Only in a demo; anywhere else there is no such page."""

import io

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.demo import samples as invented
from gongkai.platform.moments import today
from gongkai.platform.ui.language import language_now


def _year() -> int:
    """The year of the samples. Raises Http404 where this is no demo."""
    if not settings.IS_DEMO:
        raise Http404
    return invented.year_of(today())


@login_not_required
@require_GET
def samples(request: HttpRequest) -> HttpResponse:
    """The list, the one to begin with before all."""
    year = _year()
    language = language_now()
    found = [(one, one.plant.says[language] if one.plant else "") for one in invented.samples(year)]
    first = invented.to_begin_with(year)
    told = {"title": _("Sample reports"), "year": year, "samples": found, "first": first}
    told["first_says"] = first.plant.says[language] if first.plant else ""
    return render(request, "demo/samples.html", told)


@login_not_required
@require_GET
def sample(request: HttpRequest, key: str) -> FileResponse:
    """One file."""
    found = invented.sample(key, _year())
    if found is None:
        raise Http404
    return _handed_out(found.data, found.name)


@login_not_required
@require_GET
def archive(request: HttpRequest) -> FileResponse:
    """All files."""
    year = _year()
    return _handed_out(invented.archive(year), f"gongkai-samples-{year}.zip")


def _handed_out(data: bytes, name: str) -> FileResponse:
    """The bytes as a file to keep, never as a page to show."""
    return FileResponse(io.BytesIO(data), as_attachment=True, filename=name, content_type="application/octet-stream")
