"""Real reports, which are not part of the repository: the folder that GONGKAI_REAL_REPORTS names."""

import json
import os
from pathlib import Path
from typing import Any

VARIABLE = "GONGKAI_REAL_REPORTS"


def real_files() -> list[tuple[bytes, dict[str, Any]]]:
    """The bytes of each real report and what a person read in it; none where no folder is named. Raises
    FileNotFoundError for a folder that holds none: a name that leads nowhere is a mistake."""
    folder = os.environ.get(VARIABLE, "")
    if not folder:
        return []
    found = [
        (
            path.with_name(path.name.replace(".expected.json", ".txt")).read_bytes(),
            json.loads(path.read_text("utf-8")),
        )
        for path in sorted(Path(folder).rglob("*.expected.json"))
    ]
    if not found:
        raise FileNotFoundError(f"{VARIABLE} names a folder without NAME.expected.json: {folder}")
    return found
