"""The repository speaks of the project alone, and its version is said once."""

import re

import pytest

import gongkai
from tests.repository.tree import ROOT, pyproject, texts

# An absolute path into a home or a working folder, or a folder beside the repository.
FOLDERS = ("Users", "home", "mnt", "root", "work", "workspace")
BESIDE = "shared"
FOREIGN = re.compile(rf"(?<![\w.~-])/(?:{'|'.join(FOLDERS)})/|(?<!\w)\.\./{BESIDE}")


@pytest.mark.parametrize("path", [*(f"/{folder}/gongkai" for folder in FOLDERS), f"../{BESIDE}/reports"])
@pytest.mark.parametrize("before", ["", "cd ", '"', "=", "`"])
def test_the_rule_finds_a_foreign_path(before: str, path: str) -> None:
    assert FOREIGN.search(before + path)


@pytest.mark.parametrize("text", ["/workbench/", "src/mnt/x", "example.org/home/", "docs/root/"])
def test_the_rule_leaves_other_paths_alone(text: str) -> None:
    assert not FOREIGN.search(text)


def test_no_file_names_a_folder_of_one_machine() -> None:
    found = [
        f"{path}:{number}: {line.strip()}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if FOREIGN.search(line)
    ]
    assert not found


def test_the_version_is_the_newest_in_the_changelog() -> None:
    version = pyproject()["project"]["version"]
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest
    assert newest[1].strip("[]") == version == gongkai.__version__
