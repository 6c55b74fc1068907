"""体检: what an administrator would look at, as a list of small checks. None of them changes anything."""

import io
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django_tasks_db.models import DBTaskResult

from gongkai.calendars.in_use import adopted, shipped
from gongkai.config import migrations
from gongkai.config.anchored import contradiction
from gongkai.config.environment import Environment
from gongkai.config.invented import is_invented
from gongkai.config.stopped import Stopped
from gongkai.config.unsafe import problems
from gongkai.platform.accounts.access import has_second_factor
from gongkai.platform.accounts.models import Person
from gongkai.platform.audit import triggers
from gongkai.platform.audit.anchor import AnchorsDamaged
from gongkai.platform.audit.models import GENESIS, Entry, Head
from gongkai.platform.files import viruses
from gongkai.platform.files.storage import store
from gongkai.platform.jobs import seats
from gongkai.platform.moments import legal_day, present
from gongkai.platform.outbox.channels.configured import VARIABLES, faults
from gongkai.platform.outbox.models import Channel, Message, State
from gongkai.platform.permissions import needs_second_factor
from gongkai.platform.personal.rotation import keys_in_use
from gongkai.platform.search.asked import ask
from gongkai.platform.search.models import Row
from gongkai.platform.search.queries import Narrowed, find
from gongkai.platform.search.sources import SOURCES

Level = Literal["ok", "warning", "problem"]

LITTLE_ROOM = 1 << 30
OLD_BACKUP = timedelta(days=2)
OLD_UPLOAD = timedelta(days=1)
CLOCKS_DIFFER = timedelta(seconds=10)
"""Workers on several machines rely on their clocks (`platform.jobs.worker`)."""
NOTICE_IS_DUE, NOTICE_IS_LATE = 11, 12
"""The State Council announces the next year's holidays in November, as a rule: the months of a hint, of a warning."""


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


def _old_keys(site: Environment, now: datetime) -> Iterator[Finding]:
    used = keys_in_use()
    current = settings.KEYS.current
    if used.unknown:
        yield Finding("problem", "keys_lost", {"count": used.unknown})
    if still := [name for name, count in used.values.items() if count and name != current]:
        yield Finding("warning", "keys_old", {"names": ", ".join(still), "current": current})
    if unused := [name for name in used.values if used.may_leave(name)]:
        yield Finding("ok", "keys_unused", {"names": ", ".join(unused)})


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


def _clock(site: Environment, now: datetime) -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        before = present()
        cursor.execute("SELECT clock_timestamp()")
        told = cursor.fetchone()[0]
    apart = max(before - told, told - present(), timedelta(0))
    differs = apart > CLOCKS_DIFFER
    yield (
        Finding("warning", "clocks_differ", {"seconds": int(apart.total_seconds())})
        if differs
        else Finding("ok", "clocks")
    )


def _triggers(site: Environment, now: datetime) -> Iterator[Finding]:
    gone = triggers.missing(connection)
    yield Finding("problem", "triggers_missing", {"names": ", ".join(gone)}) if gone else Finding("ok", "triggers")


def _head(site: Environment, now: datetime) -> Iterator[Finding]:
    head = Head.objects.filter(pk=1).first()
    last = Entry.objects.order_by("-seq").values_list("seq", "hash").first() or (0, GENESIS)
    sound = head is not None and (head.seq, head.hash) == last and Entry.objects.count() == last[0]
    yield Finding("ok", "head", {"entries": last[0]}) if sound else Finding("problem", "head_wrong")


def _anchors(site: Environment, now: datetime) -> Iterator[Finding]:
    path = settings.JOURNAL_ANCHORS
    try:
        found = contradiction(path)
    except AnchorsDamaged as damaged:
        yield Finding("problem", "anchors_damaged", {"path": path, "line": damaged.line})
        return
    if found:
        yield Finding("problem", f"anchors_{found.key}", {"path": path, "seq": found.seq, "day": found.restored})
    elif site.is_production and site.home in path.parents:
        yield Finding("warning", "anchors_inside", {"path": path})


def _worker(site: Environment, now: datetime) -> Iterator[Finding]:
    alive = seats.taken(now)
    yield Finding("ok", "worker", {"count": len(alive)}) if alive else Finding("warning", "worker_quiet")


def _jobs(site: Environment, now: datetime) -> Iterator[Finding]:
    failed = DBTaskResult.objects.failed().count()
    yield Finding("warning", "jobs_failed", {"count": failed}) if failed else Finding("ok", "jobs")


def _messages(site: Environment, now: datetime) -> Iterator[Finding]:
    for state, key in ((State.UNCERTAIN, "messages_uncertain"), (State.FAILED, "messages_failed")):
        if count := Message.objects.filter(state=state).count():
            yield Finding("warning", key, {"count": count})


def _channels(site: Environment, now: datetime) -> Iterator[Finding]:
    """A channel that is set up and can't be used; one that is not set up, only while messages wait for it."""
    for channel, said in faults():
        if site.get(VARIABLES[Channel(channel)]):
            yield Finding("problem", "channel_fault", {"said": said})
        elif count := Message.objects.filter(state=State.WAITING, channel=channel).count():
            yield Finding("warning", "channel_unset", {"said": said, "count": count})


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
    today = legal_day(now)
    years = _announced()
    wanted = today.year + 1 if today.month >= NOTICE_IS_LATE else today.year
    if wanted not in years:
        yield Finding("warning", "calendar_missing", {"year": wanted})
    elif today.month == NOTICE_IS_DUE and today.year + 1 not in years:
        yield Finding("ok", "calendar_due", {"year": today.year + 1})
    else:
        yield Finding("ok", "calendar", {"year": max(years)})


def _announced() -> set[int]:
    return {year for year, area in {**shipped(), **adopted()} if not area}


def _office(site: Environment, now: datetime) -> Iterator[Finding]:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    yield Finding("ok", "office") if found else Finding("warning", "office_missing")


def _fonts(site: Environment, now: datetime) -> Iterator[Finding]:
    from gongkai.core.writers.fonts import Unprintable, fonts

    try:
        fonts()
    except Unprintable:
        yield Finding("problem", "fonts_missing")
    else:
        yield Finding("ok", "fonts")


def _store(site: Environment, now: datetime) -> Iterator[Finding]:
    folder, bucket = settings.ATTACHMENTS.folder, settings.ATTACHMENTS.bucket
    if bucket:
        yield from _bucket(bucket.name)
    elif folder.exists() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield Finding("problem", "store_denied", {"folder": folder})
    else:
        yield Finding("ok", "store")


def _bucket(name: str) -> Iterator[Finding]:
    from obstore.exceptions import BaseError

    try:
        next(iter(store().names()), None)
    except (BaseError, OSError) as error:
        yield Finding("problem", "store_unreachable", {"name": name, "error": type(error).__name__})
    else:
        yield Finding("ok", "store")


def _viruses(site: Environment, now: datetime) -> Iterator[Finding]:
    """A harmless file is shown to the scanner."""
    if not settings.ATTACHMENTS.clamd:
        return
    try:
        viruses.is_infected(io.BytesIO(b"gongkai doctor"))
    except viruses.NotScanned:
        yield Finding("problem", "viruses_silent")
    else:
        yield Finding("ok", "viruses")


def _search(site: Environment, now: datetime) -> Iterator[Finding]:
    """There is a row for each record, and the law is found. What the rows hold is for `gongkai search check`."""
    rows = [Row.objects.filter(kind=kind).count() for kind in SOURCES]
    records = [len(list(source.keys())) for source in SOURCES.values()]
    try:
        is_found = find(None, legal_day(now), ask("政府信息公开"), Narrowed()).count > 0
    except DatabaseError:  # what it is found by is gone
        is_found = False
    if is_found and rows == records:
        yield Finding("ok", "search", {"rows": sum(rows)})
    else:
        yield Finding("problem", "search_differs", {"rows": sum(rows), "records": sum(records)})


def _uploads(site: Environment, now: datetime) -> Iterator[Finding]:
    """What waits on the disk while it is looked at has no name, or is gone in a moment."""
    folder = settings.ATTACHMENTS.temporary
    before = (now - OLD_UPLOAD).timestamp()
    if old := [path for path in folder.glob("*") if path.stat().st_mtime < before]:
        yield Finding("warning", "uploads_old", {"folder": folder, "count": len(old)})


def _restores(site: Environment, now: datetime) -> Iterator[Finding]:
    """A restore removes what it prepared, unless it was killed."""
    before = (now - OLD_UPLOAD).timestamp()
    if old := sorted(path.name for path in site.home.glob("restoring-*") if path.stat().st_mtime < before):
        yield Finding("warning", "restore_left", {"home": site.home, "names": ", ".join(old)})


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
    if is_invented(site.home):
        yield Finding("problem" if site.is_production else "warning", "demo")


CHECKS: tuple[Check, ...] = (
    _keys, _old_keys, _rights, _room, _database, _clock, _triggers, _head, _anchors, _worker, _jobs, _messages, _mail,
    _channels, _second_factors, _calendar, _store, _viruses, _search, _uploads, _restores, _backup, _office, _fonts,
    _unsafe, _demo,
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
    return [finding for check in CHECKS for finding in _looked(check, site, now)]


def _looked(check: Check, site: Environment, now: datetime) -> Iterator[Finding]:
    """What the check finds. A file or folder that it can't read hinders no other check."""
    try:
        yield from check(site, now)
    except OSError as error:
        yield Finding("problem", "not_looked_at", {"error": error})
