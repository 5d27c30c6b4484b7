"""What hangs on whom, by all that records ever said: so an order to erase reaches what is somebody's, and no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec

from fupin_desk.domain.changes import LOCAL_STREAM, Body, Change, Value
from fupin_desk.domain.erasure import hangs_by
from fupin_desk.store.history import History, as_list

_BODY = msgspec.json.Decoder(Body)
_VALUES = msgspec.json.Decoder(dict[str, str | int | bool | list[str] | None])
_SAID = """SELECT b.body, v.payload FROM change_body b JOIN change c ON c.seq = b.seq JOIN stream s ON s.id = c.stream
LEFT JOIN change_value v ON v.seq = b.seq WHERE s.name <> ? AND b.record IN (SELECT value FROM json_each(?))"""
_PARTIES = "SELECT id FROM record_party WHERE contract IN (SELECT value FROM json_each(?))"
DEEP = 6
"""Steps from a record to its household: an objection's line, an explanation's payment, its member."""


class Hanging:
    """Answers whether records hang on another one, from what is here and what comes ``beside`` it."""

    def __init__(self, history: History, ids: Collection[str], beside: Iterable[Change] = ()) -> None:
        """Read all that these records ever said of whom they are about, and those in turn."""
        self._history = history
        self._leads: dict[str, set[str]] = {}
        self._kinds: dict[str, str] = {}
        self._told: set[str] = set()
        """Records of which every value that is known was said here: nothing of them is left to guess."""
        gone: set[str] = set()
        for change in beside:
            if change.body is not None:
                self._take(change.body, change.values, gone)
        asked: set[str] = set()
        wanted = set(ids)
        for _ in range(DEEP):
            wanted -= asked
            if not wanted:
                break
            asked |= wanted
            self._read(wanted, gone)
            wanted = set().union(*(self._leads.get(each, set()) for each in wanted))
        self._told -= gone

    def _read(self, ids: Collection[str], gone: set[str]) -> None:
        parties = [party for (party,) in self._history.rows(_PARTIES, (as_list(ids),))]
        for body, payload in self._history.rows(_SAID, (LOCAL_STREAM, as_list({*ids, *parties}))):
            values = None if payload is None else _VALUES.decode(payload)
            self._take(_BODY.decode(body), values, gone)

    def _take(self, body: Body, values: Mapping[str, Value] | None, gone: set[str]) -> None:
        self._kinds[body.record] = body.kind
        if values is None:
            gone.add(body.record)
            return
        self._told.add(body.record)
        for record, owner in hangs_by(body, values):
            self._leads.setdefault(record, set()).add(owner)

    def on(self, record: str, of: str) -> bool:
        """Return whether a record hangs on ``of``; of what is not here, or was erased, nobody can say that it does not.

        Of a household everything hangs that ever led to it, and nothing that only ever led to another household.
        """
        if record == of:
            return True
        above = self._above(record)
        if of in above:
            return True
        if self._kinds.get(record) == "household" or (record in self._told and not above):
            return False
        if self._kinds.get(of, "household") == "household":
            return not any(self._kinds.get(each) == "household" for each in above)
        return not above

    def _above(self, record: str) -> set[str]:
        found: set[str] = set()
        waiting = [record]
        while waiting:
            one = waiting.pop()
            # Whatever a household leads to is not what its records are about.
            new = self._leads.get(one, set()) - found if self._kinds.get(one) != "household" else set()
            found |= new
            waiting += new
        return found


def astray(history: History, orders: Mapping[str, Change], beside: Collection[Change]) -> set[str]:
    """Return those of the orders to erase (by digest) that cover what does not hang on whom they are about."""
    said = {digest: _said(change) for digest, change in orders.items()}
    ids = {each for of, covers in said.values() for each in (of, *covers)}
    hanging = Hanging(history, ids, beside)
    return {digest for digest, (of, covers) in said.items() if not all(hanging.on(each, of) for each in covers)}


def _said(order: Change) -> tuple[str, list[str]]:
    values = order.values or {}
    covers = values.get("covers")
    return str(values.get("of")), covers if isinstance(covers, list) else []
