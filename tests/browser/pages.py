"""The pages of the site: every route of it, but for those that no link leads to, each of which says why.

A page is found by following links in the demo city (crawl.py). A new route that nothing leads to fails until it has its
line here; so does a line whose page can be reached after all.
"""

from collections.abc import Iterator
from zlib import crc32

from django.urls import URLPattern, URLResolver, get_resolver

from gongkai.platform.ui.themes import THEMES
from tests.browser.city import ANONYMOUS
from tests.browser.visitors import LOCALES

POSTED = "answers only to what a form sends"
FILE = "a file, not a page"
PROVIDER = "only with an identity provider"
FACTOR = "only while a second factor is set up or asked for: test_second_factor.py"
LETTER = "only by a letter that was sent: the tests of accounts"
LEFT = "only once a visitor has done something that nobody has done in the demo city"

NOT_PAGES: dict[str, str] = {
    "set_theme": POSTED,
    "set_language": POSTED,
    "account_reset_password_from_key": LETTER,
    "mfa_activate_totp": FACTOR,
    "mfa_add_webauthn": FACTOR,
    "mfa_authenticate": FACTOR,
    "mfa_deactivate_totp": FACTOR,
    "mfa_download_recovery_codes": FILE,
    "mfa_edit_webauthn": FACTOR,
    "mfa_generate_recovery_codes": FACTOR,
    "mfa_reauthenticate": FACTOR,
    "mfa_reauthenticate_webauthn": FACTOR,
    "mfa_remove_webauthn": FACTOR,
    "mfa_view_recovery_codes": FACTOR,
    "accounts:end_sign_in": POSTED,
    "auditor:export": POSTED,
    "auditor:verify": POSTED,
    "calendars:confirm": POSTED,
    "calendars:edit": POSTED,
    "calendars:file": POSTED,
    "calendars:read": POSTED,
    "files:download": FILE,
    "organs:end_deputy": LEFT,
    "organs:export": FILE,
    "organs:link_identity": PROVIDER,
    "organs:unlink_identity": PROVIDER,
    "organs:remove_second_factors": FACTOR,
    "portal:report_convert": POSTED,
    "portal:returns_download": POSTED,
    "portal:returns_file": POSTED,
    "portal:returns_list": POSTED,
    "portal:rollup_download": POSTED,
    "demo:archive": FILE,
    "demo:sample": FILE,
    "lists:act": POSTED,
    "lists:choose_view": POSTED,
    "lists:export": FILE,
    "reporting:file": FILE,
    "reporting:letter": FILE,
    "reporting:progress": "a part of a page that is read into it while reports are read",
    "reporting:return_list": FILE,
    "reporting:returned_file": FILE,
}
"""Route → why no link leads to a page of it."""

MAIN = {
    "front": (ANONYMOUS,),
    "home": ("officer", "supervisor", "auditor", "administrator"),
    "account_login": (ANONYMOUS,),
    "styleguide": (ANONYMOUS,),
    "portal:report": (ANONYMOUS,),
    "portal:deadline": (ANONYMOUS,),
    "reporting:collection": ("supervisor",),
}
"""The pages looked at in every theme and language in each run, in these roles. The others take turns, and have all of
them in `make soak`."""

RANK = ("administrator", "supervisor", "officer", "auditor", ANONYMOUS)
"""Who looks at a page where one is enough: who sees most of it."""

LOOKS = [(theme, language) for theme in THEMES for language in LOCALES]
"""Every theme in every language."""


def routes(patterns: list[URLPattern | URLResolver] | None = None, namespace: str = "") -> Iterator[str]:
    """The names of all routes, with their namespaces."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}"


def pages() -> list[str]:
    """The routes that are pages, each once."""
    return sorted(set(routes()) - set(NOT_PAGES))


def turn(route: str) -> int:
    """A number that says whose turn it is, the same in every run."""
    return crc32(route.encode())
