"""The application, as Django knows it."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """See the package."""

    name = "gongkai.calendars"
    label = "calendars"
