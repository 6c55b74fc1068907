"""The application of people and signing in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People."""

    name = "gongkai.platform.accounts"
    label = "accounts"
