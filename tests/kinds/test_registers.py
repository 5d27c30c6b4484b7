"""Each field is a multi-value register: no clock is trusted, and nobody's value is overwritten unseen."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.domain.changes import Change, Value, make_change
from fupin_desk.kinds.registers import registers_of
from tests.exchange.desks import erased


def wrote(value: Value, *seen: Change, salt: int = 0, field: str = "group") -> Change:
    """Return a change of one field, written by somebody who saw these."""
    return make_change(
        stream="village:990101001001",
        parents=sorted(change.digest for change in seen),
        desk="d1",
        person="p1",
        at="2026-01-01T00:00:00Z",
        kind="household",
        record="h1",
        purpose="register",
        values={field: value},
        based_on={field: [change.digest for change in seen]},
        salt=salt.to_bytes(16, "big"),
    )


def test_a_change_replaces_exactly_what_it_was_based_on() -> None:
    first = wrote("一组")
    second = wrote("二组", first)
    register = registers_of([first, second])["group"]
    assert (register.shown, register.heads, register.disputed) == ("二组", (second.digest,), False)


def test_two_changes_on_the_same_base_are_a_dispute_and_the_highest_digest_is_shown() -> None:
    first = wrote("一组")
    one, other = wrote("二组", first), wrote("三组", first)
    register = registers_of([first, one, other])["group"]
    assert register.disputed
    assert register.shown == {one.digest: "二组", other.digest: "三组"}[max(one.digest, other.digest)]
    assert register.heads == tuple(sorted((one.digest, other.digest)))


def test_two_changes_that_say_the_same_are_no_dispute() -> None:
    first = wrote("一组")
    register = registers_of([first, wrote("二组", first, salt=1), wrote("二组", first, salt=2)])["group"]
    assert not register.disputed
    assert len(register.heads) == 2


def test_yes_is_not_one_and_no_is_not_empty() -> None:
    assert registers_of([wrote(None, salt=1), wrote(False, salt=2)])["group"].disputed


def test_a_pick_that_saw_both_ends_the_dispute() -> None:
    one, other = wrote("一组"), wrote("二组")
    pick = wrote("三组", one, other)
    assert registers_of([one, other, pick])["group"].heads == (pick.digest,)


def test_a_value_changed_there_and_back_hides_no_concurrent_one() -> None:
    first = wrote("一组")
    back = wrote("一组", wrote("二组", first))
    beside = wrote("三组", first)
    register = registers_of([first, wrote("二组", first), back, beside])["group"]
    assert set(register.live.values()) == {"一组", "三组"}


def test_an_erased_value_beats_every_value_beside_it_until_somebody_who_knows_writes_anew() -> None:
    one, beside = wrote("一组"), wrote("二组")
    register = registers_of([erased(one), beside])["group"]
    assert (register.shown, register.disputed) == (None, False)
    assert register.erased == {one.digest}
    knowing = wrote("三组", one, beside)
    assert registers_of([erased(one), beside, knowing])["group"].shown == "三组"


def test_bare_changes_say_nothing() -> None:
    first = wrote("一组")
    second = wrote("二组", first)
    assert registers_of([first, second.stripped()])["group"].shown == "一组"
    assert registers_of([first.stripped(), second])["group"].heads == (second.digest,)


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Return a history of one field: each change based on some of those before it, some of them erased."""
    made: list[Change] = []
    for number in range(draw(st.integers(1, 9))):
        seen = draw(st.lists(st.sampled_from(made), max_size=3, unique_by=id)) if made else []
        made.append(wrote(draw(st.sampled_from(["一", "二", None])), *seen, salt=number))
    gone = draw(st.sets(st.integers(0, len(made) - 1), max_size=2))
    return [erased(change) if at in gone else change for at, change in enumerate(made)]


@given(histories(), st.integers(0, 2**16))
def test_any_order_any_number_of_times_gives_the_same_registers(history: Sequence[Change], seed: int) -> None:
    chance = random.Random(seed)
    again = [*history, *chance.choices(history, k=3)]
    chance.shuffle(again)
    one, other = registers_of(history)["group"], registers_of(again)["group"]
    assert (one.shown, one.disputed, one.heads) == (other.shown, other.disputed, other.heads)


@given(histories())
def test_what_stands_is_what_nobody_replaced(history: Sequence[Change]) -> None:
    replaced = {digest for change in history if change.body for digest in change.body.based_on["group"]}
    assert set(registers_of(history)["group"].heads) == {change.digest for change in history} - replaced


# ---- fields that keep a no


def told(field: str, value: Value, *seen: Change, salt: int = 0) -> Change:
    """Return a change of a field that keeps a no, told to some laptop whose person saw these."""
    kind = {"withdrawn_on": "consent", "voided": "consent", "declined": "distribution_line"}.get(field, "household")
    return make_change(
        stream="local",
        parents=sorted(change.digest for change in seen),
        desk="d1",
        person="p1",
        at="2026-01-01T00:00:00Z",
        kind=kind,
        record="r1",
        purpose="register",
        values={field: value},
        based_on={field: [change.digest for change in seen]},
        salt=salt.to_bytes(16, "big"),
    )


NOES: dict[str, tuple[Value, Value]] = {
    "withdrawn_on": ("2018-12-03", None),
    "voided": ("taken_out", None),
    "declined": (True, False),
    "does_not_wish": (["register"], None),
}


@pytest.mark.parametrize("field", NOES)
@pytest.mark.parametrize("salt", range(8))
def test_no_yes_written_beside_it_beats_a_no_and_a_person_is_asked(field: str, salt: int) -> None:
    no, yes = NOES[field]
    first = told(field, no)
    back, again = told(field, yes, first, salt=salt), told(field, no, first, salt=salt + 100)
    register = registers_of([first, back, again])[field]
    assert register.shown == no
    assert register.disputed


@pytest.mark.parametrize("field", NOES)
def test_a_yes_that_knew_of_the_no_holds_and_an_old_no_does_not_come_back(field: str) -> None:
    no, yes = NOES[field]
    first = told(field, no)
    register = registers_of([first, told(field, yes, first), first])[field]
    assert not register.shown
    assert not register.disputed


def test_of_two_days_of_withdrawal_the_earlier_holds_and_nobody_is_asked() -> None:
    register = registers_of([told("withdrawn_on", "2018-12-03"), told("withdrawn_on", "2018-12-01")])["withdrawn_on"]
    assert (register.shown, register.disputed) == ("2018-12-01", False)


def test_of_two_lists_of_what_is_not_wished_all_of_both_holds_and_somebody_is_asked() -> None:
    one, other = told("does_not_wish", ["register"]), told("does_not_wish", ["contract", "share"])
    register = registers_of([one, other])["does_not_wish"]
    assert (register.shown, register.disputed) == (["contract", "register", "share"], True)
    assert not registers_of([one, told("does_not_wish", ["register"], salt=1)])["does_not_wish"].disputed


DAYS = st.sampled_from(["2018-12-01", "2018-12-02", "2018-12-03"])


@given(st.data())
def test_noes_in_any_order_any_number_of_times_end_the_same_and_none_is_lost_unseen(data: st.DataObject) -> None:
    field, yes = data.draw(st.sampled_from([("withdrawn_on", None), ("does_not_wish", None), ("declined", False)]))
    lists = st.lists(st.sampled_from(["contract", "register", "share"]), min_size=1, unique=True).map(sorted)
    no: st.SearchStrategy[Any] = {"withdrawn_on": DAYS, "does_not_wish": lists, "declined": st.just(True)}[field]
    history: list[Change] = []
    for salt in range(data.draw(st.integers(1, 8))):
        places = st.lists(st.integers(0, salt - 1), max_size=2, unique=True) if salt else st.just([])
        seen = [history[place] for place in data.draw(places)]
        history.append(told(field, data.draw(st.one_of(no, st.just(yes))), *seen, salt=salt))
    again = data.draw(st.permutations(history * 2))
    register, other = registers_of(history)[field], registers_of(again)[field]
    assert (register.shown, register.disputed, register.heads) == (other.shown, other.disputed, other.heads)
    standing = [value for value in register.live.values() if value]
    assert bool(register.shown) == bool(standing)
    if standing and len(standing) < len(register.live):
        assert register.disputed
