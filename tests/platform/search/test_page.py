"""The page, for a visitor and in both languages, without script."""

import re

import pytest
from django.test import Client

from gongkai.platform.often import Counts
from gongkai.platform.search import views
from gongkai.platform.search.reindex import reindex
from gongkai.platform.search.sources import Card
from gongkai.platform.search.views import A_PAGE


def page(client: Client, status: int = 200, **asked: str) -> str:
    response = client.get("/search/", asked)
    assert response.status_code == status
    return response.content.decode()


def test_the_page_lists_narrows_and_leads_on(papers) -> None:
    papers(
        *(Card(f"{n}", f"公开事项第{n}项", day=None, year=2020 + n % 2, body="<b>正文</b>") for n in range(A_PAGE + 5))
    )
    client = Client()
    first = page(client, q="公开事项")
    assert first.count("<article>") == A_PAGE
    assert f"{A_PAGE + 5} 条结果" in first
    assert 'href="/papers/0/"' in first
    assert "<mark>公开事项</mark>第0项" in first
    assert "&lt;b&gt;正文" in first
    assert "?q=%E5%85%AC%E5%BC%80%E4%BA%8B%E9%A1%B9&amp;page=2" in first
    second = page(client, q="公开事项", page="2")
    assert second.count("<article>") == 5
    assert f'start="{A_PAGE + 1}"' in second
    assert page(client, q="公开事项", year="2021", kind="paper").count("<article>") == (A_PAGE + 5) // 2
    assert re.search(r'<option value="2020"[^>]*>2020 \(8\)</option>', page(client, q="公开事项", year="2021"))


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "0"}, {"page": "-1"}, {"page": "x"}, {"page": "9" * 30}, {"kind": "nothing"}, {"organ": "9" * 30},
        {"organ": "x"}, {"year": "٢٠٢٠"}, {"year": "99999"}, {"organ": "-1"},
        {"kind": "\0", "year": "\0", "organ": "\0", "page": "\0"},
    ],
)  # fmt: skip
def test_what_does_not_fit_in_an_address_is_passed_over(papers, asked: dict[str, str]) -> None:
    papers("公开指南")
    assert page(Client(), q="公开", **asked).count("<article>") == 1


def test_without_a_question_it_says_what_to_try(papers) -> None:
    papers("公开指南")
    for typed in ("", "  ", "，。"):
        shown = page(Client(), q=typed)
        assert "请输入两个以上的字" in shown
        assert "<article>" not in shown
    assert "没有查到" in page(Client(), q="水库")
    assert "不限类别" in page(Client(), q="公开", year="2001")
    assert "只按开头部分搜索" in page(Client(), q="公" * 500)


def test_the_law_is_found_in_both_languages(world) -> None:
    reindex()
    client = Client()
    chinese = page(client, q="T3.ROW")
    assert "表三各行" in chinese
    english = client.get("/search/", {"q": "labour day"}, headers={"accept-language": "en"}).content.decode()
    assert '<html lang="en"' in english
    assert "Notices on holidays" in english
    assert "<mark>Labour Day</mark>" in english


def test_a_text_is_shown_in_the_other_language_only_where_what_was_asked_for_stands_there_alone(papers) -> None:
    """A code is made of words of one language: `T3.ROW` of `row`, which stands in the English text only."""
    papers(Card("a", "各行相加", "Every row", ("T3.ROW",), "总计等于之和。", "In every row, the sum.", day=None))
    by_code = page(Client(), q="T3.ROW")
    assert "总计等于之和。" in by_code
    assert "very" not in by_code
    assert "In <mark>every row</mark>, the sum." in page(Client(), q="every row")


def test_it_needs_no_account_and_changes_nothing(db) -> None:
    assert Client().post("/search/", {"q": "公开"}).status_code == 405
    response = Client().get("/search/", {"q": "公开"})
    assert response.status_code == 200
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_a_visitor_who_searches_too_often_is_told_to_wait(papers, monkeypatch: pytest.MonkeyPatch) -> None:
    papers("公开指南")
    monkeypatch.setattr(views, "counts", Counts(2, views.PERIOD))
    visitor = Client()
    assert [visitor.get("/search/", {"q": "指南"}).status_code for _ in range(3)] == [200, 200, 429]
    away = visitor.get("/search/", {"q": "指南"})
    assert int(away["Retry-After"]) > 0
    assert "公开指南" not in away.content.decode()
    assert visitor.get("/search/").status_code == 200
