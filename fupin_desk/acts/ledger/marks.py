"""The mark of a record: what an exported row is about, however it was sorted, filtered and corrected.

Always true:

* of a row with a mark only cells that say something else than the export did are changes; an empty one clears nothing;
* two rows with one mark that differ are asked about, and a mark of another village, or of nothing here, is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fupin_desk.acts.ledger.shelf import Entry, Shelf
from fupin_desk.acts.ledger.staging import Staging
from fupin_desk.acts.ledger.telling import reply_of
from fupin_desk.domain.ids import read_record_mark
from fupin_desk.ledger.book import Row
from fupin_desk.ledger.cells import value_of
from fupin_desk.ledger.columns import MARK, Column
from fupin_desk.ledger.typed import CellRefused

TARGETS = {"about_contract": "about", "about_distribution": "about", "about_share": "about"}
"""Columns that fill a field of another name."""
CALLED_BY = {
    "household": ("ledger_number", "number"),
    "contract": ("ledger_number", "number"),
    "distribution": ("number",),
    "entity": ("name",),
    "asset": ("name",),
    "plot": ("name",),
    "member": ("name",),
}
"""By which of its fields, the first that says something, a record is named in a row of another."""
Doubled = dict[tuple[str, int], tuple[str, int]]
"""Of each row whose mark another row bears that says something else: where that one is."""


def bears_mark(row: Row) -> bool:
    """Return whether a row's mark is meant to name a record, and is no answer to a question."""
    typed = row.said.get(MARK)
    return typed is not None and reply_of(typed) is None and len(str(typed)) > LONGEST_NUMBER


LONGEST_NUMBER = 20
"""A household's number may stand in the column of marks; a mark is longer."""


def doubled(rows: Iterable[Row]) -> Doubled:
    """Return the rows whose mark another row bears that says something else."""
    by_mark: dict[str, list[Row]] = {}
    for row in rows:
        if bears_mark(row):
            by_mark.setdefault(str(row.said[MARK]), []).append(row)
    found: Doubled = {}
    for alike in by_mark.values():
        if any(row.said != alike[0].said for row in alike):
            for row in alike:
                other = next(each for each in alike if each is not row)
                found[row.sheet, row.number] = (other.sheet, other.number)
    return found


def read_mark(stage: Staging, village: str, twice: Doubled) -> None:
    """Let a row be about the record whose mark it bears; a fault where there is none, or another row bears it too."""
    row = stage.row
    other = twice.get((row.sheet, row.number))
    if not bears_mark(row):
        return
    record = read_record_mark(str(row.said[MARK]), village)
    entry = stage.shelf.get(row.spec.kind, record) if record else None
    if record is None:
        stage.fault(MARK, "mark_elsewhere")
    elif entry is None or not entry.here:
        stage.fault(MARK, "mark_gone")
    elif entry.voided:
        stage.fault(MARK, "voided")
    elif other is not None:
        stage.fault(MARK, "mark_twice", sheet=other[0], line=other[1])
    else:
        stage.marked = entry
        stage.kept = _unchanged_references(stage, entry)
        for column in row.spec.columns:
            if column.needed and column.key in row.said and row.said[column.key] is None:
                stage.fault(column.key, "missing")


def _unchanged_references(stage: Staging, entry: Entry) -> dict[str, Any]:
    """Return the ids of what the references of a marked row mean that say what the export did, by column."""
    found: dict[str, Any] = {}
    for column in stage.row.spec.columns:
        typed = stage.row.said.get(column.key)
        if column.refers and typed is not None and same_cell(column, reference_cell(stage.shelf, entry, column), typed):
            found[column.key] = entry.first.get(target_of(entry.kind, column.key))
    return found


def target_of(kind: str, key: str) -> str:
    """Return the field a reference column fills."""
    return "distribution_line" if (kind, key) == ("payment", "distribution") else TARGETS.get(key, key)


def same_cell(column: Column, cell: str | None, said: Any) -> bool:
    """Return whether a cell as exported says, read again, what a row says."""
    try:
        return cell is not None and value_of(column, cell) == said
    except CellRefused:
        return False


def reference_cell(shelf: Shelf, entry: Entry, column: Column) -> str | None:
    """Return what stands in a row's column that names other records, as the desk was before this ledger."""
    key = column.key
    if entry.kind == "contract" and key in ("household", "head", "entity"):
        return _party_cell(shelf, entry, key)
    if key == "head":
        return head_name(shelf, entry.first.get("household"))
    named = entry.first.get(target_of(entry.kind, key))
    if key in TARGETS:
        about = key.removeprefix("about_")
        other = shelf.get(about, named)
        if about == "share" and other is not None:
            return called(shelf, "entity", other.first.get("entity"))
        return called(shelf, about, named)
    if (entry.kind, key) == ("payment", "distribution"):
        line = shelf.get("distribution_line", named)
        return called(shelf, "distribution", line.first.get("distribution")) if line else None
    if isinstance(named, list):
        names = [called(shelf, column.kind, each) for each in named]
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
    told = (each for each in consents if each.here and each.first.get("to") == "register" and each.first.get("on"))
    return next((each for each in told if each.id not in shelf.taken_back and not each.first.get("member")), None)


def called(shelf: Shelf, kind: str, record: Any) -> str | None:
    """Return what a record is called in the rows of others."""
    entry = shelf.get(kind, record)
    said = (entry.first.get(name) for name in CALLED_BY[kind]) if entry else ()
    return next((str(name) for name in said if name), None)


def head_name(shelf: Shelf, household: Any) -> str | None:
    """Return the name of a household's head."""
    home = shelf.get("household", household)
    return called(shelf, "member", home.first.get("head")) if home else None
