"""What entities are called where others read it: one that is a person is called by its kind."""

from __future__ import annotations

from collections.abc import Iterable

from fupin_desk.domain.disclosure import board_values
from fupin_desk.subjects.entity.records import Entity


def called_in_public(entities: Iterable[Entity]) -> tuple[str, str]:
    """Return what entities are called together, and their kind in place of the name where one of them is a person."""
    found = list(entities)
    persons = sorted(entity.kind or "" for entity in found if entity.one_person)
    if persons:
        return "", persons[0]
    return " / ".join(sorted(str(board_values(entity).get("name", "")) for entity in found)), ""
