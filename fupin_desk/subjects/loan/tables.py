"""The table of subsidised micro-loans: by bank, as finely and as newly as it tells nobody what a household borrowed.

What is promised: of all sums ever printed on signed notices of this kind, lines and totals alike, no difference nor any
other combination is made of the amounts of fewer than ``FEWEST`` households. So it is made anew only where enough
households have borrowed, paid back or gone since; until then the last one stands, as of its day. Banks stand together
where one alone would tell; what is owed is left out where only that would.

What is not promised:

* two of three households who tell one another what they owe know what the third does;
* how many loans and households there are is printed as it is;
* a household that takes its agreement back stays in the sums that were printed, and in a table that stands: a smaller
  one beside it would be that household's loan;
* two laptops of a village that sign before they met do not know of each other's notice;
* what the records do not tell again of a former notice, for it was erased since, counts as nobody's;
* what notices told of few that were signed before all this is told: nothing new is told beside it;
* the county has the loans themselves of who agreed to it: its returns are exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from fupin_desk.policy.differencing import NOT_KNOWN, Part, tells_of_few
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.notice_spec import Printed
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.loan.dossier import LoanDossier
from fupin_desk.subjects.loan.records import Loan

FEWEST = 3
"""Households of whom nobody can tell one's sum by taking away the own: ours, for the opinion says nothing of it."""
APART = "apart"
"""The fact that says which banks have a line of their own, by id."""
STANDS = "stands"
"""The fact that says that its table is a former one, and for how many households it would be made anew."""
_NONE = "-"

Loans = Sequence[LoanDossier]


class LoanTable(NamedTuple):
    """Loans in lines as of a day: those of one bank each, and at last those of all others together."""

    on: date
    of_banks: Sequence[tuple[str, Loans]]
    others: Loans
    owed: bool = True
    """Whether it says what is owed."""

    @property
    def groups(self) -> list[Loans]:
        """The loans of each line."""
        return [*(loans for _bank, loans in self.of_banks), *([self.others] if self.others else [])]

    @property
    def apart(self) -> str:
        """The fact of that name."""
        return " ".join(bank for bank, _loans in self.of_banks) or _NONE

    def sums(self) -> Iterator[frozenset[Part]]:
        """Yield what each printed sum of a line is made of."""
        for loans in self.groups:
            yield _parts((loan, loan.record.principal_fen) for loan in loans)
            if self.owed:
                yield _parts((loan, loan.outstanding_fen(self.on)) for loan in loans)

    def amounts(self) -> list[tuple[int, int | None]]:
        """Return the sums themselves: lent and, where it is said, owed."""
        return [(lent_fen(loans), owed_fen(loans, self.on) if self.owed else None) for loans in self.groups]


def _parts(amounts: Iterator[tuple[LoanDossier, int | None]]) -> frozenset[Part]:
    """Return of which amounts a sum is: what is paid back from changes them."""
    return frozenset((loan.record.household, (loan.id, amount)) for loan, amount in amounts if amount)


def lent_fen(loans: Loans) -> int:
    """Return how much was lent."""
    return sum(loan.record.principal_fen or 0 for loan in loans)


def owed_fen(loans: Loans, on: date) -> int:
    """Return how much is owed on a day."""
    return sum(loan.outstanding_fen(on) or 0 for loan in loans)


def borrowers(loans: Loans) -> int:
    """Return how many households borrowed."""
    return len({loan.record.household for loan in loans})


def table_of(graph: Graph, on: date, before: Sequence[Printed]) -> LoanTable | None:
    """Return the finest table that tells, beside what was printed before, of no few households; None if none does."""
    known = _known(graph, before)
    by_bank, homeless = _by_bank(subsidised(graph, on))
    banks = sorted(by_bank, key=lambda bank: (-borrowers(by_bank[bank]), bank))
    for owed in (True, False):
        for alone in range(len(banks), -1, -1):
            others = [loan for bank in banks[alone:] for loan in by_bank[bank]] + homeless
            table = LoanTable(on, [(bank, by_bank[bank]) for bank in banks[:alone]], others, owed)
            if not tells_of_few(table.sums(), FEWEST, known):
                return table
    return None


def last_printed(before: Sequence[Printed]) -> Printed | None:
    """Return the last notice that has a table of which nobody found that it is wrong."""
    wrong = [notice.lines for notice in before if notice.wrong]
    return next((notice for notice in reversed(before) if notice.lines and notice.lines not in wrong), None)


def _known(graph: Graph, before: Sequence[Printed]) -> list[frozenset[Part]]:
    """Return of which amounts everything printed is.

    Whose an amount is, is what is known of its loan now: who else it was written down for gets no say.
    """
    owners = {loan.id: loan.household for loan in graph.all(Loan)}
    told = (parts for at, notice in enumerate(before) for parts in _told_by(notice, at))
    return [_owned(parts, owners) for parts in told]


def _owned(parts: frozenset[Part], owners: Mapping[str, str | None]) -> frozenset[Part]:
    now = ((owner if owner is NOT_KNOWN else owners.get(amount[0]) or owner, amount) for owner, amount in parts)
    return frozenset(now)


def _told_by(notice: Printed, at: int) -> Iterator[frozenset[Part]]:
    """Yield what each sum was made of that a notice printed; one that repeats another's table tells nothing more."""
    if not notice.lines or STANDS in notice.said:
        return
    table = _printed_table(notice)
    printed = sorted((int(line["principal_fen"]), int(line.get("owed_fen", 0))) for line in notice.lines)
    same = printed == sorted((lent, owed or 0) for lent, owed in table.amounts())
    for parts in table.sums():
        yield parts if same else parts | {(NOT_KNOWN, at)}


def _printed_table(notice: Printed) -> LoanTable:
    """Return the table of a notice, made of the records as they stood."""
    graph = notice.of.graph
    owed = any("owed_fen" in line for line in notice.lines)
    if APART not in notice.said:
        return table_of(graph, notice.on, ()) or LoanTable(notice.on, (), subsidised(graph, notice.on), owed)
    by_bank, others = _by_bank(subsidised(graph, notice.on))
    banks = [bank for bank in notice.said[APART].split() if bank in by_bank]
    together = [loan for bank, loans in by_bank.items() if bank not in banks for loan in loans]
    return LoanTable(notice.on, [(bank, by_bank[bank]) for bank in banks], together + others, owed)


def _by_bank(loans: Loans) -> tuple[dict[str, list[LoanDossier]], list[LoanDossier]]:
    """Return the loans of each bank, and those of which nobody wrote down whose they are."""
    by_bank: dict[str, list[LoanDossier]] = defaultdict(list)
    for loan in loans:
        by_bank[loan.record.bank or ""].append(loan)
    return by_bank, by_bank.pop("", [])


def subsidised(graph: Graph, on: date) -> list[LoanDossier]:
    """Return the micro-loans with interest subsidy of which something is owed, or that were lent this year.

    Of households that agree to being registered, for what is published of others goes to the county too, which would
    know it by taking away what it has: also what an erasure left, or nobody wrote down whose it is. Of those that moved
    away or were taken out otherwise, none.
    """
    registered = {
        consent.household for consent in graph.all(Consent) if consent.to == "register" and consent.stands(on)
    }
    return [
        loan
        for loan in LoanDossier.all(graph, on)
        if loan.record.kind == "micro" and loan.record.subsidised and loan.record.household in registered
        if loan.begins_on is not None and loan.begins_on <= on
        if loan.begins_on.year == on.year or loan.outstanding_fen(on)
    ]
