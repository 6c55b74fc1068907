"""编号: serials without a gap and without a double, whatever happens at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from gongkai.platform.accounts.models import Person
from gongkai.platform.actions.action import Recorded
from gongkai.platform.audit.verify import verify
from gongkai.platform.numbering.models import Counter
from gongkai.platform.numbering.serials import next_serial, next_serials
from gongkai.platform.refusals import ProgrammingMistake


@pytest.fixture
def number(make_action):
    def give(*, by, now, organ, fail=False):
        serial = next_serial(organ, "request", 2026)
        if fail:
            raise ZeroDivisionError
        return Recorded(serial, about=None, organ=organ)

    return make_action(give)


@pytest.mark.usefixtures("db")
def test_each_organ_kind_and_year_counts_from_one(number) -> None:
    system = Person.objects.system()
    assert [number(by=system, organ=organ) for organ in (1, 1, 2, 1)] == [1, 2, 1, 3]


@pytest.mark.usefixtures("db")
def test_what_fails_uses_no_serial(number) -> None:
    system = Person.objects.system()
    number(by=system, organ=1)
    with pytest.raises(ZeroDivisionError):
        number(by=system, organ=1, fail=True)
    assert number(by=system, organ=1) == 2


@pytest.mark.usefixtures("db")
def test_outside_an_action_there_is_none() -> None:
    with pytest.raises(ProgrammingMistake, match="inside an action"):
        next_serial(1, "request", 2026)


@pytest.mark.usefixtures("db")
def test_several_series_at_once(make_action) -> None:
    series = [(2, "letter", 2026), (1, "request", 2026), (2, "letter", 2026)]

    def give(*, by, now):
        return Recorded(next_serials(series), about=None)

    assert make_action(give)(by=Person.objects.system()) == {series[0]: 1, series[1]: 1}


def _at_once(number, many: int, threads: int) -> None:
    system = Person.objects.system()

    def give(start: int) -> list[tuple[int, int]]:
        try:
            return [(n % 3 + 1, number(by=system, organ=n % 3 + 1)) for n in range(start, many, threads)]
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        given = [one for some in pool.map(give, range(threads)) for one in some]
    for organ in (1, 2, 3):
        mine = sorted(serial for of, serial in given if of == organ)
        assert mine == list(range(1, len(mine) + 1))
        assert Counter.objects.get(organ=organ).last == len(mine)
    verdict = verify()
    assert (verdict.entries, verdict.faults) == (many, ())


@pytest.mark.slow
@pytest.mark.usefixtures("fresh_db")
def test_at_the_same_time(number) -> None:
    _at_once(number, 300, 8)


@pytest.mark.soak
@pytest.mark.usefixtures("fresh_db")
def test_ten_thousand_at_the_same_time(number) -> None:
    _at_once(number, 10_000, 8)
