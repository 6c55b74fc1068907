"""改用 PostgreSQL: `gongkai move-to-postgres` copies every record and says what to set next."""

import click

from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.output import put_line
from gongkai.cli.site.open_site import open_site
from gongkai.cli.site.trouble import in_one_sentence
from gongkai.cli.words import say
from gongkai.config import environment
from gongkai.config.backup.marks import DATABASE
from gongkai.config.occupied import held
from gongkai.config.stopped import Stopped


@click.command("move-to-postgres", cls=Spoken, topic="move-to-postgres")
@click.argument("address")
@language_option
@click.pass_context
@in_one_sentence
def move(context: click.Context, address: str) -> None:
    """Moves the records."""
    language = language_of(context)
    target = environment.postgres(address)
    found = open_site(language)
    if found.database:
        raise Stopped("move_from_sqlite_only")
    from gongkai.config.move import move as copy

    with held(found.home, alone=True):
        moved = copy(target)
    said = say(
        "move_done",
        language,
        records=moved.records,
        entries=moved.verdict.entries,
        address=_without_password(address),
        path=found.home / DATABASE,
    )
    put_line(said)


def _without_password(address: str) -> str:
    scheme, _, rest = address.partition("://")
    who, at, where = rest.rpartition("@")
    user, colon, _ = who.partition(":")
    return f"{scheme}://{user}{colon}{'…' if colon else ''}{at}{where}"
