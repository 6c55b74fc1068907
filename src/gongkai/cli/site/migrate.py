"""更新数据库: `gongkai migrate` makes the home, the keys and the database, or brings them to this release."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.output import put_line
from gongkai.cli.site.open_site import open_site
from gongkai.cli.site.search import bring_index_up_to_date
from gongkai.cli.site.trouble import in_one_sentence
from gongkai.cli.words import say
from gongkai.config.backup.marks import DATABASE
from gongkai.config.environment import Environment
from gongkai.config.occupied import held
from gongkai.core.findings import Language

_KEPT = "before-migrations"


@click.command("migrate", cls=Spoken, topic="migrate")
@language_option
@click.pass_context
@in_one_sentence
def migrate(context: click.Context) -> None:
    """Brings the database up to date, and says what it did."""
    language = language_of(context)
    found = open_site(language, begins=True)
    with held(found.home, alone=True):
        bring_up_to_date(found, language)


def bring_up_to_date(found: Environment, language: Language) -> None:
    """Takes the steps that lack. What a SQLite database was before is kept beside it."""
    from gongkai.config import migrations
    from gongkai.platform.moments import present

    steps = migrations.pending()
    if steps:
        is_new = migrations.is_empty()
        if is_new:
            put_line(say("migrate_new", language, home=found.home, keys=found.keys))
        elif not found.database:
            put_line(say("migrate_copied", language, path=_copy(found.home, present())))
        put_line(say("migrate_steps", language, count=len(steps)))
        migrations.migrate()
    bring_index_up_to_date(whole=bool(steps))
    put_line(say("migrate_done", language))


def _copy(home: Path, now: datetime) -> Path:
    """A copy of the database, by SQLite's own means, whole or not at all."""
    folder = home / _KEPT
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{now.strftime('%Y%m%d-%H%M%S')}.sqlite3"
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with closing(sqlite3.connect(home / DATABASE)) as source, closing(sqlite3.connect(beside)) as target:
        source.backup(target)
    beside.replace(path)
    return path
