"""Export what is on the desk as the ledger it could have come from, to be corrected and imported again.

Always true:

* imported as it is, it changes nothing; every row says by its mark which record it is about;
* what stays on the laptop (LOCAL) is on it only when asked for, and then it says so;
* nobody who was erased is on it, nor anything of whom a record no longer names;
* nothing on it tells who said no: a consent that was taken back, and whoever was never asked, are both absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import check_free, write_file
from fupin_desk.acts.ledger.row_cells import row_cells, row_state
from fupin_desk.acts.ledger.shelf import Entry, Shelf
from fupin_desk.domain.ids import Version, record_mark
from fupin_desk.kinds import KINDS
from fupin_desk.ledger.columns import SHEETS
from fupin_desk.ledger.exported import Filled, exported
from fupin_desk.words import words


@dataclass(frozen=True)
class Exported:
    """What was written."""

    file: Path
    rows: int
    left_out: int
    """Records that name no household: an erasure took the name, or it was never filled in."""


def export_ledger(desk: Desk, out: Path, language: str, local: bool = False) -> Exported:
    """Write the village's present records as a ledger; WrongRoleError, FileExistsAlreadyError, DiskFullError."""
    desk.must_be("village")
    check_free(out)
    with desk.vault.reading() as reader:
        shelf, newest = Shelf(reader), reader.history_here.newest()
    rows: dict[str, list[Filled]] = {}
    left_out = 0
    for sheet in SHEETS:
        entries = [entry for entry in shelf.of_kind(sheet.kind) if not entry.voided]
        kept = [entry for entry in entries if _is_somebodys(shelf, entry)]
        left_out += len(entries) - len(kept)
        columns = [column for column in sheet.columns if local or not column.is_local]
        rows[sheet.key] = [
            Filled(
                record_mark(entry.id, desk.code, Version(newest, row_state(shelf, entry))),
                dict(row_cells(shelf, columns, entry)),
            )
            for entry in kept
        ]
    content = exported(words(language), rows, local)
    return Exported(write_file(out, content), sum(map(len, rows.values())), left_out)


def _is_somebodys(shelf: Shelf, entry: Entry) -> bool:
    values = entry.values
    if entry.id in shelf.taken_back:
        return False
    spec = KINDS[entry.kind]
    if spec.traits.sheet is not None and spec.traits.sheet.tells:
        return any(values.get(name) for name in spec.traits.sheet.tells)
    owner = spec.cls.owner
    if owner is None or not spec.fields[owner].field.required:
        return True
    return bool(values.get(owner))  # without it, it is nobody's any more, or nobody's yet
