"""With script and without: the same pages, the same ways; script only quickens."""

import pytest

from tests.browser.crawl import Walked
from tests.browser.pages import MAIN
from tests.browser.visitors import Visitors, sign_in

SAID = "document.querySelector('main').innerText.replace(/[\\\\s\\\\d]+/g, ' ')"


@pytest.mark.parametrize(("route", "role"), [(route, roles[0]) for route, roles in MAIN.items()])
def test_a_page_says_the_same_without_script(route: str, role: str, visitors: Visitors, walked: Walked) -> None:
    found = walked.example(route, role)
    assert found
    said = {}
    for script in (True, False):
        with visitors.page(role, found.address, script=script) as page:
            said[script] = page.evaluate(SAID)
    assert said[False] == said[True]


def test_what_is_written_into_a_page_never_runs(visitors: Visitors) -> None:
    """The rules that each page comes with (CSP) hold in the browser: a script in the page does nothing."""
    with visitors.context("anonymous") as context:
        page = context.new_page()
        blocked: list[str] = []
        page.on("console", lambda message: blocked.append(message.text))
        page.goto("/")
        page.evaluate(
            """() => {
                const script = document.createElement("script");
                script.textContent = "window.ran = true";
                const button = document.createElement("button");
                button.setAttribute("onclick", "window.ran = true");
                document.body.append(script, button);
                button.click();
                const image = document.createElement("img");
                image.src = "http://192.0.2.1/seen.png";
                document.body.append(image);
            }"""
        )
        assert page.evaluate("window.ran === undefined")
        assert sum("Content Security Policy" in line for line in blocked) >= 3, blocked


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [390, 1024])
def test_language_and_theme_are_chosen_by_buttons(script: bool, width: int, visitors: Visitors) -> None:
    with visitors.page("anonymous", "/", script=script, width=width) as page:

        def press(name: str) -> None:
            button = page.get_by_role("button", name=name, exact=True).first
            if not button.is_visible():
                page.locator("#menu").check(force=True)
            button.click()

        press("English")
        page.wait_for_selector("html[lang=en]")
        press("Large type")
        page.wait_for_selector("html[data-theme=elder]")
        press("中文")
        page.wait_for_selector("html[lang=zh-Hans][data-theme=elder]")
        page.goto("/account/login/")
        assert page.locator("html").get_attribute("data-theme") == "elder"


def test_somebody_signs_in_and_out_without_script(visitors: Visitors) -> None:
    with visitors.page("anonymous", script=False, width=390) as page:
        sign_in(page, "officer")
        page.goto("/account/logout/")
        page.locator("main button[type=submit]").first.click()
        page.wait_for_load_state()
        page.goto("/staff/")
        assert "/account/login/" in page.url
