"""A change is named by its digest, in three layers, so that each can be had without the one inside it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.domain.changes import Change, Value, canonical, fault_of, make_change, values_digest
from tests.exchange.desks import erased

SALT = bytes(range(16))
values = st.dictionaries(
    st.sampled_from(["group", "address", "industries", "disabled", "area"]),
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text(), st.lists(st.text(), max_size=3)),
    min_size=1,
)


def a_change(**said: Any) -> Change:
    """Return a change, with what is said of it."""
    written: dict[str, Any] = {
        "stream": "village:990101001001",
        "parents": ["ab" * 32],
        "desk": "d1",
        "person": "p1",
        "at": "2026-01-01T00:00:00Z",
        "kind": "household",
        "record": "h1",
        "purpose": "register",
        "values": {"group": "一组"},
        "based_on": {},
        "salt": SALT,
        **said,
    }
    return make_change(**written)


@given(values)
def test_any_other_program_computes_the_same_digests(said: dict[str, Value]) -> None:
    change = a_change(values=said)
    assert change.body is not None
    assert change.salt is not None

    def plain(content: Any) -> bytes:
        return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    assert change.body.values == hashlib.sha256(bytes.fromhex(change.salt) + plain(change.values)).hexdigest()
    body = plain(msgspec.to_builtins(change.body))
    assert change.body_digest == hashlib.sha256(body).hexdigest()
    graph = plain([1, change.stream, change.parents, change.body_digest])
    assert change.digest == hashlib.sha256(graph).hexdigest()


@given(values)
def test_a_change_made_here_is_what_it_says_it_is(said: dict[str, Value]) -> None:
    change = a_change(values=said)
    assert [fault_of(each) for each in (change, change.stripped(), erased(change))] == [None, None, None]
    assert len({each.digest for each in (change, change.stripped(), erased(change))}) == 1
    assert change.stripped().bare
    assert erased(change).erased


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("stream", "county"),
        ("parents", []),
        ("desk", "d2"),
        ("person", "p2"),
        ("at", "2026-01-01T00:00:01Z"),
        ("kind", "member"),
        ("record", "h2"),
        ("purpose", "pay"),
        ("values", {"group": "二组"}),
        ("based_on", {"group": ["cd" * 32]}),
        ("salt", bytes(16)),
    ],
)
def test_whatever_differs_makes_another_digest(said: str, other: Any) -> None:
    assert a_change(**{said: other}).digest != a_change().digest


def test_the_order_of_parents_fields_and_bases_makes_no_difference() -> None:
    one = a_change(parents=["ab" * 32, "cd" * 32], values={"a": 1, "b": 2}, based_on={"a": ["ee" * 32, "dd" * 32]})
    other = a_change(parents=["cd" * 32, "ab" * 32], values={"b": 2, "a": 1}, based_on={"a": ["dd" * 32, "ee" * 32]})
    assert one == other
    assert one.digest == other.digest


@pytest.mark.parametrize(
    ("altered", "fault"),
    [
        ({"values": {"group": "二组"}}, "values"),
        ({"salt": "00" * 16}, "values"),
        ({"salt": "00" * 15}, "values"),
        ({"salt": "zz" * 16}, "values"),
        ({"salt": None}, "values"),
        ({"values": None}, "values"),
        ({"body_digest": "00" * 32}, "body"),
        ({"body": None}, "body"),
    ],
)
def test_what_does_not_fit_its_digest_is_told(altered: dict[str, Any], fault: str) -> None:
    assert fault_of(msgspec.structs.replace(a_change(), **altered)) == fault


def test_a_body_that_names_other_fields_than_it_holds_is_told() -> None:
    change = a_change()
    assert change.body is not None
    body = msgspec.structs.replace(change.body, based_on={"group": [], "address": []})
    lying = msgspec.structs.replace(change, body=body, body_digest=hashlib.sha256(canonical(body)).hexdigest())
    assert fault_of(lying) == "fields"


def test_without_the_salt_nobody_can_guess_a_value_from_its_digest() -> None:
    assert values_digest("00" * 16, {"disabled": True}) != values_digest("01" * 16, {"disabled": True})
