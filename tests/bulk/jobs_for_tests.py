"""Functions that children run in the tests of the pool: they must be importable by name."""

import ctypes
import os
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path

from gongkai.bulk.child import Loss, Reason, leave

CRASH, EXIT, RAISE, LONG, GREEDY, STUCK, DEEP, FAULT, PANIC, BUSY = range(-1, -11, -1)

DEATHS: dict[int, Reason] = {
    CRASH: "memory",  # what the system does where memory is short
    GREEDY: "memory",
    EXIT: "crash",
    RAISE: "crash",
    DEEP: "crash",
    FAULT: "crash",
    PANIC: "crash",
    STUCK: "time",
    BUSY: "time",
}


class Panic(BaseException):
    """What libraries written in Rust raise."""


def doubled(number: int) -> int:
    """Twice the number; some negative ones do a child harm, one takes long."""
    if number == CRASH:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == EXIT:
        os._exit(0)
    if number == RAISE:
        raise ZeroDivisionError(number)
    if number == LONG:
        sum(range(10**7))
    if number == GREEDY:
        return len(bytearray(2**31))
    if number == STUCK:
        signal.pause()
    if number == DEEP:
        return doubled(number) + 1
    if number == FAULT:
        ctypes.string_at(0)
    if number == PANIC:
        raise Panic
    if number == BUSY:
        re.match("(a+)+b", "a" * 64)  # lets no other thread of the process run
    return 2 * number


def lost(number: int, loss: Loss) -> int:
    """What stands for the result of an item whose child died."""
    return number * 1000


def reason_lost(number: object, loss: Loss) -> str:
    """Why the item was lost."""
    return loss.reason


def waiting_for_word(path: str, number: int) -> int:
    """The first item waits until something is written into the pipe at `path`; all others take no time."""
    if number == 0:
        with open(path, "rb") as pipe:
            pipe.read()
    return number


def whether_interrupts_are_ignored(number: int) -> bool:
    """Whether Ctrl-C is left to the parent."""
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def process(number: int) -> int:
    """The process that does the work."""
    return os.getpid()


def talk(number: int) -> int:
    """Says something on both streams, as libraries do: past Python."""
    os.write(1, b"said aloud")
    os.write(2, b"said aloud")
    print("said aloud", flush=True)
    print("said aloud", file=sys.stderr, flush=True)
    return number


def length(text: str) -> int:
    """The length of a text."""
    return len(text)


def written(path: str) -> int | str:
    """Bytes that could be written to a file there, or what came in between."""
    try:
        return Path(path).write_bytes(bytes(8 * 1024 * 1024))
    except OSError as error:
        return type(error).__name__


def limits_found(number: int) -> list[tuple[int, int]]:
    """The limits on core dumps, memory and files: in a child, while it has leave, and afterwards."""
    kinds = (resource.RLIMIT_CORE, resource.RLIMIT_AS, resource.RLIMIT_FSIZE)
    found = [tuple(resource.getrlimit(kind)[0] for kind in kinds)]
    with leave(60):
        found.append(tuple(resource.getrlimit(kind)[0] for kind in kinds))
    return [*found, tuple(resource.getrlimit(kind)[0] for kind in kinds)]


def with_leave(seconds: float, path: str, death: int) -> str:
    """Takes leave, leaves word of its folder at `path`, and does what `death` says there."""
    with leave(seconds) as folder:
        Path(folder, "file").write_bytes(bytes(4 * 1024 * 1024))
        Path(path).write_text(folder)
        doubled(death)
    return folder


def leaving_one_behind(path: str, number: int) -> int:
    """Starts a process that lives on, writes its number to `path` and dies."""
    left = subprocess.Popen(["sleep", "3600"])
    Path(path).write_text(str(left.pid))
    os._exit(1)
