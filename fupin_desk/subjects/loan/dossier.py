"""A loan with its events: what is owed of it on a day, and how long it runs.

Always true:

* another loan stands in its place only where both are of one borrower, and from its own day on (``unrenewed``);
* whoever renews whom in a circle, the newest of them is owed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, Self

from fupin_desk.domain.record import Record
from fupin_desk.policy.days import months_on
from fupin_desk.policy.dossier import Dossier, Subject
from fupin_desk.policy.graph import Graph
from fupin_desk.subjects.consent.agreement import Agreed
from fupin_desk.subjects.erasure.dossier import Erasable
from fupin_desk.subjects.loan.records import Loan, LoanEvent

PAYS_BACK = ("repaid", "compensated")
"""What leaves less of the principal owed to the bank: by the borrower, or by a fund or an insurer in their place."""


MONEY = ("repaid", "interest_paid", "overdue", "compensated")
"""What is paid of a loan, or should have been: of an amount."""


class Term(NamedTuple):
    """How long a loan runs as known on a day: its months, counted from a day."""

    since: date
    months: int | None

    @property
    def ends_on(self) -> date | None:
        """The day by which all of it is to be paid back."""
        return None if self.months is None else months_on(self.since, self.months)


class LoanDossier(Agreed[Loan]):
    """A loan with its consents and events."""

    __slots__ = ()
    of = Loan

    @property
    def day(self) -> date | None:
        """The day it was signed, else drawn."""
        return self.record.signed_on or self.record.drawn_on

    @property
    def begins_on(self) -> date | None:
        """The day from which it is owed: drawn, else signed."""
        return self.record.drawn_on or self.record.signed_on

    @property
    def nobodys(self) -> bool:
        """Whether it says of nobody that they borrowed."""
        return self.record.household is None and self.record.entity is None

    @property
    def household_ids(self) -> list[str]:
        """The borrower, where it is a household."""
        return [self.record.household] if self.record.household else []

    @property
    def borrower(self) -> tuple[str | None, str | None]:
        """The household or the entity that borrowed; of what an erasure left, nobody."""
        return self.record.household, self.record.entity

    def events(self, through: date) -> list[LoanEvent]:
        """Return what happened to it through a day, in order; a renewal stands after what was paid that day."""
        dated = [(event.on, event) for event in self.those(LoanEvent, "loan") if event.on is not None]
        known = [(on, event) for on, event in dated if on <= through]
        return [event for _on, event in sorted(known, key=lambda each: (each[0], _goes_on(each[1]), each[1].id))]

    def events_to(self, event: LoanEvent) -> list[LoanEvent]:
        """Return what happened to it up to and with an event, of the same day in their order."""
        if event.on is None:
            return []
        known = self.events(event.on)
        return known[: 1 + next((at for at, other in enumerate(known) if other.id == event.id), -1)]

    def renewals(self) -> Iterator[tuple[LoanEvent, LoanDossier]]:
        """Yield what says that another loan stands in its place, with that loan."""
        for event in self.those(LoanEvent, "renews"):
            if event.kind == "renewed" and event.loan != self.id and event.on is not None and event.voided is None:
                newer = Dossier(event, self.graph).named(Loan, "loan")
                if newer is not None and newer.voided is None:
                    yield event, LoanDossier(newer, self.graph)

    def renewed_on(self) -> date | None:
        """Return the first day from which another loan stands in its place: never before that one's own."""
        days = [
            max(event.on, newer.begins_on)
            for event, newer in self.renewals()
            if event.on is not None and newer.begins_on is not None and unrenewed(event.on, self, newer) is None
        ]
        return min(days, default=None)

    def outstanding_fen(self, on: date) -> int | None:
        """Return what is owed of the principal at the end of a day; None where nobody wrote down how much was lent."""
        begins, renewed = self.begins_on, self.renewed_on()
        if (begins is not None and begins > on) or (renewed is not None and renewed <= on):
            return 0
        return self._owed_after(self.events(on))

    def owed_before(self, event: LoanEvent) -> int | None:
        """Return what of the principal was owed before something happened; None where nobody wrote down what was lent.

        Whether another loan took its place is not asked.
        """
        return self._owed_after(self.events_to(event)[:-1])

    def owed_through(self, on: date) -> int | None:
        """Return what of the principal was owed at the end of a day, had no other loan taken its place."""
        return self._owed_after(self.events(on))

    def _owed_after(self, events: Iterable[LoanEvent]) -> int | None:
        owed = self.record.principal_fen
        for event in events:
            if _goes_on(event) and event.amount_fen is not None:
                owed = event.amount_fen
            elif event.kind in PAYS_BACK and owed is not None:
                owed = max(0, owed - (event.amount_fen or 0))
        return owed

    def term(self, on: date) -> Term | None:
        """Return how long it runs, as known on a day; None where nobody wrote down since when."""
        return self.term_after(self.events(on))

    def term_after(self, events: Iterable[LoanEvent]) -> Term | None:
        """Return how long it runs after some of its events; None where nobody wrote down since when."""
        since, months = self.begins_on, self.record.months
        if since is None:
            return None
        for event in events:
            if _goes_on(event) and event.months is not None and event.on is not None:
                since, months = event.on, event.months
            elif event.kind == "extended" and months is not None:
                months += event.months or 0
        return Term(since, months)

    def rate_ppm(self, on: date) -> int | None:
        """Return the rate a year, as known on a day."""
        return self.rate_after(self.events(on))

    def rate_after(self, events: Iterable[LoanEvent]) -> int | None:
        """Return the rate a year after some of its events."""
        agreed = [event for event in events if event.kind in ("extended", "repriced") or _goes_on(event)]
        rates = [event.rate_ppm for event in agreed if event.rate_ppm is not None]
        return rates[-1] if rates else self.record.rate_ppm

    def overdue_fen(self, on: date) -> int:
        """Return what should have been paid back by a day: after its term all that is owed, else what defaulted."""
        owed, term = self.outstanding_fen(on) or 0, self.term(on)
        if term is not None and term.ends_on is not None and term.ends_on < on:
            return owed
        late = 0
        for event in self.events(on):
            if event.kind == "overdue":
                late = event.amount_fen or 0
            elif event.kind in PAYS_BACK:
                late = max(0, late - (event.amount_fen or 0))
            elif event.kind == "extended" or _goes_on(event):
                late = 0
        return min(late, owed)

    def in_force(self, on: date) -> bool:
        """Return whether it binds its borrower on that day: signed, and not paid back."""
        return self.day is not None and self.day <= on and not self._over(on)

    def undated(self, on: date) -> bool:
        """Return whether it may be in force, but nobody wrote down since when."""
        return self.day is None and not self._over(on)

    def _over(self, on: date) -> bool:
        begins = self.begins_on
        return (begins is None or begins <= on) and self.outstanding_fen(on) == 0


def _goes_on(event: LoanEvent) -> bool:
    """Return whether it renews the loan it is of, under the same contract."""
    return event.kind == "renewed" and event.renews in (None, event.loan)


def unrenewed(on: date, older: LoanDossier, newer: LoanDossier) -> str | None:
    """Return why a loan does not take the place of another on a day, though it is said to; None where it does.

    ``other_borrower``: both are not of one; ``undated``: nobody wrote down since when it is owed itself; ``older``: it
    began before the other, or is said to have renewed it before there was one; ``circle``: it was itself renewed, in
    the end, by the other, which is the newest of them.
    """
    if newer.borrower != older.borrower:
        return "other_borrower"
    began, begins = older.begins_on, newer.begins_on
    if begins is None:
        return "undated"
    if began is not None and (on < began or begins < began):
        return "older"
    return "circle" if begins == began and _newest_of_circle(older, newer) else None


def _newest_of_circle(older: LoanDossier, newer: LoanDossier) -> bool:
    """Return whether a loan is the newest of those that renew each other in a circle, the other one among them."""
    circle = _reached(older, _renewed_by) & _reached(older, _renews)
    return newer.id in circle and older.id == max(circle | {older.id})


def _reached(loan: LoanDossier, step: Callable[[LoanDossier], Iterable[LoanDossier]]) -> set[str]:
    """Return the loans of its borrower, begun on its day, to which renewals lead from a loan."""
    reached: set[str] = set()
    waiting = [loan]
    while waiting:
        for other in step(waiting.pop()):
            if other.id not in reached and (other.borrower, other.begins_on) == (loan.borrower, loan.begins_on):
                reached.add(other.id)
                waiting.append(other)
    return reached


def _renewed_by(loan: LoanDossier) -> Iterator[LoanDossier]:
    return (newer for _event, newer in loan.renewals())


def _renews(loan: LoanDossier) -> Iterator[LoanDossier]:
    for event in loan.those(LoanEvent, "loan"):
        older = EventDossier(event, loan.graph).renewed
        if older is not None:
            yield older


class EventDossier(Erasable[LoanEvent]):
    """What became of a loan, with that loan."""

    __slots__ = ()
    of = LoanEvent
    near = ("loan", "id")

    @property
    def loan(self) -> LoanDossier | None:
        """The loan it is of."""
        found = self.named(Loan, "loan")
        return None if found is None else LoanDossier(found, self.graph)

    @property
    def day(self) -> date | None:
        """The day it happened."""
        return self.record.on

    @property
    def nobodys(self) -> bool:
        """Whether its loan says of nobody that they borrowed."""
        loan = self.loan
        return loan is None or loan.nobodys

    @property
    def goes_on(self) -> bool:
        """Whether it renews its own loan."""
        return _goes_on(self.record)

    @property
    def renewed(self) -> LoanDossier | None:
        """The other loan in whose place its own is said to stand from then on."""
        event = self.record
        if event.kind != "renewed" or event.renews in (None, event.loan) or event.voided is not None:
            return None
        older = self.named(Loan, "renews")
        return None if older is None or older.voided is not None else LoanDossier(older, self.graph)

    @property
    def unrenewed(self) -> str | None:
        """Why its loan does not take the place of the other that it is said to renew (``unrenewed``)."""
        newer, older = self.loan, self.renewed
        if newer is None or older is None or self.record.on is None:
            return None
        return unrenewed(self.record.on, older, newer)

    @property
    def earliest(self) -> date | None:
        """The first day on which it can have happened: what is paid, once its loan is owed; else once it is signed."""
        loan = self.loan
        if loan is None:
            return None
        return loan.begins_on if self.record.kind in MONEY else loan.day


class MicroLoans(Subject[Loan]):
    """All micro-loans of one household; the finding is about the latest of those that something is owed of.

    One of which nobody wrote down whose it is stands alone.
    """

    __slots__ = ("loans",)
    of = Loan
    near = ("household", "id")

    def __init__(self, loans: Sequence[LoanDossier], on: date) -> None:
        """Take the loans, in the order of their ids."""
        owed = [loan for loan in loans if loan.outstanding_fen(on) != 0] or loans
        latest = max(owed, key=lambda loan: (loan.begins_on or date.min, loan.id))
        super().__init__(latest.record, latest.graph)
        self.loans = loans

    @classmethod
    def made_of(cls, graph: Graph, records: Iterable[Record], on: date) -> Iterable[Self]:
        """Return the micro-loans of these, by household; an entity has none."""
        by_household: dict[str, list[LoanDossier]] = defaultdict(list)
        for loan in LoanDossier.made_of(graph, records, on):
            if loan.record.kind == "micro" and loan.record.entity is None:
                by_household[loan.record.household or loan.id].append(loan)
        return [cls(loans, on) for loans in by_household.values()]

    @property
    def sort_key(self) -> tuple[str]:
        """The first of its loans."""
        return (self.loans[0].id,)

    @property
    def nobodys(self) -> bool:
        """Whether nobody wrote down whose it is."""
        return self.record.household is None

    @property
    def erased_on(self) -> date | None:
        """The day on which an erasure of it was asked for."""
        return self.loans[0].erased_on


AGREED: tuple[type[Agreed[Any]], ...] = (LoanDossier,)
"""What holds for households only because they agreed to it."""
