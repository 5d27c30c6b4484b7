"""Every constraint there is, by the class of record it is asked of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from fupin_desk.domain.record import Record
from fupin_desk.kinds.subjects import stated
from fupin_desk.policy.constraint import Constraint

CONSTRAINTS: tuple[Constraint, ...] = stated("constraints", "CONSTRAINTS")
"""In the order in which they are asked: the first that refuses something is heard alone."""

BY_CLASS: Mapping[type[Record], Sequence[Constraint]] = {
    of: tuple(constraint for constraint in CONSTRAINTS if constraint.of is of)
    for of in dict.fromkeys(constraint.of for constraint in CONSTRAINTS)
}


def constraints_on(of: type[Record], written: Collection[str], *, new: bool) -> list[Constraint]:
    """Return what is asked of a record of a class of which these fields were written; of a new one, everything."""
    return [constraint for constraint in BY_CLASS.get(of, ()) if new or constraint.concerns(written)]
