"""环境: what an installation is told, and what it is refused for."""

import pytest

from gongkai.config.environment import postgres, read
from gongkai.config.misconfigured import SENTENCES, Misconfigured


def test_without_a_word_it_is_one_office_on_one_machine(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = read({})
    assert (found.home, found.mode, found.database) == (tmp_path / "var", "local", "")
    assert found.keys == tmp_path / "var" / "keys.json"
    assert found.hosts == ("localhost", "127.0.0.1", "[::1]")


def test_production_has_the_hosts_that_it_is_told_and_no_others(tmp_path) -> None:
    assert read({"GONGKAI_MODE": "production"}).hosts == ()
    told = read({"GONGKAI_MODE": "production", "GONGKAI_HOSTS": " gk.example , www.gk.example,"})
    assert told.hosts == ("gk.example", "www.gk.example")
    assert told.is_production


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(Misconfigured, match=r"produktion.*local / production"):
        read({"GONGKAI_MODE": "produktion"})


def test_the_parts_of_an_address() -> None:
    found = postgres("postgresql://us%40er:p%2Fw@db.example:5433/gong%20kai?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("us@er", "p/w", "db.example", "5433")
    assert (found["NAME"], found["OPTIONS"]) == ("gong kai", {"sslmode": "require"})
    assert postgres("postgresql:///gongkai?host=%2Frun%2Fpostgresql")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize("address", ["mysql://a/b", "postgresql://host", "gongkai", "postgresql://host:port/name"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Misconfigured, match="GONGKAI_DATABASE"):
        postgres(address)


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_stands_in_both_languages(key: str) -> None:
    assert SENTENCES[key].keys() == {"zh", "en"}
    assert all(SENTENCES[key].values())
