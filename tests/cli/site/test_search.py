"""`gongkai search`: the index made anew and compared, in processes of their own on both databases."""

import json

import pytest

from gongkai.organs.models import OrganName
from gongkai.platform.guard import unguarded
from gongkai.platform.search.models import Row, Text
from tests.installations import Installation

pytestmark = pytest.mark.slow


def test_it_is_made_anew_compared_and_mended(installation: Installation) -> None:
    with unguarded("a test"):
        Text.objects.all().delete()
        Row.objects.all().delete()
    done = installation.run("search", "check", "--language", "en")
    assert (done.returncode, done.stderr) == (1, b"")
    assert "organ: added " in done.stdout.decode()
    assert "the search index and the records differ; run gongkai search reindex." in done.stdout.decode()
    done = installation.run("search", "reindex", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    written = json.loads(done.stdout)["kinds"]
    assert written["organ"]["added"] > 0
    assert written["law"]["added"] > 50
    assert Row.objects.count() == sum(one["added"] for one in written.values()) == Text.objects.count()
    done = installation.run("search", "check")
    assert (done.returncode, done.stdout.decode()) == (0, "搜索索引与记录一致。\n")
    with unguarded("a test"):
        OrganName.objects.filter(pk=OrganName.objects.values("pk")[:1]).update(name="另一个名称")
    done = installation.run("search", "check", "--quiet", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["kinds"]["organ"] == {"added": 0, "changed": 1, "removed": 0}
    done = installation.run("search", "reindex", "--language", "en")
    assert done.stdout.decode() == "organ: added 0, changed 1, removed 0\nthe search index is what the records say.\n"
    done = installation.run("search", "reindex", "--language", "en")
    assert done.stdout.decode() == "the search index is what the records say.\n"


def test_an_upgrade_leaves_nothing_to_be_made_anew(installation: Installation) -> None:
    with unguarded("a test"):
        Text.objects.filter(row__kind="law").delete()
        Row.objects.filter(kind="law").delete()
    assert installation.run("migrate").returncode == 0
    assert Row.objects.filter(kind="law").count() > 50


def test_bad_usage_exits_with_2(installation: Installation) -> None:
    assert installation.run("search", "reindex", "--unknown").returncode == 2
    assert installation.run("search", "unknown").returncode == 2
    assert installation.run("search").returncode == 0
