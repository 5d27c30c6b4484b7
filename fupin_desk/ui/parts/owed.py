"""Money to households: what is due, by when, and how much of it came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fupin_desk.policy.settling import Settled
from fupin_desk.ui.pieces.tables import Row, Table
from fupin_desk.words import Words


def due_table(words: Words, *, with_household: bool) -> Table:
    """Return an empty list of dues."""
    say = words.say
    heads = [say("window.due.household")] if with_household else []
    heads += [say(f"window.due.{name}") for name in ("what", "under", "on", "amount", "paid", "open", "unconfirmed")]
    widths = ([190] if with_household else []) + [120, 230, 110, 120, 120, 120]
    return Table(heads, widths, say("window.dues"))


def due_row(words: Words, one: Settled, on: date, under: str, household: str | None = None) -> Row:
    """Return a due as a line; what is late is red."""
    due = one.due
    late = one.overdue(on)
    cells = [] if household is None else [words.apart(household or words.say("window.due.together"))]
    cells += [
        words.say(f"window.due.{due.what}"),
        words.apart(under),
        words.apart(words.day(due.due_on)),
        *(words.apart(words.money(amount)) for amount in (due.amount_fen, one.paid_fen, one.open_fen)),
        words.apart(words.money(one.unconfirmed_fen)) if one.unconfirmed_fen else "",
    ]
    shift = 0 if household is None else 1
    levels = [""] * len(cells)
    levels[shift + 2] = "breach" if late else ""
    levels[shift + 5] = "breach" if late else ("good" if one.open_fen <= 0 else "")
    kind, record = ("household", due.household) if due.household else ("contract", due.contract)
    return Row(kind, record or "", tuple(cells), tuple(levels))


def total_open(owed: Sequence[Settled]) -> int:
    """Return how much is still to be paid of all of them, in fen."""
    return sum(one.open_fen for one in owed)
