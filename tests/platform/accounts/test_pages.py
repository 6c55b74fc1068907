"""页面: what every page of the site carries, in every language, and a person's own page."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from gongkai.config import urls
from tests.platform.accounts.people import PASSWORD, confirm, confirm_with_code, give_app, happened, with_code

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


def addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> list[str]:
    """The address of every route that has no variable part."""
    found: list[str] = []
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += addresses(pattern.url_patterns, route)
        elif not set("<>(^") & set(route):
            found.append(route)
    return found


PAGES = addresses(get_resolver("gongkai.config.urls").url_patterns)


def crash(request):
    raise RuntimeError


def forbidden(request):
    from django.core.exceptions import PermissionDenied

    raise PermissionDenied


urlpatterns = [*urls.urlpatterns, path("crash/", crash), path("forbidden/", forbidden)]


def holds(answer) -> None:
    """Asserts all that every answer must have."""
    told = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert told == POLICY
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    page = answer.content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|<iframe|<base", page)
    for script in re.findall(r"<script[^>]*>", page):
        assert 'src="/static/' in script or 'type="application/json"' in script
    for element in re.findall(r"<input(?![^>]*type=\"hidden\")[^>]*>", page):
        name = re.search(r'\sid="([\w-]+)"', element)
        is_labelled = "aria-label=" in element or (name is not None and f'for="{name[1]}"' in page)
        assert is_labelled or re.search(rf"<label>\s*{re.escape(element)}", page), element


@pytest.mark.parametrize("address", PAGES)
def test_every_page_carries_the_policy_and_no_inline_script(db, client, address: str) -> None:
    answer = client.get(address)
    of_a_demo_alone = address.startswith("/tools/samples/")
    assert answer.status_code in ({404} if of_a_demo_alone else {200, 302, 405})
    holds(answer)


def test_the_pages_of_signing_in_for_a_signed_in_person(signed_in, person) -> None:
    confirm(signed_in)
    seen = 0
    for factor in (False, True):
        if factor:
            give_app(person)
            signed_in = with_code(person)
            confirm_with_code(signed_in)
        for address in PAGES:
            if address.startswith(("/account/2fa", "/account/password", "/account/reauth", "/staff/people")):
                answer = signed_in.get(address)
                holds(answer)
                seen += answer.status_code == 200
                assert "no-store" in answer.headers["Cache-Control"], address
    assert seen > 15


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nothing/", 404, ("没有", "Nothing is here")),
        ("/forbidden/", 403, ("不能", "Not allowed")),
        ("/crash/", 500, ("出错", "Something went wrong")),
    ],
)
def test_error_pages_are_plain_in_both_languages(signed_in, address, status, words) -> None:
    signed_in.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__):
        for language, word in zip(("zh-hans", "en"), words, strict=True):
            answer = signed_in.get(address, headers={"Accept-Language": language})
            assert answer.status_code == status
            assert word in answer.content.decode()
            holds(answer)


def test_a_form_from_another_site_gets_a_page_that_says_what_to_do(person) -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", headers={"Accept-Language": "en"})
    assert answer.status_code == 403
    assert "Go back, load the page anew, and send it again" in answer.content.decode()
    holds(answer)


def test_an_unknown_name_of_the_site_gets_a_plain_page(db) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True):
        answer = Client(headers={"Host": "evil.example"}).get("/account/login/")
    assert answer.status_code == 400
    assert "Bad request" in answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_in_production_an_open_connection_is_led_to_https_and_cookies_stay_there(client, person) -> None:
    with override_settings(
        SECURE_SSL_REDIRECT=True,
        SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
        SESSION_COOKIE_SECURE=True,
        SECURE_HSTS_SECONDS=60,
    ):
        assert client.get("/account/login/")["Location"] == "https://testserver/account/login/"
        form = {"login": person.login, "password": PASSWORD}
        answer = client.post("/account/login/", form, headers={"X-Forwarded-Proto": "https"})
        assert answer.status_code == 302
        assert answer.headers["Strict-Transport-Security"] == "max-age=60"
        assert client.cookies["sessionid"]["secure"]


def test_too_many_requests_get_a_plain_page(person) -> None:
    client = Client(headers={"Accept-Language": "en"})
    form = {"login": "", "password": ""}
    answers = [client.post("/account/login/", form) for _ in range(61)]
    assert [answer.status_code for answer in answers[-2:]] == [200, 429]
    assert "wait a few minutes" in answers[-1].content.decode()
    holds(answers[-1])


def test_a_stranger_chooses_the_language_for_this_browser(client, db) -> None:
    assert 'lang="zh-Hans"' in client.get("/account/login/").content.decode()
    client.post("/account/language/", {"language": "en", "next": "/account/login/"})
    assert '<html lang="en"' in client.get("/account/login/").content.decode()
    assert happened() == []


def test_a_person_chooses_the_language_for_good(signed_in, person) -> None:
    signed_in.post("/account/language/", {"language": "en", "next": "/"})
    person.refresh_from_db()
    assert person.language == "en"
    signed_in.cookies.pop("django_language", None)
    page = signed_in.get("/staff/settings/", headers={"Accept-Language": "zh-hans"}).content.decode()
    assert '<html lang="en"' in page
    signed_in.post("/account/language/", {"language": "xx", "next": "/"})
    signed_in.post("/account/language/", {"language": "en", "next": "/"})
    person.refresh_from_db()
    assert person.language == "en"
    assert happened() == ["signed_in", "language_chosen"]


def test_a_person_sees_who_the_site_thinks_they_are(signed_in, person) -> None:
    page = signed_in.get("/staff/settings/", headers={"User-Agent": "Some browser"}).content.decode()
    for told in (person.name, person.login, person.email):
        assert told in page.replace("<wbr>", "")
