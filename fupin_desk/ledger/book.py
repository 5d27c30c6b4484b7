"""What was read from a workbook, and what is answered: pages, rows, faults and notes.

Always true:

* every row that says something has exactly one answer;
* a row with a fault is refused whole, and each fault names its cell as the spreadsheet program shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from fupin_desk.ledger.columns import SheetSpec

Raw = str | int | float | bool | date | datetime | time | timedelta
"""A cell as the spreadsheet holds it; an empty one is an empty text."""

OF_CELLS = (
    "digits_lost date year_only year_as_day number decimals percent unit_differs unit_inexact unit_unsaid "
    "unit_untold unit_unknown not_name whole_number year yes_no code type too_long too_small too_big id_number uscc "
    "card phone village unit merged ditto formula"
)
OF_ROWS = (
    "missing not_found ambiguous head_untold head_missing group_untold tables_beside sheet_untold same_id "
    "refers_refused spelled_otherwise head_differs other_head two_heads clash contradicts voided disputed "
    "other_village other_household birth_differs objected differs not_posted erased too_early in_future "
    "too_far id_birth same_name_household same_name_member nobody_like_it mark_elsewhere "
    "mark_gone mark_twice on_parties changed_both since_unknown mark_astray "
    "turned_round withdrawn_before stake_above_line births_differ confirmed_before one_of_two child "
    "other_terms number_of_another other_entity other_party not_order no_party before_contract no_line more_than_line "
    "paid paid_more line_declined line_of_another "
    "left_unborn paid_for_two is_head two_spouses no_digit not_asked "
    "before_loan other_borrower renews_later renews_round micro_of_entity"
)
ASKED = frozenset(
    ["is_it_household", "which_household", "is_it_member", "which_member", "is_it_payment", "id_of_another", "is_it_so"]
)
"""Reasons that are questions: they are answered in the column of marks."""
REASONS = ASKED | frozenset(f"{OF_CELLS} {OF_ROWS}".split())
"""Every reason why a row is refused: a closed list that scripts may rely on."""
LEFT_ASIDE = (
    "sheet_hidden sheet_unknown table_unknown heading_unknown heading_twice totals footer heading_again refusals "
    "group_row rows_hidden columns_hidden"
)
UNREAD = frozenset({"heading_unknown", "heading_twice", "table_unknown"})
OF_TAKEN = (
    "same_row changed_since corrected_again child_id consent_undated another_like_it delivered_again born_year "
    "not_heads emptied relation_read like_erased unusual"
)
NOTES = frozenset(f"{LEFT_ASIDE} {OF_TAKEN}".split())
"""Everything that may be left aside."""


class Percent(float):
    """A number in a cell that shows it as a percentage: 0.05 for 5 %."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused."""

    sheet: str
    row: int
    """Counted from 1, as the spreadsheet program shows it."""
    column: str | None
    """The heading; None where the fault is the row's."""
    reason: str
    """A code: ``ledger.reason.<reason>`` in i18n."""
    facts: dict[str, Any] = field(default_factory=dict)
    at: int | None = None
    """The column's place from 0, where a cell is meant."""
    label: str | None = None
    """The message key of the column's heading where the sheet lacks it; ``column`` is its key then."""

    def __post_init__(self) -> None:
        """Hold the list closed."""
        assert self.reason in REASONS, self.reason


@dataclass(frozen=True, slots=True)
class Note:
    """What was seen and left aside, so that nothing is passed over in silence (``ledger.note.<what>`` in i18n)."""

    sheet: str
    row: int | None
    column: str | None
    what: str
    facts: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Hold the list closed."""
        assert self.what in NOTES, self.what


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row of a page: what its cells say, by the key of their column, and what of it cannot be."""

    sheet: str
    number: int
    spec: SheetSpec
    said: dict[str, Any]
    """Values in the form the history keeps (``units.Stated`` where the record tells the unit); references as typed.

    Empty cells are absent.
    """
    headings: dict[str, tuple[str, int]]
    """Heading and place of every column of the page, by key."""
    faults: tuple[Fault, ...] = ()
    notes: tuple[Note, ...] = ()
    home: int | None = None
    """On a list of persons: the row of the head of this person's household, which is the head's own where it is one."""

    def fault(self, key: str | None, reason: str, **facts: Any) -> Fault:
        """Return a fault of this row, at the cell of a column where that column is on the page."""
        if key in self.headings:
            heading, at = self.headings[key]
            return Fault(self.sheet, self.number, heading, reason, facts, at)
        label = next((column.label for column in self.spec.columns if column.key == key), None)
        return Fault(self.sheet, self.number, key, reason, facts, label=label)


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A sheet of the workbook that people see: its cells as they are, and its rows where it could be read."""

    name: str
    cells: list[list[Raw]]
    first: tuple[int, int] = (0, 0)
    """Row and column, from 0, of ``cells[0][0]`` on the sheet."""
    spec: SheetSpec | None = None
    heading_row: int | None = None
    """The last row of the headings, from 1."""
    rows: tuple[LedgerRow, ...] = ()
    more_headings: tuple[int, ...] = ()
    """The last rows of the headings of further tables below, from 1."""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that was read."""

    pages: tuple[LedgerPage, ...]
    notes: tuple[Note, ...] = ()

    @property
    def unread(self) -> list[dict[str, str | None]]:
        """Return what was not read: columns by sheet, letter and heading; a table below another without a letter."""
        return [
            {"sheet": note.sheet, "column": note.facts.get("letter"), "heading": note.column or note.facts.get("text")}
            for note in self.notes
            if note.what in UNREAD
        ]

    def rows_of(self, key: str) -> Iterator[LedgerRow]:
        """Yield the rows of one kind of sheet on all pages, in their order."""
        yield from (row for page in self.pages for row in page.rows if row.spec.key == key)


@dataclass(frozen=True, slots=True)
class LedgerAnswer:
    """What became of one row."""

    sheet: str
    row: int
    verdict: str
    """``taken``, ``known`` or ``refused``."""
    faults: tuple[Fault, ...] = ()
    notes: tuple[Note, ...] = ()
