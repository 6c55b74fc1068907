"""The network is closed in tests, names included; this machine itself is not."""

import os
import socket
import urllib.request
from pathlib import Path

import pytest

CLOSED = pytest.raises(RuntimeError, match="the network is closed in tests")


def test_no_connection() -> None:
    with socket.socket() as line, CLOSED:
        line.connect(("192.0.2.1", 80))


def test_no_datagram() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as line, CLOSED:
        line.sendto(b"?", ("192.0.2.1", 53))


@pytest.mark.parametrize("ask", [socket.gethostbyname, lambda name: socket.getaddrinfo(name, 80)])
def test_no_name_is_looked_up(ask) -> None:
    with CLOSED:
        ask("example.org")


def test_no_page_is_fetched() -> None:
    with CLOSED:
        urllib.request.urlopen("http://example.org/")


def test_no_proxy_is_a_way_out() -> None:
    assert not [name for name in os.environ if name.lower().endswith("_proxy")]


def test_this_machine_may_be_asked() -> None:
    # Nothing listens on port 1. Any answer of the system will do, for even loopback may be switched off.
    with socket.socket() as line, pytest.raises(OSError, match="Errno"):
        line.connect(("127.0.0.1", 1))


def test_unix_sockets_are_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the address of a Unix socket must be short
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as line:
        server.bind("here")
        server.listen()
        line.connect("here")
