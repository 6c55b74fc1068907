"""演示: `gongkai demo` invents a small city and serves it, so that everything can be tried at once."""

from datetime import date, datetime
from pathlib import Path

import click

from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.output import put_line
from gongkai.cli.site.open_site import open_site
from gongkai.cli.site.search import bring_index_up_to_date
from gongkai.cli.site.serve import DEFAULT_HOST, listen, run_site
from gongkai.cli.site.trouble import in_one_sentence
from gongkai.cli.words import say
from gongkai.config import environment
from gongkai.config.backup.marks import DEMO
from gongkai.config.environment import DEFAULT_PORT, Environment
from gongkai.config.occupied import held
from gongkai.config.stopped import Stopped
from gongkai.core.findings import Language

_HALF = "half"
"""What the mark says until the city is whole."""


@click.command("demo", cls=Spoken, topic="demo")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--serve/--no-serve", "serves", default=True)
@click.option("--port", type=click.IntRange(min=1, max=65_535), default=DEFAULT_PORT)
@click.option("--reports", "reports_folder", type=click.Path(readable=False))
@language_option
@click.pass_context
@in_one_sentence
def demo(context: click.Context, until: datetime | None, serves: bool, port: int, reports_folder: str | None) -> None:
    """Makes the demo where there is none yet, says who can sign in, and serves it; or writes its newest reports into a
    folder, which takes no site."""
    import os

    from django.conf import settings

    language = language_of(context)
    if reports_folder is not None:
        _write_reports(Path(reports_folder), until.date() if until else None, language)
        return
    if environment.read(os.environ).is_production:
        raise Stopped("demo_production")
    listening = listen(DEFAULT_HOST, port) if serves else None
    found = open_site(language, begins=True)
    with held(found.home, alone=True):
        _make(found, until.date() if until else None, language)
    settings.IS_DEMO = True  # as from the mark that the home has now
    settings.SECOND_FACTOR_IS_ENFORCED = False
    _tell_accounts(language)
    if listening is not None:
        run_site(found, language, listening)


def _make(found: Environment, until: date | None, language: Language) -> None:
    from gongkai.config import migrations
    from gongkai.demo import city
    from gongkai.platform.audit.models import Head
    from gongkai.platform.moments import legal_day, present

    mark = found.home / DEMO
    made = mark.read_text("utf-8").strip() if mark.exists() and not migrations.is_empty() else ""
    if made == _HALF:
        raise Stopped("demo_half", home=found.home)
    if made:
        migrations.migrate()
        bring_index_up_to_date(whole=True)
        if until is not None and until.isoformat() != made:
            raise Stopped("demo_there", until=made, home=found.home)
        return
    if not migrations.is_empty() and _has_people():
        raise Stopped("demo_not_empty", home=found.home)
    day = until or legal_day(present())
    if day < city.BEGINS:
        raise Stopped("demo_until", first=city.BEGINS)
    put_line(say("demo_making", language, until=day))
    mark.write_text(f"{_HALF}\n", "utf-8")
    migrations.migrate()
    bring_index_up_to_date(whole=False)
    made_of = city.build(until=day)
    mark.write_text(f"{day}\n", "utf-8")
    put_line(
        say(
            "demo_made",
            language,
            organs=made_of.organs,
            people=made_of.people,
            reports=made_of.reports,
            entries=Head.objects.get(pk=1).seq,
        )
    )


def _write_reports(folder: Path, until: date | None, language: Language) -> None:
    """Everybody's report of the year before that day, a file each."""
    from gongkai.demo.papers import papers
    from gongkai.demo.places import FIRST_REPORTS
    from gongkai.demo.planted import planted_in
    from gongkai.platform.moments import LEGAL_ZONE

    year = (until or datetime.now(LEGAL_ZONE)).year - 1
    if year < FIRST_REPORTS:
        raise Stopped("demo_until", first=date(FIRST_REPORTS + 1, 1, 1))
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for paper in papers(year):
        (folder / paper.name).write_bytes(paper.data)
        count += 1
    put_line(say("demo_reports", language, folder=folder, count=count, year=year, planted=len(planted_in(year))))


def _has_people() -> bool:
    from gongkai.platform.accounts.models import Person

    return Person.objects.filter(is_system=False).exists()


def _tell_accounts(language: Language) -> None:
    from gongkai.demo import city

    put_line(say("demo_accounts", language, password=city.PASSWORD))
    for login, words in city.ACCOUNTS.items():
        put_line(f"  {login:<12}{words[language]}")
    put_line(say("demo_next", language))
