"""What hangs on whom, by all that records ever said: so an order to erase reaches what is somebody's, and no more.

Always true (``decisions/an-order-is-believed-unless-it-is-known-better.md``):

* what ever led to whom an order is about hangs on them;
* what is known to lead elsewhere, and nowhere else, does not;
* where something that could have led there is gone, or was never told, nobody can say that it does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec

from fupin_desk.domain.changes import LOCAL_STREAM, Body, Change, Value
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.erasure import leading_fields, may_hang, may_have_led, may_lead, must_lead, says_what_it_is
from fupin_desk.kinds.whose import AGREES, TIED, TIES, TYING
from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records.kind_tables import table_of

_BODY = msgspec.json.Decoder(Body)
_VALUES = msgspec.json.Decoder(dict[str, str | int | bool | list[str] | None])
_SAID = """SELECT b.body, v.payload FROM change_body b JOIN change c ON c.seq = b.seq JOIN stream s ON s.id = c.stream
LEFT JOIN change_value v ON v.seq = b.seq WHERE s.name <> ? AND b.record IN (SELECT value FROM json_each(?))"""
_PARTIES = " UNION ALL ".join(
    f'SELECT id FROM {table_of(kind).name} WHERE "{field}" IN (SELECT value FROM json_each(?1))'
    for kind, field in sorted(TIES)
)
DEEP = 6
"""Steps from a record to its household: an objection's line, an explanation's payment, its member."""


class Hanging:
    """Answers whether records hang on another one, from what is here and what comes ``beside`` it."""

    def __init__(self, history: History, ids: Collection[str], beside: Iterable[Change] = ()) -> None:
        """Read all that these records ever said of whom they are about, and those in turn."""
        self._history = history
        self._leads: dict[str, set[str]] = {}
        self._lost: dict[str, set[str]] = {}
        """Of each record the leading fields whose values are gone."""
        self._parties: dict[str, set[str]] = {}
        """Of each contract its parties."""
        self._kinds: dict[str, str] = {}
        self._told: set[str] = set()
        """Records of which any value is known."""
        self._whole: set[str] = set()
        """Records of which it was told here what they are, and so on whom they hang, if on anybody."""
        for change in beside:
            if change.body is not None:
                self._take(change.body, change.values)
        asked: set[str] = set()
        wanted = set(ids)
        for _ in range(DEEP):
            wanted -= asked
            if not wanted:
                break
            asked |= wanted
            self._read(wanted)
            wanted = set().union(*(self._next(record) for record in wanted))

    def _read(self, ids: Collection[str]) -> None:
        parties = [party for (party,) in self._history.rows(_PARTIES, (as_list(ids),))]
        for body, payload in self._history.rows(_SAID, (LOCAL_STREAM, as_list({*ids, *parties}))):
            self._take(_BODY.decode(body), None if payload is None else _VALUES.decode(payload))

    def _take(self, body: Body, values: Mapping[str, Value] | None) -> None:
        record, kind = body.record, body.kind
        self._kinds[record] = kind
        if kind not in KINDS:
            return
        if values is None:
            self._lost.setdefault(record, set()).update(may_have_led(body))
            return
        self._told.add(record)
        if says_what_it_is(body):
            self._whole.add(record)
        for name in leading_fields(kind):
            if isinstance(other := values.get(name), str):
                self._leads.setdefault(record, set()).add(other)
        for tying, name in TIES:
            if kind == tying and isinstance(tied := values.get(name), str):
                self._parties.setdefault(tied, set()).add(record)

    def reached(self, of_kind: str, of: str, covers: Collection[str]) -> set[str]:
        """Return those of the records that an order ``of`` somebody covers which hang on them, or may."""
        if self._kinds.get(of, of_kind) != of_kind:
            return set()
        led_from = self._led_from(covers)
        about = _back_from({of}, led_from)
        doubtful = _back_from({record for record in led_from if self._may_hang(record, of_kind)}, led_from)
        hanging = {record for record in covers if self._hangs(record, of_kind, of, about, doubtful)}
        tied = _back_from(self._tied(of_kind, covers, hanging), led_from)
        return hanging | {record for record in covers if tied and self._hangs(record, of_kind, of, about, tied)}

    def _tied(self, of_kind: str, covers: Collection[str], hanging: Collection[str]) -> set[str]:
        """Return contracts tied by nothing but covered parties whose contract is gone; each may be one's."""
        parties = [record for record in covers if self._kinds.get(record) in TYING and self._lost.get(record)]
        tied = {record for record in covers if self._kinds.get(record) in TIED and record not in hanging}
        return tied if len(tied) <= len(parties) and any(may_hang(kind, of_kind) for kind in TYING) else set()

    def _hangs(self, record: str, of_kind: str, of: str, about: Collection[str], doubtful: Collection[str]) -> bool:
        kind = self._kinds.get(record)
        if record == of or kind == AGREES:
            return record == of
        if record not in self._told or kind is None:
            return True  # there is nothing here that it could take from anybody
        return record in doubtful or (record in about and may_hang(kind, of_kind))

    def _led_from(self, records: Collection[str]) -> dict[str, list[str]]:
        """Return of these records, and of all that they lead to, which of them lead there in one step."""
        by_record: dict[str, list[str]] = {record: [] for record in records}
        waiting = list(by_record)
        for household in waiting:  # grows while it is read
            for other in self._next(household):
                if other not in by_record:
                    by_record[other] = []
                    waiting.append(other)
                by_record[other].append(household)
        return by_record

    def _next(self, record: str) -> set[str]:
        return self._leads.get(record, set()) | self._parties.get(record, set())

    def _may_hang(self, record: str, of_kind: str) -> bool:
        """Whether it may have led to something of a kind that nobody here knows of."""
        kind = self._kinds.get(record)
        if kind is None:
            return True
        if kind not in KINDS:
            return False
        if any(may_lead(kind, name, of_kind) for name in self._lost.get(record, ())):
            return True
        if record in self._whole and not must_lead(kind):
            return False
        led = any(self._leads.get(record_led) for record_led in (record, *self._parties.get(record, ())))
        return not led and may_hang(kind, of_kind)


def _back_from(records: Collection[str], led_from: Mapping[str, Collection[str]]) -> set[str]:
    """Return these records and all that leads to any of them: one walk, however many share a contract."""
    reached, waiting = set(records), list(records)
    for household in waiting:  # grows while it is read
        new = set(led_from.get(household, ())) - reached
        reached |= new
        waiting += new
    return reached


def astray(history: History, orders: Mapping[str, Change], beside: Collection[Change]) -> set[str]:
    """Return those of the orders to erase (by digest) that cover what does not hang on whom they are about."""
    orders_said = {digest: _said(change) for digest, change in orders.items()}
    ids = {record for _, of, covers in orders_said.values() for record in (of, *covers)}
    hanging = Hanging(history, ids, beside)
    return {
        digest
        for digest, (of_kind, of, covers) in orders_said.items()
        if hanging.reached(of_kind, of, covers) != set(covers)
    }


def _said(order: Change) -> tuple[str, str, list[str]]:
    values = order.values or {}
    covers = values.get("covers")
    return str(values.get("of_kind")), str(values.get("of")), covers if isinstance(covers, list) else []
