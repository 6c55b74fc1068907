"""文字编码: bytes → text, for UTF-8, UTF-16 and GBK/GB 18030.

Reports come with and without a byte-order mark, and many CMS pages of the time are GBK. The order is: a mark decides;
else strict UTF-8; else UTF-16 where zero bytes show it; else strict GB 18030, which holds GBK and GB 2312. A byte-order
mark is not part of the text, so offsets count the characters after it.
"""

import codecs

from gongkai.core.readers.unreadable import Unreadable

LIMIT = 16_000_000
"""Bytes of a text file; the longest annual reports known have some 200 000."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REPLACED_SHARE = 0.002


def decode(data: bytes) -> str:
    """The text of `data`, with its line ends as they came. Raises Unreadable when it is empty, too large or no text."""
    if len(data) > LIMIT:
        raise Unreadable("READ.TOO_LARGE", size=len(data), limit=LIMIT)
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("READ.EMPTY")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :], encoding, "replace")
    if b"\0" in data[:4096]:
        return _utf16(data)
    try:
        return _text(data, "utf-8", "strict")
    except UnicodeDecodeError:
        return _damaged_or_gb18030(data)


def _text(data: bytes, encoding: str, errors: str) -> str:
    text = data.decode(encoding, errors)
    if "\0" in text or _share(text, "\ufffd") > _REPLACED_SHARE:
        raise Unreadable("READ.BINARY")
    return text


def _share(text: str, character: str) -> float:
    return text.count(character) / max(len(text), 1)


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: a line feed or a digit is a zero byte beside an ASCII one, in the same order
    throughout."""
    even, odd = data[0:8192:2].count(0), data[1:8192:2].count(0)
    if len(data) % 2 or max(even, odd) < 4 * min(even, odd) or data[:8].count(0) > 4:
        raise Unreadable("READ.BINARY")
    try:
        return _text(data, "utf-16-le" if odd > even else "utf-16-be", "strict")
    except UnicodeDecodeError as error:
        raise Unreadable("READ.BINARY") from error


def _damaged_or_gb18030(data: bytes) -> str:
    """GB 18030, unless the bytes are UTF-8 with little damage (a file cut inside a character, a stray byte)."""
    as_utf8 = data.decode("utf-8", "replace")
    if _share(as_utf8, "\ufffd") <= _REPLACED_SHARE:
        return _text(data, "utf-8", "replace")
    try:
        return _text(data, "gb18030", "strict")
    except UnicodeDecodeError:
        return _text(data, "gb18030", "replace")
