"""Pending changes: those that came before what they follow, kept beside the history until it comes.

Always true:

* nothing that an order to erase reaches is held with what it says: it waits bare, and whoever sent it sends it again;
* no file is kept for what is held no longer, unless something that is here names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from fupin_desk.domain.changes import Change
from fupin_desk.domain.scans import scan_of
from fupin_desk.kinds import KINDS
from fupin_desk.store.history.history import History, as_list

_CHANGE = msgspec.json.Decoder(Change)
_INTO = "INSERT INTO held (digest, change) VALUES (?, ?) ON CONFLICT DO NOTHING"
_FORGET = """DELETE FROM offer WHERE digest = ? AND verdict = 'held'
AND NOT EXISTS (SELECT 1 FROM change WHERE change.digest = unhex(?))"""
_ORDERED = """SELECT 1 FROM erased_record e JOIN change_body b ON b.record = e.erasure JOIN change c ON c.seq = b.seq
JOIN stream s ON s.id = c.stream WHERE s.name = ? AND e.record IN (SELECT value FROM json_each(?)) LIMIT 1"""

_DROP = """DELETE FROM blob WHERE digest = ?1 AND NOT local AND NOT EXISTS (SELECT 1 FROM change_body b
JOIN change_value v ON v.seq = b.seq WHERE b.kind IN ('paper', 'notice') AND instr(CAST(v.payload AS TEXT), ?1))"""


def held(history: History) -> list[Change]:
    """Return every change held."""
    return [_CHANGE.decode(change) for (change,) in history.rows("SELECT change FROM held ORDER BY digest")]


def hold(history: History, changes: Iterable[Change]) -> None:
    """Hold these changes, in place of all that were held before."""
    before = held(history)
    history.run("DELETE FROM held")
    reached = _Reached(history)
    for change in changes:
        erased = reached.by_an_order(change)
        if erased:
            _forget_offer(history, change.digest)
        history.run(_INTO, (change.digest, msgspec.json.encode(change.stripped() if erased else change)))
    _drop_files(history, before)


def strip_erased(history: History) -> bool:
    """Hold bare what orders to erase reach by now; returns whether anything was destroyed by it."""
    reached, stripped = _Reached(history), False
    before = held(history)
    for change in before:
        if reached.by_an_order(change):
            digest = change.digest
            bare = msgspec.json.encode(change.stripped())
            history.run("UPDATE held SET change = ? WHERE digest = ?", (bare, digest))
            _forget_offer(history, digest)
            stripped = True
    if stripped:
        _drop_files(history, before)
    return stripped


def _drop_files(history: History, before: Iterable[Change]) -> None:
    """Take out the files of what was held ``before``, where neither the history nor what is held now names them."""
    scans = {scan for change in before if (scan := scan_of(change)) is not None}
    gone = sorted(scans.difference(map(scan_of, held(history)))) if scans else []
    if gone:
        history.run(_DROP, [(scan,) for scan in gone])


def _forget_offer(history: History, digest: str) -> None:
    # Else the answer would say for ever that it is held, and whoever sent it would not send it again. What joined the
    # history just now, by the bundle that brought the order, is held no longer: it gets its verdict.
    history.run(_FORGET, (digest, digest))


class _Reached:
    """Asks whether a change is about a record under an order to erase, of the change's own stream."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._any = bool(history.rows("SELECT EXISTS (SELECT 1 FROM erased_record)")[0][0])

    def by_an_order(self, change: Change) -> bool:
        about = list(named_in(change)) if self._any else []
        if not about:
            return False
        return bool(self._history.rows(_ORDERED, (change.stream, as_list(about))))


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
