"""清单的页面形式: what the page of a return list shows of the files, in the list's own order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gongkai.core.findings import Language, Severity
from gongkai.core.writers.printable import printable
from gongkai.core.writers.return_list import SEVERITIES, CheckedFile, ReturnItem, told_beside
from gongkai.portal.checking import Digested

_LOOKS: dict[Severity, str] = {"error": "bad", "warning": "warn", "unproven": "plain", "info": "mute"}
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Tag:
    """A number of findings in words, and its look."""

    look: str
    words: str


@dataclass(frozen=True)
class Shown:
    """A file of the list: its number in it, its names as they can be shown, tags, and its items."""

    number: int
    organ: str
    file: str
    year: int | None
    tags: list[Tag]
    items: list[tuple[Tag, ReturnItem]]
    unread: str
    beside: str


def all_told_beside(files: Sequence[Digested], language: Language) -> list[Digested]:
    """The files, each with what is to be said of it beside the others."""
    digests = [digest for _file, digest in files]
    told = told_beside([file for file, _digest in files], digests, language)
    return list(zip(told, digests, strict=True))


def listed(files: Sequence[CheckedFile]) -> dict[str, list[Shown]]:
    """The files with findings, numbered as their letters are; those that could not be read; the others."""
    found = [file for file in files if file.for_the_organ]
    unread = [file for file in files if file.unread]
    clean = [file for file in files if not file.for_the_organ and not file.unread]
    return {
        "found": [shown(file, number) for number, file in enumerate(found, start=1)],
        "unread": [shown(file) for file in unread],
        "clean": [shown(file) for file in clean],
    }


def shown(file: CheckedFile, number: int = 0) -> Shown:
    """The file as the page shows it."""
    return Shown(
        number=number,
        organ=printable(file.organ or "") or _("(organ not recognised)"),
        file=printable(file.file),
        year=file.year,
        tags=tags(file),
        items=[(Tag(_LOOKS[item.severity], word(item.severity)), item) for item in file.items],
        unread=file.unread,
        beside=file.beside,
    )


def counted(files: Sequence[CheckedFile]) -> dict[str, int]:
    """How many files there are of each kind, and how many findings."""
    findings = Counter(item.severity for file in files for item in file.items)
    unread = sum(bool(file.unread) for file in files)
    found = sum(bool(file.for_the_organ) for file in files)
    return {
        "files": len(files),
        "found": found,
        "unread": unread,
        "clean": len(files) - found - unread,
        "errors": findings["error"],
        "warnings": findings["warning"],
    }


def progress_of(file: CheckedFile) -> dict[str, Any]:
    """What the line of the progress says of the file: its name, and what became of it."""
    name = printable(file.file)
    name = name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…"
    if file.unread:
        return {"name": name, "tags": [{"look": "bad", "words": _("could not be read")}]}
    found = [{"look": tag.look, "words": tag.words} for tag in tags(file)]
    return {"name": name, "tags": found or [{"look": "good", "words": _("nothing found")}]}


def tags(file: CheckedFile) -> list[Tag]:
    """How many findings of each severity, in words."""
    counts = Counter(item.severity for item in file.items)
    return [Tag(_LOOKS[one], numbered(one, counts[one])) for one in SEVERITIES if counts[one]]


def word(severity: Severity) -> str:
    """What is asked for by findings of that severity."""
    words = {
        "error": _("Put right"),
        "warning": _("Verify"),
        "unproven": _("Fill in"),
        "info": pgettext("what to do", "Note"),
    }
    return words[severity]


def numbered(severity: Severity, count: int) -> str:
    """So many findings of that severity."""
    said = {
        "error": ngettext("%(count)s to put right", "%(count)s to put right", count),
        "warning": ngettext("%(count)s to verify", "%(count)s to verify", count),
        "unproven": ngettext("%(count)s to fill in", "%(count)s to fill in", count),
        "info": ngettext("%(count)s note", "%(count)s notes", count),
    }
    return said[severity] % {"count": count}
