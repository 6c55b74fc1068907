"""Fills the search index of an installation with invented records: `python -m bench.filling N`; see `bench.site`.

They are written as search itself writes them (`search.index`): rows of files in the organs of the installation, so that
whoever reads files there sees them, with titles of some twenty characters and texts of some two hundred, whose first
words stand in most rows and whose last in few.
"""

import random
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import django

_WORDS = """
政府 信息 公开 教育 财政 预算 决算 报告 通知 意见 办法 规划 环境 卫生 交通 住房 建设 土地 征收 补偿
安全 生产 监督 管理 市场 农业 水利 林业 民政 救助 就业 社会 保障 医疗 保险 养老 服务 行政 许可 处罚
检查 执法 工作 要点 总结 方案 应急 招标 采购 项目 审批 人口 统计 价格 收费 文化 旅游 体育 科技 创新
"""
WORDS = _WORDS.split()
PLACES = ("云溪县", "河阳市", "石桥镇", "北塘乡", "南岗街道", "白沙区", "长堤乡", "青坪镇")
A_PART = 1_000
NUMBERED_FROM = 10_000_000
"""Ids that no record of the installation has."""


def fill(count: int) -> None:
    """Adds so many records in the organs of the installation."""
    from gongkai.organs.models import Organ
    from gongkai.platform.guard import unguarded
    from gongkai.platform.moments import present
    from gongkai.platform.search.index import put_in_order

    organs = list(Organ.objects.order_by("pk").values_list("pk", flat=True))
    chosen = random.Random(1)
    with unguarded("invented records of a bench"):
        for start in range(0, count, A_PART):
            _part(chosen, range(start, min(start + A_PART, count)), organs)
        _count_as_done(present())
    put_in_order()
    _clear_away()


def _clear_away() -> None:
    """PostgreSQL does so by itself, a minute later, in the middle of what is measured."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _count_as_done(now: datetime) -> None:
    """The jobs of the day are left out: one of them makes the index what the records say, and these rows have none."""
    from gongkai.platform.jobs.models import ScheduledRun
    from gongkai.platform.jobs.schedule import SCHEDULE

    for entry in SCHEDULE:
        if day := entry.due_day(now):
            ScheduledRun.objects.get_or_create(job=entry.job.code, day=day)


def _part(chosen: random.Random, numbers: range, organs: Sequence[int]) -> None:
    from django.db import transaction

    from gongkai.platform.search.index import facts_of, texts_of
    from gongkai.platform.search.models import Row, Text
    from gongkai.platform.search.sources import Card

    cards = [_card(chosen, number, organs, Card) for number in numbers]
    made = [Row(kind="file", key=card.key, **facts_of(card)) for card in cards]
    with transaction.atomic():
        rows = Row.objects.bulk_create(made)
        Text.objects.bulk_create([Text(row=row, **texts_of(card)) for row, card in zip(rows, cards, strict=True)])


def _card(chosen: random.Random, number: int, organs: Sequence[int], make: Any) -> Any:
    words = chosen.choices(WORDS, [1 / place for place in range(1, len(WORDS) + 1)], k=100)
    day = date(2019, 1, 1) + timedelta(days=chosen.randrange(2_900))
    return make(
        str(NUMBERED_FROM + number),
        f"{chosen.choice(PLACES)}{words[0]}局关于{''.join(words[1:4])}的通知",
        numbers=(f"云政办发〔{day.year}〕{number % 300}号",),
        body="，".join("".join(words[place : place + 4]) for place in range(0, 100, 4)),
        record=NUMBERED_FROM + number,
        organ=chosen.choice(organs),
        day=day,
    )


if __name__ == "__main__":
    django.setup()
    fill(int(sys.argv[1]))
