"""网址: the routes of this application."""

from django.urls import URLPattern, path

from gongkai.platform.lists import views

app_name = "lists"
urlpatterns: list[URLPattern] = [
    path("views/<int:number>/rename/", views.rename, name="rename_view"),
    path("views/<int:number>/default/", views.choose, name="choose_view"),
    path("views/<int:number>/delete/", views.delete, name="delete_view"),
    path("<slug:key>/views/", views.views, name="views"),
    path("<slug:key>/export/", views.export, name="export"),
    path("<slug:key>/do/<slug:code>/", views.act, name="act"),
]
