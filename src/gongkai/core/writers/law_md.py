"""法律目录: writes docs/law.md from the law's data: everything in use, with source and certainty.

`python -m gongkai.core.writers.law_md > docs/law.md`
"""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from gongkai.core.clock.events import kinds as event_kinds
from gongkai.core.clock.explain import catalogue
from gongkai.core.clock.inquiries import inquiry_kinds
from gongkai.core.clock.receipt import channels
from gongkai.core.law.calendars import area_years, national_years
from gongkai.core.law.notices import HolidayYear
from gongkai.core.law.outcomes import facts, letters, outcomes, table
from gongkai.core.law.parameters import Words, keys, parameter
from gongkai.core.remedies import disputes, kinds, rules
from gongkai.core.writers.law_words import MARKS, REPLIES, holiday_words, row_words, value_words

HEAD = """# 法律目录 · The law in use

本页由 `python -m gongkai.core.writers.law_md > docs/law.md` 生成，请勿手改；原文在 `src/gongkai/core/law` 和
`src/gongkai/core/clock` 的数据文件。 This page is generated; its source are the data files.

怎样计算见 [clock.md](clock.md)。 How it is counted: [clock.md](clock.md).
"""


def document() -> str:
    """The whole page, as Markdown."""
    marks = [f"- {words['zh']} · {words['en']}" for words in MARKS.values()]
    parts = [_parameters(), _notices(), _events(), _remarks(), _outcomes(), _facts(), _remedies()]
    return "\n".join([HEAD, *marks, "", *(line for part in parts for line in part)])


def _both(words: Words) -> str:
    return f"{words['zh']}<br>{words['en']}"


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    head = list(head)
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
    yield ""


def _parameters() -> Iterator[str]:
    yield "## 参数 · Parameters\n"
    rows = []
    for key in keys():
        found = parameter(key)
        for value in found.values:
            words: Words = {"zh": value_words(found, value, "zh"), "en": value_words(found, value, "en")}
            note = f"<br>{_both(value.note)}" if value.note else ""
            days = f"{value.start} – {value.until or ''}".strip()
            rows.append((f"`{key}`", _both(found.title), days, _both(words), _both(value.source) + note, value.mark))
    yield from _table(["key", "名称 title", "有效 in force", "值 value", "来源 source", ""], rows)


def _notices() -> Iterator[str]:
    yield "## 放假安排 · Holiday notices\n"
    rows = [row for year in (*national_years(), *area_years()) for row in _notice_rows(year)]
    yield from _table(["年 year", "通知 notice", "成文 issued", "公布 published", "放假、上班 off, worked", ""], rows)


def _notice_rows(year: HolidayYear) -> Iterator[tuple[object, ...]]:
    for notice in year.notices:
        breaks = []
        for one in notice.breaks:
            off = f"{one.first} – {one.last}" if one.first != one.last else str(one.first)
            worked = f"，班 {'、'.join(map(str, one.worked))}" if one.worked else ""
            granted = f"，另给 {one.granted} 天" if one.granted else ""
            breaks.append(f"{holiday_words(one.holidays, 'zh')} {off}{worked}{granted}")
        text = "<br>".join([*breaks, *([_both(notice.note)] if notice.note else [])])
        yield f"{year.area}{year.year}", notice.name, notice.issued or "", notice.published, text, notice.mark


def _events() -> Iterator[str]:
    yield "## 办理事实 · Facts of a request\n"
    rows = [
        (f"`{kind}`", _both(entry["title"]), _needs(entry), _both(entry["source"]))
        for kind, entry in event_kinds().items()
    ]
    yield from _table(["kind", "名称 title", "另须 needs", "来源 source"], rows)
    yield "### 渠道 · Channels\n"
    found = [
        (f"`{channel}`", _both(entry["title"]), f"`{entry['received']}`", _both(entry["source"]))
        for channel, entry in channels().items()
    ]
    yield from _table(["channel", "名称 title", "收到之日 day of receipt", "来源 source"], found)
    yield "### 征求意见 · Inquiries\n"
    asked = [
        (f"`{whom}`", _both(entry["title"]), f"`{entry['period']}`" if "period" in entry else "–", entry["silence"])
        for whom, entry in inquiry_kinds().items()
    ]
    yield from _table(["whom", "名称 title", "期限 period", "沉默 silence"], asked)


def _needs(entry: dict[str, Any]) -> str:
    choices = entry.get("choices", {})
    return ", ".join(
        f"`{name}`" + (f" ({' / '.join(choices[name])})" if name in choices else "") for name in entry.get("needs", ())
    )


def _remarks() -> Iterator[str]:
    yield "## 提示 · Remarks of the clock\n"
    rows = [
        (f"`{code}`", _both(entry["sentences"]["main"]), f"`{entry['source']}`") for code, entry in catalogue().items()
    ]
    yield from _table(["code", "内容 words", "依据 rule"], rows)


def _outcomes() -> Iterator[str]:
    yield "## 办理结果 · Outcomes\n"
    rows = []
    for key, one in outcomes().items():
        counted = "<br>".join(f"{edition}: {row_words(edition, row, 'zh')}" for edition, row in one.rows.items())
        others = "".join(f"<br>或 or `{row}`" for row in one.other_rows)
        needs = ", ".join(f"`{fact}`" for fact in one.facts)
        without = "".join(f"<br>✗ `{fact}`" for fact in one.rules_out)
        alone = "<br>整件 whole request" if one.whole else ""
        letter = f"{_both(letters()[one.letter])}<br>`remedy.{one.remedy}`"
        title = f"{_both(one.title)}{alone}"
        rows.append((f"`outcome.{key}`", title, _both(one.source), counted + others, needs + without, letter, one.mark))
    head = ["key", "结果 outcome", "来源 source", "表三 table 3", "事实 facts", "告知书、救济 letter, remedy", ""]
    yield from _table(head, rows)


def _facts() -> Iterator[str]:
    yield "### 事实 · Facts that outcomes demand\n"
    yield from _table(["fact", "名称 title"], [(f"`{fact}`", _both(words)) for fact, words in facts().items()])


def _remedies() -> Iterator[str]:
    yield "## 救济途径 · Remedies\n"
    rows = [
        (
            f"`remedy.{kind}`",
            _both(REPLIES[kind]),
            f"{rule['from']} – {rule.get('until', '')}".strip(),
            f"`{rule['route']}`" + (f"<br>有争议 disputed: `{rule['dispute']}`" if "dispute" in rule else ""),
            _both(rule["source"]),
            rule["mark"],
        )
        for kind in kinds()
        for rule in rules(kind)
    ]
    yield from _table(["key", "答复 reply", "有效 in force", "途径 route", "来源 source", ""], rows)
    yield "### 有争议的 · Disputed\n"
    open_points = [
        (f"`{key}`", _both(one["title"]), _both(one["note"]), _both(one["source"])) for key, one in disputes().items()
    ]
    yield from _table(["key", "问题 question", "取法 what is taken", "来源 source"], open_points)
    yield "### 机关 · Bodies\n"
    bodies = [
        (
            f"`{one['organ']}`",
            f"{one['from']} – {one.get('until', '')}".strip(),
            _both(one["body"]),
            _both(one["court"]),
            _both(one["source"]),
            one["mark"],
        )
        for one in table("remedies")["bodies"]
    ]
    yield from _table(["organ", "有效 in force", "复议机关 body", "法院 court", "来源 source", ""], bodies)
    yield "### 用语 · Wording\n"
    yield from _table(["", ""], [(f"`{key}`", _both(words)) for key, words in table("remedies")["wording"].items()])


if __name__ == "__main__":
    sys.stdout.write(document())
