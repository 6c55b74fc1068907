"""网址: the routes of this application."""

from django.urls import URLPattern, path

from gongkai.platform.ui import views

urlpatterns: list[URLPattern] = [
    path("theme/", views.set_theme, name="set_theme"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
