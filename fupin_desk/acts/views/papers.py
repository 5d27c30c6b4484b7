"""The scans that are kept with a household, a contract or an agreement."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.acts.desk import Desk
from fupin_desk.store import Reader, Stored


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
        stored = reader.find(kind, record)
        if stored is None:
            return []
        if kind == "consent":
            digest = str(stored.values["paper"] or "")
            return [Scan("", digest, digest[:8], "")] if digest else []
        papers = {one.id: one for one in _papers(reader, kind, stored)}
        return [
            Scan(one.id, str(one.values["digest"]), str(one.values["title"] or ""), str(one.values["kind"] or ""))
            for one in papers.values()
        ]


def _papers(reader: Reader, kind: str, stored: Stored) -> list[Stored]:
    if kind == "household":
        parties = reader.list("party", where={"household": stored.id})
        contracts = reader.list("contract", where={"id": sorted({str(one.values["contract"]) for one in parties})})
        return [*reader.list("paper", where={"household": stored.id}), *_named(reader, contracts)]
    return _named(reader, [stored])


def _named(reader: Reader, contracts: list[Stored]) -> list[Stored]:
    named = {str(paper) for one in contracts for paper in _ids(one)}
    return reader.list("paper", where={"id": sorted(named)})


def _ids(contract: Stored) -> list[str]:
    papers = contract.values["papers"]
    return [str(one) for one in papers] if isinstance(papers, list) else []
