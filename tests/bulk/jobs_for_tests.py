"""Functions that workers run in the tests of the pool: they must be importable by name."""

import os
import signal

CRASH, EXIT, RAISE, LONG = -1, -2, -3, -4


def doubled(number: int) -> int:
    """Twice the number; some negative ones do a worker harm, one takes long."""
    if number == CRASH:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == EXIT:
        os._exit(0)
    if number == RAISE:
        raise ZeroDivisionError(number)
    if number == LONG:
        sum(range(10**7))
    return 2 * number


def lost(number: int) -> int:
    """What stands for the result of an item whose worker died."""
    return number * 1000


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
