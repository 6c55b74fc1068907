"""A site in a process of its own, and a browser without script: cookies, forms, redirects."""

import re
import signal
import socket
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import unescape
from http.cookiejar import CookieJar
from typing import IO
from urllib.error import HTTPError

from tests.cli.calls import COMMAND


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def served(
    environment: dict[str, str],
    *more: str,
    command: str = "serve",
    log: int | IO[bytes] = subprocess.DEVNULL,
    program: Sequence[str] = COMMAND,
) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """The address of a running site, and its process; whatever of it still runs at the end is killed. `log` takes what
    it writes to stderr; `program` is called instead of our command."""
    port = free_port()
    process = subprocess.Popen(
        [*program, command, "--port", str(port), *more],
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        env=environment,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if f":{port}/" in line:
                break
        else:
            raise AssertionError(f"the site did not start: {process.wait(10)}")
        yield f"http://127.0.0.1:{port}", process
    finally:
        kill(process)


def kill(process: "subprocess.Popen[str]") -> None:
    """As a power cut would end it."""
    try:
        import os

        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait(20)
    if process.stdout is not None:
        process.stdout.close()


class Browser:
    """Somebody before a browser."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.page = ""
        self.status = 0
        self.place = ""
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies)
        )

    def go(self, path: str, fields: dict[str, str] | None = None) -> str:
        """Opens a page of the site by its path, or sends a form; follows where it leads."""
        return self._open(path, urllib.parse.urlencode(fields).encode() if fields is not None else None)

    def _open(self, path: str, data: bytes | None, **headers: str) -> str:
        place = f"{self.address}/{path}"
        request = urllib.request.Request(place, data=data, headers={"Referer": place, **headers})
        try:
            answer = self._opener.open(request, timeout=30)
        except HTTPError as error:
            answer = error
        with answer:
            self.page, self.status, self.place = answer.read().decode(), answer.status, answer.url
        return self.page

    def upload(self, path: str, fields: dict[str, str], field: str, name: str, data: bytes) -> str:
        """Sends a form with a file in it."""
        border = "a border that stands in no file of the tests"
        told = [f'name="{key}"\r\n\r\n{value}'.encode() for key, value in fields.items()]
        told.append(
            f'name="{field}"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode() + data
        )
        opening, end = f"--{border}\r\nContent-Disposition: form-data; ".encode(), f"--{border}--\r\n".encode()
        body = b"".join(opening + one + b"\r\n" for one in told) + end
        return self._open(path, body, **{"Content-Type": f'multipart/form-data; boundary="{border}"'})

    def send(self, path: str, **fields: str) -> str:
        """Opens the page, fills its form and sends it."""
        page = self.go(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, (self.status, self.place, page)
        return self.go(path, {"csrfmiddlewaretoken": token[1], **fields})

    def sign_in(self, login: str, password: str) -> None:
        """Signs in with a password."""
        self.send("account/login/", login=login, password=password)
        assert self.status == 200, self.page
        assert "/account/login" not in self.place, self.page

    def enroll(self, password: str) -> list[str]:
        """Sets up the second factor that a role demands, and writes down the recovery codes."""
        from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

        assert "/account/2fa/" in self.place, self.place
        self.go("account/2fa/totp/activate/")
        if "/account/reauthenticate/" in self.place:
            self.send("account/reauthenticate/", password=password)
        page = self.go("account/2fa/totp/activate/")
        secret = re.search(r"<code>([A-Z2-7]{16,})</code>", page)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert secret, page
        assert token, page
        code = format_hotp_value(hotp_value(secret[1], list(yield_hotp_counters_from_time())[-1]))
        self.go("account/2fa/totp/activate/", {"csrfmiddlewaretoken": token[1], "code": code})
        codes = re.search(r'class="codes">(.*?)</p>', self.page, re.DOTALL)
        assert codes, self.page
        return re.findall(r"\w{6,}", codes[1])

    def confirm(self, recovery_code: str) -> None:
        """Gives the second factor, after the password, by a code that was written down."""
        assert "/account/2fa/" in self.place, self.place
        self.send("account/2fa/authenticate/", code=recovery_code)
        assert self.status == 200, self.page
        assert "/account/2fa/" not in self.place, self.page

    def choice(self, path: str, field: str, words: str) -> str:
        """The value of the choice that shows these words in a field of the page's form."""
        page = self.go(path)
        select = re.search(rf'<select[^>]*name="{field}".*?</select>', page, re.DOTALL)
        assert select, page
        found = re.findall(r'<option value="([^"]*)"[^>]*>\s*(.*?)\s*</option>', select[0], re.DOTALL)
        return next(value for value, shown in found if words in unescape(shown))
