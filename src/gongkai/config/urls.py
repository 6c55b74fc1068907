"""网址: every route of the site. Each stands in the matrix of tests/config/test_matrix.py, or that test fails."""

from django.urls import include, path

from gongkai.platform.ui.views import home

urlpatterns = [
    path("", home, name="home"),
    path("account/", include("gongkai.platform.accounts.sign_in_urls")),
    path("work/people/", include("gongkai.platform.accounts.urls")),
    path("work/organs/", include("gongkai.organs.urls")),
    path("work/calendars/", include("gongkai.calendars.urls")),
    path("work/journal/", include("gongkai.platform.auditor.urls")),
    path("work/files/", include("gongkai.platform.files.urls")),
    path("work/jobs/", include("gongkai.platform.jobs.urls")),
    path("work/messages/", include("gongkai.platform.outbox.urls")),
]
