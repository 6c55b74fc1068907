"""电子邮件: by SMTP, one message at a time, so that each answer belongs to one message.

Until the text is handed over, every refusal and every failure is certain: not sent. Once it is handed over, only the
server's own answer is; a connection that breaks before the answer leaves the message uncertain (RFC 5321, 4.5.3.2.6).
"""

import contextlib
import smtplib
import ssl
from collections.abc import Container
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.core.mail import EmailMessage

from gongkai.platform.outbox.channels.sender import NotSent, Outgoing

TIMEOUT = 60.0
"""Seconds that each answer of the server may take."""
CONNECTING = 10.0
"""Seconds that it may take to reach the server at all, so that a server that is gone holds up little."""

PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True)
class Smtp:
    """A mail server. smtps:// is encrypted from the first byte; smtp:// becomes so (STARTTLS) where a password is
    sent, and stays open without one, as for a relay on the same machine."""

    host: str
    port: int
    is_encrypted: bool
    user: str
    password: str = field(repr=False)
    sender: str
    """The address that mail comes from."""
    timeout: float = TIMEOUT

    @classmethod
    def at(cls, address: str, sender: str) -> "Smtp":
        """The server at `smtp://user:password@host:port`. Raises ValueError where the address is none."""
        parts = urlsplit(address)
        if parts.scheme not in PORTS or not parts.hostname or bool(parts.username) != bool(parts.password):
            raise ValueError("no address of a mail server")
        return cls(
            parts.hostname,
            parts.port or PORTS[parts.scheme],
            parts.scheme == "smtps",
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            sender,
        )

    def send(self, message: Outgoing) -> None:
        """See Sender."""
        content = self._written(message)
        with contextlib.ExitStack() as stack:
            try:
                connection = self._connected()
                stack.callback(_close, connection)
                _accepted(connection.mail(self.sender), for_good=())
                _accepted(connection.rcpt(message.to))
            except OSError as error:  # every error of smtplib is one
                raise NotSent(_code(error)) from error
            try:
                answer = connection.data(content)
            except smtplib.SMTPDataError as error:  # the command itself was refused: no text was handed over
                raise NotSent(str(error.smtp_code), is_refusal=True) from error
            _accepted(answer)

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        ours = self.sender.rpartition("@")[2]
        timeout = min(self.timeout, CONNECTING)
        connection: smtplib.SMTP
        if self.is_encrypted:
            connection = smtplib.SMTP_SSL(self.host, self.port, local_hostname=ours, timeout=timeout, context=context)
        else:
            connection = smtplib.SMTP(self.host, self.port, ours, timeout)
        try:
            if connection.sock is not None:
                connection.sock.settimeout(self.timeout)
            connection.ehlo_or_helo_if_needed()
            if self.user and not self.is_encrypted:
                connection.starttls(context=context)
            if self.user:
                connection.login(self.user, self.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _written(self, message: Outgoing) -> bytes:
        """The mail as bytes. Always under the same Message-ID, by which a receiver may know a double."""
        reference = f"<{message.reference}@{self.sender.rpartition('@')[2]}>"
        headers = {"Message-ID": reference, "Auto-Submitted": "auto-generated"}
        mail = EmailMessage(message.subject, message.body, self.sender, [message.to], headers=headers)
        return mail.message().as_bytes(linesep="\r\n")


def _accepted(answer: tuple[int, bytes], for_good: Container[int] = range(500, 600)) -> None:
    """Raises NotSent unless the answer says yes. With a code in `for_good` the server says not to try again (RFC 5321,
    4.2.1)."""
    code = answer[0]
    if code == -1:
        raise smtplib.SMTPServerDisconnected
    if not 200 <= code < 300:
        raise NotSent(str(code), is_refusal=True, for_good=code in for_good)


def _code(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return str(error.smtp_code)
    return type(error).__name__[:40]


def _close(connection: smtplib.SMTP) -> None:
    """Says goodbye. Whatever goes wrong now changes nothing of what became of the message."""
    with contextlib.suppress(OSError):
        connection.quit()
    connection.close()
