"""网址: the routes of this application."""

from django.urls import path

from gongkai.portal.views import report

app_name = "portal"
urlpatterns = [
    path("report/", report.report, name="report"),
    path("report/convert/", report.convert, name="report_convert"),
]
