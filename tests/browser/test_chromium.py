"""Without chromium the tests say so: they are skipped, and fail in CI."""

import pytest

from tests.browser import chromium


@pytest.mark.parametrize(("in_ci", "ends"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_a_missing_browser_is_named(monkeypatch: pytest.MonkeyPatch, in_ci: str, ends: type[BaseException]) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", in_ci)
    with pytest.raises(ends, match="apt install chromium"):
        chromium.required()


def test_the_browser_finds_no_other_machine(opened) -> None:
    page = opened.new_page()
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://gongkai.example/")
    page.close()
