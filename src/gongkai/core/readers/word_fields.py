"""域: the fields of a Word document that are open at a place: each is a code that nobody sees, then what it shows."""

_SHOWING = frozenset({"EQ", "SYMBOL", "FORMDROPDOWN", "FORMCHECKBOX"})
"""Fields that show what stands in their code."""


def shows_its_code(code: str) -> bool:
    """Whether a field with this code shows something that is no text of the document.

    >>> shows_its_code(r" eq \\f(1,2) "), shows_its_code("=SUM(LEFT)"), shows_its_code("")
    (True, False, False)
    """
    return any(word.upper() in _SHOWING for word in code.split(None, 1)[:1])


class Fields:
    """The open fields, the innermost last: whether each has come to what it shows."""

    def __init__(self) -> None:
        self._shown: list[bool] = []
        self._codes = 0
        self._given_up = 0

    def mark(self, kind: str | None) -> bool:
        """A field begins, comes to what it shows (separate), or ends. Whether one ends that shows no text."""
        if kind == "begin":
            self._shown.append(False)
            self._codes += 1
        elif kind == "separate" and self._shown:
            self._codes -= not self._shown[-1]
            self._shown[-1] = True
        elif kind == "end" and self._shown:
            shown = self._shown.pop()
            self._codes -= not shown
            self._given_up = min(self._given_up, len(self._shown))
            return not shown
        return False

    @property
    def hide(self) -> bool:
        """Whether what stands here is part of the code of a field around the innermost one."""
        return self._codes > bool(self._shown and not self._shown[-1])

    def give_up(self) -> None:
        """A paragraph ends: a field that has not come to what it shows hides no more."""
        if self._codes:
            for place in range(self._given_up, len(self._shown)):
                self._shown[place] = True
            self._codes = 0
        self._given_up = len(self._shown)
