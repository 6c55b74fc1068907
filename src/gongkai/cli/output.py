"""输出: results to standard output, everything said beside them to standard error.

A result that can't be written ends the run with :class:`Unwritten`, so that nobody takes half of the results
for all of them. What can't be said on standard error is lost: there is no one to tell.
"""

import os
import sys
from typing import TextIO

import click


class Unwritten(Exception):
    """Results can't be written. `reason` is what the system said, '' where standard output was closed from
    the beginning, `number` its number for that."""

    def __init__(self, reason: str = "", number: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.number = number


def standard_output() -> TextIO:
    """Where results go. Raises Unwritten when the process was given no standard output."""
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise Unwritten
    return stream


def put(output: bytes) -> None:
    """Writes finished output to standard output, at once. Raises Unwritten when that fails, but leaves a pipe
    that nobody reads any more a BrokenPipeError."""
    if not output:
        return
    stream = standard_output()
    try:
        stream.buffer.write(output)
        stream.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unwritten(error.strerror or "", error.errno) from error


def put_line(text: str) -> None:
    """Writes text and a line feed to standard output as :func:`put` does, in its own encoding."""
    put(f"{text}\n".encode(standard_output().encoding or "utf-8", "replace"))


def tell(line: str) -> None:
    """Says one line on standard error, if there is one and it takes it."""
    try:
        click.echo(line, err=True)
    except OSError:
        forget(sys.stderr)


def forget(stream: TextIO | None) -> None:
    """What is left in the buffer of the stream, and whatever is still written to it, goes nowhere, quietly."""
    if stream is None:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
