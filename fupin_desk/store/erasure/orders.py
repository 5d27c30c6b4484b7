"""Orders to erase, as the history has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from fupin_desk.kinds.erasure import ERASURE
from fupin_desk.kinds.whose import AGREES
from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records.kind_tables import TABLES


@dataclass(frozen=True)
class Order:
    """An order to erase, as the history has it."""

    erasure: str
    """The id of the Erasure record."""
    digest: str
    of_kind: str
    of: str
    covers: frozenset[str]
    asked_on: str = ""


def orders_of(history: History, erasures: Iterable[str]) -> list[Order]:
    """Return the orders that these Erasure records hold, in the order in which they came."""
    orders = []
    for digest, change in history.of_records(ERASURE, sorted(set(erasures))):
        values = change.values or {}
        kind, record, covers = values.get("of_kind"), values.get("of"), values.get("covers")
        if change.body is not None and isinstance(kind, str) and kind in TABLES and isinstance(record, str):
            covered = frozenset(covers) if isinstance(covers, list) else frozenset()
            orders.append(Order(change.body.record, digest, kind, record, covered, str(values.get("asked_on") or "")))
    return orders


def erasures_of(history: History, records: Collection[str]) -> set[str]:
    """Return the ids of the Erasure records that name one of these."""
    sql = "SELECT DISTINCT erasure FROM erased_record WHERE record IN (SELECT value FROM json_each(?))"
    return {erasure for (erasure,) in history.rows(sql, (as_list(records),))}


def untied_since(history: History, records: Collection[str]) -> dict[str, int]:
    """Return, of those of the records that orders to erase name, the place of the first such order.

    It is 0 where an order was about anything but a household: whose the record was is not known from it then.
    """
    sql = "SELECT record, erasure FROM erased_record WHERE record IN (SELECT value FROM json_each(?))"
    naming = history.rows(sql, (as_list(records),))
    places: dict[str, int] = {}
    orders = orders_of(history, {erasure for _record, erasure in naming})
    seqs = {digest: seq for digest, (seq, _bare) in history.known([order.digest for order in orders]).items()}
    for order in orders:
        at = seqs[order.digest] if order.of_kind == AGREES else 0
        places[order.erasure] = min(at, places.get(order.erasure, at))
    since: dict[str, int] = {}
    for record, erasure in naming:
        at = places.get(erasure, 0)
        since[record] = min(at, since.get(record, at))
    return since


def ordered(history: History, stream: str, records: Collection[str]) -> set[str]:
    """Return those of the records that an order to erase in this stream names."""
    # CROSS JOIN: begin with the few records asked about, never with all changes of the stream.
    sql = """SELECT DISTINCT e.erasure FROM erased_record e CROSS JOIN change_body b ON b.record = e.erasure
    CROSS JOIN change c ON c.seq = b.seq CROSS JOIN stream s ON s.id = c.stream
    WHERE e.record IN (SELECT value FROM json_each(?)) AND s.name = ?"""
    erasures = [erasure for (erasure,) in history.rows(sql, (as_list(records), stream))]
    named: set[str] = set()
    for order in orders_of(history, erasures) if erasures else ():
        named |= order.covers | {order.of}
    return named & set(records)
