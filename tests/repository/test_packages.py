"""The packages: locked by hash, each with its reason, none under a licence that binds users."""

import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.repository.tree import ROOT, pyproject, texts

LOCKS = ["requirements.txt", "requirements-fonts.txt", "requirements-test.txt"]
PIN = re.compile(r"^([a-z0-9-]+)==(\S+?)(?: ;.*)? \\$", re.MULTILINE)
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}")

ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0",
    "PSF-2.0", "Unlicense", "Zlib",
    "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later",
}  # fmt: skip

CLASSIFIERS = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: ISC License (ISCL)": "ISC",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "License :: OSI Approved :: Python Software Foundation License": "PSF-2.0",
}

# Read by a person in the package's own licence file, because its metadata leave it open.
REVIEWED = {
    "asgiref": "BSD-3-Clause",
    "atheris": "Apache-2.0",
    "boto3": "Apache-2.0",
    "botocore": "Apache-2.0",
    "charset-normalizer": "MIT",
    "coverage": "Apache-2.0",
    "fonttools": "MIT",
    "grimp": "BSD-2-Clause",
    "import-linter": "BSD-2-Clause",
    "lxml": "BSD-3-Clause",
    "pypdfium2": "Apache-2.0",  # or BSD-3-Clause; the PDFium inside is BSD-3-Clause and Apache-2.0
    "reportlab": "BSD-3-Clause",
    "axe-playwright-python": "MIT",  # the script axe inside is MPL-2.0
    "rjieba": "MIT",
    "django-csp": "BSD-3-Clause",
    "fido2": "BSD-2-Clause",  # parts under Apache-2.0 and MPL-2.0
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "moto": "Apache-2.0",
    "oauthlib": "BSD-3-Clause",
    "pgserver": "Apache-2.0",
    "psutil": "BSD-3-Clause",
    "qrcode": "BSD-3-Clause",
    "responses": "Apache-2.0",
    "sqlparse": "BSD-3-Clause",
    "py-partiql-parser": "MIT",
    "python-dateutil": "BSD-3-Clause",  # or Apache-2.0
    "tzdata": "Apache-2.0",
}


def name_of(requirement: str) -> str:
    """The normal name of what a requirement asks for."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]).lower()


def asked_for(source: str) -> set[str]:
    """The packages that a `.in` file lists."""
    lines = (line.split("#")[0].strip() for line in (ROOT / source).read_text("utf-8").splitlines())
    return {name_of(line) for line in lines if line and not line.startswith("-")}


def pins(lock: str) -> dict[str, str]:
    """Package and version, as locked."""
    return dict(PIN.findall((ROOT / lock).read_text("utf-8")))


def all_pins() -> dict[str, str]:
    """What the tests' environment holds: its own lock has all but the font."""
    return pins("requirements-test.txt") | pins("requirements-fonts.txt")


def licences(package: str) -> set[str] | None:
    """The licences that an installed package stands under; None where it isn't installed on this platform."""
    try:
        declared = metadata(package)
    except PackageNotFoundError:
        return None
    if expression := declared.get("License-Expression"):
        return set(re.findall(r"[\w.+-]+", expression)) - {"AND", "OR"}
    classifiers = [line for line in declared.get_all("Classifier", []) if line.startswith("License ::")]
    if classifiers and all(line in CLASSIFIERS for line in classifiers):
        return {CLASSIFIERS[line] for line in classifiers}
    return {REVIEWED[package]} if package in REVIEWED else {"unknown"}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_and_hashes_alone(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert not [line for line in lines if not PIN.match(line) and not HASH.match(line)]
    for entry in re.split(r"\n(?=\S)", text):
        assert PIN.match(entry) is None or "--hash" in entry, entry.splitlines()[0]


def test_no_file_says_where_packages_come_from() -> None:
    settings = re.compile(r"--(?:extra-)?index|--fi[n]d|\bindex[-_]url\s*=|@ *file:")
    assert not [str(path) for path, text in texts() if settings.search(text)]
    assert not [path.name for path, text in texts() if path.match("requirements*") and "://" in text]


def test_the_locks_hold_what_is_asked_for() -> None:
    assert asked_for("requirements.in") <= pins("requirements.txt").keys()
    assert asked_for("requirements-test.in") <= pins("requirements-test.txt").keys()
    assert asked_for("requirements-fonts.in") == pins("requirements-fonts.txt").keys()


def test_tests_run_with_the_versions_that_users_get() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-test.txt").items()


def test_the_package_and_the_lock_ask_for_the_same() -> None:
    declared = pyproject()["project"]["dependencies"] + pyproject()["build-system"]["requires"]
    assert {name_of(requirement) for requirement in declared} == asked_for("requirements.in")


def test_every_package_has_its_line() -> None:
    rows = re.findall(r"^\| ([\w-]+) \|", (ROOT / "docs/dependencies.md").read_text("utf-8"), re.MULTILINE)
    named = {name_of(row) for row in rows}
    locked = all_pins().keys()
    assert not locked - named, "without a line in docs/dependencies.md"
    assert not named - locked - {"package"}, "no longer locked: take the line out of docs/dependencies.md"


def test_licences_bind_no_user() -> None:
    found = {package: licences(package) for package in all_pins()}
    assert sum(stands_under is not None for stands_under in found.values()) > 20
    unfit = {package: names - ALLOWED for package, names in found.items() if names and names - ALLOWED}
    assert not unfit
