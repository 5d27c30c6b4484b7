"""Erasure: an order in the history, and on every desk that has it the values are destroyed, salt and all.

Always true:

* the order beats whatever was written without knowing of it, wherever and whenever that arrives;
* digests, and who followed whom, stay: the history still verifies;
* it reaches its own village's records and this laptop's alone, and of those only what is a household's;
* accounts keep what the law asks for in a change of their own, which knows of the order (``kinds.erasure``);
* a no outlives the record it was noted in: what it ended stays ended.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from fupin_desk.domain.changes import LOCAL_STREAM, Change, Value
from fupin_desk.domain.errors import UnknownRecordError
from fupin_desk.domain.ids import uuid7
from fupin_desk.domain.record import kind_name
from fupin_desk.kinds.erasure import ACCOUNTS, ERASED, ERASURE, OBJECTION, REACHED, kept_after_erasure, unnamed_words
from fupin_desk.store.erasure.erasure_conflicts import is_written_by_several, standing_values
from fupin_desk.store.erasure.hanging import Hanging
from fupin_desk.store.erasure.orders import Order, ordered, orders_of
from fupin_desk.store.erasure.scope import Name, files_of, named, salted_with, scope_of, written_in
from fupin_desk.store.history.appending import Appending
from fupin_desk.store.history.author import Author
from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.history.pending import named_in, strip_erased
from fupin_desk.store.records.drafts import forget_all_about
from fupin_desk.store.records.kind_tables import TABLES
from fupin_desk.store.records.lists import structs
from fupin_desk.store.records.numbering import get_value
from fupin_desk.store.records.row_cache import RowCache, village_of
from fupin_desk.store.records.rows import FieldRow
from fupin_desk.store.records.saving import write
from fupin_desk.subjects.consent.noes import is_over, same_thing
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.contract.terms import workers_of

CONSENT, CONTRACT = kind_name(Consent), kind_name(Contract)

AMONG = "IN (SELECT value FROM json_each(?))"
LOCALLY = """SELECT b.seq, b.kind, b.record FROM change_body b JOIN change_value v ON v.seq = b.seq
    JOIN change c ON c.seq = b.seq JOIN stream s ON s.id = c.stream WHERE s.name = 'local' AND b.record"""
"""Of these records what only this laptop has: of a notice, the salt of its digests."""
CLOSED = REACHED - ACCOUNTS
"""Kinds of which nothing is written any more after an erasure (``work``)."""
WORDS_LACKING = "words.lacking"
"""Key of the desk's own state: what unnamed objections say here and the county has not, by its newest receipt."""
PLACES = "IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"


def erase(history: Appending, standing: RowCache, author: Author, kind: str, record: str) -> list[Name]:
    """Write the order and carry it out; returns the kind and id of every record touched.

    Raises ``UnknownRecordError``.
    """
    row = standing.row(kind, record)
    if not row.heads:
        raise UnknownRecordError(kind, record)
    scope = scope_of(history, kind, record)
    erasure = standing.begin(ERASURE, uuid7(author.now, author.random(10)))
    erasure.village = row.village
    covers = sorted(record for _, record in scope)
    values: dict[str, Value] = {
        "of_kind": kind,
        "of": record,
        "asked_on": author.now.date().isoformat(),
        "covers": covers,
    }
    digest = write(history, standing, author, erasure, values, None)[0]
    order = Order(erasure.id, digest, kind, record, frozenset(covers))
    carry_out(history, standing, author, [order])
    return scope


def carry_out(history: Appending, standing: RowCache, author: Author, orders: Sequence[Order]) -> None:
    """Destroy what is here of the records that orders are about. Can be done again: what is gone stays gone.

    What accounts must keep, and no change that knows of the order keeps yet, ``author`` keeps.
    """
    for order in orders:
        _carry_out(history, standing, author, order)
    if orders and strip_erased(history):  # once for all: whoever means harm leaves much that waits
        history.scrub = True


def _carry_out(history: Appending, standing: RowCache, author: Author, order: Order) -> None:
    history.put_down()
    standing.put_back()
    reached_by = Hanging(history, {order.of, *order.covers}).reached(order.of_kind, order.of, order.covers)
    covered = [name for name in named(history, order.covers) if name[1] in reached_by]
    reached = dict.fromkeys([*scope_of(history, order.of_kind, order.of), *covered])
    scope = [name for name in written_in(history, order.digest, reached) if name[0] in REACHED]
    _remember(history, order, scope)
    doomed = _doomed(history, author, order, scope)
    if doomed:
        _keep_noes(history, standing, author, set(doomed.values()))
        _order_the_rest(history, standing, author, order, doomed)
        rows = _load(standing, set(doomed.values()))
        standing_by_row = [standing_values(history, row, _knowing_any(history, row)) for row in rows]
        _destroy(history, scope, doomed)
        for row in rows:
            standing.replay(row.of.spec.kind, row.id)
        standing.put_back()
        for row, values in zip(rows, standing_by_row, strict=True):
            _say_again(history, standing, author, row, values)
        history.scrub = True
    if forget_all_about(history, {record for _, record in scope}):
        history.scrub = True


def _say_again(
    history: Appending,
    standing: RowCache,
    author: Author,
    row: FieldRow,
    standing_values: Mapping[str, Sequence[Value]],
) -> None:
    """Write what accounts keep in changes that know of the order; what a person has to settle, beside each other."""
    kept = kept_after_erasure(row.of.spec, {name: values[0] for name, values in standing_values.items()})
    lost = any(row.values.get(name) is None for name in kept)
    if not (lost or (kept and row.values.get("voided") == ERASED)):
        return
    seen = {name: row.heads.get(name, ()) for name in kept}
    write(history, standing, author, row, kept, None)
    for name in kept:
        for value in standing_values[name][1:]:
            write(history, standing, author, row, {name: value}, {name: seen[name]})


def _order_the_rest(
    history: Appending, standing: RowCache, author: Author, order: Order, doomed: Mapping[int, Name]
) -> None:
    """Name in an order of this desk's own what it erases beyond what the order knew: nobody takes erased lines else."""
    stream = history.rows(
        "SELECT s.name FROM change c JOIN stream s ON s.id = c.stream WHERE c.digest = ?",
        (bytes.fromhex(order.digest),),
    )[0][0]
    sql = f"""SELECT DISTINCT b.record FROM change_body b JOIN change c ON c.seq = b.seq
    JOIN stream s ON s.id = c.stream WHERE s.name = ? AND b.seq {PLACES}"""
    records = {record for (record,) in history.rows(sql, (stream, as_list(map(str, doomed))))}
    rest = records - order.covers - ordered(history, stream, records)
    if rest:
        erasure = standing.begin(ERASURE, uuid7(author.now, author.random(10)))
        erasure.village = village_of(stream)
        covers = sorted({*rest, order.of})
        values: dict[str, Value] = {
            "of_kind": order.of_kind,
            "of": order.of,
            "asked_on": order.asked_on or author.now.date().isoformat(),
            "covers": covers,
        }
        digest = write(history, standing, author, erasure, values, None)[0]
        _remember(history, Order(erasure.id, digest, order.of_kind, order.of, frozenset(covers)), [])


def _keep_noes(history: Appending, standing: RowCache, author: Author, doomed: Collection[Name]) -> None:
    """Write each no that goes with its record into every other agreement that it ended: else that would stand again."""
    gone = sorted(record for kind, record in doomed if kind == CONSENT)
    if not gone:
        return
    noes = [no for no in _consents(history, id=gone) if no.withdrawn_on is not None and no.household is not None]
    others = _consents(history, household=sorted({str(no.household) for no in noes}))
    jobs = structs(
        history, CONTRACT, {"id": sorted({consent.about for consent in others if consent.about})}, voided=True
    )
    workers = workers_of(contract for contract in jobs if isinstance(contract, Contract))
    standing.load(CONSENT, [consent.id for consent in others])
    for consent in others:
        ended = [no.withdrawn_on for no in noes if is_over(consent, no) and same_thing(consent, no, workers)]
        days = [day for day in ended if day is not None]
        if consent.id not in gone and days and (consent.withdrawn_on is None or min(days) < consent.withdrawn_on):
            row = standing.row(CONSENT, consent.id)
            write(history, standing, author, row, {"withdrawn_on": min(days).isoformat()}, None)


def _consents(history: History, **where: list[str]) -> list[Consent]:
    return [consent for consent in structs(history, CONSENT, where, voided=True) if isinstance(consent, Consent)]


def _load(standing: RowCache, names: Collection[Name]) -> list[FieldRow]:
    by_kind: dict[str, list[str]] = {}
    for kind, record in sorted(names):
        if kind in TABLES:
            by_kind.setdefault(kind, []).append(record)
    for kind, records in by_kind.items():
        standing.load(kind, records)
    return [standing.row(kind, record) for kind, records in by_kind.items() for record in records]


def _remember(history: Appending, order: Order, scope: Iterable[Name]) -> None:
    records = sorted({record for _, record in scope} | order.covers | {order.of})
    history.run(
        "INSERT INTO erased_record (record, erasure) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(record, order.erasure) for record in records],
    )


def _doomed(history: Appending, author: Author, order: Order, scope: Collection[Name]) -> dict[int, Name]:
    """Return the places of all changes with values of these records that do not know of the order."""
    # Of the order's own stream, or of this laptop alone: a village's order reaches no other village.
    sql = f"""SELECT b.seq, b.kind, b.record FROM change_body b JOIN change_value v ON v.seq = b.seq
    JOIN change c ON c.seq = b.seq JOIN stream s ON s.id = c.stream
    WHERE b.record {AMONG} AND (s.name = ? OR s.id = (SELECT stream FROM change WHERE digest = ?))"""
    parameters = (as_list(record for _, record in scope), LOCAL_STREAM, bytes.fromhex(order.digest))
    by_seq = {seq: (kind, record) for seq, kind, record in history.rows(sql, parameters)}
    salted = as_list(record for _, record in salted_with(history, scope))
    by_seq |= {seq: (kind, record) for seq, kind, record in history.rows(f"{LOCALLY} {AMONG}", (salted,))}
    knowing = _knowing(history, order, by_seq)
    staying = _staying(history, author, {record for kind, record in by_seq.values() if kind == OBJECTION})
    return {seq: name for seq, name in by_seq.items() if seq not in knowing | staying}


def _staying(history: Appending, author: Author, objections: Collection[str]) -> set[int]:
    """Return the places of what stays of objections that were received under no name.

    At the county all they say stays: else a village could erase what was said against it. In the village, where it is
    known who said it, only what the county has not got yet, or has lost; the name goes at once.
    """
    changes = history.of_records(OBJECTION, objections) if objections else []
    bodies = {digest: change.body for digest, change in changes if change.body is not None}
    words = unnamed_words(bodies)
    if author.in_village:
        there = "SELECT digest FROM sent WHERE state IN ('taken', 'disputed')"
        taken = {digest for (digest,) in history.rows(there)}
        lacking = set(get_value(history, WORDS_LACKING, []))
        words = {
            digest: body
            for digest, body in words.items()
            if digest in lacking or (body.desk == author.desk and digest not in taken)
        }
    return {seq for seq, _ in history.known(words).values()}


def _knowing(history: Appending, order: Order, places: Mapping[int, Name]) -> set[int]:
    """Return those of the places that follow the order. What this laptop alone has, written after it came, knows too.

    But nobody writes to what was erased, unless it is kept for accounts: such a thing was told by a laptop of the same
    village that had not heard of the order.
    """
    digest = bytes.fromhex(order.digest)
    ((first, stream),) = history.rows("SELECT seq, stream FROM change WHERE digest = ?", (digest,))
    later = [seq for seq in places if seq > first]
    if not later:
        return set()
    after, led_to = {digest}, set()
    sql = "SELECT seq, digest, parents FROM change WHERE stream = ? AND seq > ? ORDER BY seq"
    own = set()
    for seq, name, parents in history.rows(sql, (stream, first)):
        own.add(seq)
        if any(parents[at : at + 32] in after for at in range(0, len(parents), 32)):
            after.add(name)
            led_to.add(seq)
    closed = {seq for seq, (kind, record) in places.items() if kind in CLOSED and record in {order.of, *order.covers}}
    return led_to | {seq for seq in later if seq not in own | closed}


def _knowing_any(history: Appending, row: FieldRow) -> set[int]:
    """Return the places of what was written of a record by who knew of any order that names it."""
    if not is_written_by_several(row):
        return set()
    erasures = [erasure for (erasure,) in history.rows("SELECT erasure FROM erased_record WHERE record = ?", (row.id,))]
    changes = dict(history.of_records(row.of.spec.kind, [row.id]))
    places = {seq: (row.of.spec.kind, row.id) for seq, _ in history.known(changes).values()}
    return set().union(*(_knowing(history, order, places) for order in orders_of(history, erasures)))


def _destroy(history: Appending, scope: Sequence[Name], doomed: Collection[int]) -> None:
    for digest in sorted(files_of(history, scope)):
        history.run("DELETE FROM blob WHERE digest = ?", (digest,))
    places = (as_list(map(str, doomed)),)
    rows = f"INSERT INTO erased (seq) SELECT seq FROM change_value WHERE seq {PLACES} ON CONFLICT DO NOTHING"
    history.run(rows, places)
    history.run(f"DELETE FROM change_value WHERE seq {PLACES}", places)


def carry_out_orders(
    history: Appending, standing: RowCache, author: Author, came: Sequence[tuple[str, Change]]
) -> bool:
    """Obey the orders among what came, and those known before that what came falls under. Returns whether any did."""
    wanted = [change.body.record for _, change in came if change.body and change.body.kind == ERASURE]
    if history.rows("SELECT EXISTS (SELECT 1 FROM erased_record)")[0][0]:
        erased = {change.body.record for _, change in came if change.erased and change.body is not None}
        records = as_list({record for _, change in came for record in named_in(change)} | erased)
        sql = f"SELECT DISTINCT erasure FROM erased_record WHERE record {AMONG}"
        wanted += [erasure for (erasure,) in history.rows(sql, (records,))]
    history.put_down()
    orders = orders_of(history, wanted) if wanted else []
    for order in orders:  # all of them first: for what one names already, another needs not be given once more
        _remember(history, order, ())
    carry_out(history, standing, author, orders)
    return bool(orders)
