"""环境: what an installation is told, and what it is refused for."""

import pytest

from gongkai.config.environment import mail, postgres, read, sqlite
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
    assert (found["NAME"], found["OPTIONS"]) == ("gong kai", {"sslmode": "require", "options": "-c jit=off"})
    assert postgres("postgresql:///gongkai?host=%2Frun%2Fpostgresql")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize("address", ["mysql://a/b", "postgresql://host", "gongkai", "postgresql://host:port/name"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Misconfigured, match="GONGKAI_DATABASE"):
        postgres(address)


def test_a_number_stays_within_its_bounds() -> None:
    assert read({}).number("IDLE_MINUTES", 30, least=1, most=720) == 30
    assert read({"GONGKAI_IDLE_MINUTES": " 5 "}).number("IDLE_MINUTES", 30, least=1, most=720) == 5
    for wrong in ("0", "721", "-5", "five", "1.5", "５"):
        with pytest.raises(Misconfigured, match="GONGKAI_IDLE_MINUTES"):
            read({"GONGKAI_IDLE_MINUTES": wrong}).number("IDLE_MINUTES", 30, least=1, most=720)


def test_the_mail_server_is_told_in_one_address(tmp_path) -> None:
    told = {"GONGKAI_SMTP": "smtp://us%40er:p%2Fw@mail.example", "GONGKAI_MAIL_FROM": "ogi@example.cn"}
    found = mail(read(told))
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_USER"]) == ("mail.example", 25, "us@er")
    assert (found["EMAIL_HOST_PASSWORD"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == ("p/w", True, False)
    found = mail(read(told | {"GONGKAI_SMTP": "smtps://mail.example"}))
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (465, False, True)
    assert mail(read({}))["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    assert mail(read({"GONGKAI_SMTP": "file", "GONGKAI_HOME": str(tmp_path)}))["EMAIL_FILE_PATH"] == str(
        tmp_path / "outbox"
    )


@pytest.mark.parametrize(
    "address", ["mail.example", "http://mail.example", "smtp://", "smtp://a@b", "smtp://a:x@b:port"]
)
def test_what_is_no_mail_server_is_refused(address: str) -> None:
    with pytest.raises(Misconfigured, match="GONGKAI_SMTP"):
        mail(read({"GONGKAI_SMTP": address, "GONGKAI_MAIL_FROM": "ogi@example.cn"}))
    with pytest.raises(Misconfigured, match="GONGKAI_MAIL_FROM"):
        mail(read({"GONGKAI_SMTP": "smtp://mail.example"}))


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_stands_in_both_languages(key: str) -> None:
    assert SENTENCES[key].keys() == {"zh", "en"}
    assert all(SENTENCES[key].values())


def test_what_is_deleted_from_sqlite_is_overwritten(tmp_path) -> None:
    assert "PRAGMA secure_delete=ON;" in sqlite(tmp_path)["OPTIONS"]["init_command"]
