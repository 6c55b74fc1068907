"""What the fuzzer calls: bytes → one reader. Run as `python -m tests.fuzz.target KIND FOLDER [libFuzzer options]`.

Of a Word or Excel file the part with the text is fuzzed, wrapped up again each time: else every change would only break
the archive. An exception other than Unreadable is a finding; libFuzzer writes the bytes that caused it.
"""

import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["gongkai.core.readers"]):
    from gongkai.core.readers import Unreadable, read
    from gongkai.core.readers.html import flow as html_flow
    from gongkai.core.readers.reading import read_flow

from tests.kinds.cases import FILLED, report
from tests.kinds.docx_writer import docx
from tests.kinds.html_writer import VARIANTS, html
from tests.kinds.pages import page
from tests.kinds.pdf_writer import pdf
from tests.kinds.xlsx_writer import xlsx
from tests.layouts import LAYOUTS, write

INSIDE = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}
WRITERS: dict[str, Callable[..., bytes]] = {"docx": docx, "xlsx": xlsx, "pdf": pdf}
KINDS = ("text", "html", "docx", "xlsx", "pdf")


def seeds(kind: str) -> Iterator[bytes]:
    """Small files of the kind to begin with."""
    for place, filled in enumerate(FILLED[:4]):
        content = report(filled, place % 2)
        if kind == "text":
            yield from (write(content, layout).text.encode() for layout in LAYOUTS[place::4])
        elif kind == "html":
            yield from (html(page(content), **variant) for variant in VARIANTS[place::4] if "around" not in variant)
        else:
            yield part_of(kind, WRITERS[kind](page(content)))


def part_of(kind: str, data: bytes) -> bytes:
    """The part of the file that is fuzzed."""
    return zipfile.ZipFile(io.BytesIO(data)).read(INSIDE[kind]) if kind in INSIDE else data


def whole(kind: str, part: bytes) -> bytes:
    """The file with that part."""
    if kind not in INSIDE:
        return part
    shell = zipfile.ZipFile(io.BytesIO(_SHELLS[kind]))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in shell.namelist():
            archive.writestr(name, part if name == INSIDE[kind] else shell.read(name))
    return file.getvalue()


_SHELLS = {kind: WRITERS[kind](page(report("full", 0))) for kind in INSIDE}


def one(kind: str, part: bytes) -> None:
    """Reads one file. Raises whatever a reader should not."""
    data = whole(kind, part)
    try:
        read(data)
        if kind == "html":
            read_flow(html_flow(data))
    except Unreadable as unreadable:
        unreadable.sentence("zh")


def main() -> None:
    """Fuzzes one kind of file with libFuzzer's own options; seeds are written to the folder."""
    kind, folder = sys.argv[1], Path(sys.argv[2])
    for number, seed in enumerate(seeds(kind)):
        (folder / f"seed{number}").write_bytes(seed)
    atheris.Setup([sys.argv[0], str(folder), *sys.argv[3:]], lambda part: one(kind, part))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
