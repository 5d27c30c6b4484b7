"""What a list of a kind can be asked for: sorted by its columns, filtered by codes and by what the desk worked out.

Filters are the codes and the yes-or-noes among a list's columns, and what its spec names (``PageSpec.filters``). Never
what is told of one record at a time, nor what is kept only to care for somebody: no list picks people out by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.commands import as_json
from fupin_desk.acts.views.findings import Seen, findings_now
from fupin_desk.acts.views.list_numbers import (
    MOST,
    OFFICE,
    OWED_TO,
    TO_SEND,
    bring_money,
    bring_status,
    bring_to_send,
    numbers_kept,
    put_findings,
    span_of,
    status_name,
    status_span,
)
from fupin_desk.acts.views.lists import TAKEN_OUT, found_ids
from fupin_desk.domain.changes import Value
from fupin_desk.domain.fields import LOCAL, Purpose
from fupin_desk.domain.record import HEADER
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.privacy import UNLISTED
from fupin_desk.policy.specs import FINDINGS, MONEY_OPEN, SYNC_STATUS, PageSpec, WorkedColumn
from fupin_desk.store import ListQuery, Lists, NotSortableError, Reader, Span

VILLAGE = HEADER[1]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a person asks of a list."""

    text: str = ""
    """Words that are searched for."""
    fields: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    """By field (at the office ``village`` too) the values of which one has to stand there; None for empty."""
    levels: tuple[str, ...] = ()
    """The gravest that policy sees has to be one of these: ``breach``, ``clash``, ``gap``, ``none``."""
    statuses: tuple[str, ...] = ()
    """Where on the way to the county: ``returned``, ``disputed``, ``held``; of what is nobody's the others too."""
    money_open: bool = False
    """Only those to whom, or under which, money is owed that was due by today."""
    to_send: bool = False
    """Only what may go to the office and was never carried, and households of whom anything may."""
    order: str = ""
    """A column's name, ``-`` before it from the last to the first; empty: the best found first, else the list's own."""
    taken_out: bool = False

    @property
    def filtered(self) -> bool:
        """Whether it leaves anything out that stands."""
        chosen = (self.text.strip(), self.levels, self.statuses, self.money_open, self.to_send)
        return any(chosen) or any(self.fields.values())

    @property
    def column(self) -> str:
        """The name of the column it is sorted by."""
        return self.order.removeprefix("-")

    def without(self, name: str) -> Asked:
        """Return the same without what it asks of one field."""
        return replace(self, fields={other: values for other, values in self.fields.items() if other != name})


def name_of_column(column: str | WorkedColumn) -> str:
    """Return what a column is called in a spec, in settings and on the command line."""
    return column.name if isinstance(column, WorkedColumn) else column


def filters_of(spec: PageSpec, role: str) -> tuple[str, ...]:
    """Return the fields by which a kind's list is filtered; at the office the village first."""
    fields = KINDS[spec.kind].fields
    columns = (*map(name_of_column, (*spec.columns, *spec.more)),)
    coded = [name for name in columns if name in fields and _of_few(spec.kind, name)]
    chosen = dict.fromkeys(name for name in (*spec.filters, *coded) if _may_pick(spec.kind, name))
    return (VILLAGE, *chosen) if role == OFFICE else (*chosen,)


def _of_few(kind: str, name: str) -> bool:
    field = KINDS[kind].fields[name].field
    return field.shape.yes_no or (field.shape.chosen and bool(field.listed))


def _may_pick(kind: str, name: str) -> bool:
    spec = KINDS[kind].fields[name]
    return not (spec.local or (kind, name) in UNLISTED or spec.field.privacy is LOCAL or _cares(kind, name))


def _cares(kind: str, name: str) -> bool:
    return KINDS[kind].fields[name].field.purpose is Purpose.CARE


def money_owed(spec: PageSpec, role: str) -> bool:
    """Return whether a list says what is owed: the office hears of no payment of whoever took their agreement back."""
    return role != OFFICE and spec.kind in OWED_TO


def ids_asked(desk: Desk, spec: PageSpec, asked: Asked, language: str, seen: Seen | None = None) -> list[str]:
    """Return the ids of the records that are asked for, in their order.

    ``seen``: what policy sees, where that is known already. NotSortableError for a column it is not sorted by,
    ``KeyError`` for a field it is not filtered by.
    """
    with desk.vault.reading() as reader:
        lists = _lists(desk, reader, spec, asked, language, seen)
        return lists.ids(spec.kind, _query(desk, reader, spec, asked))


def choices_of(
    desk: Desk, spec: PageSpec, asked: Asked, name: str, language: str, seen: Seen | None = None
) -> dict[Value, int]:
    """Return what a field says among those asked for otherwise, with how many do; codes in the order of their list."""
    others = asked.without(name)
    with desk.vault.reading() as reader:
        lists = _lists(desk, reader, spec, others, language, seen)
        counts = lists.counts(spec.kind, _query(desk, reader, spec, others), name)
    listed = () if name == VILLAGE else KINDS[spec.kind].fields[name].field.listed
    places = {code: place for place, code in enumerate(listed)}
    return dict(sorted(counts.items(), key=lambda pair: (pair[0] is None, places.get(str(pair[0]), 0), str(pair[0]))))


def orders_of(spec: PageSpec, role: str) -> tuple[str, ...]:
    """Return the names of the columns by which a kind's list is sorted."""
    columns = (*map(name_of_column, (*spec.columns, *spec.more)),)
    own = tuple(name for name in columns if name != MONEY_OPEN or money_owed(spec, role))
    return (VILLAGE, *(name for name in own if name != SYNC_STATUS)) if role == OFFICE else own


def records_asked(desk: Desk, spec: PageSpec, asked: Asked, language: str, most: int | None) -> list[dict[str, Any]]:
    """Return the records that are asked for in their order, as ``list_records`` does; at most so many."""
    ids = ids_asked(desk, spec, asked, language)[:most]
    untold = {name for of, name in UNLISTED if of == spec.kind}
    with desk.vault.reading() as reader:
        by_id = {stored.id: stored for stored in reader.list(spec.kind, where={"id": ids}, voided=True)}
        return [as_json(by_id[id], untold) for id in ids if id in by_id]


def open_sum(desk: Desk, ids: Sequence[str]) -> int:
    """Return how much was due by today to, or under, some records and is not paid."""
    with desk.vault.reading() as reader:
        bring_money(desk, reader)
        return sum(numbers_kept(desk).by_name[MONEY_OPEN].get(ids).values())


def _lists(desk: Desk, reader: Reader, spec: PageSpec, asked: Asked, language: str, seen: Seen | None) -> Lists:
    """Return what answers, with every number at hand that is asked by."""
    if asked.levels or asked.column == FINDINGS:
        put_findings(desk, seen if seen is not None else findings_now(desk, desk.today()))
    if asked.money_open or asked.column == MONEY_OPEN:
        bring_money(desk, reader)
    if asked.to_send:
        bring_to_send(desk, reader)
    if asked.statuses or asked.column == SYNC_STATUS:
        bring_status(desk, reader, spec.kind)
    return reader.lists(desk.vault.journal, language, numbers_kept(desk).by_name)


def _query(desk: Desk, reader: Reader, spec: PageSpec, asked: Asked) -> ListQuery:
    allowed = filters_of(spec, desk.role)
    for name in asked.fields:
        if name not in allowed:
            raise KeyError(f"lists of {spec.kind} are not filtered by {name}")
    numbers: dict[str, list[Span]] = {}
    if asked.levels:
        numbers[FINDINGS] = [span_of(level) for level in asked.levels]
    if asked.statuses:
        numbers[status_name(spec.kind)] = [status_span(status) for status in asked.statuses]
    if asked.money_open:
        numbers[MONEY_OPEN] = [(1, MOST)]
    if asked.to_send:
        numbers[TO_SEND] = [(1, 1)]
    searched = asked.text.strip()
    found = found_ids(reader, spec.kind, searched) if searched else None
    order = asked.order or ("" if found is not None else spec.order)
    return ListQuery(
        fields={name: values for name, values in asked.fields.items() if values},
        numbers=numbers,
        among=found,
        order=_order(spec, order.removeprefix("-"), desk.role) if order else None,
        down=order.startswith("-"),
        voided=TAKEN_OUT if asked.taken_out else (),
    )


def _order(spec: PageSpec, name: str, role: str) -> str | WorkedColumn:
    """Return what a column's name stands for; NotSortableError for one the list has not."""
    if name == SYNC_STATUS and role != OFFICE:
        return status_name(spec.kind)
    if name in ("id", spec.order.removeprefix("-")):
        return name
    if name not in orders_of(spec, role):
        raise NotSortableError(name)
    return next((column for column in (*spec.columns, *spec.more) if name_of_column(column) == name), name)
