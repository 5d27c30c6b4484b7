"""How much goes into one bundle: scans are heavy, and a bundle that is too big for one reader is no use to anybody.

Changes stay in their order, parents first, and a scan travels beside the change that names it; so every part but the
first is held until those before it have come, and a part that is lost is sent again with its scans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fupin_desk.domain.changes import Change
from fupin_desk.store import Reader

SCANS_BYTES = 128 << 20
"""Scans in one bundle: half of what a bundle may hold at all (``exchange.bundle.LIMIT_BYTES``)."""


@dataclass(slots=True)
class Load:
    """What one bundle carries."""

    changes: list[Change] = field(default_factory=list)
    scans: dict[str, bytes] = field(default_factory=dict)
    """By their SHA-256."""


def loads(reader: Reader, changes: Sequence[Change], limit: int) -> Iterator[Load]:
    """Yield the changes in bundles' worth, at least one, each with no more than ``limit`` bytes of scans."""
    load, weight = Load(), 0
    for change in changes:
        digest = _scan_of(change)
        if digest is not None and digest not in load.scans and reader.has_blob(digest):
            scan = reader.blob(digest)
            if load.scans and weight + len(scan) > limit:
                yield load
                load, weight = Load(), 0
            load.scans[digest] = scan
            weight += len(scan)
        load.changes.append(change)
    yield load


def _scan_of(change: Change) -> str | None:
    """Return the scan that travels with a change; one that is local never does, for no paper names it."""
    if change.body is None or change.body.kind != "paper" or not change.values:
        return None
    digest = change.values.get("digest")
    return None if digest is None else str(digest)
