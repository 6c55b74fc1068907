"""网址: the routes of this application."""

from django.urls import path

from gongkai.platform.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.message_list, name="list"),
    path("<int:number>/", views.message, name="message"),
    path("<int:number>/<slug:decision>/", views.decide, name="decide"),
]
