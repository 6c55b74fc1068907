"""A PostgreSQL server for the tests: a given one, else the system's own programs, else those of a Python package.

The server is real and its own: a folder that is removed afterwards, reached through a socket in it alone.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

# Tests may lose what they wrote: nothing is waited for on the disk.
QUICK = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=60"]
ORDINARY = "nobody"
"""The server refuses to run as root; then it runs as this user."""


def programs() -> Path | None:
    """The folder with initdb and postgres, or none."""
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    found = shutil.which("initdb")
    if found:
        places.insert(0, Path(found).resolve().parent)
    spec = find_spec("pgserver")
    if spec is not None and spec.origin:
        places.append(Path(spec.origin).parent / "pginstall" / "bin")
    return next((place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None)


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server, up to the name of a database."""
    bin_folder = programs()
    if bin_folder is None:
        raise LookupError("no PostgreSQL here")
    folder = Path(tempfile.mkdtemp(prefix="gongkai-pg-"))
    who = {"user": ORDINARY, "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(folder)}
    try:
        if who:
            shutil.chown(folder, ORDINARY, "nogroup")
        data = folder / "data"
        subprocess.run(
            [bin_folder / "initdb", "-D", data, "-U", "gongkai", "-A", "trust", "-E", "UTF8", "-N", "--locale=C"],
            check=True, capture_output=True, env=environment, cwd=folder, **who,
        )  # fmt: skip
        call = [bin_folder / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
        options = " ".join([*QUICK, "-c", "listen_addresses=", "-k", str(folder)])
        subprocess.run(
            [*call, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, env=environment, cwd=folder, **who
        )
        try:
            yield f"postgresql://gongkai@/{{name}}?host={quote(str(folder), safe='')}"
        finally:
            subprocess.run(
                [*call, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, env=environment, cwd=folder,
                **who,
            )  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)
