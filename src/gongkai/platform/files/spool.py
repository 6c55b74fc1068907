"""缓存文件: many uploaded files in one file without a name, each a window onto its part of it.

Three hundred files of one form would be three hundred open files of the process; so they are one. The system takes it
back when the last window is closed, or the process dies.
"""

import io
import os
import weakref
from typing import BinaryIO


class Spool:
    """A file that holds files, end to end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = 0
        self._close = weakref.finalize(self, file.close)

    @property
    def size(self) -> int:
        """Bytes in it: where the next file begins."""
        return self._size

    def append(self, data: bytes) -> None:
        """Writes behind what is there."""
        self._file.write(data)
        self._size += len(data)

    def window(self, start: int) -> "Window":
        """What was written from there on, as a file to read."""
        self._file.flush()
        return Window(self, start, self._size - start)

    def part(self, start: int, size: int) -> bytes:
        """So many bytes from there."""
        return os.pread(self._file.fileno(), size, start)


class Window(io.RawIOBase):
    """A part of a spool, as a file to read. Closed, it lets the spool go."""

    def __init__(self, spool: Spool, start: int, size: int) -> None:
        super().__init__()
        self._spool: Spool | None = spool
        self._start, self._size, self._at = start, size, 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """And gone through."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Goes to that place in it."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """The place in it."""
        return self._at

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fills the buffer with what comes next."""
        found = self._next(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def readall(self) -> bytes:
        """Whatever is left of it."""
        parts = []
        while part := self._next(self._size):
            parts.append(part)
        return b"".join(parts)

    def close(self) -> None:
        """Lets the spool go."""
        self._spool = None
        super().close()

    def _next(self, wanted: int) -> bytes:
        if self._spool is None:
            raise ValueError("the file is closed")
        found = self._spool.part(self._start + self._at, max(0, min(wanted, self._size - self._at)))
        self._at += len(found)
        return found
