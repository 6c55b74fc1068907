"""恢复: `gongkai restore` puts a backup in the place of what there is, or of nothing."""

from pathlib import Path

import click

from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.output import put_line
from gongkai.cli.site.audit import fault_sentence, tell_contradiction
from gongkai.cli.site.open_site import open_site
from gongkai.cli.site.trouble import FOUND, OK, in_one_sentence
from gongkai.cli.words import say
from gongkai.config.occupied import held


@click.command("restore", cls=Spoken, topic="restore")
@click.argument("backup_file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True)
@language_option
@click.pass_context
@in_one_sentence
def restore(context: click.Context, backup_file: Path, force: bool) -> None:
    """Restores the backup and says what is there now; exits 1 where its journal has faults."""
    language = language_of(context)
    found = open_site(language, restores=True)
    from django.conf import settings

    from gongkai.config.backup.restoring import restore as put_back
    from gongkai.platform.moments import LEGAL_ZONE, present

    with held(found.home, alone=True):
        done = put_back(backup_file.expanduser().absolute(), present().astimezone(LEGAL_ZONE), force=force)
    verdict = done.verdict
    put_line(say("restore_done", language, records=done.records, files=done.files, entries=verdict.entries))
    if done.aside:
        put_line(say("restore_aside", language, aside=done.aside))
    put_line(say("restore_journaled", language, seq=verdict.entries + 1))
    if done.held:
        put_line(say("restore_held", language, count=done.held))
    tell_contradiction(settings.JOURNAL_ANCHORS, language)
    for fault in verdict.faults:
        put_line(fault_sentence(fault, language))
    if not verdict.faults:
        put_line(say("journal_sound", language, entries=verdict.entries, head=verdict.head))
    context.exit(FOUND if verdict.faults else OK)
