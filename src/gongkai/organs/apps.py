"""The application, as Django knows it."""

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    """See the package."""

    name = "gongkai.organs"
    label = "organs"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from gongkai.organs.gate import RoleGate
        from gongkai.platform.permissions import set_gate

        set_gate(RoleGate())
