"""盲索引: a keyed hash by which equal personal data are found without being read.

HMAC-SHA-256 of the kind and the value's normal form, under the installation's own key: without the key, nobody can
try all identity numbers until one fits. Kinds never meet: the same digits as a mobile number and as a bank card give
different hashes. The key is never changed, for the indexes could not be compared any more.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable

from django.conf import settings

from gongkai.platform.refusals import ProgrammingMistake

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
"""GB 11643: the weights of the first 17 characters, and the check character by the sum modulo 11."""


def blind_index(kind: str, value: str) -> str:
    """The hash of a value of that kind, 64 hexadecimal digits. Raises ValueError where nothing of the value counts."""
    if kind not in KINDS:
        raise ProgrammingMistake(f"no kind of personal data: {kind}")
    normal = normal_form(kind, value)
    return hmac.new(
        settings.KEYS.blind, f"gongkai blind index 1\0{kind}\0{normal}".encode(), hashlib.sha256
    ).hexdigest()


def normal_form(kind: str, value: str) -> str:
    """The one way in which a value of that kind is written. Raises ValueError where nothing is left of it."""
    normal = KINDS[kind](unicodedata.normalize("NFKC", value))
    if not normal:
        raise ValueError(f"no {kind} in what was given")
    return normal


def _id_number(text: str) -> str:
    """Letters and digits in upper case; an old one of 15 digits as the one of 18 that took its place."""
    found = "".join(character for character in text.upper() if character.isalnum())
    if len(found) == 15 and found.isascii() and found.isdigit():
        found = f"{found[:6]}19{found[6:]}"
        found += _CHECKS[sum(int(digit) * weight for digit, weight in zip(found, _WEIGHTS, strict=True)) % 11]
    return found


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _mobile(text: str) -> str:
    return re.sub(r"^(?:00)?86(?=1\d{10}$)", "", _digits(text))


def _email(text: str) -> str:
    return "".join(text.split()).casefold()


def _name(text: str) -> str:
    """Without blanks; the point between the parts of a name is one point."""
    return re.sub(r"[·•・‧∙.]", "·", "".join(text.split())).casefold()


def _address(text: str) -> str:
    return "".join(text.split()).casefold()


KINDS: dict[str, Callable[[str], str]] = {
    "id_number": _id_number,
    "mobile": _mobile,
    "landline": _digits,
    "bank_card": _digits,
    "email": _email,
    "name": _name,
    "address": _address,
}
"""Kind → how its values are brought into one form, from half-width characters."""
