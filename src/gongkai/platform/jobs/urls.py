"""网址: the routes of this application."""

from django.urls import path

from gongkai.platform.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.task_list, name="list"),
    path("<uuid:task_id>/", views.task, name="task"),
]
