"""逐份核对: many uploaded reports, read and checked in children, each as a return list needs it.

At no time are more files in memory than fit into one lot; the others wait on the disk, where the upload left them.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, overload

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from gongkai.bulk.checked import checked_file
from gongkai.core.findings import LANGUAGES, Language
from gongkai.core.writers.return_list import CheckedFile
from gongkai.platform.files.limits import LARGEST_FILE
from gongkai.reporting.reading import Examined, Refusal, examine

JOBS = 2
"""Children that read the files of one upload."""

BUDGET = 600.0
"""Seconds that one upload may take; what is not read by then is told."""

LONGEST_NAME = 200

Clock = Callable[[], float]
Digested = tuple[CheckedFile, str]
"""What became of a file, and the hash of its content."""


class Contents(Sequence[tuple[str, bytes]]):
    """Uploaded files as (name, bytes), each read when it is asked for; their hashes are remembered."""

    def __init__(self, files: Sequence[UploadedFile]) -> None:
        self._files = files
        self.digests: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._files)

    @overload
    def __getitem__(self, place: int) -> tuple[str, bytes]: ...

    @overload
    def __getitem__(self, place: slice) -> list[tuple[str, bytes]]: ...

    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        file = self._files[place]
        file.seek(0)
        data = file.read()
        self.digests[place] = hashlib.sha256(data).hexdigest()
        return name_of(file), data


def name_of(file: UploadedFile) -> str:
    """The file's name as it was sent, without folders."""
    return (file.name or "")[:LONGEST_NAME]


def lots(files: Sequence[UploadedFile], most: int = LARGEST_FILE) -> Iterator[list[UploadedFile]]:
    """The files in lots of at most so many bytes, or of one file."""
    lot: list[UploadedFile] = []
    left = most
    for file in files:
        if lot and file.size > left:
            yield lot
            lot, left = [], most
        lot.append(file)
        left -= file.size
    if lot:
        yield lot


def read_all(
    files: Sequence[UploadedFile], *, budget: float = BUDGET, clock: Clock = time.monotonic
) -> Iterator[tuple[Examined, str]]:
    """Each file read and checked, with the hash of its content, in the order given. Closing the iterator early ends
    the children."""
    until = clock() + budget
    done = 0
    for lot in lots(files):
        if clock() > until:
            break
        contents = Contents(lot)
        found = examine(contents, jobs=JOBS)
        try:
            for place, one in enumerate(found):
                yield one, contents.digests[place]
                done += 1
                if clock() > until:
                    break
        finally:
            found.close()  # type: ignore[attr-defined]
    for place, file in enumerate(files[done:]):
        said = _("There was no time left for this file. Upload it again with fewer others.")
        yield (
            Examined(name_of(file), refused=Refusal("FILE.NO_TIME", dict.fromkeys(LANGUAGES, said))),
            f"unread {place}",
        )


def checked(
    files: Sequence[UploadedFile], language: Language, *, budget: float = BUDGET, clock: Clock = time.monotonic
) -> Iterator[Digested]:
    """Each file as a return list needs it, with the hash of its content, in the order given."""
    found = read_all(files, budget=budget, clock=clock)
    try:
        for one, digest in found:
            yield in_words(one, language), digest
    finally:
        found.close()  # type: ignore[attr-defined]


def in_words(one: Examined, language: Language) -> CheckedFile:
    """What a return list says of the file."""
    if one.report is None:
        assert one.refused is not None
        return CheckedFile(one.name, unread=one.refused.sentence[language])
    return checked_file(one.name, one.report, one.findings, language)
