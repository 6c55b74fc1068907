"""Who sits before the browser: in a role, a theme, a language, at a width; and what goes wrong meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from gongkai.demo import city as demo
from gongkai.platform.ui.themes import COOKIE, STANDARD
from tests.browser.city import ANONYMOUS, LOGINS, Site

HEIGHTS = {390: 844, 1024: 768, 1600: 1000}
"""Width → height of the screens that the site is looked at on: a phone, a tablet or an old office machine, a desk."""
LOCALES = {"zh-hans": "zh-CN", "en": "en-GB"}


@dataclass
class Watch:
    """What a visit may never do: complain, reach elsewhere, break the rules that the page itself came with."""

    site: Site
    faults: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Listens to that page from now on."""
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        # A page that says in so many words that it refuses is answered with such a status; the tests look at it.
        if message.type in {"error", "warning"} and "the server responded with a status of 4" not in message.text:
            self.faults.append(f"{message.location.get('url', '')}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.site.address + "/", "data:", "blob:")):
            self.faults.append(f"asked {urlsplit(request.url).netloc}: {request.url}")


@dataclass(repr=False)
class Visitors:
    """Everybody who comes to one site. Each signs in once."""

    browser: Browser
    site: Site
    _signed_in: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def context(
        self,
        role: str = ANONYMOUS,
        *,
        theme: str = STANDARD,
        language: str = "zh-hans",
        width: int = 1024,
        script: bool = True,
        **options: Any,
    ) -> Iterator[BrowserContext]:
        """A fresh browser of somebody in that role. The language is what the browser asks for."""
        made = self.browser.new_context(
            base_url=self.site.address,
            locale=LOCALES[language],
            viewport=options.pop("viewport", {"width": width, "height": HEIGHTS.get(width, 800)}),
            storage_state=self.state(role),
            java_script_enabled=script,
            **options,
        )
        try:
            if theme != STANDARD:
                made.add_cookies([{"name": COOKIE, "value": theme, "url": self.site.address}])
            made.set_default_timeout(15_000)
            yield made
        finally:
            made.close()

    @contextmanager
    def page(self, role: str = ANONYMOUS, address: str = "", **options: Any) -> Iterator[Page]:
        """A page in a fresh browser, at that address of the site; nothing may go wrong until it is closed."""
        watch = Watch(self.site)
        with self.context(role, **options) as context:
            page = context.new_page()
            watch.over(page)
            if address:
                page.goto(address)
            yield page
        assert watch.faults == [], watch.faults

    def state(self, role: str) -> Any:
        """The cookies of somebody who has signed in in that role."""
        if role == ANONYMOUS:
            return None
        if role not in self._signed_in:
            context = self.browser.new_context(base_url=self.site.address, locale=LOCALES["zh-hans"])
            sign_in(context.new_page(), role)
            self._signed_in[role] = context.storage_state()
            context.close()
        return self._signed_in[role]


def sign_in(page: Page, role: str) -> None:
    """Signs in as the demo's account of that role, by the page."""
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(LOGINS[role])
    page.locator("input[name=password]").fill(demo.PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/staff/**")
