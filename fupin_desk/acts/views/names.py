"""What records are called, so that a person never meets an id."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from fupin_desk.acts.desk import Desk
from fupin_desk.domain.records import KINDS
from fupin_desk.policy.due import Due
from fupin_desk.store import Reader, Stored

BETWEEN = " · "


def name_of(desk: Desk, kinds: Collection[str], record: str) -> str:
    """Return what one record is called, whichever of the kinds it is of; its number's place stays empty if unknown."""
    with desk.vault.reading() as reader:
        for kind in kinds:
            found = names(reader, kind, [record]).get(record)
            if found:
                return found
    return record[-6:]


def names(reader: Reader, kind: str, ids: Iterable[str]) -> dict[str, str]:
    """Return what records of one kind are called, voided ones too; those that are not here are left out."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    stored = reader.list(kind, where={"id": wanted}, voided=True)
    return NAMING.get(kind, _plain)(reader, stored)


def heads_of(reader: Reader, households: Iterable[Stored]) -> dict[str, str]:
    """Return the name of each household's head, or of its first member where no head is set."""
    of = {one.id: one.values["head"] for one in households}
    members = reader.list("member", where={"household": list(of)}) if of else []
    found: dict[str, str] = {}
    rank: dict[str, tuple[bool, bool]] = {}
    for member in members:
        household = str(member.values["household"])
        named, written = member.id == of[household], member.values["relation"] == "head"
        if household not in found or (named, written) > rank[household]:
            found[household], rank[household] = str(member.values["name"] or ""), (named, written)
    return found


def parties_of(reader: Reader, contracts: Collection[str]) -> dict[str, list[str]]:
    """Return for each contract the names of who is bound by it, households first."""
    parties = reader.list("party", where={"contract": list(contracts)}) if contracts else []
    called = {
        kind: names(reader, kind, [str(one.values[kind]) for one in parties if one.values[kind]])
        for kind in ("household", "entity")
    }
    found: dict[str, list[str]] = {}
    for kind in ("household", "entity"):
        for party in parties:
            name = called[kind].get(str(party.values[kind]))
            if name:
                found.setdefault(str(party.values["contract"]), []).append(name)
    return found


def rested_on(reader: Reader, dues: Collection[Due]) -> dict[str, str]:
    """Return what dues are owed under: by contract its number and who is to pay, by line what is shared out."""
    contracts = reader.list("contract", where={"id": sorted({due.contract for due in dues if due.contract})})
    parties = reader.list("party", where={"contract": [one.id for one in contracts]}) if contracts else []
    entities = names(reader, "entity", [str(one.values["entity"]) for one in parties if one.values["entity"]])
    found = {}
    for one in contracts:
        payers = [entities.get(str(each.values["entity"])) for each in parties if each.values["contract"] == one.id]
        found[one.id] = _said(one.values["number"], *payers)
    wanted = sorted({due.distribution_line for due in dues if due.distribution_line})
    lines = reader.list("distribution_line", where={"id": wanted}) if wanted else []
    shared_out = names(reader, "distribution", [str(one.values["distribution"]) for one in lines])
    return found | {one.id: shared_out.get(str(one.values["distribution"]), "") for one in lines}


def _said(*parts: object) -> str:
    return BETWEEN.join(str(part) for part in parts if part)


def _plain(_reader: Reader, stored: list[Stored]) -> dict[str, str]:
    fields = ("number", "name", "name_zh", "title", "figure", "rule", "period")
    return {
        one.id: _said(*[one.values[name] for name in fields if name in KINDS[one.kind].fields][:2]) or one.id[-6:]
        for one in stored
    }


def _households(reader: Reader, stored: list[Stored]) -> dict[str, str]:
    heads = heads_of(reader, stored)
    return {one.id: _said(heads.get(one.id), one.values["number"]) for one in stored}


def _contracts(reader: Reader, stored: list[Stored]) -> dict[str, str]:
    parties = parties_of(reader, [one.id for one in stored])
    return {one.id: _said(one.values["number"], *parties.get(one.id, [])[:3]) for one in stored}


def _distributions(reader: Reader, stored: list[Stored]) -> dict[str, str]:
    assets = names(reader, "asset", [str(one.values["asset"]) for one in stored if one.values["asset"]])
    return {
        one.id: _said(one.values["number"], one.values["year"], assets.get(str(one.values["asset"]))) for one in stored
    }


def _lines(reader: Reader, stored: list[Stored]) -> dict[str, str]:
    distributions = names(reader, "distribution", [str(one.values["distribution"]) for one in stored])
    households = names(reader, "household", [str(one.values["household"]) for one in stored])
    return {
        one.id: _said(distributions.get(str(one.values["distribution"])), households.get(str(one.values["household"])))
        for one in stored
    }


def _of(reference: str, *beside: str) -> Callable[[Reader, list[Stored]], dict[str, str]]:
    """Records that are called by the record they belong to."""

    def named(reader: Reader, stored: list[Stored]) -> dict[str, str]:
        called = names(reader, reference, [str(one.values[reference]) for one in stored if one.values[reference]])
        return {
            one.id: _said(called.get(str(one.values[reference])), *(one.values[name] for name in beside))
            for one in stored
        }

    return named


NAMING: dict[str, Callable[[Reader, list[Stored]], dict[str, str]]] = {
    "household": _households,
    "contract": _contracts,
    "distribution": _distributions,
    "party": _of("household"),
    "delivery": _of("household", "on"),
    "payment": _of("household", "paid_on"),
    "distribution_line": _lines,
    "consent": _of("household", "on"),
    "share": _of("household"),
    "notice_line": lambda _reader, stored: {one.id: _said(one.values["position"]) for one in stored},
}
