"""运行: the site starts, answers, does its jobs, stops; what keeps it from starting is one sentence."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from gongkai.config import keys
from gongkai.demo.actions import mark_as_demo
from gongkai.platform.accounts.models import Person
from gongkai.platform.jobs.models import WorkerSeat
from tests.cli.calls import COMMAND
from tests.config.browser import Browser, free_port, served
from tests.installations import Installation

pytestmark = pytest.mark.slow

LARGEST = 120 << 10
"""KB of memory that a process may have."""
LONGEST = 3.0 * 3
"""Seconds until it answers: three, and thrice that where other tests take the processors."""


def sentence(installation: Installation, *arguments: object, **variables: str) -> str:
    done = installation.run("serve", *arguments, **variables)
    assert (done.returncode, done.stdout) == (2, b""), done
    assert done.stderr.count(b"\n") == 1, done
    return done.stderr.decode()


def memory(process: int) -> int:
    """KB at most."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])


def umask(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("Umask")).split()[1], 8)


def children(process: int) -> list[int]:
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_answers_does_jobs_and_stops(installation: Installation, number: signal.Signals) -> None:
    began = time.monotonic()
    with served(installation.environment()) as (address, process):
        browser = Browser(address)
        browser.go("staff/")
        assert time.monotonic() - began < LONGEST
        assert (browser.status, "/account/login/" in browser.place) == (200, True)
        while not WorkerSeat.objects.exists():
            assert process.poll() is None
        if sys.platform == "linux":
            sizes = [memory(number) for number in (process.pid, *children(process.pid))]
            assert len(sizes) == 2
            assert max(sizes) < LARGEST
            assert {umask(number) for number in (process.pid, *children(process.pid))} == {0o077}
        process.send_signal(number)
        assert process.wait(30) == 0
    assert not WorkerSeat.objects.exists()


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
def test_on_postgres_processes_share_the_work_and_jobs_are_apart(installation: Installation) -> None:
    with served(installation.environment(), "--processes", "2") as (address, process):
        Browser(address).go("")
        assert len(children(process.pid)) == 2
        assert not WorkerSeat.objects.exists()
        worker = subprocess.Popen(
            [*COMMAND, "worker"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=installation.environment(),
        )
        while not WorkerSeat.objects.exists():
            assert worker.poll() is None
        if sys.platform == "linux":
            assert memory(worker.pid) < LARGEST
            assert umask(worker.pid) == 0o077
        worker.send_signal(signal.SIGTERM)
        log = worker.communicate(timeout=30)[1]
        assert worker.returncode == 0
        assert "gongkai.platform.jobs.worker worker" in log
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_nothing_heavy_is_loaded_before_it_is_needed(installation: Installation) -> None:
    heavy = {"polars", "pyarrow", "numpy", "pandas", "typst", "pypdfium2", "docx", "openpyxl", "xlsxwriter", "obstore"}
    program = (
        "import gongkai.config.wsgi, sys; from django.urls import reverse; reverse('home'); "
        f"print(*sorted({heavy} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=installation.environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_what_keeps_it_from_starting_is_one_sentence(installation: Installation) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "已被占用" in sentence(installation, "--port", taken.getsockname()[1])
        done = installation.run("demo", "--port", taken.getsockname()[1])
        assert (done.returncode, "已被占用" in done.stderr.decode()) == (2, True)
    assert "没有 192.0.2.1 这个地址" in sentence(installation, "--host", "192.0.2.1", "--port", free_port())
    assert "不能在 0.0.0.0 上对外开放" in sentence(installation, "--host", "0.0.0.0", "--port", free_port())
    assert "只能用一个进程" in sentence(installation, "--processes", 2, "--port", free_port())
    port = free_port()
    assert "不安全" in sentence(installation, "--port", port, GONGKAI_MODE="production")
    unsafe = sentence(installation, "--port", port, GONGKAI_MODE="production", GONGKAI_HOSTS="*")
    assert ("不安全" in unsafe, "“*”" in unsafe) == (True, True)
    (installation.home / "demo").touch()
    assert "演示" in sentence(installation, "--port", port, GONGKAI_MODE="production", GONGKAI_HOSTS="a.example")
    (installation.home / "demo").unlink()
    installation.home.chmod(0o755)
    open_home = sentence(installation, "--port", port, GONGKAI_MODE="production", GONGKAI_HOSTS="a.example")
    assert "chmod o-rwx" in open_home
    installation.home.chmod(0o700)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'numbering'")
    safe = {"GONGKAI_MODE": "production", "GONGKAI_HOSTS": "gk.example", "GONGKAI_PROXY": "1"}
    assert "GONGKAI_PROXY=1" in sentence(installation, "--port", port, **safe | {"GONGKAI_PROXY": ""})
    assert "gongkai migrate" in sentence(installation, "--port", port, **safe)


def test_production_never_opens_a_demo_from_whichever_home(installation: Installation, tmp_path: Path) -> None:
    """What counts is the journal, which goes where the records go."""
    mark_as_demo(by=Person.objects.system(), now=installation.world.now)
    connection.close()
    production = {"GONGKAI_MODE": "production", "GONGKAI_HOSTS": "gk.example"}
    if not installation.is_sqlite:
        (tmp_path / "other").mkdir(mode=0o700)
        keys.write(tmp_path / "other/keys.json", settings.KEYS)
        production["GONGKAI_HOME"] = str(tmp_path / "other")
    assert "演示" in sentence(installation, "--port", free_port(), **production)
    done = installation.run("audit", "verify", **production)
    assert (done.returncode, "演示" in done.stderr.decode()) == (2, True)
    done = installation.run("doctor", **production)
    assert (done.returncode, "演示" in done.stdout.decode()) == (1, True)
    assert installation.run("audit", "verify").returncode == 0


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_production_starts_behind_a_proxy_and_says_what_is_amiss(installation: Installation, tmp_path: Path) -> None:
    """Without the proxy's word a request is led to https; with it, it is answered."""
    import http.client

    (tmp_path / "keys").mkdir(mode=0o700)
    keys.write(tmp_path / "keys/keys.json", settings.KEYS)
    safe = {
        "GONGKAI_MODE": "production",
        "GONGKAI_HOSTS": "gk.example",
        "GONGKAI_KEYS": str(tmp_path / "keys/keys.json"),
        "GONGKAI_PROXY": "1",
    }
    with served(installation.environment(**safe)) as (address, _process):
        for headers, status in (({}, 301), ({"X-Forwarded-Proto": "https"}, 200)):
            line = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
            line.request("GET", "/account/login/", headers={"Host": "gk.example", **headers})
            answer = line.getresponse()
            assert answer.status == status
            answer.read()
            line.close()


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_data_are_not_replaced_while_it_runs(installation: Installation, tmp_path: Path) -> None:
    installation.run("backup", "-o", tmp_path / "b.zip")
    with served(installation.environment()):
        for command in (["restore", tmp_path / "b.zip", "--force"], ["migrate"], ["keys", "rotate"]):
            done = installation.run(*command)
            assert (done.returncode, "正在使用" in done.stderr.decode()) == (2, True)
        assert installation.run("backup", "-o", tmp_path / "c.zip").returncode == 0
    assert os.path.exists(tmp_path / "c.zip")


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_what_the_server_itself_logs_of_a_request_is_masked(installation: Installation, tmp_path: Path) -> None:
    number = b"11010519491231002X"
    log = tmp_path / "log"
    with log.open("wb") as file, served(installation.environment(), log=file) as (address, _):
        port = int(address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connected:
            connected.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n(" + number + b"): x\r\n\r\n")
            assert connected.recv(100).startswith(b"HTTP/1.1 400")
    written = log.read_bytes()
    assert b"[ID]" in written
    assert number not in written
