"""统一身份认证: an OpenID Connect provider on this machine, and who gets in through it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import override_settings
from django.urls import clear_url_caches

from gongkai.config.environment import identity_provider, origin, read
from gongkai.config.misconfigured import Misconfigured
from gongkai.platform.accounts.access import end_sign_ins, identity_of, link_identity, unlink_identity
from gongkai.platform.accounts.models import Person
from tests.platform.accounts.people import give_app, happened

pytestmark = pytest.mark.slow

SUBJECT = "user-4711"


class Provider(BaseHTTPRequestHandler):
    """Answers as a provider that has just recognised one person."""

    claims: dict[str, object] = {}  # noqa: RUF012

    def _answer(self, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        issuer = f"http://127.0.0.1:{self.server.server_port}"
        if self.path == "/userinfo":
            self._answer(self.claims)
        else:
            assert self.path == "/.well-known/openid-configuration"
            self._answer(
                {
                    "issuer": issuer,
                    "authorization_endpoint": f"{issuer}/authorize",
                    "token_endpoint": f"{issuer}/token",
                    "userinfo_endpoint": f"{issuer}/userinfo",
                    "jwks_uri": f"{issuer}/keys",
                }
            )

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        issuer = f"http://127.0.0.1:{self.server.server_port}"
        told = {"iss": issuer, "aud": "gongkai", "iat": 1_700_000_000, "exp": 4_000_000_000, **self.claims}
        self._answer({"access_token": "t", "token_type": "Bearer", "id_token": jwt.encode(told, "k" * 32)})

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


@pytest.fixture
def provider() -> Iterator[str]:
    """The address of the provider, which the site is told of."""
    server = HTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    issuer = f"http://127.0.0.1:{server.server_port}"
    told = {"GONGKAI_OIDC_ISSUER": issuer, "GONGKAI_OIDC_CLIENT": "gongkai", "GONGKAI_OIDC_SECRET": "s"}
    app = identity_provider(read(told | {"GONGKAI_OIDC_NAME": "统一身份"}))
    Provider.claims = {"sub": SUBJECT, "email": "wang.fang@example.gov.cn", "email_verified": True, "name": "王芳"}
    with override_settings(
        IDENTITY_PROVIDER=app,
        SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": [app]}},
        ROOT_URLCONF="tests.platform.accounts.urls_with_provider",
    ):
        clear_url_caches()
        yield issuer
    clear_url_caches()
    server.shutdown()
    server.server_close()


def come_back(client, issuer: str, **more: str):
    """Through the provider and back."""
    begun = client.post("/account/oidc/oidc/login/?process=login")
    assert begun["Location"].startswith(f"{issuer}/authorize?"), begun["Location"]
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    return client.get("/account/oidc/oidc/login/callback/", {"code": "c", "state": state, **more})


def test_the_page_offers_it_and_who_is_linked_gets_in(client, person, provider) -> None:
    assert "统一身份" in client.get("/account/login/").content.decode()
    link_identity(person, f" {SUBJECT} ")
    assert identity_of(person) == SUBJECT
    assert come_back(client, provider)["Location"] == "/staff/"
    assert "王芳" in client.get("/staff/settings/").content.decode()
    assert happened() == ["signed_in"]


def test_the_second_factor_is_asked_here_too(client, person, provider) -> None:
    link_identity(person, SUBJECT)
    give_app(person)
    assert come_back(client, provider)["Location"].startswith("/account/2fa/authenticate/")


def test_the_same_verified_address_alone_lets_nobody_in(client, person, provider) -> None:
    before = Person.objects.count()
    answer = come_back(client, provider)
    assert answer.status_code == 403
    assert SUBJECT in answer.content.decode()
    assert client.get("/staff/").status_code == 302
    assert (Person.objects.count(), identity_of(person)) == (before, "")


def test_another_subject_and_a_deactivated_person_stay_out(client, person, other, provider) -> None:
    from gongkai.platform.guard import unguarded

    link_identity(other, "somebody-else")
    assert come_back(client, provider).status_code == 403
    link_identity(person, SUBJECT)
    with unguarded("a test"):
        person.is_active, person.deactivated_at, person.deactivated_by = False, person.added_at, other
        person.save()
    assert come_back(client, provider)["Location"] == "/account/inactive/"
    assert client.get("/staff/").status_code == 302


def test_nobody_links_themselves(signed_in, person, provider) -> None:
    begun = signed_in.post("/account/oidc/oidc/login/?process=connect")
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    answer = signed_in.get("/account/oidc/oidc/login/callback/", {"code": "c", "state": state})
    assert answer.status_code == 403
    assert identity_of(person) == ""


def test_an_answer_that_nobody_asked_for_is_refused(client, person, provider) -> None:
    link_identity(person, SUBJECT)
    answer = client.get("/account/oidc/oidc/login/callback/", {"code": "c", "state": "made up"})
    assert "Location" not in answer
    assert client.get("/staff/").status_code == 302


def test_unlinking_ends_it(client, person, provider) -> None:
    link_identity(person, SUBJECT)
    come_back(client, provider)
    unlink_identity(person)
    end_sign_ins(person)
    assert client.get("/staff/").status_code == 302
    assert come_back(client, provider).status_code == 403


def test_without_a_provider_there_is_no_way_through_one(client, db) -> None:
    assert client.get("/account/oidc/oidc/login/").status_code == 404
    assert "<form" in client.get("/account/login/").content.decode()


COMPLETE = {
    "GONGKAI_OIDC_ISSUER": "https://id.example/realm/",
    "GONGKAI_OIDC_CLIENT": "c",
    "GONGKAI_OIDC_SECRET": "s",
    "GONGKAI_MODE": "production",
}


def test_the_provider_is_told_by_the_environment() -> None:
    app = identity_provider(read(COMPLETE))
    assert (app["name"], origin(app)) == ("id.example", "https://id.example")
    assert app["settings"]["server_url"] == "https://id.example/realm/.well-known/openid-configuration"
    assert identity_provider(read({})) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"GONGKAI_OIDC_SECRET": ""},
        {"GONGKAI_OIDC_CLIENT": ""},
        {"GONGKAI_OIDC_ISSUER": ""},
        {"GONGKAI_OIDC_ISSUER": "http://id.example"},
        {"GONGKAI_OIDC_ISSUER": "id.example"},
    ],
)
def test_half_a_provider_is_refused(wrong) -> None:
    with pytest.raises(Misconfigured, match="GONGKAI_OIDC"):
        identity_provider(read(COMPLETE | wrong))
