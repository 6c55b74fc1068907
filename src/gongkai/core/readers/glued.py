"""粘连数字: digits run together, parted only where the form's own sums leave exactly one way.

30420000306 is 304 2 0 0 0 0 306 and nothing else, because the last figure of a row of table 3 is the sum of the others.
Whatever the sums leave two ways for stays unknown. No figure begins with a zero unless it is 0.
"""

from collections.abc import Iterator
from itertools import islice

LONGEST = 44
"""Digits of one row that are still parted; a row of seven figures has far fewer."""

_TENS = [10**power for power in range(LONGEST + 2)]
_ENOUGH = 50
"""Ways after which a row is left open without looking for more."""


def ways(digits: str, parts: int) -> Iterator[tuple[str, ...]]:
    """Every way to part `digits` into exactly `parts` figures without leading zeros."""
    if parts == 1:
        if digits and (digits == "0" or digits[0] != "0"):
            yield (digits,)
        return
    longest = 1 if digits[:1] == "0" else len(digits) - parts + 1
    for length in range(1, longest + 1):
        for rest in ways(digits[length:], parts - 1):
            yield (digits[:length], *rest)


def summed_ways(digits: str, parts: int) -> Iterator[tuple[str, ...]]:
    """Every way to part `digits` into `parts` figures of which the last is the sum of the others. A number leaves the
    same rest as its digits when divided by nine, so however the others are cut, their sum's rest is known
    beforehand."""
    dead: set[tuple[int, int, int]] = set()
    for length in range(1, len(digits) - parts + 2):
        front, total = digits[:-length], digits[-length:]
        if (total[0] == "0" and length > 1) or sum(map(int, front)) % 9 != int(total) % 9:
            continue
        if not _possible(len(front), parts - 1, int(total)):
            continue
        dead.clear()
        for others in _adding_up(front, parts - 1, int(total), dead):
            yield (*others, total)


def _possible(left: int, parts: int, total: int) -> bool:
    """Whether `left` digits in `parts` figures can add up to `total`, by their number alone: the longest figure must
    not be too large, and must be able to be large enough."""
    return left == parts or (
        left > parts and _TENS[-(-left // parts) - 1] <= total < _TENS[left - parts + 1] + 9 * parts
    )


def _adding_up(digits: str, parts: int, total: int, dead: set[tuple[int, int, int]]) -> Iterator[tuple[str, ...]]:
    """Every way to part `digits` into `parts` figures that add up to `total`; `dead` keeps the rests without one."""
    if parts == 1:
        if (digits == "0" or digits[0] != "0") and int(digits) == total:
            yield (digits,)
        return
    left = len(digits)
    alive = False
    longest = 1 if digits[0] == "0" else min(left - parts + 1, len(str(total)))
    for length in range(1, longest + 1):
        rest = total - int(digits[:length])
        if rest < 0:
            break
        state = (left - length, parts - 1, rest)
        if state in dead or not _possible(*state):
            continue
        for others in _adding_up(digits[length:], parts - 1, rest, dead):
            alive = True
            yield (digits[:length], *others)
    if not alive:
        dead.add((left, parts, total))


def row_ways(digits: str, parts: int) -> list[tuple[str, ...]]:
    """The ways to part a row of at most `parts` figures, two at least, whose last is the sum of the others."""
    if not parts <= len(digits) <= LONGEST:
        return []
    every = (way for count in range(2, parts + 1) for way in summed_ways(digits, count))
    return list(islice(every, _ENOUGH))


def full_row_ways(digits: str, parts: int) -> list[tuple[str, ...]]:
    """The ways to part a row of exactly `parts` figures whose last is the sum of the others."""
    return list(islice(summed_ways(digits, parts), _ENOUGH)) if parts <= len(digits) <= LONGEST else []


def unsummed_ways(digits: str, parts: int) -> list[tuple[str, ...]]:
    """The ways to part a row that no sum proves, blanks allowed; only leading zeros can leave a single one."""
    if not parts <= len(digits) <= 12:
        return []
    return [way for count in range(1, parts + 1) for way in ways(digits, count)]


def sections_ways(digits: str, sections: int, parts: int, limit: int = 2) -> list[tuple[str, ...]]:
    """The ways, `limit` at most, to part `digits` into `sections` runs of `parts` figures, each run ending in its
    sum."""
    found: list[tuple[str, ...]] = []
    if len(digits) > LONGEST:
        return found
    for way in _sections(digits, sections, parts):
        found.append(way)
        if len(found) == limit:
            break
    return found


def _sections(digits: str, sections: int, parts: int) -> Iterator[tuple[str, ...]]:
    if sections == 1:
        yield from summed_ways(digits, parts)
        return
    rest_least = (sections - 1) * parts
    for length in range(parts, len(digits) - rest_least + 1):
        for front in summed_ways(digits[:length], parts):
            for rest in _sections(digits[length:], sections - 1, parts):
                yield (*front, *rest)
