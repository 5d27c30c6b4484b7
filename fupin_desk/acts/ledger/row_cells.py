"""What stands in a record's row on an export: values as they are kept, other records as they are called.

All is as it was before the ledger that is being imported, so that an export can be worked out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fupin_desk.acts.ledger.shelf import Entry, Shelf
from fupin_desk.domain.ids import state_of
from fupin_desk.kinds import KINDS
from fupin_desk.ledger.cells import value_of
from fupin_desk.ledger.columns import ABOUT, SheetColumn, filled_through, named_through, target_of
from fupin_desk.ledger.exported import cell_of
from fupin_desk.ledger.typed import CellRefused
from fupin_desk.ledger.units import Stated
from fupin_desk.words import LANGUAGES, words


def row_cells(shelf: Shelf, columns: Iterable[SheetColumn], entry: Entry) -> Iterator[tuple[str, Any]]:
    """Yield what stands in a record's row, by column; nothing for an empty cell."""
    parts = {"": entry, **parts_of(shelf, entry)}
    for column in columns:
        prefix, dot, field = column.key.rpartition(".")
        of = parts.get(prefix)
        if column.refers:
            value: Any = reference_cell(shelf, entry, column)
        elif of is None:
            continue
        else:
            value = of.first.get(field if dot else column.key)
            if value is None and column.field == "born_on":
                value = of.first.get("born_in")
            if value is None and column.key == "ledger_number":
                value = of.first.get("number")
        if value is not None:
            yield column.key, value


def parts_of(shelf: Shelf, entry: Entry) -> dict[str, Entry | None]:
    """Return what else a row says something of, by the beginning of its columns (``ledger.columns.PARTS``)."""
    if entry.kind == "household":
        head = shelf.get("member", entry.first.get("head"))
        return {"head": head, "consent": registered(shelf, entry)}
    return {"second": parties_of(shelf, entry)[1]} if entry.kind == "contract" else {}


def row_state(shelf: Shelf, entry: Entry) -> str:
    """Return what stands for the changes that a record's row was made of; what is LOCAL is not among them.

    So the village's other laptop, which has the same changes, says the same.
    """
    parts = [entry, *(part for part in parts_of(shelf, entry).values() if part is not None)]
    return state_of(
        f"{part.id} {name} {digest}"
        for part in parts
        for name, digests in part.heads.items()
        if not KINDS[part.kind].fields[name].local
        for digest in digests
    )


def same_cell(column: SheetColumn, cell: str | None, typed: Any) -> bool:
    """Return whether a cell as exported says, read again, what a row says."""
    try:
        return cell is not None and value_of(column, cell) == typed
    except CellRefused:
        return False


def read_again(column: SheetColumn, value: Any) -> Any:
    """Return what an exported cell says when it is read again."""
    if value is None or (column.field == "born_on" and isinstance(value, int)):
        return value
    try:
        read = value_of(column, cell_of(column, value, words(LANGUAGES[0])))
    except CellRefused:
        return value
    return value if isinstance(read, Stated) else read


def reference_cell(shelf: Shelf, entry: Entry, column: SheetColumn) -> str | None:
    """Return what stands in a row's column that names other records, as the desk was before this ledger."""
    key = column.key
    if entry.kind == "contract" and key in ("household", "head", "entity"):
        return _party_cell(shelf, entry, key)
    if key == "head":
        return head_name(shelf, entry.first.get("household"))
    named = entry.first.get(target_of(entry.kind, key))
    if key.startswith(ABOUT):
        return called(shelf, key.removeprefix(ABOUT), named)
    through = filled_through(entry.kind, key)
    if through is not None:
        return called(shelf, through, named)
    if isinstance(named, list):
        names = [called(shelf, column.kind, record) for record in named]
        return "、".join(name for name in names if name) or None
    return called(shelf, column.kind, named)


def _party_cell(shelf: Shelf, contract: Entry, key: str) -> str | None:
    home, entity = parties_of(shelf, contract)
    if key == "entity":
        return called(shelf, "entity", entity.first.get("entity")) if entity else None
    if home is None:
        return None
    household = home.first.get("household")
    return called(shelf, "household", household) if key == "household" else head_name(shelf, household)


def parties_of(shelf: Shelf, contract: Entry) -> tuple[Entry | None, Entry | None]:
    """Return the two parties that stand in a contract's own row: its first household and its first entity."""
    parties = sorted(shelf.tied("party", contract.id), key=lambda party: party.id)
    here = [party for party in parties if party.here]
    home = next((party for party in here if party.first.get("household")), None)
    return home, next((party for party in here if party.first.get("entity")), None)


def registered(shelf: Shelf, household: Entry) -> Entry | None:
    """Return the household's consent to being registered that stands in its own row."""
    consents = sorted(shelf.tied("consent", household.id), key=lambda consent: consent.id)
    told = (entry for entry in consents if entry.here and entry.first.get("to") == "register" and entry.first.get("on"))
    return next((entry for entry in told if entry.id not in shelf.taken_back and not entry.first.get("member")), None)


def called(shelf: Shelf, kind: str, record: Any) -> str | None:
    """Return what a record is called in the rows of others."""
    entry = shelf.get(kind, record)
    through = named_through(kind)
    if through is not None:
        return called(shelf, KINDS[kind].fields[through].field.kinds[0], entry.first.get(through)) if entry else None
    citing = (entry.first.get(name) for name in KINDS[kind].traits.cited_by) if entry else ()
    return next((str(name) for name in citing if name), None)


def head_name(shelf: Shelf, household: Any) -> str | None:
    """Return the name of a household's head."""
    home = shelf.get("household", household)
    return called(shelf, "member", home.first.get("head")) if home else None
