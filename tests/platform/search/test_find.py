"""What is found, in which order, on both databases."""

from datetime import date
from random import Random

import pytest

from gongkai.platform.search.queries import MOST_COUNTED, MOST_RANKED
from gongkai.platform.search.sources import Card
from tests.platform.search.conftest import keys, search, titles

NUMBERED = Card("a", "关于加强教育经费管理的通知", numbers=("临教发〔2019〕60号",), body="正文", day=date(2019, 5, 1))
ORGAN = Card("b", "东湖区教育局", numbers=("11360102MB1234567X", "01234567-8"))
CHECK = Card("c", "表三各行之和", numbers=("T3.ROW",))


def test_two_characters_are_found_wherever_they_stand(papers) -> None:
    papers("临江市人民政府办公室", Card("text", "通知", body="关于扩大学习范围的办法"))
    assert titles(search("江市")) == ["临江市人民政府办公室"]
    assert titles(search("大学")) == ["通知"]  # rjieba cuts 扩大/学习
    assert titles(search("政府")) == ["临江市人民政府办公室"]
    assert search("江府").count == 0 or search("江府").is_partly


@pytest.mark.parametrize(
    "typed",
    [
        "〔2019〕60号",
        "[2019]60号",
        "（2019） 60 号",
        "临教发〔2019〕60号",
        "临教发〔2019〕",
        "临教发",
        "２０１９６０号",
        "60号",
    ],
)
def test_a_document_number_is_found_whole_and_by_its_head(papers, typed: str) -> None:
    papers(NUMBERED, ORGAN, CHECK, Card("other", "临时救助办法", numbers=("临民发〔2020〕6号",)))
    assert keys(search(typed))[0] == "a"


@pytest.mark.parametrize(
    "typed", ["11360102MB1234567X", "11360102mb", "１１３６０１０２", "01234567-8", "012345678", "0123456"]
)
def test_a_code_is_found_whole_and_by_its_head(papers, typed: str) -> None:
    papers(NUMBERED, ORGAN, CHECK)
    assert keys(search(typed)) == ["b"]


@pytest.mark.parametrize("typed", ["T3.ROW", "t3.row", "T3", "Ｔ３．ＲＯＷ", "t3row"])
def test_the_code_of_a_check_is_found(papers, typed: str) -> None:
    papers(NUMBERED, ORGAN, CHECK)
    assert keys(search(typed)) == ["c"]


def test_a_number_within_a_text_is_found_too(papers) -> None:
    papers(Card("text", "说明", body="依据国办公开办函〔2021〕30号文件办理"), NUMBERED)
    assert keys(search("国办公开办函〔2021〕30号")) == ["text"]
    assert keys(search("国办公开办函")) == ["text"]


def test_a_phrase_is_found_exactly_so(papers) -> None:
    papers(
        Card("whole", "甲", body="本机关政府信息公开指南已经更新"),
        Card("parts", "乙", body="公开指南，另有政府信息和信息公开，府信"),
        Card("title", "政府信息公开指南"),
    )
    assert set(keys(search("政府信息公开指南"))) == {"whole", "parts", "title"}
    assert set(keys(search("“政府信息公开指南”"))) == {"whole", "title"}
    assert set(keys(search('"政府信息公开指南" 更新'))) == {"whole"}


def test_titles_come_before_texts_and_whole_before_parts(papers) -> None:
    papers(
        Card("text", "其他", body="这里说到公开指南"),
        Card("longer", "东湖区政府信息公开指南目录"),
        Card("apart", "公开工作的新版指南"),
        Card("same", "公开指南"),
        Card("apart in text", "说明", body="公开工作见指南"),
        Card("shorter", "信息公开指南"),
    )
    assert keys(search("公开指南")) == ["same", "shorter", "longer", "apart", "text", "apart in text"]


def test_of_equal_ones_the_newer_comes_first(papers) -> None:
    papers(*(Card(f"{year}", f"年度报告{year}", body="公开", day=date(year, 1, 1)) for year in (2020, 2022, 2021)))
    assert keys(search("年度报告")) == ["2022", "2021", "2020"]


def test_a_word_comes_before_a_pair_that_only_happens_to_stand_there(papers) -> None:
    papers(Card("pair", "扩大学习"), Card("word", "大学生活"))
    assert keys(search("大学")) == ["word", "pair"]


def test_where_nothing_has_all_words_some_are_enough(papers) -> None:
    papers("教育经费办法", "教育工作", "交通规划")
    found = search("教育 经费 水库")
    assert found.is_partly
    assert titles(found) == ["教育经费办法", "教育工作"]
    assert not search("教育 经费").is_partly


def test_finds_are_narrowed_and_counted(papers) -> None:
    papers(*(Card(f"{n}", f"公开事项{n}", organ=n % 3, day=date(2020 + n % 2, 1, 1)) for n in range(12)))
    found = search("公开")
    assert (found.count, dict(found.organs), dict(found.years)) == (12, {0: 4, 1: 4, 2: 4}, {2020: 6, 2021: 6})
    found = search("公开", organ=1, year=2020)
    assert (found.count, dict(found.kinds)) == (2, {"paper": 2})
    assert (dict(found.organs), dict(found.years)) == ({0: 2, 1: 2, 2: 2}, {2020: 2, 2021: 2})
    assert search("公开", organ=9).count == 0
    assert not search("公开", organ=9).is_partly


def test_full_width_traditional_and_capital_letters_are_found(papers) -> None:
    papers(Card("a", "政府資訊公開指南 ＡＢＣ１２"))
    for typed in ("政府信息公开指南", "政府資訊公開", "abc12", "ＡＢＣ１２", "Abc"):
        assert keys(search(typed)) == ["a"], typed


def test_the_very_title_comes_first_though_more_were_added_later_than_are_listed(papers) -> None:
    # Written in the order of their keys.
    papers(Card("!", "公开工作指南"), *(Card(f"{n}", f"公开工作指南第{n}篇") for n in range(MOST_RANKED + 40)))
    assert keys(search("公开工作指南"))[0] == "!"


@pytest.mark.slow
def test_a_frequent_word_is_counted_up_to_a_limit_and_a_rare_one_found_however_old(papers) -> None:
    papers(Card("!", "水库除险"), *(Card(f"{n}", f"公开第{n}项工作") for n in range(MOST_COUNTED + 150)))
    frequent, rare = search("公开"), search("水库")
    assert (frequent.count, frequent.is_more, len(frequent.rows)) == (MOST_COUNTED, True, MOST_RANKED)
    assert frequent.kinds == {"paper": MOST_COUNTED}
    assert (rare.count, rare.is_more, keys(rare)) == (1, False, ["!"])


def test_more_than_is_listed_is_still_ranked(papers) -> None:
    papers(*(Card(f"{n}", f"关于公开第{n}项工作的通知") for n in range(MOST_RANKED + 40)))
    papers(Card("same", "公开"), *(Card(f"later {n}", f"另一件公开的事{n}") for n in range(20)))
    found = search("公开")
    assert found.count == MOST_RANKED + 61
    assert len(found.rows) == MOST_RANKED
    assert keys(found)[0] == "same"


# ---- One slip --------------------------------------------------------------------------------------------------------

PLACES, THINGS = (
    ("东湖区", "西山县", "北塘乡", "青山镇", "南岗街道"),
    ("教育", "财政", "水利", "民政", "卫生", "交通", "农业"),
)
KINDS = ("局", "局公开指南", "局年度报告", "局预算公开表", "所")


@pytest.fixture
def many(papers) -> list[str]:
    """Titles of four to some ten characters, alike."""
    found = [f"{place}{thing}{kind}" for place in PLACES for thing in THINGS for kind in KINDS]
    found += [f"{thing}{kind}" for thing in THINGS for kind in KINDS if len(thing + kind) >= 4] + [
        "公开指南",
        "年度报告",
    ]
    papers(*found, *(Card(f"text {n}", f"文件{n}", body="，".join(Random(n).sample(found, 20))) for n in range(40)))
    return found


def test_one_wrong_character_in_a_title_still_finds_it_among_the_first_five(many) -> None:
    random = Random(7)
    for title in random.sample(many, 40):
        place, wrong = random.randrange(len(title)), random.choice("的龙在乐")
        for typed in (
            title[:place] + wrong + title[place + 1 :],
            title[:place] + title[place + 1 :],
            title[:place] + wrong + title[place:],
        ):
            assert title in titles(search(typed))[:5], (title, typed)


def test_a_slip_in_a_code_like_title_is_found(papers) -> None:
    papers("T3.ROW 说明", "2021年年报", "Annual report 2021")
    assert titles(search("2021年年抱")) == ["2021年年报"]
    assert titles(search("anual report 2021"))[0] == "Annual report 2021"


# ---- Whatever is typed -----------------------------------------------------------------------------------------------

ATTACKS = [
    "公开 AND", "公开 OR NOT", "NEAR(公开 指南, 5)", "公开*", "^公开", "tokens: 公开", "t:公开", "-公开", '"公开',
    "(公开", "公开 & | ! <-> :*", "公开'::tsquery", "'; DROP TABLE search_row; --", "' OR '1'='1", "公开\\",
    "公开\0指南", "\0", "\u202e公开", "公开\u200b指南", "<script>alert(1)</script>", "公开" * 5000, "a" * 100_000,
    "\ud800", "𠮷野家", "é ü ß İ", "!!!!", "‘公开’", "﹪﹪", "\n\n公开\r\n", "NaN", "-1", "0x00", "1e999", "（（（（",
    '公开"', "“" * 1000, "公 " * 3000, "%s %d {} %", '""', "",
]  # fmt: skip


@pytest.mark.parametrize("typed", ATTACKS, ids=lambda typed: ascii(typed[:20]))
def test_whatever_is_typed_is_only_looked_for(papers, typed: str) -> None:
    papers("政府信息公开指南", NUMBERED)
    found = search(typed)
    assert found.count <= 2
    if "公开" in typed and "AND" not in typed and len(typed) < 12 and "tsquery" not in typed:
        assert "政府信息公开指南" in titles(found)


def test_a_title_with_html_and_marks_that_turn_writing_around_stays_text(papers, client_page) -> None:
    papers(Card("x", "<img src=x onerror=alert(1)>公开\u202e指南", body="<script>公开</script>" + "字" * 200))
    page = client_page("公开")
    assert "<img" not in page
    assert "<script>公开" not in page
    assert "\u202e" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;<mark>公开</mark>指南" in page


@pytest.fixture
def client_page(client):
    """The page for what was typed."""

    def page(typed: str, **more: str) -> str:
        response = client.get("/search/", {"q": typed, **more})
        assert response.status_code == 200
        return response.content.decode()

    return page


@pytest.fixture
def client():
    from django.test import Client

    return Client()


@pytest.mark.parametrize("typed", ["zhuguan", "zhug"])
def test_letters_two_by_two_are_no_finds(papers, typed: str) -> None:
    papers("zh ug an：说明")
    assert not search(typed).count
