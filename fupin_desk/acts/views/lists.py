"""Lists of records of a kind, a page at a time, with what their columns ask for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.names import names, village_names
from fupin_desk.acts.views.list_numbers import bring_money, numbers_kept, shown_status
from fupin_desk.acts.views.spots import drafts_on, pages_with_drafts
from fupin_desk.acts.views.sync_status import sync_statuses
from fupin_desk.domain.changes import Value
from fupin_desk.domain.folding import fold
from fupin_desk.domain.languages import in_one
from fupin_desk.domain.record import Record, kind_name
from fupin_desk.kinds import kind_spec
from fupin_desk.kinds.pages import PAGES
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.specs import MONEY_OPEN, Columns, WorkedColumn
from fupin_desk.store import Reader, Stored
from fupin_desk.words.bidi import PARTED

MOST_SEARCHED = 5000
"""Records that a search looks through: with other filters few of them may be left."""
TAKEN_OUT = ("taken_out", "removed", "undo")
"""Ways of being taken out from which a record can be put back; nothing is left of what was erased."""
Where = Mapping[str, Value | Collection[str]]


@dataclass(frozen=True)
class ListLine:
    """One record in a list."""

    kind: str
    id: str
    values: Mapping[str, Value]
    """A text that is kept in several languages is an ``InLanguages``."""
    worked: Mapping[str, str] = field(default_factory=dict)
    """By column: what the records it names are called, and what is worked out for it (``specs.Column``)."""
    sync_status: str = ""
    """How far it has come on its way to the county; empty where a list does not say (``list_numbers``)."""
    money_open_fen: int = 0
    """What was due by today and is not paid, where that is a column."""
    village: str = ""
    """Code of the village it is of."""
    village_name: str = ""
    """What that is called."""
    drafts: tuple[tuple[str, str], ...] = ()
    """Kind and field of what was typed on its page and could not be kept."""


def count_records(desk: Desk, kind: str, where: Where | None = None, *, taken_out: bool = False) -> int:
    """Return how many records of a kind stand, or how many of them were taken out."""
    with desk.vault.reading() as reader:
        return reader.count(kind, _where(where, taken_out), voided=taken_out)


def count_drafted(desk: Desk, kind: str) -> int:
    """Return how many records of a kind that stand hold something on their page that could not be kept."""
    with desk.vault.reading() as reader:
        ids = pages_with_drafts(reader, kind)
        return reader.count(kind, {"id": sorted(ids)}) if ids else 0


def _where(where: Where | None, taken_out: bool) -> Where:
    return {**(where or {}), "voided": TAKEN_OUT} if taken_out else where or {}


def page_of_records(
    desk: Desk,
    kind: str,
    offset: int = 0,
    limit: int | None = None,
    *,
    columns: Columns = (),
    order: str = "-id",
    where: Where | None = None,
    taken_out: bool = False,
) -> list[ListLine]:
    """Return a page of a kind's records, the newest first: those that stand, or those that were taken out."""
    among = _where(where, taken_out)
    with desk.vault.reading() as reader:
        stored = reader.list(kind, where=among, order=order, limit=limit, offset=offset, voided=taken_out)
        return _lines(reader, kind, columns, stored)


def lines_of(desk: Desk, kind: str, ids: Sequence[str], columns: Columns) -> list[ListLine]:
    """Return some records as lines of a list, in the order of their ids here; what is not here is left out."""
    with desk.vault.reading() as reader:
        by_id = {stored.id: stored for stored in reader.list(kind, where={"id": ids}, voided=True)} if ids else {}
        lines = _lines(reader, kind, columns, [by_id[id] for id in ids if id in by_id])
        if MONEY_OPEN not in columns:
            return lines
        bring_money(desk, reader)
        owed = numbers_kept(desk).by_name[MONEY_OPEN].get(ids)
        return [replace(line, money_open_fen=owed.get(line.id, 0)) for line in lines]


def found_ids(reader: Reader, kind: str, text: str, most: int = MOST_SEARCHED) -> list[str]:
    """Return the records of a kind somebody may mean, best first; also by the words of others (``found_through``).

    Kinds by whose words nothing is looked up (``Traits.found_by``) are found by what they are called.
    """
    ids = reader.search(text, limit=most, kind=kind)
    if not kind_spec(kind).traits.found_by:
        ids = _called_so(reader, kind, text)[:most]
    through = PAGES[kind].found_through if kind in PAGES else {}
    for other, path in through.items():
        meant = reader.search(text, limit=most, kind=other)
        others = reader.records(other, {"id": meant}) if meant else []
        graph = Graph(reader, others)
        ids += [end.id for meant_record in others for end in graph.follow(meant_record, path)]
    return list(dict.fromkeys(ids))


def _called_so(reader: Reader, kind: str, text: str) -> list[str]:
    """Return the records in whose name, in any language, a text stands, the newest first."""
    ids = [stored.id for stored in reader.list(kind, order="-id")]
    called, wanted = names(reader, kind, ids), fold(text)
    spelled = {record: (name, *getattr(name, "others", {}).values()) for record, name in called.items()}
    return [record for record in ids if any(wanted in fold(name) for name in spelled.get(record, ()))]


def _lines(reader: Reader, kind: str, columns: Columns, stored: Sequence[Stored]) -> list[ListLine]:
    ids = [row.id for row in stored]
    worked = _worked(reader, kind, columns, stored)
    statuses, drafts = sync_statuses(reader, ids), drafts_on(reader, kind, ids)
    texts, villages = kind_spec(kind).cls.texts, village_names(reader, {row.village for row in stored})
    return [
        ListLine(
            kind,
            row.id,
            {**row.values, **{name: row.record.text(name) for name in texts}},
            worked[row.id],
            shown_status(kind, statuses.get(row.id, "unsent")),
            village=row.village,
            village_name=villages[row.village],
            drafts=tuple(drafts.get(row.id, ())),
        )
        for row in stored
    ]


def _worked(reader: Reader, kind: str, columns: Columns, stored: Sequence[Stored]) -> dict[str, dict[str, str]]:
    """Return for each record what its columns say that is no value of its own."""
    worked: dict[str, dict[str, str]] = {row.id: {} for row in stored}
    graph = Graph(reader, [row.record for row in stored], voided=True)
    for column in map(partial(_column, kind), columns):
        if column is None:
            continue
        led = {row.id: [end for path in column.at for end in graph.follow(row.record, path)] for row in stored}
        if column.take == "count":
            texts = {record: str(len(ends)) for record, ends in led.items()}
        else:
            texts = _called(reader, led, column.most)
        for record, text in texts.items():
            worked[record][column.name] = text
    return worked


def _column(kind: str, column: str | WorkedColumn) -> WorkedColumn | None:
    """Return a column that leads elsewhere: to what a field names, or to what is worked out."""
    if isinstance(column, WorkedColumn):
        return column
    spec = kind_spec(kind).fields.get(column)
    refers = spec is not None and spec.field.shape.refers and not spec.field.shape.several
    return WorkedColumn(column, (column,)) if refers else None


def _called(reader: Reader, led: Mapping[str, Sequence[Record]], most: int) -> dict[str, str]:
    """Return for each record what those it leads to are called, in their order."""
    ends = {(kind_name(type(end)), end.id) for ends in led.values() for end in ends}
    kinds = {kind for kind, _id in ends}
    called = {kind: names(reader, kind, [id for of, id in ends if of == kind]) for kind in kinds}
    names_by_record = {
        record: [called[kind_name(type(end))].get(end.id) for end in ends] for record, ends in led.items()
    }
    return {
        record: in_one([name for name in names_found if name][: most or None], PARTED)
        for record, names_found in names_by_record.items()
    }
