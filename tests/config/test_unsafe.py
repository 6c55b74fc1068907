"""不安全的设置: a production start with an unsafe setting is told, each in one sentence of both languages."""

from types import SimpleNamespace

import pytest

from gongkai.config.environment import read
from gongkai.config.unsafe import SENTENCES, SHORTEST_SECRET, Problem, _file_system, problems

SAFE = {
    "ALLOWED_HOSTS": ["ogi.example.gov.cn"],
    "DEBUG": False,
    "SECRET_KEY": "x" * SHORTEST_SECRET,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECOND_FACTOR_IS_ENFORCED": True,
    "IS_BEHIND_PROXY": True,
    "MAIL_IS_SET_UP": True,
    "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3"}},
}


@pytest.fixture
def places(tmp_path, monkeypatch):
    monkeypatch.setattr("gongkai.config.unsafe._mounts", lambda: "/dev/disk / ext4 rw 0 0\n")
    home, keys = tmp_path / "home", tmp_path / "keys"
    for folder in (home, keys):
        folder.mkdir(mode=0o700)
    return {"GONGKAI_MODE": "production", "GONGKAI_HOME": str(home), "GONGKAI_KEYS": str(keys / "keys.json")}


def found(places, *, processes: int = 1, **changed) -> list[str]:
    told = problems(read(places), SimpleNamespace(**SAFE | changed), processes=processes)
    return [("" if problem.is_warning else "!") + problem.key for problem in told]


def test_a_safe_production_has_no_problem(places) -> None:
    assert found(places) == []


@pytest.mark.parametrize(
    ("changed", "keys"),
    [
        ({"ALLOWED_HOSTS": []}, ["!no_hosts"]),
        ({"ALLOWED_HOSTS": ["*"]}, ["!any_host"]),
        ({"ALLOWED_HOSTS": ["a.example", ".example"]}, ["!any_host"]),
        ({"DEBUG": True}, ["!debug"]),
        ({"SECRET_KEY": "x" * (SHORTEST_SECRET - 1)}, ["!short_secret"]),
        ({"SESSION_COOKIE_SECURE": False}, ["!open_cookies"]),
        ({"CSRF_COOKIE_SECURE": False}, ["!open_cookies"]),
        ({"SECOND_FACTOR_IS_ENFORCED": False}, ["!second_factor_off"]),
        ({"IS_BEHIND_PROXY": False}, ["!no_proxy"]),
        ({"MAIL_IS_SET_UP": False}, ["no_mail"]),
        ({"processes": 2}, ["sqlite_shared"]),
        ({"processes": 2, "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}}}, []),
    ],
)
def test_each_unsafe_setting_is_told(places, changed, keys) -> None:
    assert found(places, **changed) == keys
    assert found(places | {"GONGKAI_MODE": "local"}, **changed) == []


@pytest.mark.parametrize("bits", [0o701, 0o704, 0o777])
def test_folders_that_others_enter_are_told(places, tmp_path, bits) -> None:
    (tmp_path / "home").chmod(bits)
    assert found(places) == ["!open_home"]
    (tmp_path / "home").chmod(0o750)
    (tmp_path / "keys").chmod(bits)
    assert found(places) == ["!open_place_of_keys"]


def test_keys_in_the_home_are_told_of_once(places, tmp_path) -> None:
    (tmp_path / "home").chmod(0o755)
    assert found({name: value for name, value in places.items() if name != "GONGKAI_KEYS"}) == ["!open_home"]


def test_a_home_in_memory_is_warned_of(places, tmp_path, monkeypatch) -> None:
    mounts = f"/dev/disk / ext4 rw 0 0\ntmpfs {tmp_path} tmpfs rw 0 0\n"
    monkeypatch.setattr("gongkai.config.unsafe._mounts", lambda: mounts)
    assert found(places) == ["home_in_memory"]
    assert _file_system(tmp_path.parent, mounts) == "ext4"
    assert _file_system(tmp_path, "") == ""


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_is_whole_in_both_languages(key) -> None:
    details = {"host": "*", "least": 50, "path": "/srv/x", "processes": 2}
    told = Problem(key, details=details)
    assert told.sentence("zh").endswith("。")
    assert told.sentence("en").endswith(".")
    assert "{" not in told.sentence("zh") + told.sentence("en")


def test_the_settings_of_this_site_have_what_is_looked_at(places) -> None:
    from django.conf import settings

    assert isinstance(problems(read(places), settings), list)
