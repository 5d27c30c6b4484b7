"""What is said of a kind's pages: plain data that the window draws. Each subject states its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fupin_desk.domain.traits import Path


@dataclass(frozen=True)
class WorkedColumn:
    """A column of what is worked out for each record of a list; its head is a field's label or ``window.<name>``."""

    name: str
    at: tuple[Path, ...]
    """Where it comes from."""
    take: Literal["called", "count"] = "called"
    """What those it leads to are called, or how many they are."""
    most: int = 0
    """How many of them are named; 0 for all."""


SYNC_STATUS, FINDINGS, MONEY_OPEN = "sync_status", "findings", "money_open"
"""Columns of every kind: how far a record has come on its way to the county, and the gravest that policy sees of it;
and of what money is owed to or under (``Due``), how much of it was due by today and is not paid."""
Columns = tuple[str | WorkedColumn, ...]
"""In order: fields of the kind, the columns of every kind, or what is worked out. Widths follow from shapes."""


class Among:
    """What a field may name: the records that any of some paths lead to, from the record whose page it is on."""

    def __init__(self, *paths: Path, or_any: bool = False) -> None:
        """Take the paths; ``or_any``: where they lead nowhere, any record may be chosen, otherwise none."""
        self.paths, self.or_any = paths, or_any


ASKED_ABOUT = Among()
"""Of a household: all that it is asked about, whatever kinds those are (``Traits.asks``)."""


@dataclass(frozen=True)
class Section:
    """Some fields of a kind's form under a head that folds; what the head says is ``section.<kind>.<name>``."""

    name: str
    fields: tuple[str, ...]
    folded: bool = True
    """Whether it is folded until somebody opens it; what is folded is passed by whoever goes on with Enter."""


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Records listed on the page of the one they name, each opened in a form below the list."""

    kind: str
    by: str
    """The field that names the record on the page."""
    place: int
    """Where on that page: smaller numbers stand before."""
    columns: Columns
    order: str = "id"
    grid: bool = False
    """Whether they are typed above the form as well, one to a line, in the fields among the columns."""
    leave_out: tuple[str, ...] = ()
    """Fields that are filled in another way."""
    narrow: Mapping[str, Among] = field(default_factory=dict)
    suggest: Mapping[str, Path] = field(default_factory=dict)
    """What a new one is likely to name, where a path leads to one record alone."""
    scans: bool = False
    """Whether scans of papers are kept with each."""
    sections: tuple[Section, ...] = ()
    """Parts of the form of one, below the fields that are in none."""


@dataclass(frozen=True, kw_only=True)
class Tie:
    """The record that ties a new one to the page it is begun from."""

    kind: str
    new: str
    """The field that names the new one."""
    page: str
    """The field that names the record on the page."""
    says: Mapping[str, str]
    """What else it says."""


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A new record that itself names the one on the page it is begun from."""

    by: str
    """The field that names it."""
    suggest: Mapping[str, Path] = field(default_factory=dict)
    """What else a new one is likely to name, where a path from the record on the page leads to one record alone."""


@dataclass(frozen=True, kw_only=True)
class Linked:
    """Records of another kind that have to do with the one on a page; each leads to its own page."""

    on: str
    """The kind on whose page they are listed."""
    kind: str
    at: Path
    place: int
    columns: Columns
    order: str = "-id"
    begin: Tie | Begun | None = None
    """How a new one is begun from here, where it can be."""


PanelName = Literal[
    "agreed", "checking", "closing", "disagreements", "drafting", "dues_of_contract", "dues_of_household", "ended",
    "erasing", "objections", "other_laptops", "posting", "preview", "saving", "scans", "signing", "sums", "withdrawing",
]  # fmt: skip
Where = Literal["head", "page", "beside", "tab", "history", "side", "list"]
"""In the line that says which record it is; above all else; beside the form; a tab of its own; below the history; in a
narrow column beside what only commands write; above the list of the kind, beside one another."""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Something on a kind's page that is worked out, or kept in another way than in fields."""

    on: str
    name: PanelName
    """The window has a maker for each."""
    place: int
    at: Where = "page"
    """What stands at the head, above or beside is drawn anew whenever something changes."""
    tab: str = ""
    """The tab in which it stands before what is there, by the kind or the panel that has it; empty: its own."""
    only: tuple[str, tuple[str, ...]] | None = None
    """It stands there only while a field of the record has one of these codes."""
    at_office: bool = True
    """Whether the office has it as well: what a village alone does it has not."""


Part = Lines | Linked | Panel


@dataclass(frozen=True)
class StateMark:
    """A field whose code is marked beside the title of a record's page, and what each code weighs."""

    field: str
    weights: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class PageSpec:
    """How records of a kind are listed, and the form on the page of one.

    What only commands of its own write (``Traits.by_hand``) has no form, and none is begun from its list: there are its
    panels alone.
    """

    kind: str
    columns: Columns
    more: Columns = ()
    """Columns that are shown where a person chooses them."""
    filters: tuple[str, ...] = ()
    """Texts and years by which the list is filtered, besides the codes and yes-or-noes among its columns."""
    order: str = "-id"
    found_through: Mapping[str, Path] = field(default_factory=dict)
    """Kinds by whose words it is found as well, each with the path from there."""
    leave_out: tuple[str, ...] = ()
    narrow: Mapping[str, Among] = field(default_factory=dict)
    form_columns: int = 3
    """Fields beside one another in its form."""
    begins_with: str | None = None
    """The field of which a new one is begun: what it names is made with it."""
    then: str = ""
    """The field that comes after."""
    told: tuple[str, ...] = ()
    """Fields whose codes or words stand beside the title of a record's page."""
    titled_by: str | None = None
    """The field whose code stands in the title of a record's page, before what the record is called."""
    state: StateMark | None = None
    sections: tuple[Section, ...] = ()
    """Parts of its form, below the fields that are in none."""
    found_at_once: bool = False
    """Whether the search box above every page leads to its list."""
