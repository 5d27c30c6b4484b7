"""What keeps a no, said once more by itself, where it was said in one change with what never leaves a laptop.

So it was written before it could be told to another laptop; and that a consent was taken out, in the village's stream.
The change that says it again replaces exactly that one, and says the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from fupin_desk.domain.changes import LOCAL_STREAM, Change
from fupin_desk.store.history.appending import Appending
from fupin_desk.store.history.author import Author
from fupin_desk.store.records.kind_tables import TABLES, KindTable
from fupin_desk.store.records.row_cache import RowCache
from fupin_desk.store.records.rows import FieldRow, read_row
from fupin_desk.store.records.saving import write


def say_noes_alone(history: Appending, standing: RowCache, author: Author) -> None:
    """Write every no that stands and is not by itself yet in a change of its own. Doing it again changes nothing."""
    for of in TABLES.values():
        names = [name for name, field in of.spec.fields.items() if field.keeps_no]
        told = list(_told(history, of, names)) if names else []
        changes = {change.digest: change for change in history.changes({head for _row, _name, head in told})}
        standing.load(of.spec.kind, {row.id for row, _name, _head in told})
        for row, name, head in told:
            change = changes[head]
            if change.values and change.values.get(name) and not _alone(change, of):
                kept = standing.row(of.spec.kind, row.id)
                write(history, standing, author, kept, {name: change.values[name]}, {name: [head]})


def _told(history: Appending, of: KindTable, names: list[str]) -> Iterator[tuple[FieldRow, str, str]]:
    for raw in history.rows(f"{of.select} WHERE _sealed IS NOT NULL ORDER BY id"):
        row = read_row(of, raw, history.seal)
        for name in names:
            yield from ((row, name, head) for head in row.heads.get(name, ()) if head not in row.gone)


def _alone(change: Change, of: KindTable) -> bool:
    return change.stream == LOCAL_STREAM and all(of.spec.fields[name].keeps_no for name in change.values or {})
