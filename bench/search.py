"""Speed of search: the page for two characters, with 50 000 rows, on both databases, alone on the machine."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import psycopg

from bench.command import COMMAND
from bench.figure import Figure, thousands
from tests.postgres import programs, server

ROWS, TIMES = 50_000, 120
SLOWEST = 60
"""Milliseconds at the 95th percentile."""
NAME = f"search: two characters, {thousands(ROWS)} rows, {{who}}, {{database}}"


def search() -> Iterator[Figure]:
    """The page of search for a visitor and for an officer, on both databases."""
    with TemporaryDirectory(prefix="gongkai-bench-") as name:
        yield from _figures("SQLite", _variables(Path(name) / "sqlite"))
        if programs() is None:
            yield from (Figure(NAME.format(who=who, database="PostgreSQL"), "not judged: no PostgreSQL") for who in WHO)
            return
        with server() as address:
            with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
                connection.execute("CREATE DATABASE bench")
            at = address.format(name="bench")
            yield from _figures("PostgreSQL", _variables(Path(name) / "postgres", GONGKAI_DATABASE=at))


WHO = ("visitor", "officer")


def _variables(home: Path, **more: str) -> dict[str, str]:
    variables = {**os.environ, "GONGKAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "gongkai.config.settings", **more}
    subprocess.run([*COMMAND, "migrate"], check=True, stdout=subprocess.DEVNULL, env=variables)
    return variables


def _figures(database: str, variables: dict[str, str]) -> Iterator[Figure]:
    _process("fill", ROWS, variables)
    taken = json.loads(_process("ask", TIMES, variables))
    for who in WHO:
        late = quantiles(taken[who], n=20)[-1]
        told = f"p50 {median(taken[who]):.0f} ms, p95 {late:.0f} ms"
        yield Figure(NAME.format(who=who, database=database), told, "", f"p95 ≤ {SLOWEST} ms", late <= SLOWEST)


def _process(what: str, number: int, variables: dict[str, str]) -> str:
    call = [sys.executable, "-m", "bench.finding", what, str(number)]
    return subprocess.run(call, check=True, capture_output=True, text=True, env=variables).stdout
