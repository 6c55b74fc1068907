"""网址: the routes of this application."""

from django.urls import path

from gongkai.calendars import views

app_name = "calendars"
urlpatterns = [
    path("", views.versions, name="list"),
    path("<int:year>/", views.year, name="year"),
    path("notices/<int:pk>/", views.notice, name="notice"),
    path("notices/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("adopt/", views.adopt, name="adopt"),
    path("adopt/read/", views.read, name="read"),
    path("adopt/file/", views.file, name="file"),
    path("adopt/edit/", views.edit, name="edit"),
    path("adopt/confirm/", views.confirm, name="confirm"),
]
