"""Who may write for a village: what its desk claims, against what the office knows by then."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """What a bundle's persons come to."""

    new: frozenset[str] = frozenset()
    """Nobody had told of them."""
    elsewhere: frozenset[str] = frozenset()
    """Claimed, though they are of another village or of the office: that counts for nothing."""
    writers: frozenset[str] = frozenset()
    """Those asked about who may write for the village."""


def weigh(claimed: Collection[str], asked: Collection[str], places: Mapping[str, str], village: str) -> Told:
    """Return what the claims of a village's desk come to, and who of those asked about may write for the village.

    ``places``: of which place each of them is known to be, where they are.
    """
    persons = {*claimed, *asked}
    new = frozenset(person for person in claimed if person not in places)
    return Told(
        new=new,
        elsewhere=frozenset(person for person in claimed if places.get(person, village) != village),
        writers=new | {person for person in persons if places.get(person) == village},
    )
