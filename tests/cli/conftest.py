"""What the tests of the commands about the law start from: a request's facts, a notice of holidays."""

from pathlib import Path

import pytest

CASE = """
[[events]]
kind = "submitted"
channel = "online"
on = 2026-02-02
[[events]]
kind = "confirmed"
on = 2026-02-03
[[events]]
kind = "third_party_asked"
about = "甲公司"
on = 2026-02-10
[[events]]
kind = "extended"
days = 20
consent_by = "王某"
on = 2026-03-02
"""


@pytest.fixture
def case(tmp_path: Path) -> str:
    """A file with the facts of a request."""
    path = tmp_path / "case.toml"
    path.write_text(CASE, "utf-8")
    return str(path)


@pytest.fixture
def notice(tmp_path: Path) -> str:
    """An invented notice for 2027, in order."""
    breaks = [
        ("new_year", "2027-01-01", "2027-01-03", ""),
        ("spring", "2027-02-05", "2027-02-10", ""),
        ("qingming", "2027-04-05", "2027-04-05", ""),
        ("labour", "2027-05-01", "2027-05-04", ""),
        ("dragon_boat", "2027-06-09", "2027-06-09", ""),
        ("mid_autumn", "2027-09-15", "2027-09-15", ""),
        ("national", "2027-10-01", "2027-10-07", "2027-09-26, 2027-10-09"),
    ]
    text = (
        'year = 2027\n[[notices]]\nnumber = "虚构〔2026〕1号"\ntitle = "虚构的安排"\nissued = 2026-12-01\nmark = "D"\n'
    )
    for name, first, last, worked in breaks:
        text += f'[[notices.breaks]]\nholidays = ["{name}"]\nfrom = {first}\nto = {last}\nworked = [{worked}]\n'
    path = tmp_path / "2027.toml"
    path.write_text(text, "utf-8")
    return str(path)
