"""登录网址: the pages of django-allauth that this house has, under the names that allauth itself looks for. What is not
listed (signing up by passkey, signing in by e-mail, managing addresses) does not exist here."""

from allauth.account.views import (
    AccountInactiveView,
    LoginView,
    LogoutView,
    PasswordResetDoneView,
    PasswordResetFromKeyDoneView,
    PasswordResetFromKeyView,
    ReauthenticateView,
    SignupView,
)
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as CodeReauthenticateView
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ListWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from allauth.socialaccount.views import LoginCancelledView, LoginErrorView
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View

from gongkai.platform.accounts.views import ChangePasswordView, ResetPasswordView, choose_language


def page(route: str, view: type[View], name: str, title: str | Promise, template: str = "") -> URLPattern:
    """A page of allauth with our title, and our template where it isn't the one of allauth's name."""
    told = {"template_name": template} if template else {}
    return path(route, view.as_view(extra_context={"title": title}, **told), name=name)


FORM = "accounts/form.html"

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", choose_language, name="set_language"),
    page("login/", LoginView, "account_login", _("Sign in")),
    page("logout/", LogoutView, "account_logout", _("Sign out"), "accounts/sign_out.html"),
    page("signup/", SignupView, "account_signup", _("No registration here")),
    page("inactive/", AccountInactiveView, "account_inactive", _("No longer in use")),
    page("reauthenticate/", ReauthenticateView, "account_reauthenticate", _("Confirm that it is you"), FORM),
    page("password/change/", ChangePasswordView, "account_change_password", _("Change the password"), FORM),
    page("password/reset/", ResetPasswordView, "account_reset_password", _("New password")),
    page("password/reset/done/", PasswordResetDoneView, "account_reset_password_done", _("E-mail is on its way")),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        PasswordResetFromKeyView.as_view(extra_context={"title": _("New password")}),
        name="account_reset_password_from_key",
    ),
    page(
        "password/reset/key/done/",
        PasswordResetFromKeyDoneView,
        "account_reset_password_from_key_done",
        _("The password is changed"),
    ),
    page("2fa/", IndexView, "mfa_index", _("Second factor")),
    page("2fa/authenticate/", AuthenticateView, "mfa_authenticate", _("Second step of signing in")),
    page("2fa/reauthenticate/", CodeReauthenticateView, "mfa_reauthenticate", _("Confirm that it is you"), FORM),
    page("2fa/totp/activate/", ActivateTOTPView, "mfa_activate_totp", _("Set up an authenticator app")),
    page("2fa/totp/deactivate/", DeactivateTOTPView, "mfa_deactivate_totp", _("Remove the authenticator app")),
    page("2fa/recovery-codes/", ViewRecoveryCodesView, "mfa_view_recovery_codes", _("Recovery codes")),
    page(
        "2fa/recovery-codes/generate/",
        GenerateRecoveryCodesView,
        "mfa_generate_recovery_codes",
        _("New recovery codes"),
    ),
    path("2fa/recovery-codes/download/", DownloadRecoveryCodesView.as_view(), name="mfa_download_recovery_codes"),
    page("2fa/webauthn/", ListWebAuthnView, "mfa_list_webauthn", _("Security keys")),
    page("2fa/webauthn/add/", AddWebAuthnView, "mfa_add_webauthn", _("Add a security key")),
    page(
        "2fa/webauthn/reauthenticate/",
        ReauthenticateWebAuthnView,
        "mfa_reauthenticate_webauthn",
        _("Confirm that it is you"),
    ),
    page("2fa/webauthn/keys/<int:pk>/remove/", RemoveWebAuthnView, "mfa_remove_webauthn", _("Remove the security key")),
    page("2fa/webauthn/keys/<int:pk>/edit/", EditWebAuthnView, "mfa_edit_webauthn", _("Rename the security key"), FORM),
]


def through_provider() -> list[URLPattern | URLResolver]:
    """The pages of signing in through the identity provider."""
    return [
        page("oidc/cancelled/", LoginCancelledView, "socialaccount_login_cancelled", _("Sign-in broken off")),
        page("oidc/error/", LoginErrorView, "socialaccount_login_error", _("Sign-in failed")),
        path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    ]


if settings.IDENTITY_PROVIDER:
    urlpatterns += through_provider()
