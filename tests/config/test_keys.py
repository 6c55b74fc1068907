"""密钥: the secrets stand in one file, whole, for their owner alone; none is ever made up for data that exist."""

import json
import os

import pytest

from gongkai.config import keys
from gongkai.config.misconfigured import Misconfigured


def test_a_fresh_home_gets_keys_of_its_own(tmp_path) -> None:
    path = tmp_path / "home" / "keys.json"
    made = keys.read_or_make(path, fresh=True)
    assert keys.read(path) == made == keys.read_or_make(path, fresh=True)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["keys.json"]
    assert made != keys.new()


def test_data_without_their_keys_are_not_given_others(tmp_path) -> None:
    with pytest.raises(Misconfigured, match=r"keys\.json"):
        keys.read_or_make(tmp_path / "keys.json", fresh=False)
    assert not (tmp_path / "keys.json").exists()


def test_a_new_key_encrypts_and_the_old_ones_stay(tmp_path) -> None:
    before = keys.new()
    after = keys.rotated(before)
    assert (before.current, after.current) == ("1", "2")
    assert after.fields["1"] == before.fields["1"] != after.fields["2"]
    assert (after.blind, after.django) == (before.blind, before.django)


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.pop("blind"),
        lambda found: found.update(current="9"),
        lambda found: found.update(blind="c2hvcnQ="),
        lambda found: found["fields"].update({"1": "not base 64"}),
        lambda found: found.update(django="short"),
        lambda found: found.update(fields=[]),
    ],
)
def test_what_is_damaged_is_refused(tmp_path, change) -> None:
    path = tmp_path / "keys.json"
    keys.write(path, keys.new())
    found = json.loads(path.read_text())
    change(found)
    path.write_text(json.dumps(found))
    with pytest.raises(Misconfigured, match=r"keys\.json"):
        keys.read(path)


def test_half_a_file_is_refused(tmp_path) -> None:
    path = tmp_path / "keys.json"
    keys.write(path, keys.new())
    os.truncate(path, 40)
    with pytest.raises(Misconfigured, match=r"keys\.json"):
        keys.read(path)


@pytest.mark.skipif(os.name != "posix", reason="needs the permissions of POSIX")
def test_keys_that_others_can_read_are_refused(tmp_path) -> None:
    path = tmp_path / "keys.json"
    keys.write(path, keys.new())
    path.chmod(0o640)
    with pytest.raises(Misconfigured, match="chmod 600"):
        keys.read(path)


def test_writing_again_replaces_the_whole_file(tmp_path) -> None:
    path = tmp_path / "keys.json"
    keys.write(path, keys.new())
    keys.write(path, after := keys.new())
    assert keys.read(path) == after
