"""病毒查验: an uploaded file shown to ClamAV, where the installation has one. Nothing passes that it did not see."""

import socket
import struct
from typing import BinaryIO

from django.conf import settings

PIECE = 64 * 1024
SECONDS = 60


class NotScanned(Exception):
    """ClamAV can't be reached, or did not give a verdict."""


def is_infected(file: BinaryIO) -> bool:
    """Whether ClamAV finds something in the file; False where the installation has none. Raises NotScanned."""
    address = settings.ATTACHMENTS.clamd
    if not address:
        return False
    file.seek(0)
    try:
        answer = _asked(address, file)
    except OSError as error:
        raise NotScanned(str(error)) from error
    finally:
        file.seek(0)
    if answer == "stream: OK":
        return False
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return True
    raise NotScanned("ClamAV gave no verdict")


def _asked(address: tuple[str, int] | str, file: BinaryIO) -> str:
    """The answer to INSTREAM: pieces, each behind its length, an empty one last."""
    with _connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        while piece := file.read(PIECE):
            line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := line.recv(4096)):
            answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace")


def _connected(address: tuple[str, int] | str) -> socket.socket:
    if isinstance(address, tuple):
        return socket.create_connection(address, timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(SECONDS)
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line
