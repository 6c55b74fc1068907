"""应用: the public site, as Django knows it."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """See the package."""

    name = "gongkai.portal"
    label = "portal"
