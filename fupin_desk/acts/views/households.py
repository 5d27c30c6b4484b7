"""The list of households, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.views.lists import TAKEN_OUT
from fupin_desk.acts.views.names import heads_of
from fupin_desk.acts.views.spots import drafts_on
from fupin_desk.acts.views.sync_status import sync_statuses
from fupin_desk.store import Reader, Stored

MOST_FOUND = 200


@dataclass(frozen=True)
class HouseholdLine:
    """One household in the list."""

    id: str
    number: str
    head: str
    group: str
    status: str | None
    people: int
    road: str
    """How far it has come on its way to the county (``sync_status``)."""
    village: str
    """Code of its village."""
    drafts: tuple[tuple[str, str], ...] = ()
    """Kind and field of what was typed on its page and could not be kept."""


def page_of_households(desk: Desk, offset: int, limit: int, *, taken_out: bool = False) -> list[HouseholdLine]:
    """Return a page of all households by number, or of those that were taken out."""
    where = {"voided": TAKEN_OUT} if taken_out else {}
    with desk.vault.reading() as reader:
        found = reader.list("household", where=where, order="number", limit=limit, offset=offset, voided=taken_out)
        return _lines(reader, found)


def find_households(desk: Desk, text: str) -> list[HouseholdLine]:
    """Return the households somebody may mean, best first: name, pinyin, last four of an ID, number."""
    with desk.vault.reading() as reader:
        ids = reader.search(text, limit=MOST_FOUND)
        found = {one.id: one for one in reader.list("household", where={"id": ids})} if ids else {}
        return _lines(reader, [found[one] for one in ids if one in found])


def _lines(reader: Reader, households: Sequence[Stored]) -> list[HouseholdLine]:
    ids = [one.id for one in households]
    heads = heads_of(reader, households)
    members = reader.list("member", where={"household": ids}) if ids else []
    people: dict[str, int] = {}
    for member in members:
        if member.values["gone_since"] is None:
            people[str(member.values["household"])] = people.get(str(member.values["household"]), 0) + 1
    road, drafts = sync_statuses(reader, ids), drafts_on(reader, "household", ids)
    return [
        HouseholdLine(
            one.id,
            str(one.values["number"] or ""),
            heads.get(one.id, ""),
            str(one.values["group"] or ""),
            None if one.values["status"] is None else str(one.values["status"]),
            people.get(one.id, 0),
            road.get(one.id, "unsent"),
            one.village,
            tuple(drafts.get(one.id, ())),
        )
        for one in households
    ]
