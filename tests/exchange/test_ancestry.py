"""Which change has seen which."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

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
    ancestry = Ancestry(edges)
    digests = [digest for digest, _parents in edges]
    said = {(one, other) for one in digests for other in digests if ancestry.seen_by(one, other)}
    assert said == by_walking(edges)


def test_what_was_not_told_has_seen_nothing_and_was_not_seen() -> None:
    ancestry = Ancestry([("a", ["gone"]), ("b", ["a"])])
    assert not ancestry.seen_by("gone", "b")
    assert not ancestry.seen_by("a", "gone")


def test_telling_a_change_again_changes_nothing() -> None:
    ancestry = Ancestry([("a", []), ("b", ["a"]), ("a", []), ("b", ["a"]), ("c", ["b"])])
    assert ancestry.seen_by("a", "c")
    assert not ancestry.seen_by("c", "a")


def test_a_long_line_is_no_deeper_than_a_short_one() -> None:
    ancestry = Ancestry((str(n), [str(n - 1)] if n else []) for n in range(100_000))
    assert ancestry.seen_by("0", "99999")
