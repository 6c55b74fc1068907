"""应用: people and signing in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People. Stands before django-axes and django-allauth: its templates win, and it hears of a failed sign-in before
    the lockout counts it."""

    name = "gongkai.platform.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from gongkai.platform.accounts import signals
        from gongkai.platform.accounts.waiting import waits
        from gongkai.platform.ui.waiting import WAITING

        WAITING.append(waits)
        signals.connect()
