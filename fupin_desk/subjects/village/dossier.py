"""Villages with the entities that serve them."""

from __future__ import annotations

from collections.abc import Sequence

from fupin_desk.policy.dossier import Subject
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.village.records import Village


class VillageDossier(Subject[Village]):
    """A village with the entities that serve it."""

    __slots__ = ()
    of = Village

    @property
    def entities(self) -> Sequence[Entity]:
        """The entities that serve it: those that name it, and those of its own that name none."""
        return self.graph.worded(Entity, _serves, self.record.code or self.record.village)

    def count(self, *kinds: str) -> int:
        """Return how many entities of these kinds serve it."""
        return sum(1 for entity in self.entities if entity.kind in kinds)


def _serves(entity: Entity) -> set[str]:
    """Return the codes of the villages an entity serves."""
    return set(entity.villages or (entity.village,))
