"""恢复备份: into a place of its own first, verified there, then put where the old data were, which are moved aside and
never deleted. Messages that a backup holds as unsent are held back before anything can send them, which is also the
journal's word on the restore."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from gongkai.config import migrations
from gongkai.config.backup.archive import Archive
from gongkai.config.backup.marks import DATABASE, DATABASE_FILES, DEMO, KEPT, RESTORING
from gongkai.config.environment import sqlite
from gongkai.config.records.loading import load
from gongkai.config.records.reading import fingerprint, in_use
from gongkai.config.stopped import Stopped
from gongkai.platform.accounts.models import Person
from gongkai.platform.audit.verify import Verdict, verify
from gongkai.platform.outbox.actions import hold_unsent
from gongkai.platform.search.reindex import reindex

_MARGIN = 64 << 20


@dataclass(frozen=True)
class Restored:
    """What was restored."""

    records: int
    files: int
    verdict: Verdict
    held: int
    """Messages that were unsent when the backup was made, and wait for a person now."""
    aside: str
    """Where the old data are now; empty where there were none."""


def restore(path: Path, now: datetime, *, force: bool) -> Restored:
    """Restores that backup. Raises Stopped, and then the data are what they were."""
    home: Path = settings.HOME
    with Archive(path, settings.KEYS) as archive:
        migrations.refuse_newer(archive.manifest.migrations)
        archive.check()
        if not force and not _is_free(home):
            raise Stopped("restore_not_empty", home=home)
        free = shutil.disk_usage(home).free
        if free < 3 * archive.size + _MARGIN:
            raise Stopped("no_room", folder=home, needed=(3 * archive.size + _MARGIN) >> 20, free=free >> 20)
        stamp = now.strftime("%Y%m%d-%H%M%S")
        fresh = home / f"restoring-{stamp}"
        fresh.mkdir(mode=0o700)
        try:
            files = archive.unpack(fresh)
            if archive.manifest.demo:
                (fresh / DEMO).write_text(archive.manifest.demo, "utf-8")
            place = _Postgres(stamp) if connection.vendor == "postgresql" else _Sqlite(fresh)
            with place.building():
                records, verdict = _fill(archive)
                held = hold_unsent(by=Person.objects.system(), now=now)
            aside = _put_in_place(home, fresh, stamp, place)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return Restored(records, files, verdict, held, aside)


def _is_free(home: Path) -> bool:
    if connection.vendor == "postgresql" and not migrations.is_empty():
        return False
    names = (*KEPT, *DATABASE_FILES) if connection.vendor == "sqlite" else KEPT
    return not any((home / name).exists() for name in names)


def _fill(archive: Archive) -> tuple[int, Verdict]:
    """Fills the database in use, which is empty, and verifies it before and after the steps of this release."""
    manifest = archive.manifest
    migrations.migrate_to(manifest.migrations)
    tables = manifest.columns()
    load(((table, archive.records(table.name)) for table in tables), manifest.last_ids, "restoring a backup")
    for table in tables:
        if fingerprint(connection, table) != manifest.tables[table.name]["fingerprint"]:
            raise Stopped("restore_differs", table=table.name)
    migrations.migrate()
    reindex()
    verdict = verify()
    if (verdict.entries, verdict.head) != (manifest.journal["entries"], manifest.journal["head"]):
        raise Stopped("restore_differs", table="audit_entry")
    return sum(int(told["fingerprint"].partition(":")[0]) for told in manifest.tables.values()), verdict


class _Sqlite:
    """The new database is a file in the new folder."""

    def __init__(self, fresh: Path) -> None:
        self._path = fresh / DATABASE
        self.moved = DATABASE_FILES

    @contextmanager
    def building(self) -> Iterator[None]:
        with in_use(sqlite(self._path)):
            yield
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def swap(self) -> str:
        """Nothing more: the file is moved with the others."""
        connection.close()
        return ""


class _Postgres:
    """The new database is a schema of its own, which takes the old one's name in one transaction."""

    moved: tuple[str, ...] = ()

    def __init__(self, stamp: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            self._schema = cursor.fetchone()[0] or "public"
        self._fresh = f"restoring_{stamp.replace('-', '_')}"
        self._aside = f"replaced_{stamp.replace('-', '_')}"

    @contextmanager
    def building(self) -> Iterator[None]:
        self._run(f'CREATE SCHEMA "{self._fresh}"')
        own: dict[str, Any] = dict(connection.settings_dict)
        told = own.get("OPTIONS", {}).get("options", "")
        try:
            options = own.get("OPTIONS", {}) | {"options": f"{told} -c search_path={self._fresh}".strip()}
            with in_use(own | {"OPTIONS": options}):
                yield
        except BaseException:
            self._run(f'DROP SCHEMA "{self._fresh}" CASCADE')
            raise

    def _run(self, *statements: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def swap(self) -> str:
        """Gives the new schema the old one's name; says where the old records are."""
        had_tables = not migrations.is_empty()
        self._run(
            f'ALTER SCHEMA "{self._schema}" RENAME TO "{self._aside}"',
            f'ALTER SCHEMA "{self._fresh}" RENAME TO "{self._schema}"',
            *([] if had_tables else [f'DROP SCHEMA "{self._aside}"']),
        )
        connection.close()
        return self._aside if had_tables else ""


def _put_in_place(home: Path, fresh: Path, stamp: str, place: "_Sqlite | _Postgres") -> str:
    aside = home / f"replaced-{stamp}"
    mark = home / RESTORING
    mark.write_text(aside.name, "utf-8")
    moved: list[tuple[Path, Path]] = []
    try:
        schema = ""
        names = (*KEPT, DEMO, *place.moved)
        for name in names:
            if (home / name).exists():
                aside.mkdir(mode=0o700, exist_ok=True)
                moved.append(((home / name).rename(aside / name), home / name))
        for name in names:
            if (fresh / name).exists():
                moved.append(((home / name), fresh / name))
                (fresh / name).rename(home / name)
        schema = place.swap()
    except BaseException:
        for now, before in reversed(moved):
            if now.exists():
                now.rename(before)
        if aside.exists():
            aside.rmdir()
        mark.unlink()
        raise
    mark.unlink()
    return ", ".join(str(part) for part in (aside if aside.exists() else "", schema) if part)
