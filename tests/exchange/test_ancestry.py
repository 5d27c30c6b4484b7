"""Which change has seen which."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.exchange import ancestry
from fupin_desk.exchange.ancestry import Ancestry


@st.composite
def graphs(draw: st.DrawFn) -> list[tuple[str, list[str]]]:
    """Each change follows some of those before it, mostly the last one."""
    edges: list[tuple[str, list[str]]] = []
    for number in range(draw(st.integers(1, 25))):
        before = [digest for digest, _parents in edges]
        straight = draw(st.booleans()) and before
        parents = before[-1:] if straight else draw(st.lists(st.sampled_from(before or ["-"]), max_size=3, unique=True))
        edges.append((str(number), [parent for parent in parents if parent in before]))
    return edges


def by_walking(edges: list[tuple[str, list[str]]]) -> set[tuple[str, str]]:
    """Every pair of earlier and later, as slowly as can be."""
    behind: dict[str, set[str]] = {}
    for digest, parents in edges:
        behind[digest] = set(parents).union(*(behind[parent] for parent in parents))
    return {(earlier, later) for later, earlier_ones in behind.items() for earlier in earlier_ones}


@given(graphs())
def test_it_says_what_a_walk_through_the_whole_graph_says(edges: list[tuple[str, list[str]]]) -> None:
    graph = Ancestry(edges)
    digests = [digest for digest, _parents in edges]
    said = {(one, other) for one in digests for other in digests if graph.seen_by(one, other)}
    assert said == by_walking(edges)


def test_what_was_not_told_has_seen_nothing_and_was_not_seen() -> None:
    graph = Ancestry([("a", ["gone"]), ("b", ["a"])])
    assert not graph.seen_by("gone", "b")
    assert not graph.seen_by("a", "gone")


def test_what_is_unknown_is_unseen_whatever_else_is_asked() -> None:
    graph = Ancestry([("a", []), ("b", ["a"]), ("c", ["a"])])
    assert graph.unseen({"a": {"gone"}, "b": {"a"}, "c": {"b"}, "gone": {"a"}}) == {"a", "c", "gone"}


def test_telling_a_change_again_changes_nothing() -> None:
    graph = Ancestry([("a", []), ("b", ["a"]), ("a", []), ("b", ["a"]), ("c", ["b"])])
    assert graph.seen_by("a", "c")
    assert not graph.seen_by("c", "a")


def test_a_long_line_is_no_deeper_than_a_short_one() -> None:
    graph = Ancestry((str(n), [str(n - 1)] if n else []) for n in range(100_000))
    assert graph.seen_by("0", "99999")


class Counted(list[str]):
    """Parents that count how often somebody looks at them."""

    looks = 0

    def __iter__(self) -> Iterator[str]:
        Counted.looks += 1
        return super().__iter__()


@pytest.mark.parametrize("branches", [500, 2000])
def test_thousands_of_branches_are_looked_at_once_each(branches: int) -> None:
    edges = [("root", Counted())]
    for at in range(branches):
        edges += [(f"b{at}", Counted(["root"])), (f"c{at}", Counted([f"b{at}", "root"]))]
    edges.append(("join", Counted([f"c{at}" for at in range(branches)])))
    graph = Ancestry(edges)
    Counted.looks = 0
    asked = {f"c{at}": {f"b{at}"} for at in range(branches)} | {"join": {f"b{at}" for at in range(branches)}}
    asked["b7"] = {"c7"}
    assert graph.unseen(asked) == {"b7"}
    assert Counted.looks <= len(edges)


def test_asking_for_more_than_one_walk_answers_is_the_same_as_asking_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ancestry, "AT_ONCE", 7)
    dice = random.Random(3)
    edges: list[tuple[str, list[str]]] = []
    for at in range(300):
        above = [f"n{dice.randrange(max(0, at - 20), at)}" for _ in range(dice.randint(0, 3))] if at else []
        edges.append((f"n{at}", sorted(set(above))))
    graph = Ancestry(edges)
    pairs = [(f"n{dice.randrange(300)}", f"n{dice.randrange(300)}") for _ in range(400)]
    asked: dict[str, set[str]] = {}
    for earlier, later in pairs:
        asked.setdefault(later, set()).add(earlier)
    seen = {later: behind(edges, later) for later in asked}
    wanted = {later for later, earliers in asked.items() if not earliers <= seen[later]}
    assert graph.unseen(asked) == wanted


def behind(edges: list[tuple[str, list[str]]], later: str) -> set[str]:
    """Everything a change follows, the slow way."""
    parents = dict(edges)
    found: set[str] = set()
    waiting = [later]
    while waiting:
        new = set(parents[waiting.pop()]) - found
        found |= new
        waiting += new
    return found
