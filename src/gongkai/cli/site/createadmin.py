"""添加管理员: `gongkai createadmin` adds somebody who administers the whole installation: the first, as a rule."""

import sys

import click

from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.output import put_line
from gongkai.cli.site.open_site import open_site
from gongkai.cli.site.trouble import in_one_sentence
from gongkai.cli.words import say
from gongkai.config.stopped import Stopped
from gongkai.core.findings import Language


@click.command("createadmin", cls=Spoken, topic="createadmin")
@click.option("--login", required=True)
@click.option("--name", "person_name", required=True)
@click.option("--email", default="")
@click.option("--password-stdin", is_flag=True)
@language_option
@click.pass_context
@in_one_sentence
def createadmin(context: click.Context, login: str, person_name: str, email: str, password_stdin: bool) -> None:
    """Adds the administrator; the password is never an argument, which others could see."""
    language = language_of(context)
    open_site(language)
    from gongkai.config import migrations
    from gongkai.organs.actions.people import create_admin
    from gongkai.platform.accounts.models import Person

    migrations.require_current()
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _asked(language)
    _require_strong(password, login, person_name, email, language)
    person = create_admin(by=Person.objects.system(), login=login, name=person_name, email=email, password=password)
    put_line(say("admin_made", language, name=person.name, login=person.login))


def _asked(language: Language) -> str:
    from getpass import getpass

    try:
        first, second = (getpass(f"{say(key, language)}: ") for key in ("password_ask", "password_again"))
    except EOFError:
        raise Stopped("password_empty") from None
    if first != second:
        raise Stopped("passwords_differ")
    return first


def _require_strong(password: str, login: str, name: str, email: str, language: Language) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from gongkai.platform.accounts.models import Person

    if not password:
        raise Stopped("password_empty")
    try:
        validate_password(password, Person(login=login, name=name, email=email))
    except ValidationError as error:
        reasons = ("" if language == "zh" else " ").join(error.messages)
        raise Stopped("password_weak", reasons=reasons) from None
