"""环境: what an installation is told by its environment, read once and refused where it can't be right.

Everything has a default that is right for one office on one machine; docs/administration.md lists every variable.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from gongkai.config.misconfigured import Misconfigured

MODES = ("local", "production")
"""`local`: one machine, reached from itself alone. `production`: reached by others, over https."""

DEFAULT_HOME = "var"
DEFAULT_PORT = 8000


@dataclass(frozen=True)
class Environment:
    """The settings of one installation."""

    home: Path
    """The folder of its data."""
    mode: str
    keys: Path
    """The file of its secrets, see `config.keys`."""
    database: str
    """A PostgreSQL address, or empty for SQLite in the home."""
    hosts: tuple[str, ...]
    """The names under which it is reached."""
    variables: Mapping[str, str]
    """All variables of the environment, for settings that a single package asks for."""

    @property
    def is_production(self) -> bool:
        """Whether others than this machine reach it."""
        return self.mode == "production"

    def get(self, name: str, default: str = "") -> str:
        """The variable GONGKAI_`name`, without blanks around it."""
        return self.variables.get(f"GONGKAI_{name}", default).strip()

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """The whole number in the variable GONGKAI_`name`. Raises Misconfigured where it is none, or out of bounds."""
        text = self.get(name) or str(default)
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise Misconfigured("number", name=f"GONGKAI_{name}", found=text, least=least, most=most)
        return int(text)


def read(variables: Mapping[str, str]) -> Environment:
    """The installation that these variables describe. Raises Misconfigured."""

    def get(name: str, default: str) -> str:
        return variables.get(f"GONGKAI_{name}", "").strip() or default

    mode = get("MODE", "local")
    if mode not in MODES:
        raise Misconfigured("mode_unknown", found=mode, allowed=" / ".join(MODES))
    home = Path(get("HOME", DEFAULT_HOME)).expanduser().absolute()
    hosts = tuple(host.strip() for host in get("HOSTS", "").split(",") if host.strip())
    return Environment(
        home=home,
        mode=mode,
        keys=Path(get("KEYS", str(home / "keys.json"))).expanduser().absolute(),
        database=get("DATABASE", ""),
        hosts=hosts or (("localhost", "127.0.0.1", "[::1]") if mode == "local" else ()),
        variables=variables,
    )


SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; "
    "PRAGMA secure_delete=ON;",
}
"""A writer takes the lock when its transaction begins, so that none fails halfway; what is committed is on the disk;
what is deleted is overwritten, whether or not the SQLite at hand does so by itself."""


def sqlite(path: Path) -> dict[str, Any]:
    """The settings of a SQLite database in that file. A thread keeps its connection: opening one takes longer than most
    questions."""
    options = dict(SQLITE_OPTIONS)
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "CONN_MAX_AGE": None, "OPTIONS": options}


NO_JIT = "-c jit=off"
"""PostgreSQL compiles a question that it takes for a dear one, which takes longer than any of ours."""


def postgres(address: str) -> dict[str, Any]:
    """The settings of the PostgreSQL database at `postgresql://user:password@host:port/name`, where each part may be
    missing but the name; `?host=/folder` names a folder of sockets. Raises Misconfigured."""
    parts = urlsplit(address)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise Misconfigured("database_address")
    options = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
    try:
        port = parts.port
    except ValueError:
        raise Misconfigured("database_address") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", "")) or parts.hostname or "",
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **{key: unquote(value) for key, value in options.items()},
            "options": f"{NO_JIT} {unquote(options.get('options', ''))}".strip(),
        },
    }


def database(environment: Environment) -> dict[str, Any]:
    """The settings of the installation's database."""
    if environment.database:
        return postgres(environment.database)
    return sqlite(environment.home / "gongkai.sqlite3")


def identity_provider(environment: Environment) -> dict[str, Any]:
    """The settings of the OpenID Connect provider through which people may sign in, as allauth takes them; empty where
    there is none. Raises Misconfigured where they are half given, or the address is not safe."""
    issuer, client, secret = (environment.get(f"OIDC_{name}") for name in ("ISSUER", "CLIENT", "SECRET"))
    if not (issuer or client or secret):
        return {}
    parts = urlsplit(issuer)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and not environment.is_production)
    if not (issuer and client and secret and parts.hostname and is_safe):
        raise Misconfigured("identity_provider")
    return {
        "provider_id": "oidc",
        "name": environment.get("OIDC_NAME") or parts.hostname,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/") + "/.well-known/openid-configuration"},
    }


def origin(provider: Mapping[str, Any]) -> str:
    """The scheme, host and port of the identity provider."""
    parts = urlsplit(provider["settings"]["server_url"])
    return f"{parts.scheme}://{parts.netloc}"


def mail(environment: Environment) -> dict[str, Any]:
    """Django's settings of the mail server in GONGKAI_SMTP (see `platform.outbox`, which reads the same), for the mails
    that are not messages of the house: a link to a new password, a report of a crash. Raises Misconfigured."""
    address, sender = environment.get("SMTP"), environment.get("MAIL_FROM")
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if address == "file":
        folder = str(environment.home / "outbox")
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": folder}
    parts = urlsplit(address)
    try:
        port = parts.port or {"smtp": 25, "smtps": 465}[parts.scheme]
    except (ValueError, KeyError):
        raise Misconfigured("mail_server") from None
    if not parts.hostname or not sender or bool(parts.username) != bool(parts.password):
        raise Misconfigured("mail_server")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
    }
