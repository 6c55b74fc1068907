"""网址: the routes of this application."""

from django.urls import URLPattern, path

from gongkai.platform.files import views

app_name = "files"
urlpatterns: list[URLPattern] = [
    path("", views.list_files, name="list"),
    path("to/<int:organ>/", views.add, name="add"),
    path("<int:attachment>/", views.download, name="download"),
    path("<int:attachment>/remove/", views.remove, name="remove"),
]
