"""网址: a person's own settings."""

from django.urls import path

from gongkai.platform.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.own, name="own"),
    path("sign-ins/<int:number>/end/", views.end_own_sign_in, name="end_sign_in"),
]
