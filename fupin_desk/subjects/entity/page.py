"""The page of an entity."""

from __future__ import annotations

from fupin_desk.policy.specs import ROAD, PageSpec, Part

PAGES = (PageSpec(kind="entity", columns=("name", "kind", "industries", "legal_person", "uscc", ROAD), order="name"),)
PARTS: tuple[Part, ...] = ()
