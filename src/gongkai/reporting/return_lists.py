"""退改清单的文件: the whole list, or the letters to the organs, as files, made in a child process.

What they say comes from files that somebody sent, so they are made where no harm is done, however long they take.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Literal, get_args

from gongkai.bulk.child import Limits, Loss, leave
from gongkai.bulk.pool import in_order
from gongkai.core.findings import Language
from gongkai.core.writers.return_list import CheckedFile, ReturnList, return_list
from gongkai.core.writers.zipped import zipped
from gongkai.platform.files.names import cleaned
from gongkai.reporting.reading import PRELOAD

Made = Literal["docx", "xlsx", "md", "zip"]
FORMATS: tuple[Made, ...] = get_args(Made)
"""The whole list as Word, Excel or Markdown; all letters in a ZIP."""

SECONDS = 60
"""How long one file may take: three hundred letters take some ten."""

_LONGEST_NAME = 80
_FOLDERS = re.compile(r"[/\\]")


class NotMade(Exception):
    """The file took too long, or more memory than there is for it."""


def made(wanted: Made, files: Sequence[CheckedFile], language: Language) -> bytes:
    """The list of these files, or all its letters, as the bytes of a file. Raises NotMade."""
    return _in_child(partial(_list, wanted), files, language)


def letter_to(number: int, files: Sequence[CheckedFile], language: Language) -> bytes:
    """The letter about the report that stands at this place of the list, from 1, as the bytes of a .docx file. Raises
    IndexError where the list has no such place, NotMade."""
    found = return_list(files, language)
    if not 0 < number <= len(found.sheets):
        raise IndexError(number)
    return _in_child(partial(_letter, number), files, language)


def letter_names(found: ReturnList) -> list[str]:
    r"""File names of the letters of a list, without their ending: each begins with its number, so no two are the same.

    >>> from gongkai.core.writers.return_list import ReturnItem
    >>> item = ReturnItem("error", "T3.ROW", "", "", "", 1, 2, "", "")
    >>> letter_names(return_list([CheckedFile("甲.txt", "../甲\u202e局", items=(item,))], "zh"))
    ['1 .._甲_u202e局']
    """
    return [cleaned(_FOLDERS.sub("_", sheet.name))[:_LONGEST_NAME].strip(". ") for sheet in found.sheets]


def _in_child(
    make: Callable[[tuple[tuple[CheckedFile, ...], Language]], bytes], files: Iterable[CheckedFile], language: Language
) -> bytes:
    limits = Limits(seconds=SECONDS)
    (data,) = in_order(make, [(tuple(files), language)], jobs=1, lost=_lost, limits=limits, preload=PRELOAD)
    if not data:
        raise NotMade
    return data


def _lost(item: tuple[tuple[CheckedFile, ...], Language], loss: Loss) -> bytes:
    return b""


# ---- Inside the child ------------------------------------------------------------------------------------------------


def _list(wanted: Made, item: tuple[tuple[CheckedFile, ...], Language]) -> bytes:
    found = return_list(*item)
    with leave(SECONDS):  # a workbook passes through files of its own
        return _writer(wanted)(found)


def _letter(number: int, item: tuple[tuple[CheckedFile, ...], Language]) -> bytes:
    from gongkai.core.writers.return_list_docx import letters

    found = return_list(*item)
    (data,) = letters(found, [found.sheets[number - 1]])
    return data


def _writer(wanted: Made) -> Callable[[ReturnList], bytes]:
    if wanted == "docx":
        from gongkai.core.writers.return_list_docx import document

        return document
    if wanted == "xlsx":
        from gongkai.core.writers.return_list_xlsx import workbook

        return workbook
    if wanted == "md":
        from gongkai.core.writers.return_list_md import markdown

        return markdown
    return _letters


def _letters(found: ReturnList) -> bytes:
    """All letters in a ZIP."""
    from gongkai.core.writers.return_list_docx import letters

    names = (f"{name}.docx" for name in letter_names(found))
    return zipped(zip(names, letters(found, found.sheets), strict=True), packed=True)
