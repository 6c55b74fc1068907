"""The pages of a second factor, which no link alone leads to: set up, shown, asked for at the next sign-in."""

import re
from pathlib import Path

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page

from gongkai.demo import city as demo
from tests.browser.city import LOGINS, copied
from tests.browser.looking import lacks, lies_badly_at_any_width, shuts_out
from tests.browser.visitors import Visitors, sign_in


def looked_at(page: Page) -> None:
    """The page shuts nobody out and lies well."""
    faults = {"shuts out": shuts_out(page), "lacks": lacks(page), "lies": lies_badly_at_any_width(page)}
    assert not any(faults.values()), (page.url, faults)


def send(page: Page, **fields: str) -> None:
    """Fills the form of the page and sends it."""
    for name, value in fields.items():
        page.locator(f"main input[name={name}]").first.fill(value)
    page.locator("main form[method=post] button[type=submit]").first.click()


def test_each_of_its_pages(opened: Browser, home: Path, tmp_path: Path) -> None:
    with copied(home, tmp_path / "city") as site:
        visitors = Visitors(opened, site)
        with visitors.page("anonymous", theme="contrast") as page:
            sign_in(page, "officer")
            page.goto("/account/2fa/totp/activate/")
            if "/account/reauthenticate/" in page.url:
                looked_at(page)
                send(page, password=demo.PASSWORD)
                page.wait_for_url("**/totp/activate/")
            looked_at(page)
            secret = re.search(r"\b[A-Z2-7]{16,}\b", page.locator("main").inner_text())
            assert secret
            send(page, code=format_hotp_value(hotp_value(secret[0], next(iter(yield_hotp_counters_from_time())))))
            page.wait_for_url(lambda url: "activate" not in url)
            for path in ("", "totp/deactivate/", "webauthn/", "webauthn/add/", "recovery-codes/generate/"):
                page.goto(f"/account/2fa/{path}")
                looked_at(page)
        with visitors.page("anonymous", "/account/login/", language="en", width=390) as page:
            send(page, login=LOGINS["officer"], password=demo.PASSWORD)
            page.wait_for_url("**/2fa/authenticate/**")
            looked_at(page)
