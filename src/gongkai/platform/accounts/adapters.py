"""登录规则: what this house asks of django-allauth: nobody signs up, everything sensitive is encrypted, an unknown
identity is turned away."""

import base64
import hmac
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.platform.accounts.access import SECOND_FACTORS, has_second_factor, mark
from gongkai.platform.accounts.models import Person
from gongkai.platform.addresses import address_of
from gongkai.platform.moments import legal_day, present
from gongkai.platform.permissions import needs_second_factor


class AccountAdapter(DefaultAccountAdapter):
    """Signing in by login and password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is no longer in use. Ask your administrator."),
        "enter_current_password": _("This is not your present password; type it again."),
        "incorrect_code": _("The code is not right or was used before; wait for the next one and type it."),
        "incorrect_password": _("The password is not right; type it again."),
        "username_password_mismatch": _("Login name and password do not fit; type both again."),
        "too_many_login_attempts": _("Too many attempts: wait a few minutes, then try again."),
        "rate_limited": _("Too many attempts: wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: an administrator adds people."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address by our own rule (`addresses`); limits count requests without one together."""
        return address_of(request) or "none"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Login and address: a limit by the login alone would let a stranger lock anybody out."""
        return f"{mark(str(credentials.get('username') or ''))} {self.get_client_ip(request)}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the person's own page."""
        return reverse("accounts:own")

    def set_password(self, user: Any, password: str) -> None:
        """Writes the password and nothing else of the person; the action that follows records it."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The second factor, of whoever has one: the password alone confirms nothing then."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"].startswith("mfa_")] or methods

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Always, but of somebody who has nothing to confirm it with: no password, because they come through the
        identity provider, and no second factor yet, which they are about to set up."""
        person = allauth_context.request.user
        return person.has_usable_password() or has_second_factor(person)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Your roles demand a second factor: set up another one before you remove this."
        ),
        "cannot_generate_recovery_codes": _("Set up a second factor first; recovery codes stand in for it."),
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def get_totp_issuer(self) -> str:
        """The name under which the app lists the code."""
        return str(_("gongkai"))

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.login)

    def encrypt(self, text: str) -> str:
        """Nonce and ciphertext."""
        nonce = secrets.token_bytes(12)
        return base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), None)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again. Raises InvalidTag where it was changed."""
        sealed = base64.b64decode(encrypted_text)
        return _cipher().decrypt(sealed[:12], sealed[12:], None).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays where a role demands one."""
        if not is_compulsory(authenticator.user):
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=SECOND_FACTORS)
        return others.exclude(pk=authenticator.pk).exists()


def _cipher() -> AESGCM:
    """Under a key of its own, made of the one that never changes: the secrets lie in a table of allauth, where the
    rotation of keys (`personal.rotation`) does not look."""
    return AESGCM(hmac.digest(settings.KEYS.blind, b"second factor", "sha256"))


def is_compulsory(person: Person) -> bool:
    """Whether the person must have a second factor: a role demands it, and the installation enforces it."""
    return bool(settings.SECOND_FACTOR_IS_ENFORCED) and needs_second_factor(person, legal_day(present()))


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Signing in through the identity provider. Only a subject that an administrator has linked gets in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody signs up."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Turns away whoever is not linked, and tells the identifier that an administrator needs to link them."""
        if sociallogin.is_existing and sociallogin.state.get("process") == "login":
            return
        context = {"title": _("Not linked yet"), "subject": sociallogin.account.uid}
        raise ImmediateHttpResponse(render(request, "accounts/not_linked.html", context, status=403))
