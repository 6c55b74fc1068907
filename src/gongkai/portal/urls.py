"""网址: the routes of this application."""

from django.urls import URLPattern

app_name = "portal"
urlpatterns: list[URLPattern] = []
