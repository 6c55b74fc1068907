"""运行: `gongkai serve` answers requests until it is told to stop; with a SQLite database it does the jobs, too."""

import errno
import socket
from ipaddress import ip_address

import click

from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.output import put_line, tell
from gongkai.cli.site.migrate import bring_up_to_date
from gongkai.cli.site.open_site import open_site
from gongkai.cli.site.trouble import in_one_sentence
from gongkai.cli.words import say
from gongkai.config.environment import DEFAULT_PORT, Environment
from gongkai.config.occupied import held
from gongkai.config.stopped import Stopped
from gongkai.core.findings import Language

DEFAULT_HOST = "127.0.0.1"


@click.command("serve", cls=Spoken, topic="serve")
@click.option("--host", default=DEFAULT_HOST)
@click.option("--port", type=click.IntRange(min=1, max=65_535), default=DEFAULT_PORT)
@click.option("--processes", type=click.IntRange(min=1, max=64), default=1)
@language_option
@click.pass_context
@in_one_sentence
def serve(context: click.Context, host: str, port: int, processes: int) -> None:
    """Runs the site. On one machine it brings the database up to date by itself; in production that is `migrate`."""
    language = language_of(context)
    listening = listen(host, port)
    found = open_site(language, begins=True)
    run_site(found, language, listening, processes)


def run_site(found: Environment, language: Language, listening: socket.socket, processes: int = 1) -> None:
    """Answers requests until Ctrl-C or a signal to end. Raises Stopped where it can't begin."""
    if processes > 1 and not found.database:
        raise Stopped("serve_one_process")
    if not found.is_production and not ip_address(listening.getsockname()[0]).is_loopback:
        raise Stopped("serve_open", host=listening.getsockname()[0])
    warnings = _require_safe(found, language, processes)
    _require_current(found, language)
    with held(found.home, alone=False):
        _tell(found, listening, language)
        for warning in warnings:
            tell(warning)
        from gongkai.cli.site.server import Server

        Server(listening, processes, does_jobs=not found.database).run()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises Stopped where it can't."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        known = {errno.EADDRINUSE: "port_busy", errno.EACCES: "port_denied", errno.EPERM: "port_denied"}
        unknown_host = isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL
        key = "host_unknown" if unknown_host else known.get(error.errno or 0)
        if key is None:
            raise
        raise Stopped(key, host=host, port=port) from error
    return listening


def _require_safe(found: Environment, language: Language, processes: int) -> list[str]:
    """What is not as it should be, and yet no reason not to start. Raises Stopped where there is one."""
    from django.conf import settings

    from gongkai.config.unsafe import problems

    unsafe = problems(found, settings, processes=processes)
    errors = [problem.sentence(language) for problem in unsafe if not problem.is_warning]
    if errors:
        raise Stopped("serve_unsafe", problems=" ".join(errors))
    return [problem.sentence(language) for problem in unsafe]


def _require_current(found: Environment, language: Language) -> None:
    from django.db import connections

    from gongkai.config import migrations

    if migrations.pending():
        if found.is_production:
            migrations.require_current()
        with held(found.home, alone=True):
            bring_up_to_date(found, language)
    connections.close_all()  # none may be shared with the processes that are to come


def _tell(found: Environment, listening: socket.socket, language: Language) -> None:
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    said = say(
        "serve_started",
        language,
        address=f"http://{shown}:{port}/",
        home=found.home,
        database="PostgreSQL" if found.database else "SQLite",
        mode=say(f"mode_{found.mode}", language),
    )
    put_line(said)
    if found.database:
        tell(say("serve_worker_apart", language))
