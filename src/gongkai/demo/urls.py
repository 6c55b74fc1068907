"""网址: the routes of this application: sample reports, where everything is invented."""

from django.urls import URLPattern, path

from gongkai.demo import views

app_name = "demo"
urlpatterns: list[URLPattern] = [
    path("", views.samples, name="samples"),
    path("all.zip", views.archive, name="archive"),
    path("<slug:key>/", views.sample, name="sample"),
]
