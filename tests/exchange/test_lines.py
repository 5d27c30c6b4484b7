"""Changes as lines: short, and the same changes again."""

from __future__ import annotations

import json
import os
import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.domain.changes import COUNTY_STREAM, Change, Value, fault_of
from fupin_desk.domain.errors import BundleBeyondLimitError, FileDamagedError
from fupin_desk.domain.limits import MOST_CHANGES, MOST_LINE_BYTES, MOST_NAMED, MOST_REFERENCES
from fupin_desk.exchange.lines import BundleLine, read_lines, write_lines
from tests.exchange.desks import History, a_change, an_id, erased

LONG = 20_000 if os.environ.get("FUPIN_LONG") == "full" else 600
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


def test_the_same_values_in_any_order_are_the_same_bytes() -> None:
    values: dict[str, Value] = {"group": "1组", "address": "河边"}
    turned = dict(reversed(values.items()))
    assert write_lines([a_change(values=values)]) == write_lines([a_change(values=turned)])


ROWS = write_lines(
    [
        (first := a_change(values={"group": "1组", "industries": ["cotton"], "heads": 3, "disabled": True, "x": None})),
        (second := a_change(parents=[first.digest], based_on={"group": ["e" * 64, first.digest]}, salt=b"\1" * 16)),
        erased(a_change(parents=["e" * 64, "f" * 64], based_on={"group": [first.digest, second.digest]})),
        a_change(parents=[second.digest], record=an_id(7), desk="desk-b").stripped(),
    ]
).decode()
"""Every shape of line: first and following, full, erased and bare, with numbers and with digests."""

ODD: list[object] = [
    None, True, False, 0, -1, 1, 2, 3, 1 << 53, 1 << 64, 10**400, 0.5, 1.0, 1e9, float("nan"), float("inf"), "", "1",
    "a" * 64, "A" * 64, "e" * 64, "0" * 32, "county", "local", "village:1", "e\u0301", "\u00e9", "\x00", [], [1],
    [1, 1], [2, 1], ["f" * 64, "e" * 64], ["e" * 64, "e" * 64], [1.0], [None], [[]], ["a"] * 200, {}, {"group": None},
    {"group": [1, 1]}, {"group": [2, 1]}, {"group": []}, {"b": 1, "a": 2}, {"a": {"b": 1}},
]  # fmt: skip
LETTERS = [*'{}[],:"\\ \t\r0123456789.eE-+truefalsn', "\\u0031", "\\/", "组", "\ufeff", "\u2028", '"group":1,']


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Our own lines, of which one says something else, or the same in another way."""
    rows = ROWS.splitlines()
    at = draw(st.integers(0, len(rows) - 1))
    way = draw(st.sampled_from(["field", "more", "less", "order", "spaces", "escaped", "letters", "rows", "twice"]))
    line = json.loads(rows[at])
    if way == "field":
        line[draw(st.sampled_from(sorted(line)))] = draw(st.sampled_from(ODD))
    elif way == "more":
        line[draw(st.sampled_from([*BundleLine.__struct_fields__, "more", "digest"]))] = draw(st.sampled_from(ODD))
    elif way == "less":
        line.pop(draw(st.sampled_from(sorted(line))))
    elif way == "order":
        line = dict(draw(st.permutations(list(line.items()))))
    rows[at] = json.dumps(line, ensure_ascii=way == "escaped", separators=(", " if way == "spaces" else ",", ":"))
    if way == "letters":
        place = draw(st.integers(0, len(rows[at])))
        rows[at] = rows[at][:place] + draw(st.sampled_from(LETTERS)) + rows[at][place + draw(st.integers(0, 2)) :]
    elif way == "rows":
        rows = draw(st.permutations(rows))
    elif way == "twice":
        key = draw(st.sampled_from(sorted(line)))
        rows[at] = rows[at].replace("{", f'{{"{key}":{json.dumps(line[key], separators=(",", ":"))},', 1)
    return "".join(f"{row}\n" for row in rows).encode(errors="surrogatepass")


@settings(max_examples=LONG)
@given(mutated())
def test_a_line_is_refused_or_is_to_the_last_byte_what_we_would_have_written(data: bytes) -> None:
    try:
        changes = read_lines(data)
    except FileDamagedError:
        return
    assert write_lines(changes.values()) == data
    for digest, change in changes.items():
        assert digest == change.digest
        assert fault_of(change) in (None, "fields")
        based_on = change.body.based_on.values() if change.body else ()
        assert all(names == sorted(set(names)) for names in (change.parents, *based_on))


@pytest.mark.parametrize(
    "said",
    [
        f'"parents":["{"f" * 64}","{"e" * 64}"]',
        f'"parents":["{"e" * 64}","{"e" * 64}"]',
        '"parents": []',
        '"parents":[],"parents":[]',
    ],
)
def test_even_a_bare_line_names_its_parents_in_the_one_way(said: str) -> None:
    with pytest.raises(FileDamagedError):
        read_lines(f'{{"stream":"county",{said},"bare":"{"a" * 64}"}}\n'.encode())


def test_more_lines_than_anybody_makes_are_refused_before_one_is_read() -> None:
    with pytest.raises(BundleBeyondLimitError, match="'changes'"):
        read_lines(b"\n" * (MOST_CHANGES + 1))


def test_more_names_than_anybody_writes_are_refused_though_each_has_a_few_letters() -> None:
    """79 KB of lines that each replace all before them took 700 MB to take."""
    before = [a_change(record=an_id(at)).stripped() for at in range(2000)]
    many = sorted(change.digest for change in before)
    fields: dict[str, Value] = {f"field{at}": "1" for at in range(20)}
    spread = [a_change(values=fields, based_on=dict.fromkeys(fields, many), parents=[many[at]]) for at in range(10)]
    assert len(many) * len(fields) * len(spread) == MOST_NAMED
    read_lines(write_lines([*before, *spread])[:-1].rpartition(b"\n")[0] + b"\n")
    with pytest.raises(BundleBeyondLimitError, match="'named'"):
        read_lines(write_lines([*before, *spread]))


def test_a_line_longer_than_anybody_makes_is_refused_before_it_is_read() -> None:
    with pytest.raises(BundleBeyondLimitError, match="line_bytes"):
        read_lines(b"[" * (MOST_LINE_BYTES + 1) + b"\n")


def test_an_order_to_erase_all_it_may_fits_into_a_line() -> None:
    covers = [an_id(at) for at in range(MOST_REFERENCES)]
    values: dict[str, Value] = {"of_kind": "household", "of": covers[0], "asked_on": "2018-11-20", "covers": covers}
    order = a_change(kind="erasure", purpose="office", values=values)
    assert list(read_lines(write_lines([order])).values()) == [order]
