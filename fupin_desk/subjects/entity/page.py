"""The page of an entity."""

from __future__ import annotations

from fupin_desk.policy.specs import SYNC_STATUS, PageSpec, Part

PAGES = (
    PageSpec(kind="entity", columns=("name", "kind", "industries", "legal_person", "uscc", SYNC_STATUS), order="name"),
)
PARTS: tuple[Part, ...] = ()
