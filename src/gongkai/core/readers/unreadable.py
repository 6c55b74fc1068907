"""不能读取: the one exception for a file that can't be read as a report."""

from typing import Any

from gongkai.core.findings import Language, load_catalogue, sentence


class Unreadable(ValueError):
    """The file can't be read as a report. `code` is an entry of the readers' catalogue (for example 'READ.EMPTY'),
    `details` fill its sentence. It says what is wrong and what to do; the caller puts the file's name before it."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.code, self.details))

    def sentence(self, language: Language) -> str:
        """What is wrong and what to do, in one sentence."""
        return sentence(load_catalogue("gongkai.core.readers", "notes.toml"), self.code, language, self.details)


def _rebuild(code: str, details: dict[str, Any]) -> Unreadable:
    return Unreadable(code, **details)
