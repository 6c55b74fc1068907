"""备份: what the tests of backups share: data to keep, a backup of them, one whose members were changed."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from gongkai.config.backup.making import make
from gongkai.config.backup.manifest import MANIFEST, SEAL, seal
from gongkai.config.records.columns import tables
from gongkai.config.records.reading import fingerprint
from gongkai.platform.audit.models import Entry, Payload
from tests.installations import Installation
from tests.world import NOW

FILES = {"files/ab/abcd": b"\x00\xff" * 40_000, "files/ef/\u516c\u5f00.docx": b"", "anchors.jsonl": b"{}\n"}


def everything() -> dict[str, str]:
    return {table.name: fingerprint(connection, table) for table in tables()}


def but_the_restore() -> dict[str, object]:
    """Everything, without what the restore itself added to the journal."""
    told = {name: found for name, found in everything().items() if name not in ("audit_head", "audit_entry")}
    del told["audit_payload"]
    first = {"seq__lte": 3}
    return {
        **told,
        "entries": list(Entry.objects.filter(**first).order_by("seq").values()),
        "payloads": list(Payload.objects.filter(**first).order_by("seq").values()),
    }


def fill(home: Path) -> None:
    for name, content in FILES.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(content)


def files(home: Path) -> dict[str, bytes]:
    return {name: (home / name).read_bytes() for name in FILES if (home / name).exists()}


def made(installation: Installation, name: str = "backup.zip") -> Path:
    path = installation.home.parent / name
    make(path, NOW, lambda key, count: None)
    return path


def wipe(installation: Installation) -> None:
    """As if the data were lost, but not the keys."""
    connections["default"].close()
    for path in installation.home.rglob("*"):
        if path.is_file() and path.name != "keys.json":
            path.unlink()
    shutil.rmtree(installation.home / "files", ignore_errors=True)
    if not installation.is_sqlite:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def rewritten(backup: Path, change: Callable[[dict[str, bytes]], None], *, sealed: bool = True) -> Path:
    """The backup with its members changed, and sealed anew as only the installation itself could."""
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    if sealed:
        members[SEAL] = seal(members[MANIFEST], settings.KEYS).encode()
    path = backup.with_name("changed.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def in_manifest(members: dict[str, bytes], name: str, content: bytes, told: dict[str, object] | None = None) -> None:
    """Puts a member in, as the manifest tells of it."""

    manifest = json.loads(members[MANIFEST])
    manifest["members"][name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()} | (told or {})
    members[name], members[MANIFEST] = content, json.dumps(manifest).encode()
