"""What is seen in a sheet besides the cells that the reader gives: what is hidden, merged, or shown instead."""

from __future__ import annotations

from dataclasses import dataclass, field

Places = dict[tuple[int, int], str]
"""What stands at a row and column (from 0) instead of a result."""
Ranges = list[tuple[tuple[int, int], tuple[int, int]]]
"""Merged ranges: the first and the last cell of each."""
MOST_COLUMNS = 16_384
"""Columns a sheet has at most, in any program."""


@dataclass(slots=True)
class SeenCells:
    """What was seen in one sheet; places count from 0, from the sheet's corner."""

    instead: Places = field(default_factory=dict)
    """What a person sees in a cell, where the reader gives something else."""
    merged: Ranges = field(default_factory=list)
    """Where the reader knows none."""
    hidden_rows: set[int] = field(default_factory=set)
    """Hidden by hand or by a filter."""
    hidden_columns: set[int] = field(default_factory=set)

    def hide_columns(self, first: int, last: int) -> None:
        """Note that columns are hidden, from one to another."""
        self.hidden_columns.update(range(first, min(last + 1, MOST_COLUMNS)))
