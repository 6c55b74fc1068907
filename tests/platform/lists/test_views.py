"""已存视图: filters, order and columns under a name, each person's own; they show what the person may see anyway."""

import pytest
from django.urls import reverse

from gongkai.platform.audit.models import Payload
from gongkai.platform.lists import actions
from gongkai.platform.lists.actions import choose_view, delete_view, rename_view, save_view
from gongkai.platform.lists.models import SavedView
from gongkai.platform.refusals import Forbidden, Refused
from tests.platform.lists.conftest import numbers, words
from tests.platform.lists.examples import QUERY, a_view, saved
from tests.world import World

PEOPLE = reverse("organs:people")
VIEWS = reverse("lists:views", args=["people"])


def test_saved_from_the_list_and_shown_above_it(world: World, browser) -> None:
    client = browser(world.admin)
    page = client.get(f"{PEOPLE}?{QUERY}").content.decode()
    assert 'name="query" value="state=active&amp;sort=-login"' in page
    answer = client.post(VIEWS, {"name": "在岗人员", "query": QUERY})
    assert (answer.status_code, answer["Location"]) == (302, f"{PEOPLE}?{QUERY}")
    shown = client.get(f"{PEOPLE}?{QUERY}").context["shown"]
    assert [(tab.name, tab.is_current) for tab in shown.tabs()] == [("All", False), ("在岗人员", True)]
    assert not shown.can_be_saved()
    assert [(tab.name, tab.is_current) for tab in client.get(PEOPLE).context["shown"].tabs()] == [
        ("All", True),
        ("在岗人员", False),
    ]


def test_a_mistake_is_told_and_nothing_typed_is_lost(world: World, browser) -> None:
    a_view(world, world.admin, query="")
    client = browser(world.admin)
    for name in ("在岗人员", "", " ", "x" * 41):
        answer = client.post(VIEWS, {"name": name, "query": QUERY})
        assert answer.status_code == 422
        assert 'name="query" value="state=active&amp;sort=-login"' in answer.content.decode()
    assert SavedView.objects.count() == 1


def test_the_default_opens_the_list_and_the_whole_stays_within_reach(world: World, browser) -> None:
    client = browser(world.admin)
    client.post(VIEWS, {"name": "在岗人员", "query": QUERY, "is_default": "on"})
    answer = client.get(PEOPLE)
    assert (answer.status_code, answer["Location"]) == (302, f"{PEOPLE}?{QUERY}")
    assert client.get(PEOPLE, {"view": "all"}).status_code == 200
    assert client.get(PEOPLE, {"q": "", "state": ""}).status_code == 200
    client.post(VIEWS, {"name": "另一个", "query": "q=a", "is_default": "on"})
    assert client.get(PEOPLE)["Location"] == f"{PEOPLE}?q=a"
    assert SavedView.objects.filter(is_default=True).count() == 1


def test_looked_after_on_a_page_of_their_own(world: World, browser) -> None:
    view, client = a_view(world, world.admin), browser(world.admin)
    assert "在岗人员" in words(client.get(VIEWS))
    client.post(reverse("lists:choose_view", args=[view.pk]), {"is_default": "1"})
    view.refresh_from_db()
    assert view.is_default
    client.post(reverse("lists:choose_view", args=[view.pk]), {"is_default": "0"})
    assert client.get(PEOPLE).status_code == 200
    assert client.post(reverse("lists:rename_view", args=[view.pk]), {"name": "在职"}).status_code == 302
    view.refresh_from_db()
    assert view.name == "在职"
    address = reverse("lists:delete_view", args=[view.pk])
    assert "deleted for good" in words(client.get(address))
    assert SavedView.objects.exists()
    assert client.post(address).status_code == 302
    assert not SavedView.objects.exists()
    assert "no view of this list yet" in words(client.get(VIEWS))


def test_nobody_sees_or_touches_anothers(world: World, browser) -> None:
    view = a_view(world, world.nobody(world.bureau))
    client = browser(world.admin)
    assert client.get(PEOPLE).context["shown"].tabs() == []
    assert "在岗人员" not in words(client.get(VIEWS))
    for name, given in (("rename_view", {"name": "x"}), ("choose_view", {"is_default": "1"}), ("delete_view", {})):
        assert client.post(reverse(f"lists:{name}", args=[view.pk]), given).status_code == 404
    for act, given in ((rename_view, {"name": "x"}), (choose_view, {"is_default": True}), (delete_view, {})):
        with pytest.raises(Forbidden):
            act(by=world.admin, view=view, **given)
    save_view(now=world.now, **saved(world, is_default=True))
    view.refresh_from_db()
    assert (view.name, view.is_default) == ("在岗人员", False)


def test_a_view_widens_nothing(world: World, browser) -> None:
    """The same query saved by two people shows to each what they may see; one of a stranger's organ shows nothing."""
    officer, stranger = world.person("officer", world.bureau), world.person("officer", world.town)
    a_view(world, officer, query="q=person")
    shown = numbers(browser(officer), PEOPLE, q="person")
    assert officer.pk in shown
    assert stranger.pk not in shown
    forged = a_view(world, officer, "伪造", query=f"organ={world.town.pk}&scope=all&person__isnull=0")
    answer = browser(officer).get(f"{PEOPLE}?{forged.query}")
    assert answer.status_code == 422
    assert answer.context["shown"].rows == []


@pytest.mark.parametrize("query", ["scope=all", "page=2", "x" * 1001, "q=a&is_superuser=1", "csrfmiddlewaretoken=x"])
def test_a_view_holds_the_lists_own_words_alone(world: World, query: str) -> None:
    with pytest.raises(Refused):
        save_view(now=world.now, **saved(world, query=query))


def test_what_the_page_saves_is_made_anew_of_what_the_list_knows(world: World, browser) -> None:
    browser(world.admin).post(VIEWS, {"name": "某", "query": "state=active&scope=all&page=7&next=//x.example"})
    assert SavedView.objects.get().query == "state=active"


def test_there_is_an_end_to_views(world: World, monkeypatch) -> None:
    monkeypatch.setattr(actions, "MOST_VIEWS", 1)
    save_view(now=world.now, **saved(world))
    with pytest.raises(Refused):
        save_view(now=world.now, **saved(world, name="另一个"))


def test_the_journal_tells_of_a_view_without_its_name(world: World) -> None:
    save_view(now=world.now, **saved(world, name="张三的申请"))
    assert "张三" not in Payload.objects.order_by("-seq").first().text
