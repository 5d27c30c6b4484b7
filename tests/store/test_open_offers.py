"""An answer reads of the books what is open, however much was simply taken."""

from __future__ import annotations

from fupin_desk.domain.verdicts import Judged, Verdict
from tests.store.counting import database_steps
from tests.store.desks import MadeUpDesk

OPEN = [
    Judged("a" * 64, Verdict.DISPUTED),
    Judged("b" * 64, Verdict.HELD),
    Judged("c" * 64, Verdict.RETURNED, "not_its_own"),
]


def test_open_offers_are_all_that_were_not_simply_taken(office: MadeUpDesk) -> None:
    with office.writing() as work:
        work.note_offers("desk-a", [*OPEN, Judged("d" * 64, Verdict.TAKEN)])
        work.note_offers("desk-b", [Judged("e" * 64, Verdict.HELD)])
        assert work.open_offers("desk-a") == [each for each in work.offers("desk-a") if each.verdict != "taken"] == OPEN
        work.settle_offers(["a" * 64])
        assert work.open_offers("desk-a") == OPEN[1:]


def test_what_was_taken_costs_nothing(office: MadeUpDesk) -> None:
    with office.writing() as work:
        work.note_offers("desk-a", OPEN)
        work.note_offers("desk-a", [Judged(f"{each:064x}", Verdict.TAKEN) for each in range(3000)])
    with office.reading() as reader:
        few = database_steps(reader, lambda: reader.open_offers("desk-a"))
        many = database_steps(reader, lambda: reader.offers("desk-a"))
    assert few * 20 < many
