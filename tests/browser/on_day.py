"""The command `gongkai` on another day: the clock of its process stands at that moment when it starts, and goes on.

    python tests/browser/on_day.py 2026-03-02T09:00+08:00 serve --port 8000

What pages show is then the same whenever the tests run. The day lies in the past: what is kept for a while is kept
long enough.
"""

import sys
from datetime import UTC, datetime

from django.utils import timezone


def main() -> None:
    """Puts the clock, and calls the command with the other arguments."""
    behind = datetime.now(UTC) - datetime.fromisoformat(sys.argv.pop(1))
    timezone.now = lambda: datetime.now(UTC) - behind
    from gongkai.cli.main import main

    main()


if __name__ == "__main__":
    main()
