"""Money to households: what is due, by when, and how much of it came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fupin_desk.subjects.payment.settling import Settled
from fupin_desk.ui.widgets.tables import Table, TableRow
from fupin_desk.words import Translator

COLUMNS = ("household", "what", "under", "on", "amount", "paid", "open", "unconfirmed")
DUE = "due"
"""What a row leads to that is paid on its own page; else it leads to a record."""
COUNTED = tuple(place for place, name in enumerate(COLUMNS) if name in ("amount", "paid", "open", "unconfirmed"))
WIDTHS = (190, 120, 230, 110, 120, 120, 120, 120)


def due_table(words: Translator, rows: Sequence[TableRow], *, without: str = "", most: int | None = 6) -> Table:
    """Return a list of dues, without the column its page says for all of them; up to ``most`` lines high, if any.

    What the household has still to confirm has a column only where there is any.
    """
    table = Table([words.say(f"window.due.{name}") for name in COLUMNS], WIDTHS, words.say("window.dues"), COUNTED)
    if without:
        table.setColumnHidden(COLUMNS.index(without), True)
    table.setColumnHidden(len(COLUMNS) - 1, not any(row.cells[-1] for row in rows))
    table.show_rows(rows)
    if most is not None:
        table.fit(most)
    return table


def due_row(
    words: Translator, settled: Settled, on: date, under: str, household: str | None = None, *, pays: bool = False
) -> TableRow:
    """Return a due as a line that leads to its payment, where that is still open; else to whose or what under it is.

    What is late is red. ``household`` is what the household is called; None on its own page, which leads to the
    contract or the line. Only with ``pays``, where payments are written down, does a line lead to one.
    """
    due, late = settled.due, settled.overdue(on)
    cells = (
        "" if household is None else words.apart(household or words.say("window.due.together")),
        words.say(f"window.due.{due.what}"),
        words.apart(under),
        words.apart(words.day(due.due_on)),
        *(words.apart(words.money(amount)) for amount in (due.amount_fen, settled.paid_fen, settled.open_fen)),
        words.apart(words.money(settled.unconfirmed_fen)) if settled.unconfirmed_fen else "",
    )
    levels = [""] * len(cells)
    levels[COLUMNS.index("on")] = "breach" if late else ""
    levels[COLUMNS.index("open")] = "breach" if late else ("good" if settled.open_fen <= 0 else "")
    leads = [("contract", due.contract), ("distribution_line", due.distribution_line)]
    if household is not None:
        leads.insert(0, ("household", due.household))
    if pays and settled.open_fen > 0:
        leads.insert(0, (DUE, due.id))
    kind, record = next(((kind, record) for kind, record in leads if record), ("", ""))
    hints = ["", words.apart(under), *[""] * (len(cells) - 2)]  # where there is no room for what it is owed under
    return TableRow(kind, record, cells, tuple(levels), tuple(hints))


def total_open(owed: Sequence[Settled]) -> int:
    """Return how much is still to be paid of all of them, in fen."""
    return sum(settled.open_fen for settled in owed)
