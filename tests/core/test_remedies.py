"""Remedies: by decision date and outcome, where to go, how long, in which words; what is disputed is marked."""

from datetime import date, timedelta
from itertools import pairwise, product

import pytest

from gongkai.core.calendar import calendar
from gongkai.core.findings import LANGUAGES
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.outcomes import outcomes
from gongkai.core.remedies import ORGAN_KINDS, disputes, kinds, remedy, rules

BEFORE, DISPUTED, SETTLED = date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 1)
LAST_DISPUTED = SETTLED - timedelta(days=1)

ROUTES = [
    # kind, before 2024, 2024-01-01 to 2025-05-31, from 2025-06-01
    ("refusal", "free", "review_first", "review_first"),
    ("lookup", "free", "free", "free"),
    ("unavailable", "free", "review_first", "free"),
    ("not_processed", "free", "review_first", "free"),
    ("content", "free", "review_first", "free"),
    ("closed", "free", "review_first", "free"),
    ("no_reply", "free", "review_first", "free"),
    ("third_party", "free", "free", "free"),
    ("rectification", "free", "free", "free"),
    ("procedure", "none", "none", "none"),
    ("fee_notice", "none", "none", "none"),
    ("none", "none", "none", "none"),
]


@pytest.mark.parametrize(("kind", "before", "disputed", "settled"), ROUTES)
def test_the_route_follows_the_day_of_the_decision(kind: str, before: str, disputed: str, settled: str) -> None:
    assert remedy(kind, BEFORE, "department").route == before
    for day in (DISPUTED, LAST_DISPUTED):
        assert remedy(kind, day, "department").route == disputed
    assert remedy(kind, SETTLED, "department").route == settled


def test_every_kind_is_told_and_every_outcome_has_one() -> None:
    assert {kind for kind, *_ in ROUTES} == set(kinds())
    assert {one.remedy for one in outcomes().values()} <= set(kinds())


@pytest.mark.parametrize("kind", kinds())
def test_the_rules_of_a_kind_follow_each_other(kind: str) -> None:
    for earlier, later in pairwise(rules(kind)):
        assert earlier["until"] + timedelta(days=1) == later["from"]
    assert "until" not in rules(kind)[-1]


def test_what_is_disputed_is_marked_and_can_be_settled_by_the_office() -> None:
    marked = {(kind, day) for kind, day in product(kinds(), (BEFORE, DISPUTED, SETTLED)) if _of(kind, day).dispute}
    reach = {(kind, DISPUTED) for kind in ("unavailable", "not_processed", "content", "closed", "no_reply")}
    assert marked == reach | {("lookup", DISPUTED), ("lookup", SETTLED)}
    for kind, day in marked:
        found = _of(kind, day)
        assert found.mark == "D"
        assert found.dispute in disputes()
        for route in ("free", "review_first"):
            assert remedy(kind, day, "department", {found.dispute: route}).route == route


def _of(kind: str, day: date):
    return remedy(kind, day, "department")


def test_the_organ_must_say_that_reconsideration_comes_first() -> None:
    assert _of("refusal", DISPUTED).must_be_told
    assert not _of("refusal", BEFORE).must_be_told
    assert _of("unavailable", DISPUTED).must_be_told
    assert not _of("unavailable", SETTLED).must_be_told


@pytest.mark.parametrize(
    ("organ", "body", "court"),
    [
        ("department", "本级人民政府", "基层"),
        ("government", "上一级人民政府", "中级"),
        ("township", "上一级人民政府", "基层"),
        ("dispatched", "设立该派出机关的人民政府", "基层"),
        ("province", "本机关", "中级"),
        ("ministry", "本机关", "中级"),
        ("vertical", "上一级主管部门", "海关"),
    ],
)
def test_where_to_go_follows_the_organ(organ, body: str, court: str) -> None:
    found = remedy("unavailable", SETTLED, organ)
    assert found.body is not None
    assert found.court is not None
    assert found.body["zh"] == body
    assert court in found.court["zh"]


def test_before_2024_a_department_s_applicant_chose_between_two_bodies() -> None:
    assert "本级人民政府或者上一级主管部门申请" in _of("refusal", BEFORE).wording("zh")


def test_the_terms() -> None:
    found = _of("unavailable", SETTLED)
    assert [term.words("zh") for term in (found.review, found.suit, found.after_review) if term] == [
        "60日",
        "6个月",
        "15日",
    ]
    assert found.review is not None
    assert found.suit is not None
    assert found.review.last_day(date(2026, 3, 2), calendar()) == date(2026, 5, 6)
    assert found.suit.last_day(date(2025, 8, 31), calendar()) == date(2026, 2, 28)
    assert _of("no_reply", SETTLED).suit.key == "remedies.suit_no_reply"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wording_is_whole_for_every_kind_day_and_organ(language) -> None:
    for kind, day, organ in product(kinds(), (BEFORE, DISPUTED, SETTLED), ORGAN_KINDS):
        for partly in (False, True):
            found = remedy(kind, day, organ, partly=partly)
            text = found.wording(language)
            assert (text == "") == (found.route == "none")
            assert "{" not in text
            if found.route == "review_first":
                assert ("内先向" if language == "zh" else "must first") in text
            elif text:
                assert ("也可以" if language == "zh" else ", or,") in text


def test_the_wording_takes_names_and_the_online_route() -> None:
    found = remedy("refusal", SETTLED, "department", partly=True)
    text = found.wording("zh", "云溪县人民政府", "云溪县人民法院", "告知书", "复议服务平台")
    assert text == (
        "如不服本告知书中不予公开的部分，应当自收到本告知书之日起60日内先向云溪县人民政府申请行政复议；"
        "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内，行政复议机关逾期不作决定的，"
        "可以自行政复议期限届满之日起15日内，向有管辖权的人民法院提起行政诉讼。"
        "也可以通过复议服务平台在线申请行政复议。"
    )
    assert "中不予公开的部分" not in remedy("refusal", SETTLED, "department").wording("zh")


def test_no_rule_no_remedy() -> None:
    with pytest.raises(OutsideTheLaw):
        _of("refusal", date(2019, 5, 14))
    with pytest.raises(KeyError):
        _of("partial", SETTLED)
