"""体检: what an administrator would look at, as a list of small checks. None of them changes anything."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from gongkai.calendars.in_use import adopted, shipped
from gongkai.config import migrations
from gongkai.config.backup.marks import DEMO
from gongkai.config.environment import Environment
from gongkai.config.stopped import Stopped
from gongkai.config.unsafe import problems
from gongkai.platform.accounts.access import has_second_factor
from gongkai.platform.accounts.models import Person
from gongkai.platform.audit import triggers
from gongkai.platform.audit.models import GENESIS, Entry, Head
from gongkai.platform.jobs.models import WorkerSeat
from gongkai.platform.moments import legal_day
from gongkai.platform.outbox.models import Message, State
from gongkai.platform.permissions import needs_second_factor

Level = Literal["ok", "warning", "problem"]

LITTLE_ROOM = 1 << 30
OLD_BACKUP = timedelta(days=2)
QUIET_WORKER = timedelta(minutes=5)


@dataclass(frozen=True)
class Finding:
    """What a check found. `key` names the sentence in `cli.words_doctor`, `details` fill it."""

    level: Level
    key: str
    details: dict[str, Any] = field(default_factory=dict)


Check = Callable[[Environment, datetime], Iterator[Finding]]


def _keys(site: Environment, now: datetime) -> Iterator[Finding]:
    """The file of keys was read when the site was opened, or it would not have been."""
    inside = site.home in site.keys.parents
    if inside and site.is_production:
        yield Finding("warning", "keys_inside")
    else:
        yield Finding("ok", "keys", {"path": site.keys})


def _room(site: Environment, now: datetime) -> Iterator[Finding]:
    free = shutil.disk_usage(site.home).free
    level: Level = "warning" if free < LITTLE_ROOM else "ok"
    yield Finding(level, "room", {"home": site.home, "free": free >> 20})


def _rights(site: Environment, now: datetime) -> Iterator[Finding]:
    if os.name == "posix" and site.home.stat().st_mode & 0o077:
        yield Finding("warning", "home_open", {"home": site.home})


def _database(site: Environment, now: datetime) -> Iterator[Finding]:
    version = f"SQLite {sqlite3.sqlite_version}"
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        number = connection.connection.info.server_version
        version = f"PostgreSQL {number // 10_000}.{number % 10_000}"
    yield Finding("ok", "database", {"version": version, "python": sys.version.split()[0]})


def _triggers(site: Environment, now: datetime) -> Iterator[Finding]:
    gone = triggers.missing(connection)
    yield Finding("problem", "triggers_missing", {"names": ", ".join(gone)}) if gone else Finding("ok", "triggers")


def _head(site: Environment, now: datetime) -> Iterator[Finding]:
    head = Head.objects.filter(pk=1).first()
    last = Entry.objects.order_by("-seq").values_list("seq", "hash").first() or (0, GENESIS)
    sound = head is not None and (head.seq, head.hash) == last and Entry.objects.count() == last[0]
    yield Finding("ok", "head", {"entries": last[0]}) if sound else Finding("problem", "head_wrong")


def _worker(site: Environment, now: datetime) -> Iterator[Finding]:
    seen = WorkerSeat.objects.filter(expires_at__gte=now - QUIET_WORKER).exists()
    yield Finding("ok", "worker") if seen else Finding("warning", "worker_quiet")


def _jobs(site: Environment, now: datetime) -> Iterator[Finding]:
    failed = DBTaskResult.objects.failed().count()
    yield Finding("warning", "jobs_failed", {"count": failed}) if failed else Finding("ok", "jobs")


def _messages(site: Environment, now: datetime) -> Iterator[Finding]:
    uncertain = Message.objects.filter(state=State.UNCERTAIN).count()
    if uncertain:
        yield Finding("warning", "messages_uncertain", {"count": uncertain})


def _mail(site: Environment, now: datetime) -> Iterator[Finding]:
    if settings.MAIL_IS_SET_UP:
        yield Finding("ok", "mail")
    elif not site.is_production:  # in production the unsafe settings tell of it
        yield Finding("ok", "mail_none")


def _second_factors(site: Environment, now: datetime) -> Iterator[Finding]:
    if not settings.SECOND_FACTOR_IS_ENFORCED:
        return
    people = Person.objects.filter(is_active=True, is_system=False)
    without = [
        person for person in people if needs_second_factor(person, legal_day(now)) and not has_second_factor(person)
    ]
    if without:
        yield Finding("warning", "mfa_missing", {"count": len(without)})


def _calendar(site: Environment, now: datetime) -> Iterator[Finding]:
    """The State Council announces the next year's holidays in November."""
    today = legal_day(now)
    years = _announced()
    wanted = today.year + 1 if today.month == 12 else today.year
    if wanted in years:
        yield Finding("ok", "calendar", {"year": max(years)})
    else:
        yield Finding("warning", "calendar_missing", {"year": wanted})


def _announced() -> set[int]:
    return {year for year, area in {**shipped(), **adopted()} if not area}


def _office(site: Environment, now: datetime) -> Iterator[Finding]:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    yield Finding("ok", "office") if found else Finding("warning", "office_missing")


def _store(site: Environment, now: datetime) -> Iterator[Finding]:
    folder = settings.ATTACHMENTS.folder
    if not settings.ATTACHMENTS.bucket and folder.exists() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield Finding("problem", "store_denied", {"folder": folder})
    else:
        yield Finding("ok", "store")


def _backup(site: Environment, now: datetime) -> Iterator[Finding]:
    made = [path.stat().st_mtime for path in (site.home / "backups").glob("*.zip")]
    if not made:
        yield Finding("warning", "backup_none")
        return
    age = now.timestamp() - max(made)
    level: Level = "warning" if age > OLD_BACKUP.total_seconds() else "ok"
    yield Finding(level, "backup_age", {"hours": int(age // 3600)})


def _unsafe(site: Environment, now: datetime) -> Iterator[Finding]:
    for problem in problems(site, settings):
        yield Finding("warning" if problem.is_warning else "problem", problem.key, {"unsafe": problem})


def _demo(site: Environment, now: datetime) -> Iterator[Finding]:
    if (site.home / DEMO).exists():
        yield Finding("warning", "demo")


CHECKS: tuple[Check, ...] = (
    _keys, _rights, _room, _database, _triggers, _head, _worker, _jobs, _messages, _mail, _second_factors,
    _calendar, _store, _backup, _office, _unsafe, _demo,
)  # fmt: skip
"""Every check, in the order in which they are told."""


def examine(site: Environment, now: datetime) -> list[Finding]:
    """What all checks find. Where the database can't be asked, that alone is found beside what needs none."""
    try:
        lacking = migrations.pending()
    except Stopped as stopped:
        return [Finding("problem", stopped.key, stopped.details)]
    if lacking:
        return [Finding("problem", "database_old", {"count": len(lacking)})]
    return [finding for check in CHECKS for finding in check(site, now)]
