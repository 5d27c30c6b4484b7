"""Whether published sums tell what few have a part in: a query audit, in the words of statistical disclosure control.

Whoever has several sums can subtract one from another, and add up, and subtract again (a differencing attack): a line
from a total, last year's line from this year's. Every number that can be worked out so is a linear combination of the
sums. They are safe together where no such combination is made of amounts of fewer than ``fewest`` owners.

Each amount is an unknown of its own. What somebody knows besides (the own loan, what two neighbours told, that one
amount is twice another) is not counted with, but for what ``fewest`` allows for: with three, one who knows the own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

Part = tuple[Any, Any]
"""Whose an amount is, and which of theirs: the same part in two sums is the same amount."""
NOT_KNOWN = object()
"""Whose an amount is of which nobody knows whose: it is never one of the ``fewest``."""

_PRIME = (1 << 61) - 1
"""Combinations are reckoned modulo this: exact enough, for a chance of one in 10 to the 18th to be wrong."""
_Row = dict[Part, int]


def tells_of_few(sums: Iterable[Collection[Part]], fewest: int, known: Iterable[Collection[Part]] = ()) -> bool:
    """Return whether a combination of sums, not all of them nothing, has parts of fewer owners than ``fewest``.

    ``known``: sums that were told already, to be combined with; what they tell without the others counts not.
    """
    told = list(known)
    before, rows = _by_pivot(told), _by_pivot([*told, *sums])
    beside = {owner for of in rows.values() for row in of for owner, _amount in row} - rows.keys() - {NOT_KNOWN}
    # Whatever combination has parts of so few owners, it has the pivot of one of them at least; or of nobody known, if
    # it is nobody's altogether.
    for at, owner in enumerate(rows):
        others = [*list(rows)[at + 1 :], *beside]
        for few in combinations(others, min(fewest - 2, len(others))):
            owners = {owner, *few, NOT_KNOWN}
            if _count_within(rows, owners) > _count_within(before, owners):
                return True
    return False


def _by_pivot(sums: Iterable[Collection[Part]]) -> Mapping[Hashable, Sequence[_Row]]:
    """Return independent rows that make the same combinations, by whose their pivots are."""
    by_owner: dict[Hashable, list[_Row]] = defaultdict(list)
    for pivot, row in _reduced(sums).items():
        by_owner[pivot[0]].append(row)
    return by_owner


def _count_within(by_owner: Mapping[Hashable, Sequence[_Row]], owners: Collection[Hashable]) -> int:
    """Return how many independent combinations have no part of anybody but these."""
    rows = [row for owner in owners for row in by_owner.get(owner, ())]
    pivots: dict[Part, _Row] = {}
    for row in rows:
        rest = _without({part: value for part, value in row.items() if part[0] not in owners}, pivots)
        if rest:
            pivot, rest = _normal(rest)
            pivots[pivot] = rest
    return len(rows) - len(pivots)


def _without(row: _Row, pivots: Mapping[Part, _Row]) -> _Row:
    """Return a row with nothing at the pivots of others."""
    for pivot, former in pivots.items():
        row = _less(row, former, pivot)
    return row


def _reduced(sums: Iterable[Collection[Part]]) -> Mapping[Part, _Row]:
    """Return independent rows that make the same combinations, each by a part that no other one has (its pivot).

    The pivot is somebody's wherever a row has a part of somebody.
    """
    reduced: dict[Part, _Row] = {}
    for parts in dict.fromkeys(map(frozenset, sums)):
        row = _without(dict.fromkeys(parts, 1), reduced)
        if not row:
            continue
        own, row = _normal(row)
        for pivot, former in reduced.items():
            reduced[pivot] = _less(former, row, own)
        reduced[own] = row
    return reduced


def _normal(row: _Row) -> tuple[Part, _Row]:
    """Return a row's pivot, and the row divided by what it has there."""
    pivot = min(row, key=lambda part: part[0] is NOT_KNOWN)
    by = pow(row[pivot], -1, _PRIME)
    return pivot, {part: value * by % _PRIME for part, value in row.items()}


def _less(row: _Row, other: _Row, pivot: Part) -> _Row:
    """Return a row without what it has at another one's pivot: less so many times that one."""
    times = row.get(pivot)
    if not times:
        return row
    less = dict(row)
    for part, value in other.items():
        left = (less.get(part, 0) - times * value) % _PRIME
        if left:
            less[part] = left
        else:
            less.pop(part, None)
    return less
