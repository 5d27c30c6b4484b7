"""Changes from elsewhere: put into the history in bulk, and let take effect."""

from __future__ import annotations

from collections.abc import Sequence

from fupin_desk.domain.changes import Change
from fupin_desk.store.erasure.erasing import carry_out_orders
from fupin_desk.store.history.appending import Appending
from fupin_desk.store.history.author import Author
from fupin_desk.store.history.history import as_list
from fupin_desk.store.records.kind_tables import TABLES
from fupin_desk.store.records.projection import UNKNOWN
from fupin_desk.store.records.row_cache import RowCache

AT_ONCE = 5000
"""Changes taken between two writings, so that a big bundle never lies in memory twice."""


def take(history: Appending, standing: RowCache, author: Author, changes: Sequence[Change]) -> None:
    """Put judged changes into the history, parents first; what is known already changes nothing.

    A change that was bare and now says something is filled in. Orders to erase are obeyed, also those that came before
    what they are about; ``author`` is who keeps the accounts then. Raises ``ValueError`` for a change whose parents
    have not come: those are held, and never reach this place.
    """
    for start in range(0, len(changes), AT_ONCE):
        some = {change.digest: change for change in changes[start : start + AT_ONCE]}
        came = _take(history, standing, some)
        history.put_down()
        standing.put_back()
        carry_out_orders(history, standing, author, came)
        history.put_down()
        standing.put_back()
        if len(changes) > AT_ONCE:
            standing.rows.clear()


def _take(history: Appending, standing: RowCache, changes: dict[str, Change]) -> list[tuple[str, Change]]:
    known = history.known(changes)
    _check_parents(history, changes)
    new: list[tuple[str, Change]] = []
    filled: list[tuple[str, Change]] = []
    for digest, change in changes.items():
        if digest not in known:
            history.append(digest, change)
            new.append((digest, change))
        elif known[digest][1] and change.body is not None:
            history.say(known[digest][0], digest, change)
            filled.append((digest, change))
    _load(standing, new + filled)
    late = _awaited(history, changes, new)
    for digest, change in new:
        standing.fold(digest, change)
        if digest in late:
            _again(standing, change)
    for _, change in filled:
        # Others may have been written upon it while it was bare: only the whole history can tell.
        _again(standing, change)
    _note_unknown(history, new + filled)
    return new + filled


def _check_parents(history: Appending, changes: dict[str, Change]) -> None:
    parents = {parent for change in changes.values() for parent in change.parents} - changes.keys()
    if parents and (lacking := history.missing(parents)):
        raise ValueError(f"{len(lacking)} parents have not come")


def _load(standing: RowCache, changes: Sequence[tuple[str, Change]]) -> None:
    wanted: dict[str, list[str]] = {}
    for _, change in changes:
        if change.body is not None and change.body.kind in TABLES:
            wanted.setdefault(change.body.kind, []).append(change.body.record)
    for kind, records in wanted.items():
        standing.load(kind, records)


def _again(standing: RowCache, change: Change) -> None:
    if change.body is not None and change.body.kind in TABLES:
        standing.replay(change.body.kind, change.body.record)


def _awaited(history: Appending, changes: dict[str, Change], new: Sequence[tuple[str, Change]]) -> set[str]:
    """Return which new changes others said they were based on before they came, and remember who is awaited now."""
    based_on = {
        digest
        for _, change in new
        if change.body is not None
        for seen in change.body.based_on.values()
        for digest in seen
    }
    late = set()
    if history.rows("SELECT EXISTS (SELECT 1 FROM awaited)")[0][0]:
        rows = history.rows(
            """SELECT lower(hex(digest)) FROM awaited
            WHERE digest IN (SELECT unhex(value) FROM json_each(?))""",
            (as_list(digest for digest, _ in new),),
        )
        late = {digest for (digest,) in rows}
    outside = based_on - changes.keys()
    lacking = history.missing(outside) if outside else set()
    for digest in lacking:
        sql = "INSERT INTO awaited (digest) VALUES (?) ON CONFLICT DO NOTHING"
        history.run(sql, (bytes.fromhex(digest),))
    return late


def _note_unknown(history: Appending, changes: Sequence[tuple[str, Change]]) -> None:
    kinds = {
        change.body.kind
        for _, change in changes
        if change.body is not None
        and not (
            change.body.kind in TABLES and change.body.based_on.keys() <= TABLES[change.body.kind].spec.fields.keys()
        )
    }
    for kind in sorted(kinds):
        sql = "INSERT INTO derived (kind, definition) VALUES (?, '') ON CONFLICT DO NOTHING"
        history.run(sql, (UNKNOWN + kind,))
