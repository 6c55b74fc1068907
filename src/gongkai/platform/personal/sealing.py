"""加密: one value → stored text, with AES-256-GCM, and back.

The stored text is `g1.<key id>.<base64url of nonce and ciphertext>`. What stands before the second full stop, the
table and the column are bound to it as associated data: a value that is changed, or copied into another column, opens
no more.

It is not bound to its row, which has no id yet when its first value is sealed. Whoever can write to the database can
therefore put one person's value in another person's row of the same column; the journal and the rights of the
database stand against that, not the cipher.
"""

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = "g1"
_NONCE = 12


class SealBroken(Exception):
    """A stored value can't be opened: its key is not there, or it was damaged or moved. Never says what it holds."""


def prefix(key: str) -> str:
    """How every value begins that was sealed with that key.

    >>> prefix("2")
    'g1.2.'
    """
    return f"{VERSION}.{key}."


def seal(value: str, place: str) -> str:
    """The stored text of a value at `place` ('table.column'), sealed with the current key."""
    key = settings.KEYS.current
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(settings.KEYS.fields[key]).encrypt(nonce, value.encode(), _bound(key, place))
    return prefix(key) + _written(nonce + sealed)


def unseal(stored: str, place: str) -> str:
    """The value of a stored text at `place`. Raises SealBroken."""
    version, _, rest = stored.partition(".")
    key, _, body = rest.partition(".")
    if version != VERSION or not body:
        raise SealBroken(f"what stands in {place} was not sealed by this program")
    if key not in settings.KEYS.fields:
        raise SealBroken(f"the key {key!r} that sealed a value of {place} is not in the file of keys")
    try:
        data = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        if _written(data) != body:  # base 64 has several spellings of the same bytes; one alone is ours
            raise ValueError(place)
        return AESGCM(settings.KEYS.fields[key]).decrypt(data[:_NONCE], data[_NONCE:], _bound(key, place)).decode()
    except (binascii.Error, InvalidTag, ValueError):
        raise SealBroken(f"a value of {place} is damaged, or was moved there from another place") from None


def _written(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bound(key: str, place: str) -> bytes:
    return f"{prefix(key)}{place}".encode()
