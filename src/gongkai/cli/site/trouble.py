"""难处: what stops a command of the site, in one sentence. A mistake of the program is none of these and goes on up."""

import sqlite3
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from gongkai.cli.bilingual import language_of
from gongkai.cli.output import tell
from gongkai.cli.screen import printable
from gongkai.cli.words import say
from gongkai.cli.words_site import SITE
from gongkai.cli.words_writing import SYSTEM
from gongkai.config.misconfigured import Misconfigured
from gongkai.config.stopped import Stopped
from gongkai.core.findings import Language

OK, FOUND, WRONG = 0, 1, 2

_OF_SQLITE = {
    "SQLITE_FULL": "database_disk_full",
    "SQLITE_BUSY": "database_locked",
    "SQLITE_LOCKED": "database_locked",
    "SQLITE_CANTOPEN": "database_denied",
    "SQLITE_READONLY": "database_denied",
    "SQLITE_IOERR": "database_disk",
    "SQLITE_CORRUPT": "database_damaged",
    "SQLITE_NOTADB": "database_damaged",
}
"""The beginning of SQLite's name of an error → the sentence."""

_OF_POSTGRES = {
    "53100": "database_disk_full",
    "55P03": "database_locked",
    "28P01": "postgres_password",
    "28000": "postgres_password",
    "3D000": "postgres_no_database",
    "42501": "postgres_rights",
    "53300": "postgres_full",
}
"""PostgreSQL's number of an error → the sentence."""


def in_one_sentence(command: Callable[..., Any]) -> Callable[..., Any]:
    """Around the function of a command: whatever stops it is told in one sentence, and it exits with 2."""

    @wraps(command)
    def called(context: click.Context, *arguments: Any, **options: Any) -> Any:
        try:
            return command(context, *arguments, **options)
        except Exception as error:
            sentence = sentence_of(error, language_of(context))
            if sentence is None:
                raise
            tell(printable(sentence))
        context.exit(WRONG)

    return called


def sentence_of(error: Exception, language: Language) -> str | None:
    """What a person is told, or None where the program is at fault."""
    match error:
        case Misconfigured():
            return error.sentence(language)
        case Stopped(key=key, details=details):
            return say(key, language, **details)
        case OSError(errno=int(number), filename=name) if number in SYSTEM:
            return say("site_system", language, name=name or "", reason=SYSTEM[number][language])
    return _of_libraries(error, language)


def _of_libraries(error: Exception, language: Language) -> str | None:
    """Of what only a loaded library can raise."""
    import psycopg

    from gongkai.platform.refusals import Forbidden, Refused

    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, Forbidden):
        return say("site_forbidden", language)
    cause = error if isinstance(error, sqlite3.Error | psycopg.Error) else error.__cause__
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "")
        key = next((key for begin, key in _OF_SQLITE.items() if name.startswith(begin)), None)
        return say(key, language) if key else None
    if isinstance(cause, psycopg.Error):
        key = _OF_POSTGRES.get(cause.sqlstate or "") or _of_connecting(cause)
        return say(key, language, detail=_last_line(str(cause))) if key else None
    return None


def _of_connecting(cause: Exception) -> str | None:
    """Before there is a connection PostgreSQL's library gives words alone."""
    import psycopg

    words = str(cause)
    if not isinstance(cause, psycopg.OperationalError):
        return None
    if "password" in words or "no pg_hba.conf entry" in words:
        return "postgres_password"
    if "database" in words and "does not exist" in words:
        return "postgres_no_database"
    return "postgres_unreachable"


def _last_line(words: str) -> str:
    return words.strip().splitlines()[-1].strip() if words.strip() else ""


assert {*_OF_SQLITE.values(), *_OF_POSTGRES.values()} <= SITE.keys()
