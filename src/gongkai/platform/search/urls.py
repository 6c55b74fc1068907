"""网址: the routes of this application."""

from django.urls import URLPattern, path

from gongkai.platform.search import views

app_name = "search"
urlpatterns: list[URLPattern] = [
    path("", views.find_page, name="find"),
]
