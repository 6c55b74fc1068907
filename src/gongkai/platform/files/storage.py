"""存储: the bytes of files by their SHA-256, on the local disk or in a store that speaks S3.

What is stored is whole or not there. Who takes bytes out is told if they are no longer what was put in.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from django.conf import settings

from gongkai.platform.files.receiving import nameless

PIECE = 256 * 1024
"""Bytes read at once."""


class BytesLost(Exception):
    """The bytes are not there, or are not those that were stored. Nothing of them is given out."""


class Store(Protocol):
    """Where bytes are kept. Names are SHA-256 in hexadecimal."""

    def put(self, name: str, file: BinaryIO) -> None:
        """Keeps what the file holds, whole; what is there under that name already is written anew."""

    def open(self, name: str) -> BinaryIO:
        """What is kept, as a file to read. Raises FileNotFoundError."""

    def delete(self, name: str) -> None:
        """Keeps it no longer; nothing happens where it is not there."""

    def names(self) -> Iterator[tuple[str, datetime]]:
        """Everything kept, and since when."""

    def clear(self, before: datetime) -> None:
        """Removes what an interrupted writing left before that moment."""


class Folder:
    """A folder of the local disk, in 256 folders by the beginning of the names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._new = folder / "new"

    def put(self, name: str, file: BinaryIO) -> None:
        """See Store."""
        target = self._path(name)
        for made in (self._new, target.parent):
            made.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = self._new / f"{name}.{secrets.token_hex(8)}"
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
                shutil.copyfileobj(file, written, PIECE)
                written.flush()
                os.fsync(written.fileno())
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        _sync(target.parent)

    def open(self, name: str) -> BinaryIO:
        """See Store."""
        return self._path(name).open("rb")

    def delete(self, name: str) -> None:
        """See Store."""
        self._path(name).unlink(missing_ok=True)

    def names(self) -> Iterator[tuple[str, datetime]]:
        """See Store."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*")):
            with suppress(FileNotFoundError):  # deleted meanwhile
                yield path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def clear(self, before: datetime) -> None:
        """See Store."""
        for path in self._new.glob("*"):
            with suppress(FileNotFoundError):  # finished meanwhile
                if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                    path.unlink()

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name


def _sync(folder: Path) -> None:
    """Makes sure that the folder's new entry is on the disk."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


class ObjectStore:
    """A bucket of a service that speaks S3. What interrupted uploads leave there, a rule of the bucket removes."""

    def __init__(self, bucket: Any) -> None:
        from obstore.store import S3Store

        self._store = S3Store(
            bucket.name,
            prefix=bucket.prefix or None,
            endpoint=bucket.endpoint or None,
            access_key_id=bucket.key,
            secret_access_key=bucket.secret,
            region=bucket.region or "us-east-1",
            client_options={"allow_http": bucket.endpoint.startswith("http://"), "timeout": "60s"},
            retry_config={"max_retries": 3},
        )

    def put(self, name: str, file: BinaryIO) -> None:
        """See Store."""
        self._store.put(name, file)

    def open(self, name: str) -> BinaryIO:
        """See Store. The bytes are fetched whole first, into a file without a name."""
        fetched = nameless()
        try:
            for piece in self._store.get(name).stream(min_chunk_size=PIECE):
                fetched.write(piece)
        except BaseException:
            fetched.close()
            raise
        fetched.seek(0)
        return fetched

    def delete(self, name: str) -> None:
        """See Store."""
        with suppress(FileNotFoundError):
            self._store.delete(name)

    def names(self) -> Iterator[tuple[str, datetime]]:
        """See Store."""
        for page in self._store.list():
            for found in page:
                yield found["path"], found["last_modified"]

    def clear(self, before: datetime) -> None:
        """See Store."""


def store() -> Store:
    """Where this installation keeps its files."""
    return _store(settings.ATTACHMENTS)


@cache
def _store(attachments: Any) -> Store:
    return ObjectStore(attachments.bucket) if attachments.bucket else Folder(attachments.folder)


def sha256_of(file: BinaryIO) -> str:
    """The SHA-256 of what the file holds; it stands at its beginning afterwards."""
    file.seek(0)
    found = hashlib.sha256()
    while piece := file.read(PIECE):
        found.update(piece)
    file.seek(0)
    return found.hexdigest()


def verified(name: str) -> BinaryIO:
    """What is kept under that name, looked through once before anything of it is given out. Raises BytesLost."""
    try:
        file = store().open(name)
    except FileNotFoundError:
        raise BytesLost(f"no bytes are kept under {name}") from None
    if sha256_of(file) != name:
        file.close()
        raise BytesLost(f"what is kept under {name} has another SHA-256")
    return file
