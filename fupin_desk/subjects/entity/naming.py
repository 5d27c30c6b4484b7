"""What entities are called where others read it: one that is a person is called by its kind."""

from __future__ import annotations

from collections.abc import Iterable

from fupin_desk.domain.disclosure import board_text
from fupin_desk.domain.languages import InLanguages
from fupin_desk.subjects.entity.records import Entity


def called_in_public(entities: Iterable[Entity]) -> tuple[str, str]:
    """Return what entities are called together, and their kind in place of the name where one of them is a person.

    The name is an ``InLanguages``, in the languages that all of them have one in.
    """
    payers = list(entities)
    persons = sorted(entity.kind or "" for entity in payers if entity.one_person)
    if persons:
        return "", persons[0]
    names = sorted(board_text(entity, "name") or InLanguages("", {}) for entity in payers)
    return (names[0].joined_with(names[1:], " / ") if names else ""), ""
