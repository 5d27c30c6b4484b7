"""Lists of entities, contracts, assets, distributions and notices, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.views.names import names, parties_of
from fupin_desk.acts.views.spots import drafts_on, pages_with_drafts
from fupin_desk.acts.views.sync_status import sync_statuses
from fupin_desk.domain.changes import Value
from fupin_desk.kinds import kind_spec
from fupin_desk.store import Reader, Stored
from fupin_desk.words.bidi import PARTED

MOST_FOUND = 200
TAKEN_OUT = ("taken_out", "removed", "undo")
"""Ways of being taken out from which a record can be put back; nothing is left of what was erased."""
Where = Mapping[str, Value | Collection[str]]


@dataclass(frozen=True)
class Line:
    """One record in a list."""

    kind: str
    id: str
    values: Mapping[str, Value]
    called: Mapping[str, str] = field(default_factory=dict)
    """What the records it names are called, by field; ``parties`` for who is bound by a contract."""
    road: str = "unsent"
    village: str = ""
    """Code of the village it is of."""
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
    order: str = "-id",
    where: Where | None = None,
    taken_out: bool = False,
) -> list[Line]:
    """Return a page of a kind's records, the newest first: those that stand, or those that were taken out."""
    among = _where(where, taken_out)
    with desk.vault.reading() as reader:
        found = reader.list(kind, where=among, order=order, limit=limit, offset=offset, voided=taken_out)
        return _lines(reader, kind, found)


def find_records(desk: Desk, kind: str, text: str) -> list[Line]:
    """Return the records of a kind somebody may mean; a contract also by who is bound by it."""
    with desk.vault.reading() as reader:
        ids = reader.search(text, limit=MOST_FOUND, kind=kind)
        if kind == "contract":
            for bound in ("household", "entity"):
                meant = reader.search(text, limit=MOST_FOUND, kind=bound)
                parties = reader.list("party", where={bound: meant}) if meant else []
                ids += [str(party.values["contract"]) for party in parties if party.values["contract"]]
        ids = list(dict.fromkeys(ids))
        found = {one.id: one for one in reader.list(kind, where={"id": ids})} if ids else {}
        return _lines(reader, kind, [found[one] for one in ids if one in found])


def _lines(reader: Reader, kind: str, stored: Sequence[Stored]) -> list[Line]:
    ids = [one.id for one in stored]
    called: dict[str, dict[str, str]] = {one: {} for one in ids}
    for name, spec in kind_spec(kind).fields.items():
        if not spec.field.shape.refers or spec.field.shape.several:
            continue
        named = {one.id: str(one.values[name]) for one in stored if one.values[name]}
        for of in spec.field.kinds if named else ():
            names_of = names(reader, of, named.values())
            for record, target in named.items():
                if target in names_of:
                    called[record][name] = names_of[target]
    if kind == "contract":
        for contract, parties in parties_of(reader, ids).items():
            called[contract]["parties"] = PARTED.join(parties)
    road, drafts = sync_statuses(reader, ids), drafts_on(reader, kind, ids)
    return [
        Line(
            kind,
            one.id,
            one.values,
            called[one.id],
            road.get(one.id, "unsent"),
            one.village,
            tuple(drafts.get(one.id, ())),
        )
        for one in stored
    ]
