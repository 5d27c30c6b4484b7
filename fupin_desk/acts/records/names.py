"""What records are called, so that a person never meets an id."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.domain.ids import village_id
from fupin_desk.domain.languages import in_one
from fupin_desk.domain.record import Record, kind_name
from fupin_desk.domain.traits import Path
from fupin_desk.kinds import KINDS
from fupin_desk.policy.due import Due
from fupin_desk.policy.graph import Graph
from fupin_desk.store import Reader
from fupin_desk.words.bidi import PARTED

MOST_OTHERS = 3
"""Records whose own names make a name: a contract may bind a whole village."""


def name_of(desk: Desk, kinds: Collection[str], record: str) -> str:
    """Return what one record is called, whichever of the kinds it is of; its number's place stays empty if unknown."""
    with desk.vault.reading() as reader:
        for kind in kinds:
            name = names(reader, kind, [record]).get(record)
            if name:
                return name
    return record[-6:]


def names(reader: Reader, kind: str, ids: Iterable[str]) -> dict[str, str]:
    """Return what records of one kind are called (``Traits.called``), voided ones too; those not here are left out.

    A name that is kept in several languages is an ``InLanguages``: ``Translator.apart`` says it in its own.
    """
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    records: list[Record] = reader.records(kind, {"id": wanted}, voided=True)
    graph, paths = Graph(reader, records, voided=True), KINDS[kind].traits.called
    parts = {record.id: [end for path in paths for end in _ends(graph, record, path)] for record in records}
    others: dict[str, set[str]] = {}
    for end in (end for ends in parts.values() for end in ends if isinstance(end, Record)):
        others.setdefault(kind_name(type(end)), set()).add(end.id)
    called = {of: names(reader, of, ids) for of, ids in others.items()}
    return {record: _name(ends, called) or ("" if called else record[-6:]) for record, ends in parts.items()}


def _ends(graph: Graph, record: Record, path: Path) -> list[Any]:
    """Return what a path of ``Traits.called`` leads to; a text of the record's own in every language it is in."""
    return [text] if path in record.texts and (text := record.text(path)) else graph.follow(record, path)


def _name(parts: Sequence[Any], called: Mapping[str, Mapping[str, str]]) -> str:
    """Put together what a record is called from values and from the names of other records."""
    others = [called[kind_name(type(part))].get(part.id) for part in parts if isinstance(part, Record)]
    shown = iter([name for name in others if name][:MOST_OTHERS])
    return _said(*(next(shown, None) if isinstance(part, Record) else part for part in parts))


def village_names(reader: Reader, codes: Iterable[str]) -> dict[str, str]:
    """Return by code what villages are called; one whose record is not here, by its code."""
    ids = {code: village_id(code) for code in codes}
    called = names(reader, "village", ids.values())
    return {code: called.get(record) or code for code, record in ids.items()}


def village_names_of(desk: Desk, codes: Iterable[str]) -> dict[str, str]:
    """Return by code what villages are called."""
    with desk.vault.reading() as reader:
        return village_names(reader, codes)


def rested_on(reader: Reader, dues: Collection[Due]) -> dict[str, str]:
    """Return what dues are owed under: by contract its number and who is to pay, by line what is shared out."""
    contracts = reader.list("contract", where={"id": sorted({due.contract for due in dues if due.contract})})
    parties = reader.list("party", where={"contract": [stored.id for stored in contracts]}) if contracts else []
    entities = names(reader, "entity", [str(stored.values["entity"]) for stored in parties if stored.values["entity"]])
    by_record = {}
    for contract in contracts:
        payers = [
            entities.get(str(party.values["entity"])) for party in parties if party.values["contract"] == contract.id
        ]
        by_record[contract.id] = _said(contract.values["number"], *payers)
    wanted = sorted({due.distribution_line for due in dues if due.distribution_line})
    lines = reader.list("distribution_line", where={"id": wanted}) if wanted else []
    shared_out = names(reader, "distribution", [str(stored.values["distribution"]) for stored in lines])
    return by_record | {stored.id: shared_out.get(str(stored.values["distribution"]), "") for stored in lines}


def _said(*parts: object) -> str:
    return in_one([part if isinstance(part, str) else str(part) for part in parts if part], PARTED)
