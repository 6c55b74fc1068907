"""耐心: an answer has its time; whoever does not take it in by then loses the thread."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from gongkai.cli.site import patience

PROGRAM = """
import socket, tempfile
from gongkai.cli.site import patience, server

server.THREADS, patience.PATIENCE, patience.SLOWEST = 1, 0.2, 1 << 40
large = tempfile.TemporaryFile()
large.truncate(64 << 20)

def site(environ, start_response):
    is_large = environ["PATH_INFO"] != "/"
    start_response("200 OK", [("Content-Length", str(64 << 20 if is_large else 2))])
    if environ["PATH_INFO"] == "/file":
        return environ["wsgi.file_wrapper"](large, 4096)
    return (bytes(1 << 20) for _ in range(64)) if is_large else [b"ok"]

class Stub(server.Server):
    def load(self):
        return patience.patient(site)
    def _begin(self, worker):
        pass

listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
Stub(listening, 1, does_jobs=False).run()
"""


class Line:
    """A connection that notes what time it is given."""

    def __init__(self) -> None:
        self.given: list[float] = []

    def settimeout(self, seconds: float) -> None:
        self.given.append(seconds)


def pieces_of(site: Any, line: Any, clock: Any = lambda: 0.0) -> Iterator[bytes]:
    return iter(patience.patient(site, clock)({"gunicorn.socket": line}, None))


def test_what_is_sent_slowly_uses_up_the_time_for_the_whole() -> None:
    line, now, size = Line(), [0.0], patience.SLOWEST

    def site(environ: Any, start_response: Any) -> Iterator[bytes]:
        for _ in range(9):
            now[0] += 1000  # what it takes to make a piece does not count
            yield bytes(size)

    pieces = pieces_of(site, line, lambda: now[0])
    for _ in range(3):
        next(pieces)
        now[0] += patience.PATIENCE / 2
    with pytest.raises(TimeoutError):
        next(pieces)
    assert line.given == [21, 12, 3]


def test_a_line_as_slow_as_is_served_gets_all_of_it() -> None:
    line, now = Line(), [0.0]
    told = 0
    for piece in pieces_of(lambda *_: [bytes(patience.SLOWEST)] * 500, line, lambda: now[0]):
        now[0] += 1
        told += len(piece)
    assert told == 500 * patience.SLOWEST
    assert set(line.given) == {patience.PATIENCE + 1}


def test_the_answer_is_closed() -> None:
    closed = []

    class Pieces(list[bytes]):
        def close(self) -> None:
            closed.append("closed")

    answer = patience.patient(lambda *_: Pieces([b"a"]))({"gunicorn.socket": Line()}, None)
    answer.close()  # type: ignore[attr-defined]
    assert closed == ["closed"]
    patience.patient(lambda *_: [b"a"])({"gunicorn.socket": Line()}, None).close()  # type: ignore[attr-defined]


def test_who_never_reads_is_let_go_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PATIENCE", 0.05)
    monkeypatch.setattr(patience, "SLOWEST", 1 << 40)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        pieces = pieces_of(lambda *_: [bytes(64 << 20)], ours)
        piece = next(pieces)
        with pytest.raises(TimeoutError):
            ours.sendall(piece)


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/file", "/bytes"])
def test_the_server_has_its_thread_back(path: str) -> None:
    """The only one that it has: without its time the second request would wait for ever."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        with socket.create_connection(("127.0.0.1", port), timeout=60) as deaf:
            deaf.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            assert deaf.recv(8).startswith(b"HTTP/1.1")
            with socket.create_connection(("127.0.0.1", port), timeout=60) as other:
                other.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                answer = b"".join(iter(lambda: other.recv(4096), b""))
        assert answer.endswith(b"ok")
    finally:
        process.terminate()
        _, told = process.communicate(timeout=30)
    assert "Traceback" not in told
