"""读取: a file → a filled report whose every cell knows where it was read.

`read(data, name)` is the one way in, whatever the kind of file.
"""

from gongkai.core.readers.reading import read, read_cells
from gongkai.core.readers.unreadable import Unreadable

__all__ = ["Unreadable", "read", "read_cells"]
