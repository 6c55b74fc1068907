"""压缩包: the same parts always give the same bytes, whatever the hour and the machine."""

import io
import zipfile
from collections.abc import Iterable

_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The first that a zip file can hold. The core knows no other: it reads no clock."""
_UNIX = 3


def zipped(parts: Iterable[tuple[str, bytes | str]], *, packed: bool = False) -> bytes:
    """A zip file of these parts, each a name and what it holds, in their order; `packed` where they are compressed
    already."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            # Unix on every machine: of a file made on DOS, unzip takes the names for one of the code pages of DOS.
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return file.getvalue()
