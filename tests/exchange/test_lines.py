"""Changes as lines: short, and the same changes again."""

from __future__ import annotations

import json
import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.domain.changes import COUNTY_STREAM, Change
from fupin_desk.domain.errors import FileDamagedError
from fupin_desk.exchange.lines import read_lines, write_lines
from tests.exchange.desks import History, a_change, an_id, erased

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), TEXT, st.lists(TEXT, max_size=3))


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Changes of two streams, some bare, some erased, some forked, based on one another or on what is elsewhere."""
    found: list[Change] = []
    for _ in range(draw(st.integers(0, 12))):
        stream = draw(st.sampled_from(["village:990101001001", COUNTY_STREAM]))
        before = [change.digest for change in found if change.stream == stream] + ["e" * 64]
        change = a_change(
            stream=stream,
            parents=draw(st.lists(st.sampled_from(before), max_size=3, unique=True)),
            desk=draw(st.sampled_from(["desk-a", "desk-b"])),
            record=an_id(draw(st.integers(1, 3))),
            kind=draw(st.sampled_from(["household", "member"])),
            values=draw(st.dictionaries(st.sampled_from(["group", "name", "é"]), VALUES, max_size=3)),
            based_on={"group": draw(st.lists(st.sampled_from(before), max_size=2, unique=True))},
            salt=draw(st.binary(min_size=16, max_size=16)),
        )
        form = draw(st.sampled_from(["full", "full", "bare", "erased"]))
        found.append({"full": change, "bare": change.stripped(), "erased": erased(change)}[form])
    return found


@given(histories())
def test_what_is_written_is_read_again(changes: list[Change]) -> None:
    once = {change.digest: change for change in reversed(changes)}
    assert read_lines(write_lines(changes)) == {digest: once[digest] for digest in read_lines(write_lines(changes))}
    assert read_lines(write_lines(changes)).keys() == once.keys()


def test_a_line_says_only_what_is_new() -> None:
    desk = History("desk-a", random.Random(1))
    changes = [
        desk.write(an_id(1), "group", "1组"),
        desk.write(an_id(1), "group", "2组"),
        desk.write(an_id(2), "group", "1组"),
    ]
    first, second, third = (json.loads(line) for line in write_lines(changes).splitlines())
    assert first.keys() == {"stream", "parents", "desk", "person", "at", "kind", "purpose", "record", "salt", "values"}
    assert first["parents"] == []
    assert second.keys() == {"based_on", "salt", "values"}
    assert second["based_on"] == {"group": [1]}
    assert third.keys() == {"record", "salt", "values"}


def test_a_change_given_twice_is_one_line() -> None:
    change = a_change()
    assert write_lines([change, change]).count(b"\n") == 1


@pytest.mark.parametrize(
    "row",
    [
        "not json",
        "{}",
        '{"stream":"county","parents":[]}',
        '{"stream":"county","bare":"%s"}' % ("a" * 64),  # no line before, and no parents
        '{"stream":"county","parents":[1],"bare":"%s"}' % ("a" * 64),  # its own line
        '{"stream":"county","parents":[0],"bare":"%s"}' % ("a" * 64),
        '{"stream":"county","parents":["A"],"bare":"%s"}' % ("a" * 64),
        '{"stream":"county","parents":[],"bare":"%s\\n"}' % ("a" * 64),
        '{"stream":"county","parents":[],"bare":"%s","kind":"household"}' % ("a" * 64),
        '{"stream":"county","parents":[],"bare":"%s","more":1}' % ("a" * 64),
        '{"parents":[],"bare":"%s"}' % ("a" * 64),
        '{"stream":"county","parents":[],"values":{}}',
        '{"stream":"county","parents":[],"salt":"%s","values":{"a":1.5}}' % ("0" * 32),
        '{"stream":"county","parents":[],"salt":"%s","values":{}}' % ("0" * 32),  # no desk, no kind
        "[" * 100_000,
    ],
)
def test_a_line_that_is_none_is_refused(row: str) -> None:
    with pytest.raises(FileDamagedError):
        read_lines(row.encode() + b"\n")


def test_a_last_line_without_its_end_is_refused() -> None:
    with pytest.raises(FileDamagedError):
        read_lines(write_lines([a_change()])[:-1])


def test_the_same_change_twice_is_refused() -> None:
    line = write_lines([a_change()])
    with pytest.raises(FileDamagedError):
        read_lines(line + line)


def test_a_value_that_was_altered_makes_another_change() -> None:
    change = a_change()
    altered = read_lines(write_lines([change]).replace("1组".encode(), "2组".encode()))
    assert change.digest not in altered
    assert msgspec.structs.astuple(change) != msgspec.structs.astuple(next(iter(altered.values())))
