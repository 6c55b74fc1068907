"""做备份: whole or not at all, as of one moment, while the site goes on working."""

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.db import connection

import gongkai
from gongkai.config import migrations
from gongkai.config.backup import manifest as about
from gongkai.config.backup.marks import ANCHORS, DEMO, KEPT, PASSING
from gongkai.config.records.columns import tables
from gongkai.config.records.reading import Fingerprint, last_ids, line, rows, snapshot
from gongkai.config.stopped import Stopped

_PART = 1 << 20
_MARGIN = 64 << 20
Told = Callable[[str, int], None]


def make(target: Path, now: datetime, told: Told) -> about.Manifest:
    """Writes the backup to that file, which must not be there. Raises Stopped and OSError, and then there is none."""
    if target.exists():
        raise Stopped("backup_there", path=target)
    _require_space(target.parent)
    beside = target.with_name(f".{target.name}.{secrets.token_hex(6)}")
    try:
        with os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            with ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
                manifest = _fill(archive, now, told)
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, target)  # refuses where another has come meanwhile
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    _sync_folder(target.parent)
    return manifest


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _require_space(folder: Path) -> None:
    """Refuses where the disk has less room than the data take; compressed, they need less."""
    home: Path = settings.HOME
    size = sum(path.stat().st_size for _, path in _files())
    database = home / "gongkai.sqlite3"
    size += database.stat().st_size if connection.vendor == "sqlite" and database.exists() else 0
    free = shutil.disk_usage(folder).free
    if free < size + _MARGIN:
        raise Stopped("no_room", folder=folder, needed=_megabytes(size + _MARGIN), free=_megabytes(free))


def _megabytes(size: int) -> int:
    return -(-size // (1 << 20))


def _fill(archive: ZipFile, now: datetime, told: Told) -> about.Manifest:
    anchors = _anchors()  # read first: none is of an entry that comes after the moment of the backup
    with snapshot(connection.settings_dict) as frozen:
        manifest = about.Manifest(
            release=gongkai.__version__,
            made_at=now.isoformat(),
            database=frozen.vendor,
            migrations=migrations.applied(),
            keys=about.fingerprints(settings.KEYS),
            journal=_head(frozen),
            last_ids=last_ids(frozen),
            demo=_mark(),
            store=f"s3://{bucket.name}/{bucket.prefix}" if (bucket := settings.ATTACHMENTS.bucket) else "",
        )
        for table in tables():
            found = Fingerprint()

            def records(found: Fingerprint = found, table: Any = table) -> Iterator[bytes]:
                for row in rows(frozen, table):
                    record = line(row)
                    found.add(record)
                    yield record

            _add(archive, manifest, f"tables/{table.name}.jsonl", records())
            manifest.tables[table.name] = {
                "columns": [[column.name, column.kind, column.places] for column in table.columns],
                "fingerprint": str(found),
            }
        told("backup_records", sum(int(table["fingerprint"].split(":")[0]) for table in manifest.tables.values()))
    count = 0
    for name, path in _files():
        if name == ANCHORS:
            continue
        with contextlib.suppress(FileNotFoundError):  # deleted meanwhile, and from the records of this moment on
            _add(archive, manifest, name, _parts(path.open("rb")))
            count += 1
    if anchors is not None:
        _add(archive, manifest, ANCHORS, [anchors])
        count += 1
    told("backup_files", count)
    data = manifest.written()
    archive.writestr(about.MANIFEST, data)
    archive.writestr(about.SEAL, about.seal(data, settings.KEYS))
    return manifest


def _anchors() -> bytes | None:
    path: Path = settings.HOME / ANCHORS
    return path.read_bytes() if path.exists() else None


def _mark() -> str:
    mark: Path = settings.HOME / DEMO
    return mark.read_text("utf-8").strip() if mark.exists() else ""


def _head(frozen: Any) -> dict[str, Any]:
    with frozen.cursor() as cursor:
        cursor.execute("SELECT seq, hash FROM audit_head WHERE id = 1")
        seq, last = cursor.fetchone()
    return {"entries": seq, "head": last}


def _files() -> Iterator[tuple[str, Path]]:
    home: Path = settings.HOME
    for name in KEPT:
        place = home / name
        for path in (place, *sorted(place.rglob("*"))):
            if path.is_file() and not path.is_symlink() and (home / PASSING) not in path.parents:
                yield path.relative_to(home).as_posix(), path


def _parts(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while part := file.read(_PART):
            yield part


def _add(archive: ZipFile, manifest: about.Manifest, name: str, parts: Iterable[bytes]) -> None:
    size, hashed = 0, hashlib.sha256()
    member = ZipInfo(name)
    member.compress_type = ZIP_DEFLATED
    with archive.open(member, "w", force_zip64=True) as file:
        for part in parts:
            size += len(part)
            hashed.update(part)
            file.write(part)
    manifest.members[name] = {"size": size, "sha256": hashed.hexdigest()}
