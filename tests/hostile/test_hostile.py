"""A hostile file costs itself alone: one line that names it, exit status 2, and the other file of the call is read.
Nothing is fetched, nothing written, no traceback shown, and memory stays bounded. The bench measures how long it takes.
"""

from pathlib import Path

import pytest

from tests.bulk.office_files import office
from tests.hostile.attack import Attack
from tests.hostile.call import verdict
from tests.hostile.register import ATTACKS

MOST_MEMORY = 1024**3


@pytest.mark.slow
@pytest.mark.parametrize(
    "attack",
    [pytest.param(one, marks=[pytest.mark.soak] if place % 2 else []) for place, one in enumerate(ATTACKS)],
    ids=str,
)
def test_a_hostile_file_costs_itself_alone(tmp_path: Path, attack: Attack) -> None:
    if attack.through_office:
        office()
    found = verdict(attack, tmp_path / "call")
    bad, good = found.results
    assert good["error"] is None
    assert good["organ"] == "青槐县林业局"
    if bad["error"] is None:
        assert attack.may_be_read
        assert (found.status, found.said) == (0, [])
    else:
        assert found.status == 2
        assert found.said == [f"bad.{attack.ending}: {bad['error']}"]
    assert not found.fetched
    assert found.written == set()
    assert found.memory <= MOST_MEMORY
