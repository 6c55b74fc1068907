"""网址: the routes of this application."""

from django.urls import path

from gongkai.portal.views import calendar, compare, deadline, fee, help, law, report, returns, rollup, rules

app_name = "portal"
urlpatterns = [
    path("report/", report.report, name="report"),
    path("report/convert/", report.convert, name="report_convert"),
    path("deadline/", deadline.deadline, name="deadline"),
    path("fee/", fee.fee, name="fee"),
    path("calendar/", calendar.calendar, name="calendars"),
    path("calendar/<int:year>/", calendar.calendar, name="calendar"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<str:code>/", rules.rule, name="rule"),
    path("law/", law.laws, name="laws"),
    path("law/<str:key>/", law.law, name="law"),
    path("help/", help.contents, name="help"),
    path("help/<str:topic>/", help.page, name="help_page"),
    path("report/compare/", compare.compare, name="compare"),
    path("report/rollup/", rollup.rollup, name="rollup"),
    path("report/rollup/download/", rollup.download, name="rollup_download"),
    path("report/returns/", returns.returns, name="returns"),
    path("report/returns/file/", returns.few_files, name="returns_file"),
    path("report/returns/list/", returns.collected, name="returns_list"),
    path("report/returns/download/", returns.download, name="returns_download"),
]
