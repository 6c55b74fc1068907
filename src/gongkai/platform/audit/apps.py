"""应用: the journal."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The journal."""

    name = "gongkai.platform.audit"
    label = "audit"
