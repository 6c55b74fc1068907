"""One browser and one city for all of these tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.city import Site, make_city, serving
from tests.browser.crawl import Walked, walk
from tests.browser.visitors import Visitors

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here takes a while."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="package")
def opened() -> Iterator[Browser]:
    """The system's chromium, open."""
    path = chromium.required()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def home(opened: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the demo city; for copies alone."""
    made = tmp_path_factory.mktemp("browser") / "city"
    make_city(made)
    return made


@pytest.fixture(scope="package")
def site(home: Path) -> Iterator[Site]:
    """The city, served. Tests that change it take a copy."""
    served = home.with_name("served")
    import shutil

    shutil.copytree(home, served)
    with serving(served) as found:
        yield found


@pytest.fixture(scope="package")
def visitors(opened: Browser, site: Site) -> Visitors:
    """Everybody who comes to it. The administrator has kept a view of a list, so that there are pages about one."""
    everybody = Visitors(opened, site)
    with everybody.page("administrator", "/staff/jobs/?sort=job") as page:
        page.locator("summary", has_text="保存为视图").click()
        page.locator("#view_name").fill("按任务")
        page.locator("details", has=page.locator("#view_name")).locator("button[type=submit]").click()
        page.wait_for_url("**/staff/jobs/?sort=job")
    return everybody


@pytest.fixture(scope="package")
def walked(visitors: Visitors) -> Walked:
    """Where its links lead: one of each kind of address in each role."""
    return walk(visitors, most=1)
