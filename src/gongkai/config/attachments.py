"""附件存放: where the bytes of uploaded files are kept, and who looks for viruses in them."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from gongkai.config.environment import Environment
from gongkai.config.misconfigured import Misconfigured


@dataclass(frozen=True)
class Bucket:
    """A place in a store that speaks S3."""

    name: str
    prefix: str
    endpoint: str
    """The address of the service; empty for that of Amazon."""
    key: str
    secret: str
    region: str


@dataclass(frozen=True)
class Attachments:
    """Where files are kept: in the bucket, or without one in the folder."""

    folder: Path
    temporary: Path
    """The folder on whose disk uploads wait while they are looked at."""
    bucket: Bucket | None
    clamd: tuple[str, int] | str
    """Host and port of ClamAV, or the path of its socket; empty where none looks."""


def read(environment: Environment) -> Attachments:
    """What the variables GONGKAI_FILES, GONGKAI_S3_… and GONGKAI_CLAMD say. Raises Misconfigured."""
    return Attachments(
        environment.home / "files", environment.home / "tmp", _bucket(environment), _clamd(environment.get("CLAMD"))
    )


def _bucket(environment: Environment) -> Bucket | None:
    address = environment.get("FILES")
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme != "s3" or not parts.netloc:
        raise Misconfigured("files_address")
    said = {name: environment.get(f"S3_{name.upper()}") for name in ("endpoint", "key", "secret", "region")}
    for name in ("key", "secret"):
        if not said[name]:
            raise Misconfigured("files_credentials", name=f"GONGKAI_S3_{name.upper()}")
    return Bucket(name=parts.netloc, prefix=parts.path.strip("/"), **said)


def _clamd(said: str) -> tuple[str, int] | str:
    if said.startswith("unix:/"):
        return said.removeprefix("unix:")
    host, _, port = said.rpartition(":")
    if said and not (host and port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise Misconfigured("clamd_address")
    return (host.strip("[]"), int(port)) if said else ""
