"""收件: uploaded files looked at, and kept where all of them are in order.

Nothing is stored before every file of the form was looked at: its name, its kind, its soundness, marks of secrecy,
viruses. A mark is journaled by an action of its own, though nothing is kept.
"""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from gongkai.bulk.inspect import Verdict, inspect
from gongkai.bulk.sorts import REPORT_SORTS, SORTS, Sort
from gongkai.core.screening.secrecy import mark_in
from gongkai.platform.files import viruses
from gongkai.platform.files.actions import Kept, add_files, refuse_marked_file
from gongkai.platform.files.limits import LARGEST_FILE, LONGEST_NAME, MOST_FILES
from gongkai.platform.files.models import Attachment
from gongkai.platform.files.names import cleaned, ending
from gongkai.platform.files.refusals import ending_sentence, sentence
from gongkai.platform.files.storage import sha256_of, store
from gongkai.platform.files.sweep import deletions_of
from gongkai.platform.moments import legal_day, present
from gongkai.platform.permissions import Permission, require
from gongkai.platform.refusals import Refused

_SHOWN = 40


def receive(
    *, by: Any, organ: Any, files: Sequence[UploadedFile], about_kind: str = "", about: str = ""
) -> list[Attachment]:
    """Keeps the uploaded files as attachments in the organ, all or none. `about_kind` and `about` name the record that
    they belong to. Raises Forbidden, or Refused with the sentence for the first file that is not in order."""
    require(by, Permission.FILES_ADD, getattr(organ, "pk", organ), legal_day(present()))
    try:
        if len(files) > MOST_FILES:
            raise _refused("many_files", most_files=MOST_FILES)
        names = [_name(file) for file in files]
        for file, name in zip(files, names, strict=True):
            _refuse_mark(by, organ, name, _mark_of_name(file, name))
        verdicts = _verdicts(files)
        for name, verdict in zip(names, verdicts, strict=True):
            _refuse_mark(by, organ, name, verdict.mark)
        for name, verdict in zip(names, verdicts, strict=True):
            _refuse_unsound(name, verdict)
        for file, name in zip(files, names, strict=True):
            _scan(file, name)
        kept = [_keep(*each) for each in zip(files, names, verdicts, strict=True)]
    finally:
        for file in files:
            file.close()
    return add_files(by=by, organ=organ, files=kept, about_kind=about_kind, about=about)


def keep_sound(
    *, by: Any, organ: Any, files: Sequence[UploadedFile], pages: bool = False
) -> tuple[list[Kept], list[str]]:
    """Of many files from many hands those that are in order, their bytes put, for an action that attaches them; and of
    each other one the sentence that says why not. One bad file keeps no good one out. Whether `by` may was asked
    before; `organ` is the one in whose journal a mark is told. With `pages` web pages are in order as well: annual
    reports are. Whoever gives them out gives out bytes, never a page."""
    kept: list[Kept] = []
    sentences: list[str] = []
    try:
        named = []
        for file in files:
            try:
                name = _name(file)
                _refuse_mark(by, organ, name, _mark_of_name(file, name))
            except Refused as refused:
                sentences.append(str(refused))
            else:
                named.append((file, name))
        for (file, name), verdict in zip(named, _verdicts([file for file, _ in named], pages), strict=True):
            try:
                _refuse_mark(by, organ, name, verdict.mark)
                _refuse_unsound(name, verdict, REPORT_SORTS if pages else SORTS)
                _scan(file, name)
            except Refused as refused:
                sentences.append(str(refused))
            else:
                kept.append(_keep(file, name, verdict))
    finally:
        for file in files:
            file.close()
    return kept, sentences


def _verdicts(files: Sequence[UploadedFile], pages: bool = False) -> list[Verdict]:
    return [verdict for lot in _lots(files) for verdict in inspect([_content(file) for file in lot], pages=pages)]


def _mark_of_name(file: UploadedFile, name: str) -> str:
    return mark_in([_stem(file.name or ""), _stem(name)])


def _refused(code: str, **details: object) -> Refused:
    return Refused(sentence(code, **details), field="files")


def _name(file: UploadedFile) -> str:
    name = cleaned(file.name or "")
    if len(name) > LONGEST_NAME:
        raise _refused("long_name", name=name[:_SHOWN], most=LONGEST_NAME)
    if file.size > LARGEST_FILE:
        raise _refused("large_file", megabytes=LARGEST_FILE // 1024**2)
    return name


def _lots(files: Sequence[UploadedFile]) -> list[list[UploadedFile]]:
    """The files in lots that fit into memory together, each looked at by one child."""
    lots: list[list[UploadedFile]] = []
    left = 0
    for file in files:
        if file.size > left:
            lots.append([])
            left = LARGEST_FILE
        lots[-1].append(file)
        left -= file.size
    return lots


def _content(file: UploadedFile) -> bytes:
    file.seek(0)
    return file.read()


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _refuse_mark(by: Any, organ: Any, name: str, mark: str) -> None:
    """Refuses what carries a mark, in its name (as sent and as cleaned, which loses signs) or in its text."""
    if mark:
        refuse_marked_file(by=by, organ=organ, mark=mark)
        raise _refused("marked", name=name)


def _refuse_unsound(name: str, verdict: Verdict, sorts: dict[str, Sort] = SORTS) -> None:
    if verdict.refused:
        raise _refused(verdict.refused, name=name)
    if ending(name) not in sorts[verdict.sort].endings:
        raise Refused(ending_sentence(name, verdict.sort), field="files")


def _scan(file: UploadedFile, name: str) -> None:
    try:
        infected = viruses.is_infected(file)
    except viruses.NotScanned:
        raise _refused("not_scanned", name=name) from None
    if infected:
        raise _refused("virus", name=name)


def _keep(file: UploadedFile, name: str, verdict: Verdict) -> Kept:
    sha256 = sha256_of(file)
    before = deletions_of(sha256)
    store().put(sha256, file)
    return Kept(name, sha256, file.size, verdict.sort, verdict.whole, before)
