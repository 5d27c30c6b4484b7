"""Records in memory, by kind, that are read like those of a desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fupin_desk.acts.policy.check import ALSO_TAKEN_OUT
from fupin_desk.domain.record import Record, kind_name


class Shelf:
    """A source of records that notes what it is asked for."""

    def __init__(self, *records: Record, **kinds: Sequence[Record]) -> None:
        """Take records, each by itself or by kind."""
        self.asked: list[tuple[str, str]] = []
        self.kinds: dict[str, Sequence[Any]] = {kind: list(found) for kind, found in kinds.items()}
        for record in records:
            self.kinds[kind_name(type(record))] = [*self[kind_name(type(record))], record]

    def __getitem__(self, kind: str) -> Sequence[Any]:
        """Return every record of a kind, in the order in which they were given."""
        return self.kinds.get(kind, [])

    def records(self, kind: str, where: Mapping[str, Any] | None = None, voided: bool = False) -> list[Any]:
        """Return the records of a kind that match, in the order of their ids; of some kinds those taken out too."""
        found = [each for each in self[kind] if voided or kind in ALSO_TAKEN_OUT or each.voided is None]
        for field, wanted in (where or {}).items():
            self.asked.append((kind, field))
            among = set(wanted)
            found = [each for each in found if among.intersection(_listed(getattr(each, field)))]
        return sorted(found, key=lambda each: each.id)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
