"""How much goes into one bundle: scans are heavy, and a bundle that is too big for one reader is no use to anybody.

Nor is one of more changes than a reader takes at once (``domain.limits``): a long history goes in several.

Changes stay in their order, parents first, and a scan travels beside the change that names it; so every part but the
first is held until those before it have come, and a part that is lost is sent again with its scans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from fupin_desk.domain.changes import Change
from fupin_desk.domain.limits import CHANGES_AT_ONCE, CHANGES_BYTES_AT_ONCE, MOST_ORDERS
from fupin_desk.domain.scans import scan_of
from fupin_desk.kinds.erasure import is_erasure
from fupin_desk.store import Reader

SCANS_BYTES = 128 << 20
"""Scans in one bundle: half of what a bundle may hold at all (``exchange.bundle.LIMIT_BYTES``)."""


@dataclass(slots=True)
class Load:
    """What one bundle carries."""

    changes: list[Change] = field(default_factory=list)
    scans: dict[str, int] = field(default_factory=dict)
    """Bytes of each, by its SHA-256."""


def loads(
    reader: Reader, changes: Iterable[Change], limit: int, changes_at_once: int = CHANGES_AT_ONCE
) -> Iterator[Load]:
    """Yield the changes in bundles' worth, at least one.

    Each has no more than ``limit`` bytes of scans, ``changes_at_once`` changes, and ``CHANGES_BYTES_AT_ONCE`` of them.
    """
    load, scans_bytes, changes_bytes, orders = Load(), 0, 0, 0
    for change in changes:
        digest = scan_of(change)
        new = digest is not None and digest not in load.scans and reader.has_blob(digest)
        scan = len(reader.blob(digest)) if digest is not None and new else 0
        size = len(msgspec.json.encode(change))
        if load.changes and (
            (load.scans and scans_bytes + scan > limit)
            or len(load.changes) >= changes_at_once
            or changes_bytes + size > CHANGES_BYTES_AT_ONCE
            or orders + is_erasure(change) > MOST_ORDERS
        ):
            yield load
            load, scans_bytes, changes_bytes, orders = Load(), 0, 0, 0
        if digest is not None and new:
            load.scans[digest] = scan
        load.changes.append(change)
        scans_bytes += scan
        changes_bytes += size
        orders += is_erasure(change)
    yield load
