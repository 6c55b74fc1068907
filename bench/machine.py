"""The size of the machine that the figures were measured on."""

import os
import platform
from datetime import UTC, datetime


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def machine() -> str:
    """Cores, memory, Python and the day, in one line."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    day = datetime.now(UTC).date().isoformat()
    parts = (f"{cores()} cores", _memory(), platform.machine(), platform.system(), python, day)
    return ", ".join(part for part in parts if part)


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return ""
    return f"{size / 2**30:.0f} GB"
