"""The pages there are: what each subject says of its own, put together by the kind on whose page it stands."""

from __future__ import annotations

from dataclasses import replace

from fupin_desk.kinds import KINDS, asking
from fupin_desk.kinds.subjects import stated
from fupin_desk.policy.specs import ASKED_ABOUT, Among, Lines, PageSpec, Panel, Part, Section, Where

PAGES: dict[str, PageSpec] = {spec.kind: spec for spec in stated("page", "PAGES")}
"""By kind; of several on one page of the window, in the order in which they stand there."""
PAGE_NAMES: tuple[str, ...] = tuple(dict.fromkeys(KINDS[kind].traits.placed.page or "" for kind in PAGES))
"""The pages of the window that show records, in the order of the side bar."""


def _resolved(part: Part) -> Part:
    """Return a part with the ways to all that a household is asked about, where it leaves them open."""
    if not isinstance(part, Lines) or ASKED_ABOUT not in part.narrow.values():
        return part
    ways = Among(*asking.ASKED_ABOUT)
    return replace(part, narrow={name: ways if among is ASKED_ABOUT else among for name, among in part.narrow.items()})


PARTS: tuple[Part, ...] = tuple(map(_resolved, stated("page", "PARTS")))


def owner_of(part: Part) -> str:
    """Return the kind on whose page a part stands."""
    return KINDS[part.kind].fields[part.by].field.kinds[0] if isinstance(part, Lines) else part.on


def parts_of(kind: str, at: Where) -> list[Part]:
    """Return what stands in one place of the page of a kind, in order."""
    parts = (part for part in PARTS if owner_of(part) == kind and stands_at(part) == at)
    return sorted(parts, key=lambda part: part.place)


def stands_at(part: Part) -> Where:
    """Return where a part stands: lists of records always in a tab."""
    return part.at if isinstance(part, Panel) else "tab"


def pages_of(name: str) -> list[PageSpec]:
    """Return the specs of the kinds that one page of the window shows."""
    return [spec for kind, spec in PAGES.items() if KINDS[kind].traits.placed.page == name]


def sections_of(kind: str) -> tuple[Section, ...]:
    """Return the parts of the form of a kind, wherever that form stands."""
    lines = (part.sections for part in PARTS if isinstance(part, Lines) and part.kind == kind and part.sections)
    return PAGES[kind].sections if kind in PAGES else next(lines, ())


FOUND_AT_ONCE = next(KINDS[kind].traits.placed.page or "" for kind, spec in PAGES.items() if spec.found_at_once)
"""The page of the window to which the search box above every page leads."""
