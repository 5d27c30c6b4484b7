"""Which changes say something else than what stands beside them, seen when all of them are in their place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from fupin_desk.domain.changes import Change
from fupin_desk.kinds.registers import registers_of

Record = tuple[str, str]
"""Kind and id."""


Named = tuple[str, Change]
"""A change with its digest, which was computed once already."""


def disputed_by(fresh: Iterable[Named], histories: Callable[[Collection[Record]], Iterable[Change]]) -> set[str]:
    """Return every change in dispute in a field that one of ``fresh`` writes.

    ``histories`` returns what is known of records besides; it is asked once.
    """
    new = _by_record(fresh)
    if not new:
        return set()
    beside = _by_record((change.digest, change) for change in histories(new.keys()))
    digests: set[str] = set()
    for record, changes in new.items():
        together = beside.get(record, {}) | changes
        if _stand_together(together):
            for register in registers_of(together.values()).values():
                digests.update(register.live if register.disputed else ())
    return digests


def _by_record(changes: Iterable[Named]) -> dict[Record, dict[str, Change]]:
    by_place: dict[Record, dict[str, Change]] = {}
    for digest, change in changes:
        if change.body is not None:
            by_place.setdefault((change.body.kind, change.body.record), {})[digest] = change
    return by_place


def _stand_together(changes: Mapping[str, Change]) -> bool:
    """Whether any two of them stand in one field: else, as nearly always, there is nothing to dispute."""
    if len(changes) < 2:
        return False
    written = [
        (name, digest, seen)
        for digest, change in changes.items()
        if change.body is not None
        for name, seen in change.body.based_on.items()
    ]
    replaced = {(name, base) for name, _digest, seen in written for base in seen}
    standing = [name for name, digest, _seen in written if (name, digest) not in replaced]
    return len(standing) != len(set(standing))
