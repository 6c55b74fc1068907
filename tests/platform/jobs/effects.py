"""Jobs for the tests, with effects that can be counted: a row for each number, and one sum. A job's effect is written
with its key in one transaction, as the contract of jobs demands."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from gongkai.platform.jobs.job import JOBS, Job, Postponed, job

TABLES = (
    "CREATE TABLE effect (number integer PRIMARY KEY)",
    "CREATE TABLE total (amount integer NOT NULL)",
    "INSERT INTO total VALUES (0)",
    "CREATE TABLE begun (number integer NOT NULL, worker integer NOT NULL)",
)


def create_tables() -> None:
    with connection.cursor() as cursor:
        for statement in TABLES:
            cursor.execute(statement)


def numbers() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM effect ORDER BY number")
        return [row[0] for row in cursor.fetchall()]


def total() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT amount FROM total")
        return int(cursor.fetchone()[0])


@job("tests.add", _("Add"))
def add(*, now: datetime, number: int) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO effect VALUES (%s) ON CONFLICT DO NOTHING", [number])
        if not cursor.rowcount:
            return 0
        cursor.execute("UPDATE total SET amount = amount + 1")
    return 1


@job("tests.fail", _("Fail"))
def fail(*, now: datetime, secret: str = "") -> None:
    try:
        raise OSError(28, "No space left on device", secret)
    except OSError as error:
        raise ValueError(f"the applicant's number is {secret}") from error


@job("tests.postpone", _("Postpone"))
def postpone(*, now: datetime, until: str) -> None:
    if now < datetime.fromisoformat(until):
        raise Postponed(datetime.fromisoformat(until))


def forget() -> None:
    """Takes these jobs out of the catalogue."""
    for code in [code for code in JOBS if code.startswith("tests.")]:
        del JOBS[code]


OURS: dict[str, Job] = {code: found for code, found in JOBS.items() if code.startswith("tests.")}
