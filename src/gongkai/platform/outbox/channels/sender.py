"""渠道接口: what a plug-in that sends messages is.

    class Sender:
        def __init__(self, variables: Mapping[str, str]) -> None: ...
        def send(self, message: Outgoing) -> None: ...

GONGKAI_SMS=package.module:Sender names it; it is built with the variables of the environment before each message.
"""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Outgoing:
    """A message as it leaves the house."""

    reference: str
    """The same for every attempt at this message; a provider that is given it can leave out a double."""
    channel: str
    to: str = field(repr=False)
    subject: str
    body: str = field(repr=False)


class NotSent(Exception):
    """The message was surely not sent. `detail` is a short code for the screen, without personal data; `is_refusal`:
    the other side said no, else it could not be reached; `for_good`: it would say no again, so the message is not
    tried again by itself."""

    def __init__(self, detail: str = "", *, is_refusal: bool = False, for_good: bool = False) -> None:
        super().__init__(detail)
        self.detail = detail
        self.is_refusal = is_refusal
        self.for_good = for_good


class Sender(Protocol):
    """Sends messages of one channel."""

    def send(self, message: Outgoing) -> None:
        """Returns when the other side has accepted the message. Raises NotSent where it surely has not; whatever else
        is raised means that nobody knows, and a person will have to look."""
