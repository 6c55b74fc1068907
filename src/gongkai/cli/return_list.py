"""退改清单: where `gongkai report check --format … -o …` writes the list; it is written whole or not at all."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from gongkai.cli.output import put, standard_output
from gongkai.cli.place import place, refuse_folder, replace
from gongkai.cli.screen import printable
from gongkai.cli.usage import Misused
from gongkai.core.findings import Language
from gongkai.core.writers.return_list import CheckedFile, ReturnList, return_list

ListFormat = Literal["docx", "xlsx", "md"]
FORMATS: tuple[ListFormat, ...] = get_args(ListFormat)


@dataclass(frozen=True, slots=True)
class Destination:
    """A return list to be made: its format, the file it goes to (None: standard output), and what it is made of."""

    format: ListFormat
    path: Path | None
    files: list[CheckedFile] = field(default_factory=list)

    def refuse(self, read: Iterable[str]) -> None:
        """Raises Misused where the list would take the place of one of the files that are read."""
        if self.path is None or not self.path.exists():
            return
        for path in read:
            with suppress(OSError, ValueError):  # what can't be looked at is said when it is read
                if self.path.samefile(path):
                    raise Misused("list_over_report", name=printable(str(self.path)))

    def write(self, language: Language) -> None:
        """Makes the list and writes it. Raises Unwritten, and leaves what was there before, where that fails."""
        data = _writer(self.format)(return_list(self.files, language))
        if self.path is None:
            put(data)
        else:
            replace(self.path, data)


def destination(format_asked: ListFormat | None, output: str | None, as_json: bool) -> Destination | None:
    """What the options ask for; None where they ask for no list. Raises Misused where they contradict each other, and
    where the place can't be written to (Unwritten where that is standard output): before anything is read."""
    if format_asked is None and output is None:
        return None
    if as_json:
        raise Misused("list_and_json")
    if output is None:
        if format_asked != "md":
            raise Misused("list_needs_output", format=format_asked)
        standard_output()
        return Destination("md", None)
    refuse_folder(output)
    ending = Path(output).suffix.lower().removeprefix(".")
    told = next((one for one in FORMATS if one == ending), None)
    if told is None or told != (format_asked or told):
        endings = " / ".join(f".{one}" for one in ([format_asked] if format_asked else FORMATS))
        raise Misused("list_ending", name=printable(output), endings=endings)
    return Destination(told, place(output))


def _writer(format_wanted: ListFormat) -> Callable[[ReturnList], bytes]:
    """What lays the list out in that format; its library is imported only where it is needed."""
    if format_wanted == "docx":
        from gongkai.core.writers.return_list_docx import document

        return document
    if format_wanted == "xlsx":
        from gongkai.core.writers.return_list_xlsx import workbook

        return workbook
    from gongkai.core.writers.return_list_md import markdown

    return markdown
