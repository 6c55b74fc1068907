"""中止: why an operating command stops. A person's matter, told in one sentence; nothing is left half done."""


class Stopped(Exception):
    """The command can't go on. `key` names the sentence in `cli.words_site`, `details` fill it."""

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key = key
        self.details = details
