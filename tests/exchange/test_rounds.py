"""A village's laptops and an office, week after week, with whatever befalls them.

The desks are modelled; what they send, judge and answer is the real thing. Bundles and receipts get lost, come twice,
come late; the office and the laptops restore old copies; consent is given later; settlements travel back.
"""

from __future__ import annotations

import os
import random
from copy import deepcopy
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.domain.changes import COUNTY_STREAM, Change
from fupin_desk.exchange.admission import Sender
from fupin_desk.exchange.bundle import SignedReceipt
from fupin_desk.exchange.manifest import Place
from fupin_desk.exchange.outgoing import outgoing
from fupin_desk.exchange.receipt import Receipt, Standing, State, numbers, seen_after, standing, states_after
from tests.exchange.desks import AT, STREAM, VILLAGE, History, an_id
from tests.exchange.test_receipt import a_receipt

EXAMPLES = 3000 if os.environ.get("FUPIN_LONG") == "full" else 200
dice = st.integers(0, 2**32).map(random.Random)
OFFICE = Sender("desk-office", frozenset({STREAM, COUNTY_STREAM}), any_name=True)


@dataclass(frozen=True)
class Sent:
    """What is on a stick."""

    desk: str
    number: int
    changes: tuple[Change, ...]
    receipt: Receipt | None = None

    @property
    def signed(self) -> SignedReceipt:
        assert self.receipt is not None
        return SignedReceipt(repr(self.receipt).encode(), b"")


@dataclass
class Village:
    """A laptop: its history, what it withholds and has sent, and the receipts it took."""

    history: History
    withheld: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    states: dict[str, State] = field(default_factory=dict)
    number: int = 0
    newest: Sent | None = None
    seen: set[str] = field(default_factory=set)
    vouching: Receipt | None = None
    """The newest receipt before the office fell back: what it signed then it cannot deny."""

    def make(self) -> Sent:
        receipt = self.newest.receipt if self.newest else None
        heads = {head for each in receipt.heads.values() for head in each} if receipt else set()
        chosen = outgoing(
            self.history.changes.values(),
            desk=self.history.desk,
            states=self.states,
            there=self.history.ancestors(heads),
            bare_there=set(receipt.bare) if receipt else set(),
            withheld=self.withheld,
        )
        assert chosen.withheld == len(self.withheld - self.states.keys())
        self.number += 1
        self.sent.update(chosen.sent)
        self.states = dict.fromkeys(chosen.sent, State.UNANSWERED) | self.states
        return Sent(self.history.desk, self.number, tuple(chosen.changes), self.vouching)

    def take(self, answer: Sent) -> None:
        assert answer.receipt is not None
        self.history.take(answer.changes, OFFICE)
        newest = self.newest.signed.digest if self.newest else None
        what = standing(answer.signed, answer.receipt, newest, self.seen)
        if what in (Standing.STALE, Standing.KNOWN):
            return
        if what is Standing.FALLEN_BACK and self.newest:
            self.vouching = self.newest.receipt
        self.newest, self.seen = answer, seen_after(answer.signed, answer.receipt, self.seen)
        self.states = states_after(answer.receipt, self.sent, self.history.ancestors)

    @property
    def green(self) -> set[str]:
        return {digest for digest, state in self.states.items() if state is State.TAKEN}


@dataclass
class Office:
    """The office: its history, and its books about each desk."""

    history: History
    offers: dict[str, dict[str, str | None]] = field(default_factory=dict)
    """By desk: each full change it offered, with why it was returned."""
    answers: dict[str, int] = field(default_factory=dict)
    issued: dict[str, list[str]] = field(default_factory=dict)

    def take(self, bundle: Sent) -> None:
        sender = Sender(bundle.desk, frozenset({STREAM}))
        vouched = {head for heads in bundle.receipt.heads.values() for head in heads} if bundle.receipt else set()
        outcome = self.history.take(bundle.changes, sender, vouched)
        book = self.offers.setdefault(bundle.desk, {})
        for judged in outcome.verdicts:
            book[judged.digest] = judged.reason
        for judged in outcome.released:
            for other in self.offers.values():
                if judged.digest in other:
                    other[judged.digest] = judged.reason
        self.answers[bundle.desk] = max(bundle.number, self.answers.get(bundle.desk, 0))

    def answer(self, desk: str) -> Sent:
        offered = self.offers.get(desk, {})
        disputed = {
            digest
            for record in {change.body.record for change in self.history.changes.values() if change.body}
            for register in self.history.registers(record).values()
            if register.disputed
            for digest in register.live
        }
        held = {change.digest for change in self.history.held if not change.bare}
        earlier = self.issued.setdefault(desk, [])
        receipt = a_receipt(
            desk=Place(VILLAGE, desk),
            number=len(earlier) + 1,
            issued_at=AT,
            answers=self.answers.get(desk, 0),
            heads={STREAM: self.history.heads()},
            bare=sorted(digest for digest, change in self.history.changes.items() if change.bare),
            disputed=sorted(disputed & offered.keys()),
            held=sorted(held & offered.keys()),
            returned={digest: reason for digest, reason in offered.items() if reason},
            previous=list(earlier),
        )
        sent = Sent(desk, receipt.number, tuple(self.history.changes.values()), receipt)
        earlier.append(sent.signed.digest)
        return sent


class Round:
    """Everything that is going on, and what must be true of it at any moment."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.office = Office(History("desk-office", random.Random(chance.random())))
        self.villages = [Village(History(name, random.Random(chance.random()))) for name in ("desk-a", "desk-b")]
        self.sticks: list[Sent] = []
        self.answers: list[Sent] = []
        self.backups: list[Office] = []

    def act(self) -> None:
        village, chance = self.chance.choice(self.villages), self.chance.random()
        if chance < 0.35:
            self.save(village)
        elif chance < 0.40:
            village.withheld.clear()
        elif chance < 0.58:
            self.sticks.append(village.make())
        elif chance < 0.75 and self.sticks:
            self.office.take(self.chance.choice(self.sticks))
        elif chance < 0.82:
            self.answers.append(self.office.answer(village.history.desk))
        elif chance < 0.90 and self.answers:
            answer = self.chance.choice(self.answers)
            next(each for each in self.villages if each.history.desk == answer.desk).take(answer)
        elif chance < 0.94:
            self.office.history.write(an_id(self.chance.randint(1, 3)), "group", f"{self.chance.randint(1, 3)}组")
        elif chance < 0.97:
            self.backups.append(deepcopy(self.office))
        elif self.backups:
            self.office = deepcopy(self.chance.choice(self.backups))

    def save(self, village: Village) -> None:
        name = self.chance.choice(["group", "group", "address", "religion"])
        change = village.history.write(an_id(self.chance.randint(1, 3)), name, f"{self.chance.randint(1, 3)}组")
        if self.chance.random() < 0.2:
            village.withheld.add(change.digest)

    def check(self) -> None:
        for village in self.villages:
            counted = numbers(village.states)
            assert counted["sent"] == len(village.sent) == sum(counted.values()) - counted["sent"]
            if village.newest is not None:
                check_green(village, village.newest)

    def bring_all_home(self) -> None:
        """Consent for everything, and two calm weeks: what is made is carried, and the answer is carried back."""
        for _ in range(4):
            for village in self.villages:
                village.withheld.clear()
                self.office.take(village.make())
                village.take(self.office.answer(village.history.desk))


def check_green(village: Village, answer: Sent) -> None:
    """Green is what the office had, content and all, when it signed."""
    had = {change.digest for change in answer.changes if not change.bare}
    assert village.green <= had


@settings(max_examples=EXAMPLES)
@given(dice)
def test_the_numbers_add_up_whatever_befalls_and_nothing_is_left_unanswered_in_the_end(chance: random.Random) -> None:
    world = Round(chance)
    for _ in range(chance.randint(5, 60)):
        world.act()
        world.check()
    world.bring_all_home()
    world.check()
    office = world.office.history
    for village in world.villages:
        assert numbers(village.states)["unanswered"] == 0
        assert numbers(village.states)["held"] == 0
        written = {
            digest
            for digest, change in village.history.changes.items()
            if change.body is not None and change.body.desk == village.history.desk
        }
        assert written == village.sent
        assert all(digest in office.changes for digest in written)
        returned = {digest for digest, state in village.states.items() if state is State.RETURNED}
        assert all(not office.changes[digest].bare for digest in written - returned)
        assert all("religion" in village.history.changes[digest].body.based_on for digest in returned)  # type: ignore[union-attr]
        lost = [
            change
            for digest, change in village.history.changes.items()
            if change.body is not None and office.changes[digest].bare and "religion" not in change.body.based_on
        ]
        assert not lost, "what a village has of the office's or the other laptop's comes back to the office"
