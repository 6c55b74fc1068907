"""What a hostile file is, and what every builder of them needs."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass

LISTENING = ContextVar("LISTENING", default=9)
"""The port on which a test listens for what a file asks to be fetched."""

MEGABYTE = 1024 * 1024


def elsewhere() -> bytes:
    """The address that a file asks to be fetched."""
    return b"http://127.0.0.1:%d" % LISTENING.get()


@dataclass(frozen=True)
class Attack:
    """A hostile file: what `build` makes, the ending of its name, whether it may be read after all."""

    name: str
    ending: str
    build: Callable[[], bytes]
    may_be_read: bool = False
    through_office: bool = False

    def __str__(self) -> str:
        return self.name


def attacks(ending: str, readable: Iterable[str] = (), through_office: bool = False) -> "Register":
    """A register of attacks with this ending; those named `readable` may be read."""
    return Register(ending, frozenset(readable), through_office)


class Register:
    """Collects builders as attacks: `@register` over a function whose name says what it builds."""

    def __init__(self, ending: str, readable: frozenset[str], through_office: bool) -> None:
        self.ending, self.readable, self.through_office = ending, readable, through_office
        self.found: list[Attack] = []

    def __call__(self, build: Callable[[], bytes]) -> Callable[[], bytes]:
        name = build.__name__
        self.found.append(
            Attack(f"{self.ending}: {name}", self.ending, build, name in self.readable, self.through_office)
        )
        return build


def packed(parts: dict[str, bytes], level: int = 9) -> bytes:
    """An archive of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return held.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return {name: held.read(name) for name in held.namelist()}


def packed_bomb(parts: dict[str, bytes], name: str, head: bytes, filling: bytes, size: int) -> bytes:
    """An archive in which the part of that name begins with `head` and goes on with `filling` for `size` bytes; it is
    never there as a whole."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as written:
        for other, content in parts.items():
            written.writestr(other, content)
        block = filling * (MEGABYTE // len(filling))
        with written.open(name, "w", force_zip64=True) as part:
            part.write(head)
            for _ in range(size // MEGABYTE):
                part.write(block)
    return held.getvalue()


def with_lying_size(data: bytes, name: bytes, size: int) -> bytes:
    """The archive, its directory saying that the part of that name has `size` bytes when unpacked."""
    changed = bytearray(data)
    for sign, place_of_size, place_of_name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = data.find(sign)
        while at >= 0:
            if data[at + place_of_name :].startswith(name):
                struct.pack_into("<I", changed, at + place_of_size, size)
            at = data.find(sign, at + 4)
    return bytes(changed)


def deflated(size: int) -> bytes:
    """Zeros, deflated, `size` bytes when inflated."""
    packer = zlib.compressobj(9)
    block = bytes(MEGABYTE)
    return b"".join(packer.compress(block) for _ in range(size // MEGABYTE)) + packer.flush()
