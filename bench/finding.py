"""What a process of the search's bench does, in the installation that the environment names; see `bench.search`.

`python -m bench.finding fill N` puts N invented rows into the index; `… ask N` opens the page of search N times as a
visitor and as an officer, for words of two characters that few or nearly all rows have, and prints the milliseconds.
"""

import json
import random
import sys
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import django

_CHARACTERS = (
    "政府信息公开教育财政预算决算报告通知意见办法规划环境卫生交通住房建设土地征收补偿安全生产监督管理市场农业水利林业民政救助就业社会保障医疗保险养老服务行政许可处罚检查执法工作要点总结"
    "方案应急招标采购项目审批人口统计价格收费文化旅游体育科技创新"
)
WORDS = [_CHARACTERS[place : place + 2] for place in range(0, len(_CHARACTERS), 2)]
PLACES = ("云溪县", "河阳市", "石桥镇", "北塘乡", "南岗街道", "白沙区", "长堤乡", "青坪镇")
ORGANS = 300
A_PART = 1_000
PASSWORD = "a long word for the bench"


def fill(count: int) -> None:
    """Rows with titles of some twenty characters and texts of some two hundred, of files in many organs and of the law,
    whose first words stand in most rows and whose last in few."""
    from django.db import transaction

    from gongkai.organs.models import Appointment
    from gongkai.platform.accounts.models import new_person
    from gongkai.platform.guard import unguarded
    from gongkai.platform.moments import present
    from gongkai.platform.search.index import put_in_order, texts_of
    from gongkai.platform.search.models import Row, Text
    from gongkai.platform.search.sources import Card

    chosen = random.Random(1)
    weights = [1 / place for place in range(1, len(WORDS) + 1)]
    with unguarded("the bench"):
        person = new_person(login="officer", name="张三", email="", added_at=present(), password=PASSWORD)
        person.save()
        Appointment.objects.create(person=person, role="supervisor", organ=None, from_day=date(2020, 1, 1))
        for start in range(0, count, A_PART):
            with transaction.atomic():
                texts = []
                rows = [_row(chosen, start + number) for number in range(min(A_PART, count - start))]
                for row in Row.objects.bulk_create(rows):
                    words = chosen.choices(WORDS, weights, k=100)
                    title = f"{chosen.choice(PLACES)}{words[0]}局关于{''.join(words[1:4])}的通知"
                    number = f"云政办发〔{row.year}〕{row.record % 300}号"
                    card = Card(
                        row.key,
                        title,
                        numbers=(number,),
                        body="，".join("".join(words[n : n + 4]) for n in range(0, 100, 4)),
                    )
                    texts.append(Text(row=row, **texts_of(card)))
                Text.objects.bulk_create(texts)
    put_in_order()


def _row(chosen: random.Random, number: int) -> Any:
    from gongkai.platform.search.models import Row

    day = date(2019, 1, 1) + timedelta(days=chosen.randrange(2_900))
    kind = chosen.choice(("law", "check", "file", "organ"))
    organ = chosen.randrange(ORGANS)
    return Row(kind=kind, key=f"b{number}", record=number, organ=organ, day=day, year=day.year)


def ask(times: int) -> dict[str, list[float]]:
    """Milliseconds of each page."""
    from django.conf import settings
    from django.test import Client

    from gongkai.platform.accounts.models import Person

    settings.SECOND_FACTOR_IS_ENFORCED = False
    settings.ALLOWED_HOSTS = ["testserver"]
    visitor, officer = Client(), Client()
    officer.force_login(Person.objects.get(login="officer"))
    taken: dict[str, list[float]] = {}
    for name, client in (("visitor", visitor), ("officer", officer)):
        client.get("/search/", {"q": "公开"})
        taken[name] = []
        for number in range(times):
            began = perf_counter()
            response = client.get("/search/", {"q": WORDS[number % len(WORDS)]})
            taken[name].append((perf_counter() - began) * 1000)
            assert response.status_code == 200
            assert b"<article>" in response.content
    return taken


if __name__ == "__main__":
    django.setup()
    found = {"fill": fill, "ask": ask}[sys.argv[1]](int(sys.argv[2]))
    print(json.dumps(found))
