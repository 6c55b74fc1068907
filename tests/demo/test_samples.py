"""样本报告页: there in a demo and nowhere else; whoever comes finds a report with a mistake at once."""

import io
import re
import threading
import zipfile
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from gongkai.core.checks import check
from gongkai.core.readers.reading import read
from gongkai.demo.samples import samples, to_begin_with

PAGE = "/tools/samples/"


@pytest.fixture
def demo(monkeypatch, db):
    monkeypatch.setattr(settings, "IS_DEMO", True)
    return Client()


def test_no_such_page_where_data_are_real(db) -> None:
    for address in (PAGE, f"{PAGE}all.zip", f"{PAGE}city/"):
        assert Client().get(address).status_code == 404


def test_every_sample_of_the_page_can_be_had(demo) -> None:
    page = demo.get(PAGE).content.decode()
    keys = re.findall(rf'href="{PAGE}([a-z_0-9-]+)/"', page)
    assert len(set(keys)) >= 48
    for key in set(keys[:12]):
        answer = demo.get(f"{PAGE}{key}/")
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        assert read(b"".join(answer.streaming_content)).year
    assert demo.get(f"{PAGE}nowhere/").status_code == 404


def test_the_first_one_contradicts_itself() -> None:
    for year in range(2023, 2030):
        first = to_begin_with(year)
        assert first.plant is not None
        assert not first.plant.needs_last_year


def test_the_first_download_shows_its_mistake_in_the_checks(demo) -> None:
    address = re.search(rf'class="button" href="({PAGE}[a-z_]+/)"', demo.get(PAGE).content.decode())
    assert address
    data = b"".join(demo.get(address[1]).streaming_content)
    assert [finding.code for finding in check(read(data))]


@pytest.fixture
def as_a_site() -> Iterator[None]:
    """This process has threads, as that of a site: its children come from a server. One forked from here may wait for
    ever for threads of the PDF's maker, which it does not have, where another test set a PDF before."""
    word = threading.Event()
    threading.Thread(target=word.wait).start()
    yield
    word.set()


@pytest.mark.slow
@pytest.mark.usefixtures("as_a_site")
def test_all_in_one_archive(demo) -> None:
    data = b"".join(demo.get(f"{PAGE}all.zip").streaming_content)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        year = int(re.search(r"(20\d\d)年", archive.namelist()[0])[1])
        assert len(archive.namelist()) == len(samples(year)) >= 48


def test_the_banner_is_on_every_page_of_a_demo_and_on_no_other(demo, monkeypatch) -> None:
    assert "ribbon" in demo.get("/").content.decode()
    monkeypatch.setattr(settings, "IS_DEMO", False)
    assert "ribbon" not in demo.get("/").content.decode()
