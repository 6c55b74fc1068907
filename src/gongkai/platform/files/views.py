"""页面: the files of the organs that a person may see; upload, download, removal."""

from django.forms import Form
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.platform.files.actions import remove_file
from gongkai.platform.files.forms import UploadForm
from gongkai.platform.files.giving import given_out
from gongkai.platform.files.listing import FILES
from gongkai.platform.files.queries import organs_added_to_by, organs_read_by, visible_to
from gongkai.platform.files.receive import receive
from gongkai.platform.lists.page import show
from gongkai.platform.moments import legal_day, present
from gongkai.platform.permissions import Permission, require
from gongkai.platform.ui.perform import perform, sent

MOST_PLACES = 20
"""Organs whose upload page is named on the list of files."""


@require_GET
def list_files(request: HttpRequest) -> HttpResponse:
    """The attachments that the person may see; above them where they may upload."""
    adding = organs_added_to_by(request.user, legal_day(present()))
    context = {"adding": adding[:MOST_PLACES], "are_more": adding[MOST_PLACES:].exists()}
    return show(request, FILES, template="files/list.html", context=context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, organ: int) -> HttpResponse:
    """The upload page of an organ."""
    today = legal_day(present())
    place = get_object_or_404(organs_read_by(request.user, today), pk=organ)
    require(request.user, Permission.FILES_ADD, organ, today)
    return perform(
        request,
        UploadForm(request),
        receive,
        title=_("Upload files"),
        done=_("The files were kept."),
        then=f"{reverse('files:list')}?organ={organ}",
        template="files/add.html",
        context={"organ": place},
        organ=organ,
    )


@require_GET
def download(request: HttpRequest, attachment: int) -> FileResponse:
    """The file itself, never shown inside the site."""
    return given_out(get_object_or_404(visible_to(request.user, legal_day(present())), pk=attachment))


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, attachment: int) -> HttpResponse:
    """Asks whether to remove a file, and does it."""
    today = legal_day(present())
    found = get_object_or_404(visible_to(request.user, today), pk=attachment)
    require(request.user, Permission.FILES_ADD, found.organ, today)
    return perform(
        request,
        Form(sent(request)),
        remove_file,
        title=_("Remove the file"),
        done=_("The file was removed."),
        then=f"{reverse('files:list')}?organ={found.organ}",
        template="files/remove.html",
        context={"file": found},
        attachment=found,
    )
