"""What an order to erase covers is believed to hang on whom it names, unless it is known better."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from dataclasses import dataclass, field

import pytest

from fupin_desk.domain.changes import Change, Value
from tests.exchange.desks import a_change, an_id, erased
from tests.store.desks import MadeUpDesk
from tests.store.test_erasing import a_household, seen_in_file

H1, H2, M1, M2, C1, C2, P1, P2, X, LINE, ENTITY = (an_id(number) for number in range(1, 12))
"""Two households with a member each, two contracts, two parties, something else, a notice's line, an entity."""
ORDER = an_id(99)


@dataclass
class Told:
    """What the office was told, and what comes beside an order."""

    office: MadeUpDesk
    changes: list[Change] = field(default_factory=list)
    salts: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def say(self, kind: str, record: str, based_on: dict[str, list[str]] | None = None, **values: Value) -> Change:
        """Write a change down."""
        salt = next(self.salts).to_bytes(16, "big")
        return a_change(kind=kind, record=record, values=values, based_on=based_on or {}, salt=salt)

    def tell(self, *changes: Change) -> None:
        """Let the office know changes."""
        self.office.take(list(changes))

    def told(self, kind: str, record: str, **values: Value) -> None:
        """Let the office know what a record says."""
        self.tell(self.say(kind, record, None, **values))

    def gone(self, kind: str, record: str, **values: Value) -> None:
        """Let the office know that a record said something that was destroyed."""
        self.tell(erased(self.say(kind, record, None, **values)))

    def believes(self, covers: Collection[str], of: str = H1, of_kind: str = "household", *beside: Change) -> bool:
        """Return whether the office takes an order that covers these records."""
        said: dict[str, Value] = {"of_kind": of_kind, "of": of, "covers": sorted({of, *covers})}
        order = self.say("erasure", ORDER, None, **said)
        with self.office.reading() as reader:
            return not reader.astray({order.digest: order}, [order, *beside])


@pytest.fixture
def told(office: MadeUpDesk) -> Told:
    made = Told(office)
    made.told("household", H1, group="1组")
    made.told("household", H2, group="2组")
    made.told("member", M2, household=H2, name="李四")
    return made


def test_what_is_known_to_hang_on_another_household_is_covered_by_no_order_of_this_one(told: Told) -> None:
    told.told("contract", C1, terms="job", member=M2)
    told.told("contract", C2, terms="lease")
    told.told("party", P2, contract=C2, household=H2, role="household")
    told.told("payment", X, household=H2, amount_fen=5)
    told.told("notice_line", LINE, household=H2, position=1)
    told.told("objection", an_id(20), line=LINE, said="不对")
    told.told("explanation", an_id(21), of=X, words="已说明")
    for each in (H2, M2, C1, C2, P2, X, LINE, an_id(20), an_id(21)):
        assert not told.believes([each]), each
        assert told.believes([each], H2), each


def test_nothing_of_the_publics_or_of_nobodys_is_covered(told: Told) -> None:
    told.told("entity", ENTITY, name="合作社")
    told.told("explanation", an_id(20), of=ENTITY, of_kind="entity", rule="x")
    told.told("objection", an_id(21), channel="box", said="不对", received_on="2018-11-20")
    told.told("notice_line", LINE, notice=X, position=1, shown=["三户"])
    told.told("paper", an_id(22), digest="a" * 64, size_bytes=5)
    told.told("contract", C1, terms="lease", number="C-1")
    told.told("party", P1, contract=C1, entity=ENTITY, role="cooperative")
    for each in (ENTITY, an_id(20), an_id(21), LINE, an_id(22), C1, P1):
        assert not told.believes([each]), each


def test_of_what_is_not_here_or_gone_altogether_nobody_can_say_that_it_does_not(told: Told) -> None:
    told.gone("member", M1, household=H1, name="张三")
    told.gone("contract", C1, member=M1, terms="job")
    told.told("party", P2, contract=C1, household=H2, role="household")
    assert told.believes([M1, C1, X])
    assert told.believes([C1], M1, "member")


def test_a_contract_hangs_on_a_worker_who_was_erased_or_never_sent(told: Told) -> None:
    told.told("contract", C1, terms="job", member=M1)
    told.told("party", P2, contract=C1, household=H2, role="household")
    assert told.believes([C1])
    told.gone("member", M1, household=H1)
    assert told.believes([C1])
    told.told("member", M1, household=H2, name="李五")
    assert told.believes([C1])  # it was said before, and is gone, that they were of another
    told.told("contract", C2, terms="job", member=M2)
    assert not told.believes([C2])


def test_what_was_moved_by_a_change_that_is_gone_may_have_been_anybodys(told: Told) -> None:
    told.told("payment", X, household=H2, amount_fen=5)
    moved = [erased(told.say(kind, each, household=H1)) for kind, each in (("member", M2), ("payment", X))]
    assert told.believes([M2, X], H1, "household", *moved)
    assert not told.believes([M2, X], H1, "household", moved[0])
    other = erased(told.say("member", M2, name="李五"))
    assert not told.believes([M2], H1, "household", other)


def test_an_objections_line_was_never_another(told: Told) -> None:
    told.told("notice_line", LINE, household=H2, position=1)
    told.told("objection", X, line=LINE, channel="box", said="不对")
    assert not told.believes([X], H1, "household", erased(told.say("objection", X, line=an_id(20))))


def test_one_gone_party_ties_one_contract_and_no_more(told: Told) -> None:
    for contract, party in ((C1, an_id(20)), (C2, an_id(21))):
        told.told("contract", contract, terms="lease", number="C")
        told.told("party", party, contract=contract, household=H2, role="household")
    told.told("explanation", X, of=C1, words="已说明")
    parties = [erased(told.say("party", each, contract=C1, household=H1, role="household")) for each in (P1, P2)]
    assert not told.believes([C1, P1])
    assert told.believes([C1, P1, X], H1, "household", *parties)
    assert not told.believes([C1, P1], M1, "member", *parties)
    assert not told.believes([C1, C2, P1], H1, "household", *parties)
    assert told.believes([C1, C2, P1, P2], H1, "household", *parties)
    assert not told.believes([M2, P1], H1, "household", *parties)


def test_a_party_given_to_another_household_later_ties_its_contract_to_both(told: Told) -> None:
    told.told("contract", C1, terms="lease", number="C")
    told.told("party", P1, contract=C1, household=H2, role="household")
    assert not told.believes([C1, P1])
    told.told("party", P1, household=H1)
    assert told.believes([C1, P1])
    assert told.believes([C1, P1], H2)
    assert not told.believes([C1], P1, "party")


def test_of_what_only_a_later_change_or_what_accounts_keep_is_known_nobody_can_say(told: Told) -> None:
    told.told("member", M1, labour="weak")
    bare = "b" * 64
    told.tell(told.say("payment", X, {"amount_fen": [bare]}, amount_fen=5))
    told.tell(told.say("contract", C1, {"number": [bare]}, number="C"))
    told.told("party", P1, voided="taken_out")
    told.told("party", P2, contract=C1, entity=ENTITY, role="cooperative")
    assert told.believes([M1, X, C1, P1])
    assert not told.believes([M1, X, C1, P1, M2])


def test_an_order_on_a_person_covers_only_what_may_name_that_person(told: Told) -> None:
    told.told("member", M1, household=H1, name="张三")
    told.told("consent", X, household=H1, to="register")
    told.told("consent", an_id(20), household=H1, to="register", member=M1)
    assert not told.believes([X], M1, "member")
    assert not told.believes([X], M1, "member", erased(told.say("consent", X, household=H1)))
    assert told.believes([X], M1, "member", erased(told.say("consent", X, member=M1)))
    assert told.believes([an_id(20)], M1, "member")
    assert not told.believes([M2], M1, "member")


def test_an_order_says_truly_what_it_is_about(told: Told) -> None:
    told.told("objection", X, line=LINE, channel="box", said="不对")
    told.told("contract", C1, terms="lease", number="C")
    for of, kind in ((X, "household"), (C1, "member"), (H2, "plot"), (M2, "household")):
        assert not told.believes([], of, kind)
    assert told.believes([], M2, "member")
    assert told.believes([], an_id(50), "plot")


@pytest.mark.parametrize("order_first", [True, False])
def test_an_order_reaches_what_only_a_later_change_tells_of_a_record(
    desk: MadeUpDesk, office: MadeUpDesk, order_first: bool
) -> None:
    made = a_household(desk)
    before = {change.digest: change for change in desk.changes()}
    late = [each for each in before.values() if each.body is not None and each.body.record == made["member"]][-1]
    assert "household" not in (late.values or {})
    with desk.writing() as work:
        work.erase("household", made["household"])
    order = [change for change in desk.changes() if change.digest not in before]
    bare = [change.stripped() for change in before.values()]
    for offered in [bare, order, [late]] if order_first else [bare, [late], order]:
        office.take(offered)
    assert seen_in_file(office) == set()
    assert office.value("member", made["member"], "name") is None


def test_an_order_reaches_what_turns_out_later_to_have_been_another_households(
    desk: MadeUpDesk, office: MadeUpDesk
) -> None:
    home, other = desk.save("household", address="胡杨树下"), desk.save("household", address="柳树街")
    moved = desk.save("member", household=other, name="帕提古丽")
    told = {change.digest: change for change in desk.changes()}
    office.take(list(told.values()))
    desk.save("member", moved, household=home)
    with desk.writing() as work:
        work.erase("household", home)
    later = [change for change in desk.changes() if change.digest not in told]
    office.take([later[0].stripped(), *later[1:]])
    assert office.value("member", moved, "name") == "帕提古丽"
    office.take([later[0]])
    assert later[0].erased
    assert seen_in_file(office) == set()
    assert office.value("household", other, "address") == "柳树街"
