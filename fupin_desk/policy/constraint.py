"""A constraint: what may not be written of a record when it is seen beside others.

It is asked whichever way a person writes: by form, command, sheet or undo.

Always true:

* what stood so already, from another desk say, can still be put right one field at a time: refused is only what a
  record did not say before;
* a constraint reads a dossier and figures, and never the store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from fupin_desk.domain.record import Contradiction, Record
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.figures import FigureTable
from fupin_desk.policy.graph import Graph

TAKEN_OUT = "voided"
"""The field that says in what way a record was taken out: whatever is asked of a record is asked when it comes back."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a constraint is told besides the record with what hangs on it."""

    stood: Record | None
    """The record as it stood before; ``None`` where it is new."""
    figures: Callable[[], FigureTable]
    """The dated figures that come with the program."""


Look = Callable[[Any, Asked], Iterable[Contradiction]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One constraint with everything that is said of it."""

    of: type[Record]
    fields: frozenset[str]
    """Fields of the record that it reads: it is asked where one of them is written, or the record comes back."""
    look: Look
    dossier: type[Dossier[Any]] = Dossier
    """What it looks at."""
    taken_out: bool = False
    """Whether it is asked also of a record that is taken out."""
    sheets: bool = False
    """Whether the rows of a sheet are asked it; else what reads the sheet asks the like in its own way."""

    def concerns(self, written: Collection[str]) -> bool:
        """Return whether what was written of a record can be what it refuses."""
        return TAKEN_OUT in written or not self.fields.isdisjoint(written)

    def new_faults(
        self, now: Record, stood: Record | None, graph: Graph, figures: Callable[[], FigureTable]
    ) -> list[Contradiction]:
        """Return what a record says now, and did not before, that cannot be; each once, in its order."""
        if now.voided is not None and not self.taken_out:
            return []
        asked = Asked(stood, figures)
        before = set() if stood is None else set(self.look(self.dossier(stood, graph), asked))
        return [fault for fault in dict.fromkeys(self.look(self.dossier(now, graph), asked)) if fault not in before]


def constraint(
    of: type[Record],
    *fields: str,
    dossier: type[Dossier[Any]] = Dossier,
    taken_out: bool = False,
    sheets: bool = False,
) -> Callable[[Look], Constraint]:
    """Make a constraint of a function that looks at one record, which reads these fields of it."""

    def made(look: Look) -> Constraint:
        return Constraint(
            of=of, fields=frozenset(fields), look=look, dossier=dossier, taken_out=taken_out, sheets=sheets
        )

    return made
