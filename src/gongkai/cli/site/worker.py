"""后台任务: `gongkai worker` does the jobs of a site on PostgreSQL, beside the processes that answer requests."""

import signal
import threading
from types import FrameType

import click

from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.output import put_line
from gongkai.cli.site.open_site import open_site
from gongkai.cli.site.trouble import in_one_sentence
from gongkai.cli.words import say
from gongkai.config.occupied import held
from gongkai.config.stopped import Stopped


@click.command("worker", cls=Spoken, topic="worker")
@language_option
@click.pass_context
@in_one_sentence
def worker(context: click.Context) -> None:
    """Does jobs until Ctrl-C or a signal to end; the job at hand is finished."""
    language = language_of(context)
    found = open_site(language)
    if not found.database:
        raise Stopped("worker_in_process")
    from gongkai.config import migrations
    from gongkai.platform.jobs.worker import run

    migrations.require_current()
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    with held(found.home, alone=False):
        put_line(say("worker_started", language, home=found.home))
        run(stop)
