"""What became of a process that is no child of this one."""

import os
import select

PATIENCE = 20


def ends(pid: int) -> bool:
    """Whether the process has ended, or does so while we wait."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    ended, _, _ = select.select([process], [], [], PATIENCE)
    os.close(process)
    return bool(ended)
