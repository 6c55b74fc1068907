"""搜索: `gongkai search reindex` makes the index what the records say, `check` tells whether it is."""

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from gongkai.cli.bilingual import Spoken, SpokenGroup, language_of, language_option
from gongkai.cli.output import put, put_line
from gongkai.cli.site.open_site import open_site
from gongkai.cli.site.trouble import FOUND, OK, in_one_sentence
from gongkai.cli.words import say
from gongkai.config.occupied import held
from gongkai.core.findings import Language

if TYPE_CHECKING:
    from gongkai.platform.search.index import Written


@click.group("search", cls=SpokenGroup, topic="search")
@language_option
@click.pass_context
def search(context: click.Context) -> None:
    """Shows the help when no command follows."""
    if context.invoked_subcommand is None:
        put_line(context.get_help())


@search.command("reindex", cls=Spoken, topic="search reindex")
@click.option("--quiet", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@language_option
@click.pass_context
@in_one_sentence
def reindex(context: click.Context, quiet: bool, as_json: bool) -> None:
    """Makes the index what the records say, in parts, while the site works."""
    language = language_of(context)
    found = open_site(language)
    from gongkai.config import migrations
    from gongkai.platform.search.reindex import reindex as make_anew

    migrations.require_current()
    with held(found.home, alone=False):
        _tell(make_anew(told=None if quiet else _progress(language)), language, as_json, "search_reindexed")


@search.command("check", cls=Spoken, topic="search check")
@click.option("--quiet", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@language_option
@click.pass_context
@in_one_sentence
def check(context: click.Context, quiet: bool, as_json: bool) -> None:
    """Compares the index with the records and writes nothing; exits 1 where they differ."""
    language = language_of(context)
    open_site(language)
    from gongkai.config import migrations
    from gongkai.platform.search.reindex import differences

    migrations.require_current()
    found = differences(told=None if quiet else _progress(language))
    differs = any(found.values())
    _tell(found, language, as_json, "search_differs" if differs else "search_same")
    context.exit(FOUND if differs else OK)


def bring_index_up_to_date(*, whole: bool) -> None:
    """What came along with the release is indexed anew, or, after a step of structure, everything."""
    from gongkai.platform.search.reindex import of_release
    from gongkai.platform.search.reindex import reindex as make_anew

    make_anew(None if whole else of_release(), trusting=True)


def _progress(language: Language) -> Callable[[str, int, int], None]:
    """Tells how far it is, where somebody watches."""

    def told(kind: str, done: int, total: int) -> None:
        if sys.stderr is not None and sys.stderr.isatty():
            words = say("search_part", language, kind=kind, done=done, total=total)
            sys.stderr.write(f"\r\x1b[K{words}" if done < total else "\r\x1b[K")
            sys.stderr.flush()

    return told


def _tell(found: "dict[str, Written]", language: Language, as_json: bool, key: str) -> None:
    """What was written, or differs: a line for each kind, where there is anything, and one for all."""
    if as_json:
        kinds = {
            kind: {"added": one.added, "changed": one.changed, "removed": one.removed} for kind, one in found.items()
        }
        put(json.dumps({"kinds": kinds}, ensure_ascii=False).encode() + b"\n")
        return
    for kind, one in found.items():
        if one:
            counts = {"added": one.added, "changed": one.changed, "removed": one.removed}
            put_line(say("search_kind", language, kind=kind or "–", **counts))
    put_line(say(key, language))
