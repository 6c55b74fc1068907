"""网址: the routes of this application."""

from django.urls import URLPattern

app_name = "calendars"
urlpatterns: list[URLPattern] = []
