"""Which records paths lead to from the one on a page (``domain.traits``)."""

from __future__ import annotations

from collections.abc import Iterable

from fupin_desk.acts.desk import Desk
from fupin_desk.domain.record import Record
from fupin_desk.domain.traits import Path
from fupin_desk.policy.graph import Graph


def led_to(desk: Desk, kind: str, record: str, paths: Iterable[Path]) -> list[str]:
    """Return the ids of the records, in force, that paths lead to from one; none where it is not there yet."""
    with desk.vault.reading() as reader:
        records: list[Record] = reader.records(kind, {"id": record}, voided=True)
        graph = Graph(reader, records)
        ends = [end for record in records for path in paths for end in graph.follow(record, path)]
    return sorted({end.id for end in ends if isinstance(end, Record)})
