"""文件名: nothing in a name leads elsewhere or deceives the eye."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.platform.files.names import cleaned, ending

ATTACKS = [
    ("../../../etc/passwd", "passwd"),
    ("..\\..\\windows\\system32\\a.pdf", "a.pdf"),
    ("/etc/cron.d/job", "job"),
    ("C:\\autoexec.txt", "autoexec.txt"),
    ("a/../b.pdf", "b.pdf"),
    ("\u202exe.fdp", "xe.fdp"),
    ("\u2066报告\u2069.pdf", "报告.pdf"),
    ("\ufeff\u200b.pdf", "pdf"),
    ("a\x00.pdf\x1b[31m", "a.pdf[31m"),
    ('"; filename="x.exe', "_; filename=_x.exe"),
    ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie_ x=1.txt"),
    (".htaccess", "htaccess"),
    ("...", "_"),
    ("", "_"),
    ("NUL.txt", "_NUL.txt"),
    ("com1", "_com1"),
    ("console.txt", "console.txt"),
    ("报告.pdf. . ", "报告.pdf"),
    ("<script>alert(1)</script>.txt", "script_.txt"),
    ("a:b.txt", "a_b.txt"),
]


@pytest.mark.parametrize(("given_name", "name"), ATTACKS)
def test_attacks(given_name: str, name: str) -> None:
    assert cleaned(given_name) == name


@given(st.text())
def test_whatever_is_given_becomes_a_name(text: str) -> None:
    name = cleaned(text)
    assert name
    assert cleaned(name) == name
    assert not set(name) & set('/\\<>:"|?*')
    assert not name.startswith(".")
    assert all(unicodedata.category(character)[0] != "C" for character in name)


@pytest.mark.parametrize(("name", "found"), [("a.PDF", "pdf"), ("a.pdf.exe", "exe"), ("a", ""), ("a.", "")])
def test_ending(name: str, found: str) -> None:
    assert ending(name) == found
