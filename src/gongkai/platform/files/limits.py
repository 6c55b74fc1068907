"""上限: how much may be uploaded at once."""

from dataclasses import dataclass

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of one file."""

MOST_FILES = 10
"""Files of one form."""

LARGEST_REQUEST = MOST_FILES * LARGEST_FILE + 1024 * 1024
"""Bytes of a whole request; what is larger is not read at all."""

LONGEST_NAME = 200
"""Characters of a file's name."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one form takes. With `spooled` its files lie in one file, and of what is too large alone only the
    beginning is kept, one byte more than `file` allows, so that it is told of that file and not of the whole form."""

    files: int = MOST_FILES
    file: int = LARGEST_FILE
    request: int = LARGEST_REQUEST
    spooled: bool = False


MANY_FILES = 300
"""Files of one form to which many organs' files come at once; all together no larger than any other request."""

USUAL = Bounds()
"""Of every form that asks for nothing else."""
