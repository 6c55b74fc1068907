"""备份文件: read with distrust. The manifest tells of every member with size and hash, or all is refused."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  an exception, whatever its case

from gongkai.config.backup import manifest as about
from gongkai.config.keys import Keys
from gongkai.config.stopped import Stopped

_PART = 1 << 20
_LARGEST_MANIFEST = 256 << 20
_NAME = re.compile(r"tables/\w+\.jsonl|anchors\.jsonl|files(?:/(?!\.\.?(?:/|$))[^/\\\x00]+)+")
_BROKEN = (BadZipFile, ZlibError, ValueError, KeyError, TypeError, EOFError, NotImplementedError, RuntimeError)
"""What a damaged or hostile archive makes the library raise."""


class Archive:
    """A backup that was opened and whose manifest fits."""

    def __init__(self, path: Path, keys: Keys) -> None:
        """Raises Stopped where it is none of this installation, or not sound in its outline."""
        self.path = path
        try:
            self._zip = ZipFile(path)
        except FileNotFoundError:
            raise Stopped("backup_missing", path=path) from None
        except _BROKEN:
            raise Stopped("backup_no_backup", path=path) from None
        try:
            data, given = self._small(about.MANIFEST), self._small(about.SEAL)
            self.manifest = about.read(data)
        except _BROKEN:
            raise Stopped("backup_no_backup", path=path) from None
        present = about.fingerprints(keys)
        if any(present.get(name) != told for name, told in self.manifest.keys.items()):
            raise Stopped("backup_other_keys", path=path)
        if given.decode("ascii", "replace") != about.seal(data, keys):
            raise Stopped("backup_damaged", path=path, name=about.MANIFEST)
        self._outline()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def _small(self, name: str) -> bytes:
        info = self._zip.getinfo(name)
        if info.file_size > _LARGEST_MANIFEST:
            raise ValueError("too large")
        return self._zip.read(info)

    def _outline(self) -> None:
        infos = self._zip.infolist()
        told = self.manifest.members
        names = [info.filename for info in infos]
        if len(names) != len(set(names)) or set(names) != {*told, about.MANIFEST, about.SEAL}:
            raise Stopped("backup_damaged", path=self.path, name=about.MANIFEST)
        for info in infos:
            if info.filename not in told:
                continue
            if not _NAME.fullmatch(info.filename) or _is_special(info) or info.file_size != told[info.filename]["size"]:
                raise Stopped("backup_damaged", path=self.path, name=info.filename)

    @property
    def size(self) -> int:
        """The bytes of all members, unpacked."""
        return sum(int(told["size"]) for told in self.manifest.members.values())

    def check(self) -> None:
        """Reads everything once. Raises Stopped where a member is not what the manifest says."""
        for name in self.manifest.members:
            for _ in self.parts(name):
                pass

    def parts(self, name: str) -> Iterator[bytes]:
        """The content of a member. Raises Stopped where it is not what the manifest says, and never gives more than
        it says."""
        told = self.manifest.members[name]
        left, hashed = told["size"], hashlib.sha256()
        try:
            with self._zip.open(name) as file:
                while part := file.read(_PART):
                    left -= len(part)
                    if left < 0:
                        raise ValueError("longer than told")
                    hashed.update(part)
                    yield part
            if left or hashed.hexdigest() != told["sha256"]:
                raise ValueError("not as told")
        except _BROKEN:
            raise Stopped("backup_damaged", path=self.path, name=name) from None

    def records(self, table: str) -> Iterator[list[Any]]:
        """The records of a table."""
        rest = b""
        for part in self.parts(f"tables/{table}.jsonl"):
            *whole, rest = (rest + part).split(b"\n")
            yield from map(json.loads, whole)

    def unpack(self, folder: Path) -> int:
        """Writes the files below that folder and counts them."""
        names = [name for name in self.manifest.members if not name.startswith("tables/")]
        for name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                for part in self.parts(name):
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
        return len(names)


def _is_special(info: ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    return kind not in (0, stat.S_IFREG) or bool(info.flag_bits & 1)
