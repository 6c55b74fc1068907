"""A small mail server on this machine that does as a test asks: accepts, refuses, or breaks off at a certain point."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread


@dataclass
class Behaviour:
    """Verb → the answer to it, or None: the connection is cut there. 'TEXT' is the end of the text."""

    answers: dict[str, str | None] = field(default_factory=dict)
    silent_at: str = ""
    """The verb after which the server says nothing until it is let go."""
    let_go: Event = field(default_factory=Event)
    reached: Event = field(default_factory=Event)
    """Set when the server falls silent."""
    texts: list[bytes] = field(default_factory=list)
    """What was handed over and accepted, or cut off after it."""
    receivers: list[str] = field(default_factory=list)
    port: int = 0


class _Conversation(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        behaviour = self.server.behaviour
        if not self._answer("HELLO", "220 here"):
            return
        while line := self.rfile.readline():
            verb = line[:4].decode("ascii", "replace").upper().strip()
            if verb == "QUIT":
                self._say("221 bye")
                return
            if verb == "RCPT":
                behaviour.receivers.append(line.decode().strip())
            if not self._answer(verb, "354 go on" if verb == "DATA" else "250 fine"):
                return
            if verb == "DATA" and not behaviour.answers.get("DATA"):
                behaviour.texts.append(self._text())
                if not self._answer("TEXT", "250 accepted"):
                    return

    def _text(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        return b"".join(lines)

    def _answer(self, verb: str, usual: str) -> bool:
        behaviour = self.server.behaviour
        if behaviour.silent_at == verb:
            behaviour.reached.set()
            behaviour.let_go.wait(60)
        answer = behaviour.answers.get(verb, usual)
        if answer is None:
            return False
        self._say(answer)
        return True

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    behaviour: Behaviour

    def handle_error(self, request, client_address) -> None:
        """A connection that the other side left is no error of the test."""


@contextmanager
def mail_server(**behaviour) -> Iterator[Behaviour]:
    """Runs the server; `port` says where."""
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.behaviour = Behaviour(port=server.server_address[1], **behaviour)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.behaviour
        finally:
            server.behaviour.let_go.set()
            server.shutdown()
            thread.join()
