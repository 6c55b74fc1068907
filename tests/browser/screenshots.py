"""Takes the screenshots of the guides: `make screenshots`.

Beside each picture lies what stood on its page (headings, buttons, labels). tests/browser/test_guides.py holds that
against today's page: a guide can't show what is no longer there.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.site import set_up


def main() -> None:
    """Takes them all anew, and removes those that are taken no more."""
    set_up()
    from tests.browser import shots
    from tests.browser.city import make_city, serving
    from tests.browser.visitors import Visitors

    path = chromium.found()
    if path is None:
        sys.exit("needs chromium (Debian: apt install chromium-headless-shell fonts-noto-cjk)")
    shutil.rmtree(shots.IMAGES, ignore_errors=True)
    shots.IMAGES.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="gongkai-screenshots-") as folder, sync_playwright() as playwright:
        home = Path(folder) / "city"
        make_city(home)
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        with serving(home) as site:
            visitors = Visitors(browser, site)
            for file in shots.files():
                picture, said = shots.take(visitors, file)
                (shots.IMAGES / f"{file}.png").write_bytes(picture)
                (shots.IMAGES / f"{file}.txt").write_text(said, "utf-8")
                print(f"{file}: {len(picture) // 1024} KB")
        browser.close()


if __name__ == "__main__":
    main()
