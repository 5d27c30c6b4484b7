"""The scans that are kept with a household, a contract or an agreement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from fupin_desk.acts.desk import Desk
from fupin_desk.store import Reader
from fupin_desk.subjects.paper.records import Paper


@dataclass(frozen=True)
class Scan:
    """One scan."""

    id: str
    """Its paper's record; empty for the scan of an agreement, which has none: it stays on the laptop."""
    digest: str
    title: str
    kind: str

    @property
    def key(self) -> str:
        """What it is told from the others by."""
        return self.id or self.digest


def scans_of(desk: Desk, kind: str, record: str) -> list[Scan]:
    """Return the scans of a household, with those of its contracts, of a contract, or of an agreement."""
    with desk.vault.reading() as reader:
        if kind == "consent":
            agreed = reader.records(kind, {"id": record}, voided=True)
            return [Scan("", consent.paper, consent.paper[:8], "") for consent in agreed if consent.paper]
        papers = _of_household(reader, record) if kind == "household" else _of_contracts(reader, [record], voided=True)
    return [Scan(paper.id, paper.digest or "", paper.title or "", paper.kind or "") for paper in papers]


def _of_household(reader: Reader, household: str) -> list[Paper]:
    contracts = [party.contract for party in reader.records("party", {"household": household}) if party.contract]
    papers = [*reader.records("paper", {"household": household}), *_of_contracts(reader, contracts)]
    return list({paper.id: paper for paper in papers}.values())


def _of_contracts(reader: Reader, contracts: Collection[str], voided: bool = False) -> list[Paper]:
    contracts_found = reader.records("contract", {"id": sorted(set(contracts))}, voided)
    return reader.records(
        "paper", {"id": sorted({paper for contract in contracts_found for paper in contract.papers or ()})}
    )
