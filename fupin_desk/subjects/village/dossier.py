"""Villages with the entities that serve them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from fupin_desk.policy.dossier import Subject
from fupin_desk.policy.graph import Graph
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.village.records import Village


class VillageDossier(Subject[Village]):
    """A village with the entities that serve it."""

    __slots__ = ()
    of = Village

    @property
    def entities(self) -> Sequence[Entity]:
        """The entities that serve it: those that name it, and those of its own that name none."""
        return _serving(self.graph).get(self.record.code or self.record.village, ())

    def count(self, *kinds: str) -> int:
        """Return how many entities of these kinds serve it."""
        return sum(1 for entity in self.entities if entity.kind in kinds)


def _serving(graph: Graph) -> dict[str, list[Entity]]:
    def found() -> dict[str, list[Entity]]:
        serving: dict[str, list[Entity]] = defaultdict(list)
        for entity in graph.all(Entity):
            for code in set(entity.villages or (entity.village,)):
                serving[code].append(entity)
        return serving

    return graph.once(_serving, found)
