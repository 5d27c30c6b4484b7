"""A snapshot of the vault, read."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeVar, cast

import msgspec

from fupin_desk.domain.changes import Change
from fupin_desk.domain.errors import UnknownRecordError
from fupin_desk.domain.record import Record, kind_name
from fupin_desk.store.erasure import hanging, orders
from fupin_desk.store.exchange.sync_log import SyncLogReader
from fupin_desk.store.history import verifying
from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records import belonging, comparing, drafts, references, steps, ties
from fupin_desk.store.records.journal import Journal, Moment, moment
from fupin_desk.store.records.kind_tables import TABLES, table_of
from fupin_desk.store.records.list_keys import WorkedNumbers
from fupin_desk.store.records.list_query import Lists
from fupin_desk.store.records.lists import Where, count_rows, list_rows, structs, villages_of
from fupin_desk.store.records.numbering import get_value
from fupin_desk.store.records.rows import Stored, read_row, stored_of
from fupin_desk.store.search import searching
from fupin_desk.store.vault import blobs

R = TypeVar("R", bound=Record)


class Reader(SyncLogReader):
    """Reads records, history and the rest of the vault. Everything seen through one reader is of the same moment."""

    def __init__(self, history: History) -> None:
        """Read through ``history``."""
        self._history = history

    @property
    def history_here(self) -> History:
        """The history with everything written so far."""
        return self._history

    # ---- records

    def get(self, kind: str, id: str) -> Stored:
        """Return a record, voided or not; raises ``UnknownRecordError``."""
        stored = self.find(kind, id)
        if stored is None:
            raise UnknownRecordError(kind, id)
        return stored

    def find(self, kind: str, id: str) -> Stored | None:
        """Return a record, or None where there is none."""
        of = table_of(kind)
        raw = self.history_here.rows(f"{of.select} WHERE id = ?", (id,))
        return stored_of(read_row(of, raw[0], self._history.seal)) if raw else None

    def list(
        self,
        kind: str,
        *,
        where: Where | None = None,
        voided: bool = False,
        order: str = "id",
        limit: int | None = None,
        offset: int = 0,
    ) -> builtins.list[Stored]:
        """Return records that match, without the voided ones unless asked; ``-`` before ``order`` turns it round."""
        return list_rows(self.history_here, kind, where or {}, voided, order, limit, offset)

    def count(self, kind: str, where: Where | None = None, voided: bool = False) -> int:
        """Return how many records match."""
        return count_rows(self.history_here, kind, where or {}, voided)

    def villages_of(self, kind: str) -> dict[str, str]:
        """Return the village of every record of a kind, by id, those that were taken out too."""
        return villages_of(self.history_here, kind)

    def lists(self, journal: Journal, language: str, numbers: Mapping[str, WorkedNumbers]) -> Lists:
        """Return what answers for lists as people see them in a language (``list_query``).

        ``numbers``: by name what was worked out of records, to sort and filter by.
        """
        return Lists(self.history_here, journal, language, numbers)

    @property
    def local_here(self) -> bool:
        """Whether LOCAL values can be read."""
        return self._history.seal.here

    def records(self, kind: str, where: Where | None = None, voided: bool = False) -> builtins.list[Any]:
        """Return records that match as their class, by id: the fast way to many."""
        return cast("builtins.list[Any]", structs(self.history_here, kind, where or {}, voided))

    def records_of(self, cls: type[R], where: Where | None = None, voided: bool = False) -> builtins.list[R]:
        """Return records of a class that match, by id."""
        return self.records(kind_name(cls), where, voided)

    def search(self, text: str, limit: int = 50, kind: str = "household") -> builtins.list[str]:
        """Return the ids of what the words may mean, best first (``searching``)."""
        return searching.search(self.history_here, text, limit, kind)

    def households_of(self, kind: str, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return for each record the households it belongs to; none for what is nobody's."""
        return belonging.households_of(self.history_here, kind, ids)

    def disputes(self) -> builtins.list[tuple[str, str, str]]:
        """Return kind, id and field of everything that two desks say differently."""
        places: builtins.list[tuple[str, str, str]] = []
        for kind, of in TABLES.items():
            for raw in self.history_here.rows(f"{of.select} WHERE _disputed IS NOT NULL ORDER BY id"):
                row = read_row(of, raw, self._history.seal)
                places.extend((kind, row.id, name) for name in row.disputed)
        return places

    def unnamed(self, among: Mapping[str, Collection[str]] | None = None) -> builtins.list[references.Unnamed]:
        """Return every reference of a record that stands to one that is not here as what it should be.

        ``among``: of these records alone, ids by kind.
        """
        return [*references.unnamed(self.history_here, among)]

    def naming_what_is_gone(self, ids: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
        """Return, ids by kind, the records that name one of these, by kind, that is not here."""
        return references.naming_what_is_gone(self.history_here, ids)

    def kinds_of(self, id: str) -> set[str]:
        """Return the kinds of record an id is known as: one as a rule, none where nothing of it is here."""
        return references.kinds_of(self.history_here, {}, id)

    @property
    def moment(self) -> Moment:
        """The state of the record tables: another one whenever a row was written."""
        return moment(self.history_here)

    def written_since(self, journal: Journal, before: Moment) -> set[tuple[str, str]] | None:
        """Return kind and id of the rows that changed since a moment; None where that cannot be told."""
        return journal.since(self.history_here, before)

    # ---- history

    def history(self, kind: str, id: str) -> builtins.list[Change]:
        """Return the changes of a record, oldest first; bare ones name no record and are not among them."""
        return [change for _, change in self.history_here.of_records(kind, [id]) if change.body is not None]

    def history_standing(self, kind: str, id: str) -> builtins.list[Change]:
        """Return the changes of a record as ``history`` does, but for what was undone and what undid it."""
        undone = steps.undone_on(self.history_here, id)
        if not undone:
            return self.history(kind, id)
        gone = set(self.written_in(undone))
        return [change for change in self.history(kind, id) if change.digest not in gone]

    def written_in(self, acts: Collection[int]) -> builtins.list[str]:
        """Return the changes that these units of work wrote (``Work.act``), oldest first."""
        sql = """SELECT lower(hex(digest)) FROM change
            WHERE act IN (SELECT CAST(value AS INTEGER) FROM json_each(?)) ORDER BY seq"""
        return [digest for (digest,) in self.history_here.rows(sql, (as_list(map(str, acts)),))]

    def made_together(self, first_act: str, other: str) -> bool:
        """Return whether two records were made in one unit of work."""
        sql = "SELECT min(c.act) FROM change_body b JOIN change c ON c.seq = b.seq WHERE b.record = ?"
        (first,), (second,) = (self.history_here.rows(sql, (record,))[0] for record in (first_act, other))
        return first is not None and first == second

    def written_at_once(self, digests: Collection[str], others: Collection[str]) -> bool:
        """Return whether changes were written in one unit of work with others."""
        sql = "SELECT DISTINCT act FROM change WHERE digest IN (SELECT unhex(value) FROM json_each(?))"
        here, there = ({*self.history_here.rows(sql, (as_list(some),))} for some in (digests, others))
        return bool(here & there)

    # ---- steps

    def steps_before(self, place: int | None, limit: int) -> builtins.list[steps.Step]:
        """Return the newest steps of this desk before a place, or of all, the newest first."""
        return steps.before(self.history_here, place, limit)

    def step_at(self, place: int) -> steps.Step | None:
        """Return the step at a place."""
        return steps.at(self.history_here, place)

    def steps_standing(self, down_to: int = 0) -> Iterator[steps.Step]:
        """Yield what a person wrote here and was not undone, the newest first, down to a place and with it."""
        return steps.standing(self.history_here, down_to)

    def steps_to_do_again(self, limit: int = -1) -> builtins.list[steps.Step]:
        """Return what was undone since the last thing that was done, the last one undone first."""
        return steps.to_do_again(self.history_here, limit)

    def newest_written_act(self) -> int:
        """Return the last act that a person wrote: what was undone after it can be done again."""
        return steps.newest_written(self.history_here)

    def changes_of_act(self, act: int, limit: int = -1) -> builtins.list[Change]:
        """Return what an act wrote, oldest first, ``limit`` changes at most."""
        return steps.changes_of(self.history_here, act, limit)

    def counts_of_act(self, act: int) -> dict[str, int]:
        """Return of how many records an act wrote, by kind."""
        return steps.counts_of(self.history_here, act)

    def first_acts(self, records: Collection[str]) -> dict[str, int]:
        """Return in which act the first change of each record came."""
        sql = """SELECT b.record, min(c.act) FROM change_body b JOIN change c ON c.seq = b.seq
            WHERE b.record IN (SELECT value FROM json_each(?)) GROUP BY b.record"""
        return dict(self.history_here.rows(sql, (as_list(records),)))

    # ---- streams and changes

    def streams(self) -> builtins.list[str]:
        """Return the names of all streams, sorted."""
        return [*self.all_heads()]

    def heads(self, stream: str) -> builtins.list[str]:
        """Return the heads of a stream, sorted; none where nothing was written yet."""
        return self.history_here.heads(stream)

    def all_heads(self) -> dict[str, builtins.list[str]]:
        """Return every stream with its heads."""
        return self.history_here.all_heads()

    def change(self, digest: str) -> Change | None:
        """Return a change by its name, or None where it is not here."""
        changes = self.history_here.changes([digest])
        return changes[0] if changes else None

    def changes_named(self, digests: Collection[str]) -> builtins.list[Change]:
        """Return those of the changes that are here, parents first."""
        return self.history_here.changes(digests)

    def changes(self, stream: str, not_in_closure_of: Collection[str] = ()) -> Iterator[Change]:
        """Return a stream's changes, parents first, without these heads and all they follow."""
        history = self.history_here
        for _, change in history.at(history.beyond(stream, not_in_closure_of)):
            yield change

    def beyond(self, stream: str, heads: Collection[str]) -> set[str]:
        """Return the digests of a stream's changes that are neither among ``heads`` nor before them."""
        return self.history_here.digests(self.history_here.beyond(stream, heads))

    def told_of(self, stream: str, records: Collection[str]) -> dict[int, Change]:
        """Return the changes of records in a stream, of whatever kind, by their places, oldest first."""
        return self.history_here.told_of(stream, records)

    def tied_to(self, records: Collection[str]) -> set[str]:
        """Return the records that ever said of one of these whose it is (``ties``)."""
        return ties.tied_to(self.history_here, records)

    def erasures_of(self, records: Collection[str]) -> set[str]:
        """Return the ids of the orders to erase that name one of these records."""
        return orders.erasures_of(self.history_here, records)

    def untied_since(self, records: Collection[str]) -> dict[str, int]:
        """Return since which place in the history those of the records that were erased are nobody's.

        0 where they were not erased together with their household.
        """
        return orders.untied_since(self.history_here, records)

    def first_told(self, record: str) -> int | None:
        """Return the place in the history of the first change of a record; None where nothing is here of it."""
        sql = "SELECT min(seq) FROM change_body WHERE record = ?"
        return cast("int | None", self.history_here.rows(sql, (record,))[0][0])

    def missing(self, digests: Collection[str]) -> set[str]:
        """Return those of the digests that are not here."""
        return self.history_here.missing(digests)

    def standing(self, stream: str, digests: Collection[str]) -> dict[str, bool]:
        """Return those of the digests that are in this stream, with whether each is bare (``exchange.merge.Known``)."""
        return self.history_here.standing(stream, digests)

    def bare(self, stream: str) -> builtins.list[str]:
        """Return the changes of a stream that are only known to exist, oldest first."""
        return self.history_here.bare(stream)

    def graph(self, stream: str) -> Iterator[tuple[str, builtins.list[str]]]:
        """Return every change of a stream with its parents, parents first (``exchange.merge.Known``)."""
        return self.history_here.graph(stream)

    def histories(self, records: Collection[tuple[str, str]]) -> Iterator[Change]:
        """Return the changes, not bare, of records named by kind and id, oldest first for each kind."""
        by_kind: dict[str, builtins.list[str]] = {}
        for kind, record in records:
            by_kind.setdefault(kind, []).append(record)
        for kind, ids in by_kind.items():
            yield from (change for _, change in self.history_here.of_records(kind, ids) if change.body is not None)

    def places(self, ids: Collection[str]) -> dict[str, set[tuple[str, str]]]:
        """Return kind and stream of whatever is here under each id (``exchange.ownership.Kept``)."""
        sql = """SELECT DISTINCT b.record, b.kind, s.name FROM change_body b JOIN change c ON c.seq = b.seq
            JOIN stream s ON s.id = c.stream WHERE b.record IN (SELECT value FROM json_each(?))"""
        by_record: dict[str, set[tuple[str, str]]] = {}
        for record, kind, stream in self.history_here.rows(sql, (as_list(ids),)):
            by_record.setdefault(record, set()).add((kind, stream))
        return by_record

    def ordered(self, stream: str, records: Collection[str]) -> set[str]:
        """Return those of the records that an order to erase in this stream names."""
        return orders.ordered(self.history_here, stream, records)

    def astray(self, orders: Mapping[str, Change], beside: Collection[Change]) -> set[str]:
        """Return those of the orders (by digest) that cover what does not hang on whom they are about."""
        return hanging.astray(self.history_here, orders, beside)

    def ancestors(self, heads: Collection[str]) -> set[str]:
        """Return the heads that are here and everything they follow."""
        return self.history_here.ancestors(heads)

    def verify_chain(self) -> builtins.list[verifying.ChainFault]:
        """Return every place where the history is not what its digests say; none where it is whole."""
        return verifying.verify_chain(self.history_here)

    @property
    def chain_mark(self) -> verifying.ChainMark:
        """How far the history was verified (``Work.verify_on``)."""
        return verifying.chain_mark(self.history_here)

    def to_verify(self) -> int:
        """Return how many changes came since the mark, or have to be looked at again."""
        return verifying.to_look_at(self.history_here)

    def verify_since(self) -> builtins.list[verifying.ChainFault]:
        """Return what ``verify_chain`` does of what was written since the mark."""
        return verifying.verify_chain(self.history_here, self.chain_mark)

    def differences(self) -> Iterator[comparing.Difference]:
        """Yield every place where what is derived from the history is not what the history makes of it."""
        return comparing.differences(self.history_here)

    # ---- beside the history

    def blob(self, digest: str) -> bytes:
        """Return a file's content; raises ``BlobMissingError``."""
        return blobs.blob(self.history_here, digest)

    def has_blob(self, digest: str) -> bool:
        """Return whether a file's content is here."""
        return blobs.has_blob(self.history_here, digest)

    def draft(self, kind: str, id: str) -> dict[str, Any]:
        """Return what was typed beside a record and cannot be, by field."""
        return drafts.draft(self.history_here, kind, id)

    def drafts(self) -> builtins.list[tuple[str, str]]:
        """Return the kind and id of every record with something typed beside it."""
        return drafts.drafts(self.history_here)

    def get_value(self, key: str, otherwise: Any = None) -> Any:
        """Return a value of the desk's own state."""
        return get_value(self.history_here, key, otherwise)

    def values_under(self, beginning: str) -> Mapping[str, Any]:
        """Return all values of the desk's own state whose key begins so."""
        sql = "SELECT key, value FROM desk_value WHERE key >= ? AND key < ? ORDER BY key"
        rows = self.history_here.rows(sql, (beginning, beginning + searching.LAST))
        return {key: msgspec.json.decode(value) for key, value in rows}
