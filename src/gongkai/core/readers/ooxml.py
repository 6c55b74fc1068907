"""办公文档包: the archive that a Word or Excel file is, opened so that no file can do harm.

Nothing is written to disk and no link is followed. A part is unfolded up to a bound, whatever the archive says of its
size, and its XML may hold no document type, so that no entity can swell it or reach outside.
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from lxml import etree

from gongkai.core.readers.kinds import NAMES, Kind
from gongkai.core.readers.unreadable import Unreadable

LARGEST_PART = 32_000_000
LARGEST_SUM = 64_000_000
MOST_ENTRIES = 10_000
MOST_TAGS = 1_000_000
MOST_ATTRIBUTES = 2_000_000
"""Limits far beyond any report: bytes of a part and of all parts read, entries of the archive, tags and attributes of a
part."""

_ENTRY = b"PK\x01\x02"
_LOCKED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises for archives that are cut off, damaged or made to deceive."""

_LONGEST_NUMBER = 9
_MAIN = "/officeDocument"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def whole_number(text: str, otherwise: int = 0) -> int:
    """The number that an attribute holds; `otherwise` where it holds none, or one that no file needs.

    >>> whole_number("12"), whole_number("-3", 1), whole_number("9" * 5000)
    (12, 1, 0)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else otherwise


@dataclass
class _Budget:
    """The bytes that may still be unfolded."""

    left: int


class Archive:
    """The parts of a file. Every method raises Unreadable for what is damaged, locked or unfolds to too much."""

    def __init__(self, data: bytes, kind: Kind, within: "Archive | None" = None) -> None:
        """`within` is the archive that holds this one as a part: what both unfold counts together."""
        self._kind = NAMES[kind]
        self._budget: _Budget = within._budget if within else _Budget(LARGEST_SUM)
        if data.count(_ENTRY) > MOST_ENTRIES:
            raise self.too_much(f"部件超过 {MOST_ENTRIES} 个", f"more than {MOST_ENTRIES} parts")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise self.broken() from error
        self._entries: dict[str, list[zipfile.ZipInfo]] = {}
        for entry in self._zip.infolist():
            name = entry.filename.replace("\\", "/").lstrip("/").lower()
            self._entries.setdefault(name, []).append(entry)

    def broken(self) -> Unreadable:
        """The exception for a file that is damaged."""
        return Unreadable("READ.BROKEN", kind=self._kind)

    def too_much(self, chinese: str, english: str) -> Unreadable:
        """The exception for a file that unfolds to too much."""
        return Unreadable("READ.TOO_MUCH", kind=self._kind, what={"zh": chinese, "en": english})

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of this name; names do not differ by case alone."""
        return name.lower() in self._entries

    def names(self) -> list[str]:
        """The names of all parts, in small letters, in the order of the archive."""
        return list(self._entries)

    def main(self, otherwise: str) -> str:
        """The name of the main part: the one that the package names, else `otherwise`."""
        if "_rels/.rels" in self:
            for relation in self.tree("_rels/.rels"):
                target = relation.get("Target", "")
                if relation.get("Type", "").endswith(_MAIN) and relation.get("TargetMode") != "External":
                    return normpath(target.lstrip("/"))
        return otherwise

    def relations(self, name: str) -> dict[str, str]:
        """What the part refers to inside the archive: the relation's id → the name of a part."""
        folder, _, own = name.rpartition("/")
        relations = f"{folder}/_rels/{own}.rels"
        if relations not in self:
            return {}
        found = {}
        for relation in self.tree(relations):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                inside = target.lstrip("/") if target.startswith("/") else join(dirname(name), target)
                found[relation.get("Id", "")] = normpath(inside)
        return found

    def part(self, name: str) -> bytes:
        """The bytes of a part. A part that is not there, or there twice, is damage."""
        entries = self._entries.get(name.lower(), [])
        if len(entries) != 1 or entries[0].compress_type not in _METHODS:
            raise self.broken()
        if entries[0].flag_bits & _LOCKED:
            raise Unreadable("READ.LOCKED")
        bound = min(LARGEST_PART, self._budget.left)
        try:
            with self._zip.open(entries[0]) as unfolding:
                content = unfolding.read(bound + 1)
        except _DAMAGE as error:
            raise self.broken() from error
        if len(content) > bound:
            limit = bound // 1_000_000
            raise self.too_much(f"超过 {limit} 兆字节", f"more than {limit} MB")
        self._budget.left -= len(content)
        return content

    def tree(self, name: str) -> etree._Element:
        """The root element of a part."""
        return self.parsed(self.part(name))

    def parsed(self, content: bytes) -> etree._Element:
        """The root element of a part's XML, without comments and processing instructions."""
        encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8"
        if content.count(b"<") > MOST_TAGS or content.count(b"=") > MOST_ATTRIBUTES:
            raise self.too_much(f"标记超过 {MOST_TAGS} 个", f"more than {MOST_TAGS} tags")
        if b"<!DOCTYPE" in (content if encoding == "utf-8" else content.replace(b"\0", b"")):
            raise self.broken()
        parser = etree.XMLParser(
            encoding=encoding,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            collect_ids=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.broken() from error
