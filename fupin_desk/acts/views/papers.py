"""The scans that are kept with a record, as its kind keeps them (``kinds.papers``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fupin_desk.acts.desk import Desk
from fupin_desk.domain.record import Record
from fupin_desk.kinds.papers import stays_here, ways_to_papers
from fupin_desk.policy.graph import Graph
from fupin_desk.store import Reader
from fupin_desk.subjects.paper.records import Paper


@dataclass(frozen=True)
class Scan:
    """One scan."""

    id: str
    """Its paper's record; empty for one that stays on the laptop, which has none."""
    digest: str
    title: str
    kind: str

    @property
    def key(self) -> str:
        """What it is told from the others by."""
        return self.id or self.digest


def scans_of(desk: Desk, kind: str, record: str) -> list[Scan]:
    """Return the scans of a record, taken out or not: its own, those that name it, and those of what binds it."""
    with desk.vault.reading() as reader:
        own = stays_here(kind)
        here = reader.records(kind, {"id": record}, voided=True)
        papers = _papers(reader, kind, here)
    if own is not None:
        return [Scan("", digest, digest[:8], "") for digest in (getattr(agreed, own) for agreed in here) if digest]
    return [Scan(paper.id, paper.digest or "", paper.title or "", paper.kind or "") for paper in papers]


def _papers(reader: Reader, kind: str, here: Sequence[Record]) -> list[Paper]:
    graph = Graph(reader, here)
    led = (graph.follow(record, path) for path in ways_to_papers(kind) for record in here)
    return [*{paper.id: paper for papers in led for paper in sorted(papers, key=lambda paper: paper.id)}.values()]
