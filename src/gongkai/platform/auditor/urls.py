"""网址: the routes of this application."""

from django.urls import path

from gongkai.platform.auditor import views

app_name = "auditor"
urlpatterns = [
    path("", views.entries, name="list"),
    path("export/", views.export_list, name="export"),
    path("verify/", views.verify, name="verify"),
    path("<int:seq>/", views.entry, name="entry"),
    path("<int:seq>/erase/", views.erase, name="erase"),
]
