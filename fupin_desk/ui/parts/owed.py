"""Money to households: what is due, by when, and how much of it came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fupin_desk.policy.settling import Settled
from fupin_desk.ui.pieces.tables import Row, Table
from fupin_desk.words import Words

COLUMNS = ("household", "what", "under", "on", "amount", "paid", "open", "unconfirmed")
WIDTHS = (190, 120, 230, 110, 120, 120, 120, 120)


def due_table(words: Words, rows: Sequence[Row], *, without: str = "", most: int = 6) -> Table:
    """Return a list of dues, up to ``most`` lines high, without the column its page says for all of them.

    What the household has still to confirm has a column only where there is any.
    """
    table = Table([words.say(f"window.due.{name}") for name in COLUMNS], WIDTHS, words.say("window.dues"))
    if without:
        table.setColumnHidden(COLUMNS.index(without), True)
    table.setColumnHidden(len(COLUMNS) - 1, not any(row.cells[-1] for row in rows))
    table.show_rows(rows)
    table.fit(most)
    return table


def due_row(words: Words, one: Settled, on: date, under: str, household: str | None = None) -> Row:
    """Return a due as a line that leads to its household, or from the household's own page to what it is owed under.

    What is late is red. ``household`` is what the household is called; None on its own page.
    """
    due, late = one.due, one.overdue(on)
    cells = (
        "" if household is None else words.apart(household or words.say("window.due.together")),
        words.say(f"window.due.{due.what}"),
        words.apart(under),
        words.apart(words.day(due.due_on)),
        *(words.apart(words.money(amount)) for amount in (due.amount_fen, one.paid_fen, one.open_fen)),
        words.apart(words.money(one.unconfirmed_fen)) if one.unconfirmed_fen else "",
    )
    levels = [""] * len(cells)
    levels[COLUMNS.index("on")] = "breach" if late else ""
    levels[COLUMNS.index("open")] = "breach" if late else ("good" if one.open_fen <= 0 else "")
    leads = [("contract", due.contract), ("distribution_line", due.distribution_line)]
    if household is not None:
        leads.insert(0, ("household", due.household))
    kind, record = next(((kind, record) for kind, record in leads if record), ("", ""))
    return Row(kind, record, cells, tuple(levels))


def total_open(owed: Sequence[Settled]) -> int:
    """Return how much is still to be paid of all of them, in fen."""
    return sum(one.open_fen for one in owed)
