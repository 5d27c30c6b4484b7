"""What is said of a kind's page: plain data that the window draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fupin_desk.domain.traits import Path

Columns = Mapping[str, int]
"""Names of columns in order, each with its width in pixels; 0 takes what is left."""


class Among:
    """What a field may name: the records that any of some paths lead to, from the record whose page it is on."""

    def __init__(self, *paths: Path, or_any: bool = False) -> None:
        """Take the paths; ``or_any``: where they lead nowhere, any record may be chosen, otherwise none."""
        self.paths, self.or_any = paths, or_any


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Records listed on the page of the one they name, each opened in a form below the list."""

    kind: str
    by: str
    """The field that names the record on the page."""
    columns: Columns
    order: str = "id"
    leave_out: tuple[str, ...] = ()
    """Fields that are filled in another way."""
    narrow: Mapping[str, Among] = field(default_factory=dict)
    suggest: Mapping[str, Path] = field(default_factory=dict)
    """What a new one is likely to name, where a path leads to one record alone."""


@dataclass(frozen=True, kw_only=True)
class Linked:
    """Records of another kind that have to do with the one on the page; each leads to its own page."""

    kind: str
    at: Path
    columns: Columns


@dataclass(frozen=True, kw_only=True)
class PageSpec:
    """How records of a kind are listed, and what stands on the page of one."""

    kind: str
    columns: Columns
    order: str = "-id"
    leave_out: tuple[str, ...] = ()
    narrow: Mapping[str, Among] = field(default_factory=dict)
    lines: tuple[Lines, ...] = ()
    linked: tuple[Linked, ...] = ()
