"""The notice of micro-loans with interest subsidy: a line per bank, how many households and how much together.

Nobody stands there by name: what a household borrowed is its own business, and a bank to which few households owe
anything stands together with others. Of a village with few in all no amount is printed. Two notices one after another
may yet tell what changed between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.notice_spec import Cells, LineSaid, NoticeColumn, NoticeSpec, Said, Sentence, Totals
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.entity.naming import called_in_public
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.loan.dossier import LoanDossier
from fupin_desk.subjects.loan.records import Loan
from fupin_desk.subjects.village.records import Village

FEWEST = 3
"""Households of whom nobody can tell one's sum by taking away the own: ours, for the opinion says nothing of it."""

Loans = Sequence[LoanDossier]


def _lines(of: Dossier[Village], on: date) -> Iterator[LineSaid]:
    for loans, alone in _grouped(of.graph, on):
        yield LineSaid(None, (), {**_money(loans, on), **_counted(loans), **(_bank(loans) if alone else _OTHERS)})


_OTHERS = {"bank_kind": "other"}
"""In place of a bank's name, of several with few households each."""


def _grouped(graph: Graph, on: date) -> list[tuple[Loans, bool]]:
    """Return the loans by bank, each with whether it is one bank's alone; nothing where there are few in all."""
    by_bank: dict[str | None, list[LoanDossier]] = defaultdict(list)
    for loan in _subsidised(graph, on):
        by_bank[loan.record.bank].append(loan)
    few = [loans for bank, loans in by_bank.items() if bank is None or _seen_apart(loans, on) < FEWEST]
    many = sorted((loans for loans in by_bank.values() if loans not in few), key=lambda loans: _seen_apart(loans, on))
    together = [loan for loans in few for loan in loans]
    while many and together and _seen_apart(together, on) < FEWEST:
        together += many.pop(0)  # what is left of the total would be theirs
    groups: list[tuple[Loans, bool]] = [(loans, True) for loans in many]
    return groups + ([(together, False)] if _seen_apart(together, on) >= FEWEST else [])


def _subsidised(graph: Graph, on: date) -> list[LoanDossier]:
    """Return the micro-loans with interest subsidy of which something is owed, or that were lent this year."""
    return [
        loan
        for loan in LoanDossier.all(graph, on)
        if loan.record.kind == "micro" and loan.record.subsidised and loan.record.entity is None
        if _registered(loan, on)
        if loan.begins_on is not None and loan.begins_on <= on
        if loan.begins_on.year == on.year or loan.outstanding_fen(on)
    ]


def _registered(loan: LoanDossier, on: date) -> bool:
    """Return whether its household agrees to being registered: what is published of others goes to the county too."""
    household = loan.record.household
    consents = loan.graph.find(Consent, "household", (household,)) if household else ()
    return household is None or any(consent.to == "register" and consent.stands(on) for consent in consents)


def _borrowers(loans: Loans) -> int:
    """Return how many households borrowed; of those that erasures made nobody's it may be one."""
    return len({loan.record.household for loan in loans})


def _seen_apart(loans: Loans, on: date) -> int:
    """Return how many households have a part in each sum that is printed, in the one that fewest have a part in."""
    return min(
        _borrowers([loan for loan in loans if loan.record.principal_fen]),
        _borrowers([loan for loan in loans if loan.outstanding_fen(on)]),
    )


def _money(loans: Loans, on: date) -> Cells:
    owed = sum(loan.outstanding_fen(on) or 0 for loan in loans)
    return {"principal_fen": str(sum(loan.record.principal_fen or 0 for loan in loans)), "owed_fen": str(owed)}


def _counted(loans: Loans) -> Cells:
    return {"loans": str(len(loans)), "borrowers": str(_borrowers(loans))}


def _bank(loans: Loans) -> Cells:
    bank = loans[0].named(Entity, "bank")
    name, kind = called_in_public([bank] if bank else [])
    return {"bank_kind": kind} if kind else {"bank": name} if name else _OTHERS


def _borrowed(cells: Cells) -> Sentence:
    return Sentence("notice.borrowed", {name: int(cells[name]) for name in ("loans", "borrowers")})


def _facts(of: Dossier[Village], on: date) -> dict[str, Any]:
    few = not _grouped(of.graph, on) and _subsidised(of.graph, on)
    return {"counted_on": on, **({"few": str(FEWEST)} if few else {})}


def _above(said: Said) -> Iterator[Sentence]:
    if "counted_on" in said:
        yield Sentence("notice.loans_counted", {"counted_on": said["counted_on"]})


def _below(said: Said, _total: Totals) -> Iterator[Sentence]:
    if "few" in said:
        yield Sentence("notice.few_loans", {"few": said["few"]})


SUBSIDISED_MICRO_LOANS = NoticeSpec(
    kind="subsidised_micro_loans",
    about=Village,
    lines=_lines,
    order=lambda cells: ("bank_kind" in cells, cells.get("bank", ""), -int(cells["principal_fen"])),
    columns=(
        NoticeColumn(name="position", form="position", share=0.4, align="center"),
        NoticeColumn(name="bank", form="party", shows=((Entity, "name"), (Entity, "kind")), share=1.6, total="label"),
        NoticeColumn(
            name="borrowed",
            form="sentence",
            reads=("loans", "borrowers"),
            say=_borrowed,
            shows=((Loan, "kind"), (Loan, "subsidised")),
            share=1.2,
        ),
        NoticeColumn(
            name="principal", form="money", cell="principal_fen", shows=((Loan, "principal_fen"),), align="right"
        ),
        NoticeColumn(name="owed", form="money", cell="owed_fen", shows=((Loan, "principal_fen"),), align="right"),
    ),
    sums=("principal_fen", "owed_fen"),
    counted="notice.bank_lines",
    facts=_facts,
    above=_above,
    below=_below,
)


NOTICES: tuple[NoticeSpec, ...] = (SUBSIDISED_MICRO_LOANS,)
"""The kinds of notice of this subject."""
