"""隐名文本: a text that shows itself only to whoever asks for it as text.

It is an ordinary `str`; only its representation is masked, which is what tracebacks, error mails, the shell and the
representation of a record show.
"""

MASK = "‹secret›"


class Secret(str):
    """A text whose representation tells nothing.

    >>> Secret("11010519491231002X"), str(Secret("x")) == "x"
    (‹secret›, True)
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return MASK
