"""开启: sets the site up for a command, and refuses a home that can't be right."""

import os
from pathlib import Path

from gongkai.config import environment, keys
from gongkai.config.backup.marks import DATABASE, RESTORING
from gongkai.config.environment import Environment
from gongkai.config.stopped import Stopped
from gongkai.core.findings import LANGUAGES, Language

_OURS_ALONE = 0o077


def open_site(
    language: Language, *, begins: bool = False, restores: bool = False, examines: bool = False
) -> Environment:
    """Sets Django up; it speaks that language. A command that `begins` makes the home and the keys where there are no
    data yet; one that `restores` needs the keys alone; any other needs data. Production opens no demo, but for one that
    `examines` and tells of it. Raises Misconfigured and Stopped."""
    os.umask(_OURS_ALONE)
    found = environment.read(os.environ)
    _require_home(found, begins=begins or restores)
    if not restores and (found.home / RESTORING).exists():
        raise Stopped("home_half_restored", home=found.home, aside=_first_line(found.home / RESTORING))
    if restores:
        keys.read(found.keys)
    elif begins and found.database and not found.keys.exists() and _is_empty(found.database):
        keys.write(found.keys, keys.new())
    elif not begins and not found.database and not (found.home / DATABASE).exists():
        raise Stopped("home_empty", home=found.home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    import django
    from django.utils import translation

    django.setup()
    translation.activate("zh-hans" if language == LANGUAGES[0] else "en")
    if found.is_production and not (restores or examines):
        from gongkai.config.invented import is_invented

        if is_invented(found.home):
            raise Stopped("home_of_demo", home=found.home)
    return found


def _require_home(found: Environment, *, begins: bool) -> None:
    home = found.home
    if not home.exists() and (begins or found.database):
        home.mkdir(mode=0o700, parents=True)
    if not home.exists():
        raise Stopped("home_empty", home=home)
    if not home.is_dir():
        raise Stopped("home_no_folder", home=home)
    owner = home.stat().st_uid
    if os.geteuid() == 0 and owner != 0:
        raise Stopped("home_of_another", home=home, user=_name_of(owner))
    if not os.access(home, os.W_OK | os.X_OK):
        raise Stopped("home_denied", home=home)
    database = home / DATABASE
    if not found.database and database.exists() and not os.access(database, os.W_OK):
        raise Stopped("home_denied", home=database)


def _first_line(path: Path) -> str:
    return path.read_text("utf-8").partition("\n")[0][:100]


def _name_of(user: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def _is_empty(address: str) -> bool:
    """Whether the PostgreSQL database holds no table of ours."""
    import psycopg

    settings = environment.postgres(address)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {name: settings[key] for name, key in names.items() if settings[key]} | settings["OPTIONS"]
    with psycopg.connect(**given) as connection:
        row = connection.execute("SELECT to_regclass('django_migrations') IS NULL").fetchone()
    return bool(row and row[0])
