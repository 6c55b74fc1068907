"""服务进程: gunicorn with what the site needs, started from here."""

import gc
import socket
import struct
import sys
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.config import Config
from gunicorn.glogging import Logger

from gongkai.cli.site.patience import patient
from gongkai.config.logging import MaskingFormatter

THREADS = 16

SILENCE = 20
"""Seconds that a client may send nothing of its request before the thread is taken away from it. Whoever sends a byte
now and then holds it longer: in production a proxy stands in front, which hands over whole requests alone. How long an
answer may take: `patience`."""


class MaskingLogger(Logger):
    """gunicorn's own log: it quotes what it can't read of a request, so that its lines are masked like ours."""

    def setup(self, cfg: Config) -> None:
        """Called by gunicorn when it starts."""
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(MaskingFormatter(self.error_fmt, self.datefmt))

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Called by gunicorn for what went wrong with a connection. A client that is too slow is no mistake."""
        if not isinstance(sys.exc_info()[1], (BlockingIOError, TimeoutError)):
            super().exception(msg, *args, **kwargs)


class Server(BaseApplication):
    """The site behind a socket that listens already."""

    def __init__(self, listening: socket.socket, processes: int, *, does_jobs: bool) -> None:
        if sys.platform == "linux":  # sockets that are accepted have it from the one that listens
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", SILENCE, 0))
        self._listening = listening
        self._processes = processes
        self._does_jobs = does_jobs
        self._jobs: Any = None
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn."""
        settings = {
            "bind": f"fd://{self._listening.fileno()}",
            "workers": self._processes,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 120,
            "graceful_timeout": 20,
            "keepalive": 5,
            "preload_app": True,
            "errorlog": "-",
            "logger_class": MaskingLogger,
            "loglevel": "warning",
            "control_socket_disable": True,
            "proc_name": "gongkai",
            "post_worker_init": self._begin,
            "worker_exit": self._end,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The site; called by gunicorn before it makes its processes."""
        from gongkai.config.wsgi import application

        # What is loaded stays for good, and a page makes thousands of things that are gone with it: looking through all
        # of them for circles again and again took a tenth of the time of a page.
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 100)
        return patient(application)

    def _begin(self, worker: Any) -> None:
        """What a process of the site has going before its first request."""
        from gongkai.bulk.inspect import PRELOAD
        from gongkai.reporting.reading import warm

        warm(*PRELOAD, "gongkai.cli.main")  # which each child would load first, for it is what this program began with
        if self._does_jobs:
            from gongkai.platform.jobs.worker import start_in_process

            self._jobs = start_in_process()

    def _end(self, server: Any, worker: Any) -> None:
        if self._jobs is not None:
            self._jobs.stop()
