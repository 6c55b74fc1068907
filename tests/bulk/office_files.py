"""Files of old kinds, made by LibreOffice itself out of pages, and a stand-in for it where only the edge is tested."""

import io
import os
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import IN_CI
from tests.kinds.cases import report
from tests.kinds.docx_writer import archive, docx
from tests.kinds.pages import page
from tests.kinds.xlsx_writer import xlsx

_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "docx": f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.wordprocessingml.document.main+xml"/>',
    "xlsx": (
        f'<Override PartName="/xl/workbook.xml" ContentType="{_OFFICE}.spreadsheetml.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_OFFICE}.spreadsheetml.worksheet+xml"/>'
    ),
}
_FROM = {"doc": "docx", "rtf": "docx", "odt": "docx", "xls": "xlsx", "ods": "xlsx"}
ENDINGS = tuple(_FROM)


def office() -> str:
    """LibreOffice, where it is; skips the test where it is not, and fails it in CI."""
    found = shutil.which("soffice")
    if found is None and IN_CI:
        pytest.fail("LibreOffice is not installed")
    if found is None:
        pytest.skip("needs LibreOffice (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui)")
    return found


@cache
def old_file(ending: str, filled: str = "few blanks", password: str = "") -> bytes:
    """The report, filled in that way, as a file of that kind."""
    program = office()
    kind = _FROM[ending]
    written = page(report(filled, 0))
    with TemporaryDirectory() as folder:
        source = Path(folder, f"report.{kind}")
        source.write_bytes(_openable(docx(written) if kind == "docx" else xlsx(written, inline=True), kind))
        command = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", ending, "--outdir", folder, str(source)]
        subprocess.run(command, capture_output=True, check=True)
        return Path(folder, f"report.{ending}").read_bytes()


def _openable(data: bytes, kind: str) -> bytes:
    """The file with the list of its parts, without which LibreOffice opens none."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        parts: dict[str, str | bytes] = {name: held.read(name) for name in held.namelist()}
    parts["[Content_Types].xml"] = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{_TYPES[kind]}</Types>'
    )
    return archive(parts)


def stand_in(folder: Path, does: str) -> None:
    """A program that is called as LibreOffice is; `does` is Python that has `arguments` and `target`, the file that is
    expected of it."""
    program = folder / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport os, sys\nfrom pathlib import Path\narguments = sys.argv[1:]\n"
        'ending = arguments[arguments.index("--convert-to") + 1]\n'
        f'target = Path(arguments[-1]).with_suffix("." + ending)\n{does}\n'
    )
    program.chmod(0o755)


def on_path(folder: Path) -> str:
    """A search path on which the programs of that folder come first."""
    return os.pathsep.join([str(folder), os.environ["PATH"]])
