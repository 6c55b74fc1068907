"""写成文件: messages become files in a folder, for the demo and for trying things out. Nobody receives them."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.core.mail import EmailMessage

from gongkai.platform.outbox.channels.sender import Outgoing

FROM = "gongkai@localhost"


@dataclass(frozen=True)
class ToFile:
    """A folder of messages: mail as .eml, everything else as .txt."""

    folder: Path

    def send(self, message: Outgoing) -> None:
        """See Sender. The same message again replaces its file."""
        if message.channel == "mail":
            headers = {"Message-ID": f"<{message.reference}@localhost>"}
            mail = EmailMessage(message.subject, message.body, FROM, [message.to], headers=headers)
            name, content = f"{message.reference}.eml", mail.message().as_bytes()
        else:
            name = f"{message.reference}.txt"
            content = f"{message.channel} {message.to}\n{message.subject}\n\n{message.body}\n".encode()
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self.folder / f"{name}.new"
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.folder / name)
