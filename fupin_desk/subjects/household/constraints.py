"""Who stands in a record of a household belongs to that household: its head, who was paid, who agreed.

What is written of a stranger is paid to, or agreed by, nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fupin_desk.domain.record import Contradiction
from fupin_desk.policy.constraint import Asked, Constraint, constraint
from fupin_desk.policy.dossier import Dossier
from fupin_desk.subjects.household.records import Household, Member

STRANGER = "not_of_household"


@constraint(Household, "head")
def head_of_another_household(home: Dossier[Household], _asked: Asked) -> Iterator[Contradiction]:
    """A household headed by a member of another one."""
    if is_stranger(home.named(Member, "head"), home.id):
        yield Contradiction(("head",), STRANGER)


@constraint(Member, "household")
def head_who_left_the_own_household(member: Dossier[Member], _asked: Asked) -> Iterator[Contradiction]:
    """Somebody who heads a household they are not of."""
    headed = member.those(Household, "head") if member.record.voided is None else ()
    if any(home.id != member.record.household for home in headed):
        yield Contradiction(("household",), "heads_another")


def stranger_named(named: Dossier[Any], household: str | None, worker: str | None) -> Iterator[Contradiction]:
    """Yield that the ``member`` a record names is of another household than the record is, and not about their own job.

    ``worker``: whose job it is about, where it is about one.
    """
    member = named.named(Member, "member")
    if is_stranger(member, household) and member is not None and member.id != worker:
        yield Contradiction(("member", "household"), STRANGER)


def is_stranger(member: Member | None, household: str | None) -> bool:
    """Return whether it is known of a member that they are of another household."""
    return member is not None and bool(household) and member.household not in (None, household)


CONSTRAINTS: tuple[Constraint, ...] = (
    head_of_another_household,
    head_who_left_the_own_household,
)
"""In the order in which they are asked."""
