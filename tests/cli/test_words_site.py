"""Every reason to stop has its sentence, and no sentence is left that nothing says."""

import re
from pathlib import Path

import gongkai
from gongkai.cli.words_site import SITE

SOURCE = "\n".join(
    path.read_text("utf-8")
    for folder in ("cli", "config")
    for path in sorted((Path(gongkai.__file__).parent / folder).rglob("*.py"))
    if not path.name.startswith(("words", "manual"))
)
MADE_UP = ("fault_", "mode_", "anchors_")
"""Keys whose end is decided when they are said."""


def test_every_reason_to_stop_has_its_sentence() -> None:
    reasons = set(re.findall(r'Stopped\(\s*"(\w+)"', SOURCE))
    assert len(reasons) > 25
    assert reasons <= SITE.keys()


def test_every_sentence_is_said_somewhere() -> None:
    assert not [key for key in SITE if f'"{key}"' not in SOURCE and not key.startswith(MADE_UP)]
