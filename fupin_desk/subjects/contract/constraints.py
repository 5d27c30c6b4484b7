"""What is written down under a contract: by who is bound by it, once it was; what is agreed to, by who may agree.

What hangs on a wrong contract is owed, or was paid, nowhere. A worker's wage is theirs, and so is the agreement to
their own job, wherever they live.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fupin_desk.domain.record import Contradiction
from fupin_desk.policy.constraint import Asked, Constraint, constraint
from fupin_desk.policy.dossier import Dossier
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.household.constraints import stranger_named


@constraint(Consent, "household", "member", "about")
def agreed_by_a_stranger(consent: Dossier[Consent], _asked: Asked) -> Iterator[Contradiction]:
    """An agreement by somebody of another household, to what is not their own job."""
    job = consent.named(Contract, "about")
    yield from stranger_named(consent, consent.record.household, job.member if job is not None else None)


def not_bound(contract: ContractDossier, household: str | None, member: str | None = None) -> Iterator[Contradiction]:
    """Yield that a household gets or gives something under a contract of others; known only where those are known."""
    homes = contract.household_ids
    own_wage = member is not None and member == contract.record.member
    if household is not None and not own_wage and homes and household not in homes:
        yield Contradiction(("household", "contract"), "no_party")


def before_contract(contract: ContractDossier, field: str, day: date | None) -> Iterator[Contradiction]:
    """Yield that something happened before its contract was signed, or began; ``field`` is that of the day."""
    begins = min((on for on in (contract.record.signed_on, contract.record.since) if on is not None), default=None)
    if day is not None and begins is not None and day < begins:
        yield Contradiction((field, "contract"), "before_contract")


CONSTRAINTS: tuple[Constraint, ...] = (agreed_by_a_stranger,)
"""In the order in which they are asked."""
