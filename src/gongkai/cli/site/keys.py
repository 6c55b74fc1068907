"""密钥: `gongkai keys rotate` puts a new key in use for encrypted personal data."""

import click

from gongkai.cli.bilingual import Spoken, SpokenGroup, language_of, language_option
from gongkai.cli.output import put_line
from gongkai.cli.site.open_site import open_site
from gongkai.cli.site.trouble import in_one_sentence
from gongkai.cli.words import say
from gongkai.config.occupied import held


@click.group("keys", cls=SpokenGroup, topic="keys")
@language_option
@click.pass_context
def keys(context: click.Context) -> None:
    """Shows the help when no command follows."""
    if context.invoked_subcommand is None:
        put_line(context.get_help())


@keys.command("rotate", cls=Spoken, topic="keys rotate")
@language_option
@click.pass_context
@in_one_sentence
def rotate(context: click.Context) -> None:
    """Adds a key, seals with it whatever is encrypted, and says which keys are used no more. Whatever runs would not
    know the new key: the site has to be stopped."""
    language = language_of(context)
    found = open_site(language)
    from django.conf import settings

    from gongkai.config import keys as file_of_keys
    from gongkai.config import migrations
    from gongkai.platform.accounts.models import Person
    from gongkai.platform.actions.actions import record_rotation
    from gongkai.platform.personal.rotation import keys_in_use, reseal_all

    migrations.require_current()
    with held(found.home, alone=True):
        settings.KEYS = file_of_keys.rotated(settings.KEYS)
        file_of_keys.write(found.keys, settings.KEYS)
        count = reseal_all()
        record_rotation(by=Person.objects.system(), key=settings.KEYS.current, values=count)
    put_line(say("keys_rotated", language, name=settings.KEYS.current, count=count, path=found.keys))
    used = keys_in_use()
    if unused := [name for name in settings.KEYS.fields if used.may_leave(name)]:
        put_line(say("keys_unused", language, names=", ".join(unused)))
