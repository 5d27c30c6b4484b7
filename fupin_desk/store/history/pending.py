"""Pending changes: those that came before what they follow, kept beside the history until it comes.

Always true:

* nothing that an order to erase reaches is held with what it says: it waits bare, and whoever sent it sends it again;
* no file is kept for what is held no longer, unless something that is here names it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

from fupin_desk.domain.changes import Change
from fupin_desk.domain.scans import scan_of
from fupin_desk.kinds import KINDS
from fupin_desk.store.history.history import History, as_list

_CHANGE = msgspec.json.Decoder(Change)
_INTO = "INSERT INTO held (digest, change) VALUES (?, ?) ON CONFLICT DO NOTHING"
_FORGET = """DELETE FROM offer WHERE verdict = 'held' AND digest IN (SELECT value FROM json_each(?))
AND NOT EXISTS (SELECT 1 FROM change WHERE change.digest = unhex(offer.digest))"""
_ORDERED = """SELECT DISTINCT s.name, e.record FROM erased_record e CROSS JOIN change_body b ON b.record = e.erasure
CROSS JOIN change c ON c.seq = b.seq CROSS JOIN stream s ON s.id = c.stream
WHERE e.record IN (SELECT value FROM json_each(?))"""
"""CROSS JOIN: begin with the records asked about, never with all changes of a stream."""

_DROP = """DELETE FROM blob WHERE digest = ?1 AND NOT local AND NOT EXISTS (SELECT 1 FROM change_body b
JOIN change_value v ON v.seq = b.seq WHERE b.kind IN ('paper', 'notice') AND instr(CAST(v.payload AS TEXT), ?1))"""


def held(history: History) -> list[Change]:
    """Return every change held."""
    return [_CHANGE.decode(change) for (change,) in history.rows("SELECT change FROM held ORDER BY digest")]


def hold(history: History, changes: Iterable[Change]) -> None:
    """Hold these changes, in place of all that were held before."""
    before = held(history)
    history.run("DELETE FROM held")
    holding = list(changes)
    reached = _reached(history, holding)
    for change in holding:
        digest = change.digest
        history.run(_INTO, (digest, msgspec.json.encode(change.stripped() if digest in reached else change)))
    _forget_offers(history, reached)
    _drop_files(history, before)


def strip_erased(history: History) -> bool:
    """Hold bare what orders to erase reach by now; returns whether anything was destroyed by it."""
    before = held(history)
    reached = _reached(history, before)
    for change in before:
        if (digest := change.digest) in reached:
            bare = msgspec.json.encode(change.stripped())
            history.run("UPDATE held SET change = ? WHERE digest = ?", (bare, digest))
    if reached:
        _forget_offers(history, reached)
        _drop_files(history, before)
    return bool(reached)


def _drop_files(history: History, before: Iterable[Change]) -> None:
    """Take out the files of what was held ``before``, where neither the history nor what is held now names them."""
    scans = {scan for change in before if (scan := scan_of(change)) is not None}
    gone = sorted(scans.difference(map(scan_of, held(history)))) if scans else []
    if gone:
        history.run(_DROP, [(scan,) for scan in gone])


def _forget_offers(history: History, digests: Collection[str]) -> None:
    # Else the answer would say for ever that they are held, and whoever sent them would not send them again. What
    # joined the history just now, by the bundle that brought the order, is held no longer: it gets its verdict.
    if digests:
        history.run(_FORGET, (as_list(digests),))


def _reached(history: History, changes: Iterable[Change]) -> set[str]:
    """Return which changes are about a record under an order to erase, of the change's own stream; asked at once."""
    if not history.rows("SELECT EXISTS (SELECT 1 FROM erased_record)")[0][0]:
        return set()
    about = [(change, named_in(change)) for change in changes]
    records = {record for _, named in about for record in named}
    ordered = set(map(tuple, history.rows(_ORDERED, (as_list(records),))))
    return {change.digest for change, named in about if any((change.stream, record) in ordered for record in named)}


def named_in(change: Change) -> Sequence[str]:
    """Return the record that a change with values is about, and those it names."""
    if change.body is None or change.values is None:
        return ()
    spec = KINDS.get(change.body.kind)
    fields = spec.fields if spec else {}
    named = (
        value
        for name, value in change.values.items()
        if name in fields and fields[name].field.shape.refers and isinstance(value, str)
    )
    return (change.body.record, *named)
