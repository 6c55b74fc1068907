"""网址: every route of the site. Each stands in the matrix of tests/config/test_matrix.py, or that test fails."""

from django.urls import include, path

from gongkai.platform.ui.views import home

urlpatterns = [
    path("", home, name="home"),
    path("account/", include("gongkai.platform.accounts.sign_in_urls")),
    path("staff/people/", include("gongkai.platform.accounts.urls")),
    path("staff/organs/", include("gongkai.organs.urls")),
    path("staff/calendars/", include("gongkai.calendars.urls")),
    path("staff/journal/", include("gongkai.platform.auditor.urls")),
    path("staff/files/", include("gongkai.platform.files.urls")),
    path("staff/jobs/", include("gongkai.platform.jobs.urls")),
    path("staff/messages/", include("gongkai.platform.outbox.urls")),
]
