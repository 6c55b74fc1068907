"""备份: `gongkai backup` writes every record and file into one file, while the site goes on working."""

from pathlib import Path

import click

from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.output import put_line, tell
from gongkai.cli.site.open_site import open_site
from gongkai.cli.site.trouble import in_one_sentence
from gongkai.cli.words import say
from gongkai.config.occupied import held


@click.command("backup", cls=Spoken, topic="backup")
@click.option("-o", "--output", "backup_file", type=click.Path(path_type=Path))
@click.option("--quiet", is_flag=True)
@language_option
@click.pass_context
@in_one_sentence
def backup(context: click.Context, backup_file: Path | None, quiet: bool) -> None:
    """Makes the backup and says where it is."""
    language = language_of(context)
    found = open_site(language)
    from gongkai.config import migrations
    from gongkai.config.backup.making import make
    from gongkai.platform.moments import LEGAL_ZONE, present

    now = present().astimezone(LEGAL_ZONE)
    path = backup_file or found.home / "backups" / f"gongkai-{now.strftime('%Y%m%d-%H%M%S')}.zip"
    path = path.expanduser().absolute()
    if backup_file is None:
        path.parent.mkdir(mode=0o700, exist_ok=True)
    migrations.require_current()
    with held(found.home, alone=False):
        manifest = make(path, now, lambda key, count: None if quiet else tell(say(key, language, count=count)))
    if manifest.store and not quiet:
        tell(say("backup_store_elsewhere", language, store=manifest.store))
    size = f"{path.stat().st_size / (1 << 20):.1f}"
    put_line(say("backup_made", language, path=path, size=size, keys=found.keys))
