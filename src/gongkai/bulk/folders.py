"""文件夹: from what a person named to the files to read, and the bytes of one of them.

A folder is walked in the order of its names, hidden entries and links to folders left out (a link could lead
round in a circle). Only files whose ending is that of a kind we read are taken; the others are counted by
ending, so that the person can be told. A file that was named is read whatever its ending.

What can't be opened is never an exception that escapes: it is an :class:`Unopened` with a code that the
caller words.
"""

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

ENDINGS = frozenset(
    {
        *("", ".txt", ".text", ".md", ".markdown"),
        *(".html", ".htm", ".xhtml", ".shtml", ".json", ".csv"),
        *(".docx", ".docm", ".xlsx", ".xlsm", ".pdf"),
        *(".doc", ".wps", ".xls", ".et", ".rtf", ".odt", ".ods", ".ofd"),
    }
)
"""The endings of files that are read when a folder is walked (lower case; '' is none)."""

_HIDDEN = (".", "~$")
"""How the names of entries begin that are left out of a folder; "~$" are notes of Word and Excel to themselves."""

LARGEST = 64 * 1024 * 1024
"""Bytes beyond which a file is not even loaded; a reader may be stricter."""

Reason = Literal[
    "missing", "denied", "loop", "name", "special", "closed", "folder_empty", "folder_denied", "too_large", "failed"
]


class Unopened(Exception):
    """A file or folder that can't be opened. `reason` says why, `detail` is what the system said, where it
    helps."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)  # slots would make it slower to hand to another process
class Source:
    """One file to read: `name` as shown, `path` to open, or `data` that is there already, or why there is
    neither."""

    name: str
    path: str = ""
    data: bytes | None = None
    problem: Unopened | None = None


@dataclass(slots=True)
class LeftOut:
    """How many files of walked folders were left out, by ending."""

    endings: Counter[str] = field(default_factory=Counter)


def sources(path: str, left_out: LeftOut) -> Iterator[Source]:
    """The files that `path` stands for: itself, or those of the folder; a folder without any is a problem of
    its own."""
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)
    except (OSError, ValueError) as error:
        yield Source(shown(path), problem=unopened(error))
        return
    if not is_folder:
        yield Source(shown(path), path)
        return
    found = False
    for source in _walk(path, left_out):
        found = True
        yield source
    if not found:
        yield Source(shown(path), problem=Unopened("folder_empty"))


def contents(source: Source) -> bytes:
    """The bytes of the source. Raises Unopened with the reason when there are none to be had."""
    if source.problem is not None:
        raise source.problem
    if source.data is not None:
        return source.data
    try:
        status = os.stat(source.path)
        if not stat.S_ISREG(status.st_mode):
            raise Unopened("folder_empty" if stat.S_ISDIR(status.st_mode) else "special")
        if status.st_size > LARGEST:
            raise Unopened("too_large", str(LARGEST // 1024 // 1024))
        with open(source.path, "rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise unopened(error) from error


def shown(path: str) -> str:
    """The path as text that can be printed and encoded: bytes of a name that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _walk(folder: str, left_out: LeftOut) -> Iterator[Source]:
    """The files below `folder`, depth first. Entries wait on a stack, so no depth is too deep."""
    waiting: list[os.DirEntry[str]] = []
    yield from _unfold(folder, waiting)
    while waiting:
        entry = waiting.pop()
        if entry.is_dir(follow_symlinks=False):
            yield from _unfold(entry.path, waiting)
        elif not _leads_to_folder(entry):
            ending = os.path.splitext(entry.name)[1].lower()
            if ending in ENDINGS:
                yield Source(shown(entry.path), entry.path)
            else:
                left_out.endings[ending] += 1


def _unfold(folder: str, waiting: list["os.DirEntry[str]"]) -> Iterator[Source]:
    """Puts the entries of `folder` on the stack, the first name on top; gives the problem if it can't be
    listed."""
    try:
        with os.scandir(folder) as scanned:
            entries = [entry for entry in scanned if not entry.name.startswith(_HIDDEN)]
    except OSError as error:
        problem = unopened(error)
        yield Source(shown(folder), problem=Unopened("folder_denied") if problem.reason == "denied" else problem)
        return
    waiting += sorted(entries, key=lambda entry: entry.name, reverse=True)


def _leads_to_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether the entry is a link to a folder. A link that leads nowhere is no folder: it is reported as a
    file."""
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:
        return False


_REASONS: dict[int | None, Reason] = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.ELOOP: "loop",
    errno.ENAMETOOLONG: "name",
}


def unopened(error: OSError | ValueError) -> Unopened:
    """The reason behind an error of the system. A ValueError is a path that no file can have (it holds a zero
    byte)."""
    if isinstance(error, ValueError):
        return Unopened("name")
    reason = _REASONS.get(error.errno, "failed")
    return Unopened(reason, (error.strerror or "") if reason == "failed" else "")
