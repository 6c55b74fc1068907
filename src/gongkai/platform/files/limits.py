"""上限: how much may be uploaded at once."""

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of one file."""

MOST_FILES = 10
"""Files of one form."""

LARGEST_REQUEST = MOST_FILES * LARGEST_FILE + 1024 * 1024
"""Bytes of a whole request; what is larger is not read at all."""

LONGEST_NAME = 200
"""Characters of a file's name."""
