"""What an erasure says again of accounts, where several desks put the same field right: nobody is passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.store.desks import MadeUpDesk, copied_desk, everything

Desks = dict[str, MadeUpDesk]


@pytest.fixture
def desks(template: Path, tmp_path: Path) -> Iterator[Desks]:
    made = {name: copied_desk(template, tmp_path, name) for name in ("asked", "other", "third", "office")}
    yield made
    for desk in made.values():
        desk.vault.close()


def a_payment(desks: Desks) -> tuple[str, str]:
    """Make a household that was paid, known to every desk; returns both ids."""
    asked = desks["asked"]
    home = asked.save("household", address="胡杨树下")
    paid = asked.save("payment", household=home, amount_fen=100, voucher="V-1")
    for desk in desks.values():
        if desk is not asked:
            desk.take(asked.changes())
    return home, paid


def erase(desk: MadeUpDesk, home: str) -> None:
    with desk.writing() as work:
        work.erase("household", home)


def carry(desks: Desks, *names: Sequence[str]) -> None:
    """Carry all that each desk has to the office, in this order, and then all of it back to everybody, twice."""
    for name in names:
        desks["office"].take(desks[str(name)].changes())
    for _ in range(2):
        for desk in desks.values():
            desk.take(desks["office"].changes())
            desks["office"].take(desk.changes())


def standing(desk: MadeUpDesk, paid: str, name: str = "amount_fen") -> set[object]:
    """Return every value that stands in a field."""
    with desk.reading() as reader:
        heads = reader.get("payment", paid).heads[name]
        changes = {change.digest: change for change in reader.history("payment", paid)}
    return {None if (said := changes[head].values) is None else said[name] for head in heads}


def disputed(desk: MadeUpDesk) -> list[tuple[str, str]]:
    with desk.reading() as reader:
        return [(kind, field) for kind, _, field in reader.disputes()]


def asked_everywhere(desks: Desks, paid: str, *values: object) -> None:
    """See that every desk shows the field as disputed, with these values, and that settling it once settles it."""
    for desk in desks.values():
        assert standing(desk, paid) == set(values), desk.name
        assert disputed(desk) == [("payment", "amount_fen")], desk.name
    desks["office"].save("payment", paid, amount_fen=values[0])
    carry(desks, "other", "third", "asked")
    for desk in desks.values():
        assert standing(desk, paid) == {values[0]}, desk.name
        assert disputed(desk) == []
    alike(desks)


def alike(desks: Desks) -> None:
    said = []
    for desk in desks.values():
        with desk.reading() as reader:
            assert reader.verify_chain() == []
            said.append(everything(reader))
    assert all(each == said[0] for each in said)


@pytest.mark.parametrize("first", ["asked", "other"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_two_who_put_an_amount_right_while_its_household_is_erased_are_both_asked_about(
    desks: Desks, first: str, when: str
) -> None:
    """Whether the desk that erases put it right before that, or after."""
    home, paid = a_payment(desks)
    if when == "after":
        erase(desks["asked"], home)
    desks["asked"].save("payment", paid, amount_fen=120)
    if when == "before":
        erase(desks["asked"], home)
    desks["other"].save("payment", paid, amount_fen=130)
    carry(desks, *dict.fromkeys([first, "asked", "other"]))
    asked_everywhere(desks, paid, 120, 130)


ORDERS = [("asked", "other", "third"), ("other", "third", "asked"), ("third", "asked", "other")]


@pytest.mark.parametrize("order", ORDERS)
def test_two_who_knew_nothing_of_the_order_are_both_asked_about(desks: Desks, order: tuple[str, ...]) -> None:
    home, paid = a_payment(desks)
    erase(desks["asked"], home)
    desks["other"].save("payment", paid, amount_fen=120)
    desks["third"].save("payment", paid, amount_fen=130)
    carry(desks, *order)
    asked_everywhere(desks, paid, 120, 130)


def test_a_laptop_that_hears_of_the_order_first_asks_too(desks: Desks) -> None:
    home, paid = a_payment(desks)
    desks["asked"].save("payment", paid, amount_fen=120)
    erase(desks["asked"], home)
    desks["other"].save("payment", paid, amount_fen=130)
    desks["other"].take(desks["asked"].changes())
    assert standing(desks["other"], paid) == {120, 130}
    carry(desks, "other", "asked")
    asked_everywhere(desks, paid, 130, 120)


@pytest.mark.parametrize("order", ORDERS)
def test_what_an_erasure_only_said_again_gives_way_and_nobody_is_asked(desks: Desks, order: tuple[str, ...]) -> None:
    home, paid = a_payment(desks)
    erase(desks["asked"], home)
    desks["other"].save("payment", paid, amount_fen=130)
    desks["third"].save("payment", paid, voucher="V-2")
    carry(desks, *order)
    for desk in desks.values():
        assert (standing(desk, paid), disputed(desk)) == ({130}, [])
        assert standing(desk, paid, "voucher") == {"V-2"}
    alike(desks)


@pytest.mark.parametrize("order", ORDERS)
def test_where_two_erased_it_and_it_cannot_be_told_what_was_only_said_again_nothing_is_passed_over(
    desks: Desks, order: tuple[str, ...]
) -> None:
    """The one order destroys what was said again by the other: then a person is asked."""
    home, paid = a_payment(desks)
    erase(desks["asked"], home)
    erase(desks["third"], home)
    desks["other"].save("payment", paid, amount_fen=130)
    carry(desks, *order)
    said = standing(desks["office"], paid)
    assert said == {130} or (said == {100, 130} and disputed(desks["office"]))
    alike(desks)


@pytest.mark.parametrize("order", ORDERS)
def test_two_who_say_the_same_are_not_asked_about(desks: Desks, order: tuple[str, ...]) -> None:
    home, paid = a_payment(desks)
    desks["asked"].save("payment", paid, amount_fen=130)
    erase(desks["asked"], home)
    for name in ("other", "third"):
        desks[name].save("payment", paid, amount_fen=130)
    carry(desks, *order)
    for desk in desks.values():
        assert (standing(desk, paid), disputed(desk)) == ({130}, [])
    alike(desks)


def test_a_dispute_that_stood_is_not_settled_by_what_is_put_right_in_another_field(desks: Desks) -> None:
    home, paid = a_payment(desks)
    erase(desks["asked"], home)
    desks["third"].take(desks["asked"].changes())
    desks["asked"].save("payment", paid, amount_fen=120)
    desks["third"].save("payment", paid, amount_fen=130)
    desks["other"].save("payment", paid, voucher="V-2")
    carry(desks, "asked", "third", "other")
    for desk in desks.values():
        assert standing(desk, paid, "voucher") == {"V-2"}
    asked_everywhere(desks, paid, 120, 130)


def test_of_an_amount_that_one_took_out_and_another_put_right_somebody_is_asked(desks: Desks) -> None:
    home, paid = a_payment(desks)
    erase(desks["asked"], home)
    desks["asked"].save("payment", paid, amount_fen=None)
    desks["other"].save("payment", paid, amount_fen=130)
    carry(desks, "asked", "other")
    asked_everywhere(desks, paid, 130, None)
