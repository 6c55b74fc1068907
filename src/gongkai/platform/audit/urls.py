"""网址: the routes of this application."""

from django.urls import URLPattern

app_name = "audit"
urlpatterns: list[URLPattern] = []
