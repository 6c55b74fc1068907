"""设置: what Django is told, derived from the environment of the installation."""

import os
from datetime import timedelta
from pathlib import Path

from gongkai.config import attachments, environment, keys
from gongkai.config.backup.marks import DEMO

ENVIRONMENT = environment.read(os.environ)
HOME = ENVIRONMENT.home
_fresh = not ENVIRONMENT.database and not (HOME / "gongkai.sqlite3").exists()
KEYS = keys.read_or_make(ENVIRONMENT.keys, fresh=_fresh)

IS_DEMO = (HOME / DEMO).exists()
"""Whether this is a home of invented data. `gongkai demo` sets it, and what follows from it, on its first start."""

SECRET_KEY = KEYS.django
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "gongkai.platform.actions",
    "gongkai.platform.audit",
    "gongkai.platform.auditor",
    "gongkai.platform.accounts",
    "gongkai.platform.numbering",
    "gongkai.platform.lists",
    "gongkai.platform.search",
    "gongkai.platform.jobs",
    "gongkai.platform.outbox",
    "gongkai.platform.files",
    "gongkai.platform.ui",
    "gongkai.calendars",
    "gongkai.organs",
    "gongkai.reporting",
    "gongkai.portal",
    "gongkai.workbench",
    "gongkai.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
]
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "gongkai.platform.ui.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongkai.platform.ui.middleware.HeadMiddleware",
    "gongkai.platform.ui.middleware.OnceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gongkai.platform.accounts.middleware.SignInMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gongkai.platform.ui.middleware.RefusalMiddleware",
    "gongkai.platform.files.giving.LostBytesMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.platform.ui.navigation.navigation",
                "gongkai.platform.ui.themes.theme",
                "gongkai.platform.ui.demo_mark.demo_mark",
            ],
        },
    },
]

FORM_RENDERER = "gongkai.platform.ui.rendering.Renderer"

DATABASES = {"default": environment.database(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- Jobs and the journal's anchors ----------------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOURNAL_ANCHORS = Path(ENVIRONMENT.get("ANCHORS") or HOME / "anchors.jsonl").expanduser().absolute()

# ---- Language and time ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
"""Each in its own words."""
LOCALE_PATHS = [Path(__file__).resolve().parent / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# ---- People and their sessions --------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "gongkai.platform.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.is_production else "http"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "60/m/ip,30/15m/key",
    "reset_password": "20/m/ip,5/h/key",
    "change_password": "10/m/user",
}
"""An office's people share one address; the lockout below is what stops a guesser. The key of a failed sign-in is login
and address together, as there: no limit counts a login's failures from everywhere, for whoever fails on purpose would
lock its owner out. Guessing from many addresses is bounded by each one's limit against passwords of 12 characters, and
told to the administrators (`lockout.ALARMING`). The key of a failed code is the person: six digits are few, and only
who has the password comes so far. The key of a reset is the address typed, so that no mailbox is flooded."""
ACCOUNT_FORMS = {
    "login": "gongkai.platform.accounts.forms.LoginForm",
    "reauthenticate": "gongkai.platform.accounts.forms.ReauthenticateForm",
    "change_password": "gongkai.platform.accounts.forms.ChangePasswordForm",
    "reset_password": "gongkai.platform.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "gongkai.platform.accounts.forms.ResetPasswordKeyForm",
}
MFA_ADAPTER = "gongkai.platform.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "gongkai.platform.accounts.forms.AuthenticateForm",
    "reauthenticate": "gongkai.platform.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "gongkai.platform.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "gongkai.platform.accounts.forms.AddKeyForm",
    "authenticate_webauthn": "gongkai.platform.accounts.forms.AuthenticateKeyForm",
    "reauthenticate_webauthn": "gongkai.platform.accounts.forms.ReauthenticateKeyForm",
    "edit_webauthn": "gongkai.platform.accounts.forms.EditKeyForm",
}
SECOND_FACTOR_IS_ENFORCED = not IS_DEMO
"""Everywhere but in a home of invented data. Which roles demand one: organs.roles."""
IDLE_MINUTES = ENVIRONMENT.number("IDLE_MINUTES", 30, least=1, most=720)

MAIL_IS_SET_UP = bool(ENVIRONMENT.get("SMTP"))
globals().update(environment.mail(ENVIRONMENT))
ADMINS = [("", address.strip()) for address in ENVIRONMENT.get("ALARMS").split(",") if address.strip()]
"""Who gets a mail about a crash."""

IS_BEHIND_PROXY = ENVIRONMENT.get("PROXY") == "1"

IDENTITY_PROVIDER = environment.identity_provider(ENVIRONMENT)
SOCIALACCOUNT_ADAPTER = "gongkai.platform.accounts.adapters.IdentityAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [IDENTITY_PROVIDER] if IDENTITY_PROVIDER else []}}

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "gongkai.platform.accounts.lockout.counted_under"
AXES_CLIENT_IP_CALLABLE = "gongkai.platform.addresses.address_of"
AXES_LOCKOUT_CALLABLE = "gongkai.platform.accounts.lockout.page"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "password", "code", "credential", "next"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_remembered",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
"""It counts attempts and remembers used codes, for all processes alike, and so many that nobody pushes them out."""

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_production
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = ENVIRONMENT.is_production
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_production else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *([environment.origin(IDENTITY_PROVIDER)] if IDENTITY_PROVIDER else [])],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
"""A form may lead to the identity provider, by way of our own address: browsers look at the whole way."""

# ---- Log and error mails: no personal data --------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "gongkai.config.logging.MaskingFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "mail": {"class": "gongkai.config.logging.MailHandler", "level": "ERROR", "formatter": "line"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "gongkai": {"level": "INFO"},
        "gongkai.alarm": {"handlers": ["mail"], "level": "ERROR"},
        "django": {"level": "WARNING"},
        "django.request": {"handlers": ["mail"], "level": "ERROR"},
        "django.server": {"level": "INFO", "propagate": True},
        "axes": {"level": "ERROR"},
    },
}
DEFAULT_EXCEPTION_REPORTER = "gongkai.config.logging.Reporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "gongkai.config.logging.ReporterFilter"

# ---- Uploaded files -------------------------------------------------------------------------------------------------

ATTACHMENTS = attachments.read(ENVIRONMENT)
FILE_UPLOAD_HANDLERS = ["gongkai.platform.files.receiving.BoundedUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FILES = 320  # more than any page takes (platform.files.limits), which says so in a sentence

# ---- Files of the site itself ---------------------------------------------------------------------------------------

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
