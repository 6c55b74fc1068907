"""办公软件: old Word and Excel files, RTF and OpenDocument, which LibreOffice turns into kinds that are read.

LibreOffice gets what a hostile file must not misuse: a folder and a profile of its own, no macros, no links followed,
no network where the system can take it away (else a proxy that is not there), bounds on time and memory. All of it ends
and is cleared away with the child process that asked for it (child.py).
"""

import io
import os
import shutil
import subprocess
import zipfile
import zlib
from pathlib import Path

from gongkai.bulk.child import PROFILE, leave
from gongkai.core.readers import Unreadable
from gongkai.core.readers import read as read_directly
from gongkai.core.readers.kinds import NAMES, kind_of
from gongkai.core.report import FilledReport, Note

SECONDS = 60
"""How long LibreOffice may take for one file."""

_TARGETS = {"doc": ("doc", "docx"), "rtf": ("rtf", "docx"), "xls": ("xls", "xlsx"), "text": ("odt", "docx")} | {
    "spreadsheet": ("ods", "xlsx")
}
"""Kind of file, or of an OpenDocument → the ending it is given, and that of what it is turned into."""

_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "1"),
)
"""Macros are never run; links to other files never followed (the programs count their choices differently)."""

_PROXY = "http://127.0.0.1:9"
"""Where nobody answers."""


def read(data: bytes, name: str = "") -> FilledReport:
    """The report in `data`, of a kind that is read directly or through LibreOffice. Raises Unreadable."""
    try:
        return read_directly(data, name)
    except Unreadable as unreadable:
        if unreadable.code != "READ.NEEDS_OFFICE":
            raise
    report = read_directly(converted(data), name)
    report.notes.append(Note("READ.CONVERTED", {"kind": NAMES[kind_of(data)]}))
    return report


def converted(data: bytes) -> bytes:
    """The file as .docx or .xlsx. Raises Unreadable where LibreOffice is not there or can't open it."""
    kind = kind_of(data)
    named = {"kind": NAMES[kind]}
    endings = _TARGETS.get(_open_document(data) if kind == "odf" else kind)
    if endings is None:
        raise Unreadable("READ.EXPORT", **named)
    program = _program()
    if program is None:
        raise Unreadable("READ.NEEDS_OFFICE", **named)
    with leave(SECONDS) as folder:
        result = _run(program, Path(folder), data, *endings)
    if not result:
        raise Unreadable("READ.NOT_CONVERTED", **named)
    return result


def _open_document(data: bytes) -> str:
    """What the OpenDocument says it is: 'text', 'spreadsheet' or another."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)).open("mimetype") as file:
            said = file.read(200).decode("ascii", "replace")
    except (KeyError, ValueError, OSError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return ""
    return said.removeprefix(_OPEN_DOCUMENT).strip().removesuffix("-template")


def _program() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if os.access(place, os.X_OK)), None)


def _run(program: str, folder: Path, data: bytes, ending: str, target: str) -> bytes:
    """What the program makes of the file; nothing where it can't."""
    source = folder / f"report.{ending}"
    source.write_bytes(data)
    profile = folder / PROFILE
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_registry(), "utf-8")
    command = [
        *_without_network(),
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault"),
        *("--convert-to", target, "--outdir", str(folder), str(source)),
    ]
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _PROXY)
    surroundings = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder)}
    subprocess.run(
        command,
        cwd=folder,
        env={**surroundings, **proxies, "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    try:
        return (folder / f"report.{target}").read_bytes()
    except OSError:
        return b""


def _without_network() -> list[str]:
    """What to put before a command so that it runs without a network, where this system lets us."""
    program = shutil.which("unshare")
    if program is None:
        return []
    prefix = [program, "--map-root-user", "--net"]
    done = subprocess.run([*prefix, "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return prefix if done.returncode == 0 else []


def _registry() -> str:
    """The settings as LibreOffice keeps them."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>\n'
    )
