"""密钥: the secrets of an installation, in one file that stands apart from its data and from every backup.

The file is JSON: `django` signs sessions and forms; `fields` holds the keys of encrypted fields by id, of which
`current` names the one that encrypts now; `blind` is the key of the blind indexes (`platform.personal`).
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from gongkai.config.misconfigured import Misconfigured


@dataclass(frozen=True)
class Keys:
    """The secrets."""

    django: str
    fields: dict[str, bytes]
    """Key id → 32 bytes."""
    current: str
    """The id of the key that encrypts now."""
    blind: bytes


def read(path: Path) -> Keys:
    """The keys in that file. Raises Misconfigured where it is missing, damaged, or open to other users."""
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise Misconfigured("keys_open", path=path)
        found = json.loads(path.read_text("utf-8"))
        keys = Keys(
            django=found["django"],
            fields={name: base64.b64decode(key, validate=True) for name, key in found["fields"].items()},
            current=found["current"],
            blind=base64.b64decode(found["blind"], validate=True),
        )
    except FileNotFoundError:
        raise Misconfigured("keys_missing", path=path) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Misconfigured("keys_unreadable", path=path) from None
    sound = (
        keys.current in keys.fields and len(keys.blind) == 32 and all(len(key) == 32 for key in keys.fields.values())
    )
    if not (sound and isinstance(keys.django, str) and len(keys.django) >= 50):
        raise Misconfigured("keys_unreadable", path=path)
    return keys


def new() -> Keys:
    """Fresh secrets."""
    return Keys(secrets.token_urlsafe(48), {"1": secrets.token_bytes(32)}, "1", secrets.token_bytes(32))


def rotated(keys: Keys) -> Keys:
    """The same with one more key for fields, which encrypts from now on; the old ones go on decrypting."""
    name = str(max(map(int, keys.fields)) + 1)
    return Keys(keys.django, {**keys.fields, name: secrets.token_bytes(32)}, name, keys.blind)


def write(path: Path, keys: Keys) -> None:
    """Writes the keys whole or not at all, readable by their owner alone."""
    content = {
        "django": keys.django,
        "fields": {name: base64.b64encode(key).decode() for name, key in keys.fields.items()},
        "current": keys.current,
        "blind": base64.b64encode(keys.blind).decode(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def read_or_make(path: Path, *, fresh: bool) -> Keys:
    """The keys in that file; new ones where there is none and the installation is `fresh`, without data."""
    if fresh and not path.exists():
        write(path, new())
    return read(path)
