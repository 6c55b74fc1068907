"""虚构数据的保存: how the demo is written down: files looked at and stored, a database that need not wait for the disk.

The files are the demo's own, so they are looked at in this process, where an upload is looked at in a child.
"""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

from gongkai.bulk.inspect import look
from gongkai.demo.papers import paper
from gongkai.platform.files.actions import Kept
from gongkai.platform.files.storage import sha256_of, store
from gongkai.platform.files.sweep import deletions_of
from gongkai.platform.refusals import ProgrammingMistake


def keep(name: str, data: bytes) -> Kept:
    """The file, once its bytes are stored."""
    verdict = look(data, pages=True)
    if verdict.refused or verdict.mark:
        raise ProgrammingMistake(f"the demo made a file that nobody may keep: {name} ({verdict})")
    file = io.BytesIO(data)
    sha256 = sha256_of(file)
    before = deletions_of(sha256)
    store().put(sha256, file)
    return Kept(name, sha256, len(data), verdict.sort, verdict.whole, before)


def keep_reports(key: str, years: Iterable[int], *, mended: bool = False) -> list[Kept]:
    """The organ's reports of those years, once their bytes are stored."""
    found = [paper(key, year, mended=mended) for year in years]
    return [keep(one.name, one.data) for one in found]


@contextmanager
def without_waiting() -> Iterator[None]:
    """SQLite does not wait for the disk after every act. A demo that was cut off is made anew in any case: until it is
    whole, its mark says so."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        (before,) = cursor.execute("PRAGMA synchronous").fetchone()
        cursor.execute("PRAGMA synchronous=OFF")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA synchronous={int(before)}")
            cursor.execute("PRAGMA wal_checkpoint")
