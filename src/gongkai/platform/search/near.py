"""近似标题: titles that differ from what was typed by one character, wrong, missing or too much.

One slip breaks two neighbouring pairs at most, and all other pairs of what was typed stand in the title. So of three
stretches of its pairs one is whole, wherever the slip is; in a short title, all pairs but those two are.
"""

from gongkai.platform.search.expression import Nothing, Term, Token, all_of, any_of
from gongkai.platform.search.shape import pairs

SHORTEST, LONGEST = 4, 40
"""Characters of a title that is found in spite of a slip."""


def near_title(whole: str) -> Term:
    """The rows among which the titles are that differ by one character from this one, squeezed; `differs_by_one` tells
    them from the others."""
    if not SHORTEST - 1 <= len(whole) <= LONGEST + 1:
        return Nothing()
    have = [Token(f"t:{pair}") for pair in pairs(whole)]
    lengths = [length for length in range(len(whole) - 1, len(whole) + 2) if length >= SHORTEST]
    return all_of([any_of(_kept(have)), any_of([Token(f"l:{length}") for length in lengths])])


def _kept(have: list[Token]) -> list[Term]:
    """What is left of the pairs, for each place where the slip may be."""
    if len(have) < SHORTEST - 1:  # one is missing, between the first two or between the last two
        return [*have]
    if len(have) < 2 * 3:
        return [all_of([*have[: max(slip - 1, 0)], *have[slip + 1 :]]) for slip in range(len(have) + 1)]
    first, second = len(have) // 3, 2 * len(have) // 3
    return [all_of(have[:first]), all_of(have[first:second]), all_of(have[second:])]


def differs_by_one(one: str, other: str) -> bool:
    """Whether the texts are the same but for one character, wrong, missing or too much; or the same.

    >>> differs_by_one("公开指南", "公开指难"), differs_by_one("公开指南", "公指南"), differs_by_one("公开", "开公")
    (True, True, False)
    """
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        return short[start + 1 :] == long[start + 1 :]
    return short[start:] == long[start + 1 :]
