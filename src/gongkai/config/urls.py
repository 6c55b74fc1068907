"""网址: every route of the site. Each stands in the matrix of tests/config/test_matrix.py, or that test fails."""

from django.urls import include, path

from gongkai.portal.views.front import front
from gongkai.workbench.views.home import home

handler400 = "gongkai.platform.ui.views.bad_request"
urlpatterns = [
    path("", front, name="front"),
    path("", include("gongkai.platform.ui.urls")),
    path("search/", include("gongkai.platform.search.urls")),
    path("tools/", include("gongkai.portal.urls")),
    path("tools/samples/", include("gongkai.demo.urls")),
    path("account/", include("gongkai.platform.accounts.sign_in_urls")),
    path("staff/", home, name="home"),
    path("staff/", include("gongkai.workbench.urls")),
    path("staff/lists/", include("gongkai.platform.lists.urls")),
    path("staff/reports/", include("gongkai.reporting.urls")),
    path("staff/settings/", include("gongkai.platform.accounts.urls")),
    path("staff/organs/", include("gongkai.organs.urls")),
    path("staff/calendars/", include("gongkai.calendars.urls")),
    path("staff/journal/", include("gongkai.platform.auditor.urls")),
    path("staff/files/", include("gongkai.platform.files.urls")),
    path("staff/jobs/", include("gongkai.platform.jobs.urls")),
    path("staff/messages/", include("gongkai.platform.outbox.urls")),
]
