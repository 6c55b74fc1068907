"""备份清单: what a backup says of itself, and the seal by which an installation knows its own."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from gongkai.config.keys import Keys
from gongkai.config.records.columns import Column, Table

FORMAT = 1
MANIFEST, SEAL = "manifest.json", "manifest.seal"


@dataclass
class Manifest:
    """What a backup says of itself."""

    release: str
    made_at: str
    database: str
    """sqlite or postgresql; it can be restored to both."""
    migrations: list[tuple[str, str]]
    keys: dict[str, str]
    journal: dict[str, Any]
    """The number of entries and the hash of the last."""
    last_ids: dict[str, int]
    store: str
    """Where the files are: in this backup, or the address of the store that has its own."""
    demo: str = ""
    """The mark of a home whose data are invented, which goes with them."""
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Table → its columns and its fingerprint."""
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Name in the archive → size and SHA-256."""
    format: int = FORMAT

    def written(self) -> bytes:
        """The bytes that are kept and sealed."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()

    def columns(self) -> list[Table]:
        """The tables as they were when the backup was made."""
        return [
            Table(name, tuple(Column(*column) for column in told["columns"]))
            for name, told in sorted(self.tables.items())
        ]


def read(data: bytes) -> Manifest:
    """The manifest of these bytes. Raises ValueError, KeyError or TypeError where they are none."""
    told = json.loads(data)
    if told["format"] != FORMAT:
        raise ValueError("another format")
    manifest = Manifest(**told)
    manifest.migrations = [(str(app), str(name)) for app, name in manifest.migrations]
    manifest.columns()
    return manifest


def seal(data: bytes, keys: Keys) -> str:
    """The seal of a manifest: nobody without the keys can make one."""
    own = hmac.new(keys.blind, b"gongkai: seal of a backup", hashlib.sha256).digest()
    return hmac.new(own, data, hashlib.sha256).hexdigest()


def fingerprints(keys: Keys) -> dict[str, str]:
    """What tells whether keys are the same without telling them: key id → the beginning of its hash."""
    named = {**keys.fields, "blind": keys.blind}
    return {name: hashlib.sha256(b"gongkai: fingerprint" + key).hexdigest()[:16] for name, key in named.items()}
