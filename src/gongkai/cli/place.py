"""输出位置: where `-o` writes, looked at before anything is done, and written whole or not at all."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from gongkai.cli.bilingual import shortened
from gongkai.cli.output import Unwritten
from gongkai.cli.screen import printable
from gongkai.cli.usage import Misused

_SHOWN = 40
"""Columns of a name that is too long for the system."""


def refuse_folder(output: str) -> None:
    """Raises Misused where the name is that of a folder; said before anything is said of its ending."""
    if os.path.isdir(output):
        raise Misused("list_folder", name=printable(output))


def place(output: str) -> Path:
    """The file that is written, behind any link. Raises Misused where it can't be."""
    refuse_folder(output)
    try:
        path = Path(os.path.realpath(output))
        folder = path.parent
        if not folder.is_dir():
            raise Misused("list_no_folder", name=printable(str(Path(output).parent)))
        known = path.exists()
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            raise Misused("list_too_long", name=shortened(printable(output), _SHOWN)) from error
        raise Misused("list_denied", name=printable(output)) from error
    if known and not path.is_file():
        raise Misused("list_no_file", name=printable(output))
    if not os.access(folder, os.W_OK | os.X_OK) or (known and not os.access(path, os.W_OK)):
        raise Misused("list_denied", name=printable(output))
    return path


def replace(path: Path, data: bytes) -> None:
    """Writes the file beside its place, then puts it there in one step, so that nobody ever finds half of it. Raises
    Unwritten, and leaves what was there before, where that fails."""
    beside = path.with_name(f".gongkai-{secrets.token_hex(8)}")
    try:
        with open(beside, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    except OSError as error:
        raise Unwritten(error.strerror or "", error.errno) from error
    finally:
        with suppress(OSError):  # what stopped the writing is what a person needs to know
            beside.unlink(missing_ok=True)
