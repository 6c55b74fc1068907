"""子进程: a process that works at untrusted items under limits, and the reason where it lost one.

A child has a bound on memory, writes next to nothing, leaves no core dump, says nothing on the streams of the command,
and is ended with whatever it started when an item takes too long: the parent looks at the clock, the kernel at the
processor's time. It is asked for one lot of items at a time and answers each by itself, so what it was at is always
known: where it dies, of whatever cause, that item is lost and no other.
"""

import faulthandler
import hashlib
import math
import os
import pickle
import secrets
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, ForkServerContext, SpawnContext
from pathlib import Path
from typing import Any, Literal

if sys.platform != "win32":
    import resource

DEBUG = "GONGKAI_DEBUG"
"""The variable of the environment that lets a child say on standard error what went wrong in it."""

Reason = Literal["time", "memory", "crash"]


@dataclass(frozen=True, slots=True)
class Loss:
    """Why an item was lost: it took too long, it needed too much memory, or the child died over it; and the seconds
    it had."""

    reason: Reason
    seconds: float


_OUT_OF_MEMORY = 77
_REASONS: dict[int | None, Reason] = {_OUT_OF_MEMORY: "memory", -9: "memory", -24: "time"}
"""Exit status → reason. The system ends a process by signal 9 where memory is short, by 24 when its time is used up."""

PROFILE = "profile"
"""The folder of LibreOffice's own settings, in that of an item on leave."""

LEAVE_MEMORY = 1024 * 1024 * 1024
"""Bytes of data that a program may have, and write to a file, for which a child has taken leave."""

_LARGEST_WRITTEN = 1024 * 1024
"""Bytes that a child may write to a file: enough for Python to keep the modules it compiles."""

_NEAR = 0.75
"""Share of its memory from which on a child is taken to have been refused more."""

_PATIENCE = 5
"""Seconds until a child that closed its pipe is ended by force."""

LARGEST_LOT = 16
"""Items that a child is asked for at once, at most."""

_LOT = 0.1
"""Seconds that a lot should take, so that slow items are spread evenly and quick ones don't wait for the parent."""

_SMALL = 4096
"""Bytes that a pipe takes at once, on every system, while the child is at something else."""

_RESULT, _CLOCK = 0, 1
"""What a child says: the result of an item; or how long the item it is at may take from now on, and the folder where
it keeps what must not outlive it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an item may take: seconds, and bytes of memory beyond what the child starts with."""

    seconds: float = 9
    memory: int = 768 * 1024 * 1024
    may_be_forked: bool = True
    """Not where it uses a library that keeps threads unseen by Python, as the typesetter does: they are not there after
    a fork, and are waited for."""


class NotStarted(RuntimeError):
    """A child ended before it took an item: a mistake in the program, not in a file."""


class Child:
    """A child process, and the places of the items it has not answered; it is at the first of them."""

    def __init__(self, function: Callable[[Any], Any], limits: Limits, preload: Sequence[str]) -> None:
        context = _context(preload, limits)
        self.pipe, theirs = context.Pipe()
        self.waiting: deque[int] = deque()
        self._usual = _LOT
        self._seconds = limits.seconds
        self._ready = False
        self._folder = ""
        self._memory = limits.memory
        self._most_before = _most_memory_of_children()
        self._allowed = limits.seconds
        self._began = self._deadline = math.inf
        self._process = context.Process(target=_live, args=(theirs, function, limits), daemon=True)
        with _interrupts_held():
            self._process.start()
        theirs.close()

    @property
    def seconds_left(self) -> float:
        """Seconds until the item it is at has taken too long; infinite where it is at none."""
        return self._deadline - time.monotonic()

    @property
    def lot(self) -> int:
        """How many items to hand it at once: one at first, more where it turns out to be quick."""
        return max(1, min(LARGEST_LOT, int(_LOT / self._usual)))

    def ask(self, places: Sequence[int], items: Sequence[Any]) -> bool:
        """Hands it a lot of items; False where it is gone, or still at others and can't take so much beside them."""
        lot = pickle.dumps(items, pickle.HIGHEST_PROTOCOL)
        if self.waiting and len(lot) > _SMALL:
            return False
        try:
            self.pipe.send_bytes(lot)
        except OSError:
            return False
        idle = not self.waiting
        self.waiting.extend(places)
        if idle:
            self._start_clock(self._seconds)
        return True

    def answer(self) -> tuple[int, Any] | None:
        """The place of the item it was at, and the result; None where it had something else to say. Waits until it says
        something. Raises EOFError where it is gone."""
        try:
            kind, said = self.pipe.recv()
        except OSError as error:
            raise EOFError from error
        self._ready = True
        if kind == _CLOCK:
            seconds, self._folder = said
            self._start_clock(seconds)
            return None
        place = self.waiting.popleft()
        self._usual = (self._usual + time.monotonic() - self._began) / 2
        self._start_clock(self._seconds)
        return place, said

    def bury(self, overdue: bool = False) -> Loss:
        """Ends it, if it is not dead already, and says why it lost what it was at. Raises NotStarted."""
        if not overdue:
            wait([self._process.sentinel], _PATIENCE)
        self.end()
        if not self._ready:
            raise NotStarted(f"a child process could not start; with {DEBUG}=1 it says why")
        return Loss("time" if overdue else self._reason(), self._allowed)

    def _reason(self) -> Reason:
        """Why it died. Libraries that are refused memory often crash over it, so a crash of which a child came near its
        limit is put down to that."""
        said = _REASONS.get(self._process.exitcode, "crash")
        most = _most_memory_of_children()
        near = most > self._most_before and most > self._memory * _NEAR
        return "memory" if said == "crash" and (self._process.exitcode or 0) < 0 and near else said

    def end(self) -> None:
        """Ends it and whatever it started, at once."""
        if sys.platform != "win32" and self._process.pid is not None:
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self.pipe.close()
        if self._folder:
            _clear_away(self._folder)

    def _start_clock(self, seconds: float) -> None:
        """The item it is at now has so long."""
        self._began, self._allowed = time.monotonic(), seconds
        self._deadline = self._began + seconds if self._ready and self.waiting else math.inf


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Inside, Ctrl-C waits, so that a child is never interrupted before it ignores it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _most_memory_of_children() -> int:
    """Bytes of memory that the largest child had which has ended until now, of whatever kind; 0 where nobody counts."""
    if sys.platform == "win32":
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit


def _context(preload: Sequence[str], limits: Limits) -> ForkContext | ForkServerContext | SpawnContext:
    """How a child is started. Forked from this process, which is quickest, where that is safe: on Linux, in a process
    without threads. Else from a server that has the modules loaded already, or afresh."""
    if limits.may_be_forked and sys.platform == "linux" and threading.active_count() == 1:
        return get_context("fork")
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__, *preload])
    return context


def warm_server(preload: Sequence[str]) -> None:
    """Starts the server that children of a process with threads are forked from; it loads those modules meanwhile. The
    first to start it decides what it has loaded. Nothing happens where children are started in another way."""
    if "forkserver" in get_all_start_methods():
        from multiprocessing.forkserver import ensure_running

        get_context("forkserver").set_forkserver_preload([__name__, *preload])
        ensure_running()


# ---- Inside the child ------------------------------------------------------------------------------------------------


class _Life:
    """What a child knows of itself."""

    def __init__(self, pipe: Connection, limits: Limits) -> None:
        self.pipe = pipe
        self.limits = limits
        self.bounds = _bounds(limits.memory)
        self.folder = ""

    def bind(self) -> None:
        """The limits of an item hold from now on."""
        for kind, (bound, _) in self.bounds.items():
            _limit(kind, bound)
        self._allow(self.limits.seconds)

    def loosen(self, seconds: float) -> None:
        """Those of a leave hold from now on."""
        for kind, (_, bound) in self.bounds.items():
            _limit(kind, bound)
        self._allow(seconds)

    def tell(self, seconds: float, folder: str = "") -> None:
        """Tells the parent how long the item may take from now on, and which folder to clear away."""
        self.folder = folder
        self.pipe.send((_CLOCK, (seconds, folder)))

    def _allow(self, seconds: float) -> None:
        if sys.platform != "win32":
            _limit(resource.RLIMIT_CPU, math.ceil(time.process_time() + seconds) + 1)


_life: _Life | None = None


@contextmanager
def leave(seconds: float) -> Iterator[str]:
    """Inside, the item that this child is at may take so many seconds more, and run a program with limits of its own
    (LEAVE_MEMORY), which may write into the folder that is given: it is cleared away however the child ends."""
    folder = os.path.join(tempfile.gettempdir(), f"gongkai-{os.getpid()}-{secrets.token_hex(8)}")
    if _life is not None:
        _life.tell(seconds, folder)
        _life.loosen(seconds)
    try:
        os.mkdir(folder, 0o700)
        yield folder
    finally:
        _clear_away(folder)
        if _life is not None:
            _life.bind()
            _life.tell(_life.limits.seconds)


def _clear_away(folder: str) -> None:
    """Removes the folder, and the pipe that LibreOffice leaves in /tmp when it is ended, whose name is made from the
    address of the profile that it was given, PROFILE in the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    address = Path(folder, PROFILE).as_uri()
    name = "".join(f"{byte:x}" for byte in hashlib.md5(address.encode("utf-16-le"), usedforsecurity=False).digest())
    for pipe in Path("/tmp").glob(f"OSL_PIPE_*_SingleOfficeIPC_{name}"):
        pipe.unlink(missing_ok=True)


def _live(pipe: Connection, function: Callable[[Any], Any], limits: Limits) -> None:
    """The life of a child: lots of items in, one result after the other out, until the pipe closes."""
    global _life
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        os.setpgid(0, 0)
    _hush(pipe)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _life = _Life(pipe, limits)
    _life.tell(limits.seconds)
    while True:
        try:
            lot = pipe.recv()
        except (EOFError, OSError):
            return
        for item in lot:
            _life.bind()
            try:
                answer = pickle.dumps((_RESULT, function(item)), pickle.HIGHEST_PROTOCOL)
            except MemoryError:
                os._exit(_OUT_OF_MEMORY)
            try:
                pipe.send_bytes(answer)
            except OSError:
                return


def _hush(pipe: Connection) -> None:
    """Whatever a library says on standard output or error goes nowhere, unless a person wants to know."""
    parent = parent_process()
    assert parent is not None
    taken = {pipe.fileno(), parent.sentinel}
    nowhere = os.open(os.devnull, os.O_WRONLY)
    wanted = bool(os.environ.get(DEBUG))
    for stream in (1,) if wanted else (1, 2):
        if stream not in taken:
            os.dup2(nowhere, stream)
    sys.stdout = os.fdopen(nowhere, "w")
    if not wanted:
        sys.stderr = sys.stdout
        faulthandler.disable()


def _bounds(memory: int) -> dict[int, tuple[int, int]]:
    """Limit of the system → its bound for an item, and for a leave."""
    if sys.platform == "win32":
        return {}
    data, space = (resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_DATA, resource.RLIMIT_AS))
    bounds = {
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_FSIZE: (_LARGEST_WRITTEN, LEAVE_MEMORY),
        resource.RLIMIT_DATA: (data, LEAVE_MEMORY),
    }
    with suppress(OSError), open("/proc/self/statm", "rb") as file:
        pages = int(file.read().split()[0])
        bounds[resource.RLIMIT_AS] = (pages * resource.getpagesize() + memory, space)
    return bounds


def _limit(kind: int, bound: int) -> None:
    """Sets the limit, or the hard one that was found, whichever is less; a negative one is none."""
    if sys.platform != "win32":
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (bound if hard < 0 else hard if bound < 0 else min(bound, hard), hard))


def _end_with_parent() -> None:
    """Waits for the parent to end, however it ends, and ends this process then, with whatever it started."""
    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    if _life is not None and _life.folder:
        _clear_away(_life.folder)
    if sys.platform != "win32":
        os.killpg(0, signal.SIGKILL)
    os._exit(0)
