"""Text repeated from last year: sentences that an official can read (tests/situations/repeated_text.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.checks.known import Known
from gongkai.core.checks.repeated import LEAST_CHARACTERS, check_repeated
from gongkai.core.claims.repeated import counted_sentences, repeated_text
from gongkai.core.findings import Finding
from gongkai.core.report import FilledReport
from tests.builders import filled_report, told

SITUATIONS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "situations" / "repeated_text.yaml").read_text("utf-8")
)
COPIED = "一是公开内容与群众需求还有差距，重点领域公开不够深入细致。"
MORE = (
    "二是解读形式较为单一，图解和视频偏少，群众不易看懂。三是业务人员变动频繁，培训跟不上工作需要。"
    "四是个别股室重视不够，报送信息不够及时准确。五是公开渠道不够丰富，基层群众知晓率不高。"
)
NEW = "本年新设的查阅点使用率低，指引标识不够清楚，群众不知道可以在这里查阅公报，需要加强宣传。"


def of_year(year: int | None, chapter: str = "problems", text: str = COPIED + MORE) -> FilledReport:
    return told(filled_report(year=year), **{chapter: text})


def found(old: FilledReport | None, new: FilledReport) -> list[Finding]:
    return list(check_repeated(new, Known(previous=old)))


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one["本年"][:24])
def test_situation(situation: dict[str, Any]) -> None:
    chapter = situation.get("章", "problems")
    old, new = of_year(2021, chapter, situation["上年"]), of_year(2022, chapter, situation["本年"])
    assert len(list(counted_sentences(new))) == situation["计"]
    assert sum(len(one.sentences) for one in repeated_text(old, new)) == situation["照抄"]


@pytest.mark.parametrize(("chapter", "variant"), [("overview", "main"), ("problems", "problems"), ("other", "main")])
def test_a_chapter_copied_is_a_warning_that_quotes_its_first_sentence(chapter: str, variant: str) -> None:
    new = of_year(2022, chapter, NEW + COPIED + MORE)
    (finding,) = found(of_year(2021, chapter), new)
    assert (finding.code, finding.severity) == ("TXT.REPEAT", "warning")
    assert finding.details["variant"] == variant
    assert (finding.details["year"], finding.details["count"]) == (2021, 5)
    assert 50 <= finding.details["share"] < 100
    assert finding.quote == COPIED
    assert new.source[finding.at["cell"] :].startswith(COPIED)


def test_a_sentence_counts_whichever_chapter_it_stood_in() -> None:
    (finding,) = found(of_year(2021, "overview"), of_year(2022, "problems"))
    assert finding.details["share"] == 100


def test_less_than_half_or_a_few_sentences_are_no_finding() -> None:
    old = of_year(2021)
    assert found(old, of_year(2022, text=COPIED)) == []
    assert len(COPIED) < LEAST_CHARACTERS
    other = "".join(f"{NEW[:-1]}，这是第{number}处查阅点的情况。" for number in range(1, 5))
    assert found(old, of_year(2022, text=COPIED + MORE + other)) == []


@pytest.mark.parametrize(("then", "now"), [(2022, 2022), (2023, 2022), (None, 2022), (2021, None)])
def test_what_is_not_known_to_be_an_earlier_year_s_is_not_judged(then: int | None, now: int | None) -> None:
    assert found(of_year(then), of_year(now)) == []


def test_without_last_year_s_or_without_text_nothing_is_said() -> None:
    assert found(None, of_year(2022)) == []
    assert found(filled_report(year=2021), of_year(2022)) == []
    assert found(of_year(2021), filled_report(year=2022)) == []


def test_a_report_repeats_all_of_itself() -> None:
    report = told(filled_report(), overview=NEW, problems=COPIED + MORE, other="无。")
    assert [(one.section, one.share) for one in repeated_text(report, report)] == [("overview", 1), ("problems", 1)]
