"""The query audit: sums of which some combination tells of few."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from fupin_desk.policy.differencing import NOT_KNOWN, Part, tells_of_few


def sums(*owners: str) -> list[frozenset[Part]]:
    """Return sums of one amount each of the owners named by letters; a capital is another amount of the same."""
    return [frozenset((letter.lower(), letter) for letter in each) for each in owners]


@pytest.mark.parametrize(
    ("published", "tells"),
    [
        ([], False),
        (["abc"], False),
        (["ab"], True),
        (["abc", "abcd"], True),
        (["abc", "abcdef"], False),
        (["abcdef", "abc", "def"], False),
        (["abc", "def", "abcdefg"], True),
        (["abc", "abC"], True),
        (["abc", "ABC"], False),
        (["abcde", "ABCde", "abCDE"], False),
        (["abcdef", "abcdeF", "ABCdeF"], True),
        (["abcd", "cdef", "abef"], True),
        (["abcA", "abc"], True),
    ],
)
def test_no_difference_of_sums_is_made_of_fewer_than_three(published: list[str], tells: bool) -> None:
    assert tells_of_few(sums(*published), 3) == tells
    assert tells_of_few(sums(*published[::-1]), 3) == tells


def test_what_is_nobodys_is_none_of_the_three() -> None:
    (first, second) = sums("abc", "abcde")
    gone: Part = (NOT_KNOWN, 0)
    assert not tells_of_few([first, first | {("d", "d"), ("e", "e"), ("f", "f"), gone}], 3)
    assert tells_of_few([first, second | {gone}], 3)
    assert tells_of_few([first, first | {gone}], 3)


@pytest.mark.parametrize("fewest", [2, 3, 4])
def test_it_finds_what_trying_out_all_small_combinations_finds(fewest: int) -> None:
    """Combinations of up to four sums of 0 and 1 that tell of few need no factor beyond two, but for a few."""
    chance = Random(fewest)
    told = 0
    for _ in range(400):
        letters = "aAbBcdefgh"
        rows = sums(*("".join(chance.sample(letters, chance.randint(3, 8))) for _ in range(chance.randint(1, 4))))
        parts = sorted({part for row in rows for part in row})
        combinations = (
            {part: sum(factor for factor, row in zip(factors, rows, strict=True) if part in row) for part in parts}
            for factors in product(range(-2, 3), repeat=len(rows))
        )
        owners = [{owner for (owner, _), value in combined.items() if value} for combined in combinations]
        expected = any(0 < len(of) < fewest for of in owners)
        told += expected
        assert tells_of_few(rows, fewest) >= expected
        assert tells_of_few(rows, fewest) == expected or len(rows) == 4
    assert 0 < told < 400


def test_what_was_told_already_is_not_told_anew_and_tells_no_more_with_what_is() -> None:
    told = sums("ab", "abcd")
    assert tells_of_few(told, 3)
    assert not tells_of_few(sums("abcd"), 3, told)
    assert not tells_of_few(sums("abcdefg"), 3, told)
    assert tells_of_few(sums("abcde"), 3, told)
    assert tells_of_few(sums("ac", "abcdefg"), 3, told)
    assert tells_of_few(sums("acefg"), 3, sums("a", "efg"))
