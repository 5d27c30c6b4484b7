"""The notice of micro-loans with interest subsidy: a line per bank, how many households and how much together.

Nobody stands there by name: what a household borrowed is its own business. What the table may say is decided in
``tables``; where it may say nothing new, it says again what it said last, and as of which day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.notice_spec import (
    Cells,
    InSeries,
    LineSaid,
    NoticeColumn,
    NoticeSpec,
    Printed,
    Said,
    Sentence,
    Totals,
)
from fupin_desk.subjects.entity.naming import called_in_public
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.loan.records import Loan
from fupin_desk.subjects.loan.tables import (
    APART,
    FEWEST,
    STANDS,
    Loans,
    LoanTable,
    borrowers,
    last_printed,
    lent_fen,
    owed_fen,
    subsidised,
    table_of,
)
from fupin_desk.subjects.village.records import Village

_OTHERS = {"bank_kind": "other"}
"""In place of a bank's name, of several with few households each."""


def _table(of: Dossier[Village], on: date) -> LoanTable | Printed | None:
    """Return what is printed: a table of this day, else the last one, unless there are few households in all."""
    before = of.before if isinstance(of, InSeries) else ()

    def made() -> LoanTable | Printed | None:
        table = table_of(of.graph, on, before)
        enough = table is not None or borrowers(subsidised(of.graph, on)) >= FEWEST
        return table or (last_printed(before) if enough else None)

    return of.graph.once((_table, on), made)


def _lines(of: Dossier[Village], on: date) -> Iterator[LineSaid]:
    table = _table(of, on)
    if isinstance(table, Printed):
        yield from (LineSaid(None, (), line) for line in table.lines)
    elif table is not None:
        yield from (LineSaid(None, (), cells) for cells in _cells(table))


def _cells(table: LoanTable) -> Iterator[Cells]:
    banks = [_bank(loans) for _bank_id, loans in table.of_banks]
    for loans, bank in zip(table.groups, [*banks, _OTHERS], strict=False):
        counted = {"loans": str(len(loans)), "borrowers": str(borrowers(loans))}
        owed = {"owed_fen": str(owed_fen(loans, table.on))} if table.owed else {}
        yield {"principal_fen": str(lent_fen(loans)), **owed, **counted, **bank}


def _bank(loans: Loans) -> Cells:
    bank = loans[0].named(Entity, "bank")
    name, kind = called_in_public([bank] if bank else [])
    return {"bank_kind": kind} if kind else {"bank": name} if name else _OTHERS


def _borrowed(cells: Cells) -> Sentence:
    return Sentence("notice.borrowed", {name: int(cells[name]) for name in ("loans", "borrowers")})


def _facts(of: Dossier[Village], on: date) -> dict[str, Any]:
    """Return as of which day it is, and which banks stand alone; why no amount, none owed or no new one is said."""
    table = _table(of, on)
    few = str(FEWEST)
    if isinstance(table, Printed):
        again = {name: table.said[name] for name in ("counted_on", APART, "unsaid") if name in table.said}
        return {"counted_on": table.on, **again, STANDS: few}
    if table is None:
        return {"counted_on": on, "few": few}
    if not table.groups:
        return {"counted_on": on}
    return {"counted_on": on, APART: table.apart, **({} if table.owed else {"unsaid": few})}


def _above(said: Said) -> Iterator[Sentence]:
    if "counted_on" in said:
        yield Sentence("notice.loans_counted", {"counted_on": said["counted_on"]})


def _below(said: Said, _total: Totals) -> Iterator[Sentence]:
    for name, key in (("few", "few_loans"), ("unsaid", "owed_unsaid"), (STANDS, "loans_stand")):
        if name in said:
            yield Sentence(f"notice.{key}", {"few": said[name]})


SUBSIDISED_MICRO_LOANS = NoticeSpec(
    kind="subsidised_micro_loans",
    about=Village,
    in_series=True,
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
    unprinted=(APART,),
    above=_above,
    below=_below,
)


NOTICES: tuple[NoticeSpec, ...] = (SUBSIDISED_MICRO_LOANS,)
"""The kinds of notice of this subject."""
