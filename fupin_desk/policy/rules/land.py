"""Section 四(四)3: leases of land, and land contracted back to households."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.domain.records.contract import Contract
from fupin_desk.policy.days import over_years
from fupin_desk.policy.dossier import ContractDossier
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import DRAFT, Facts, NotJudged, Seen, rule

LAND = ("lease", "back_contract")
BESIDE = {
    "unwritten": "written",
    "beyond_term": "until",
    "rent_elsewhere": "rent_to_household",
    "not_agreed": "onward_consent",
}
"""What can be wrong with a lease, and the field beside which it is said."""


@rule(
    "lease-terms",
    "四(四)3",
    Level.BREACH,
    "contract",
    terms=LAND,
    field="until",
    since=date(2003, 3, 1),
    source=f"{DRAFT}; Rural Land Contracting Law (2018) art. 38, 39, 40, 46, 60",
)
def lease_against_its_terms(lease: ContractDossier, on: date, figures: Figures) -> Seen | None:
    """What the lease says cannot be, or, as a gap, it does not say what it must.

    Cannot be: unwritten over a year; beyond the remaining contract term of a plot, or of the lease it comes from; the
    rent to somebody else than the household; passed on without the contractor's written consent.
    """
    contract = lease.contract
    problems: Facts = {}
    unwritten_years = figures.years("unwritten_lease_years", lease.day or on)
    if contract.written is False and _runs_over(contract, unwritten_years, on):
        problems["unwritten"] = True
    remaining = _remaining(lease)
    if remaining is not None and contract.until is not None and contract.until > remaining:
        problems |= {"beyond_term": contract.until.isoformat(), "remaining_on": remaining.isoformat()}
    answer = "rent_to_household" if contract.terms == "lease" else "onward_consent"
    if getattr(contract, answer) is False:
        problems["not_agreed" if answer == "onward_consent" else "rent_elsewhere"] = True
    if problems:
        named = [name for name in BESIDE if name in problems]
        return Seen({"problems": named} | problems, field=BESIDE[named[0]])
    missing = _missing(lease, unwritten_years, answer)
    return Seen({"fields": missing}, Level.GAP, "missing", missing[0]) if missing else None


def _runs_over(contract: Contract, years: int, on: date) -> bool:
    """Return whether it is agreed for, or has already run, longer than so many years."""
    since = contract.since or contract.signed_on
    until = contract.until or contract.ended_on or on
    return since is not None and over_years(since, until, years)


def _remaining(lease: ContractDossier) -> date | None:
    """Return until when the land may be passed on: the plots' contracts, and the lease a back-contract comes from."""
    ends = [plot.contracted_until for plot in lease.plots]
    if lease.contract.terms == "back_contract" and lease.lease is not None:
        ends.append(lease.lease.until)
    return min((end for end in ends if end is not None), default=None)


def _missing(lease: ContractDossier, unwritten_years: int, answer: str) -> list[str]:
    contract = lease.contract
    land = ("plots",) if contract.terms == "lease" else ("lease",)
    missing = [name for name in (*land, "area_centimu", "rent_fen", "until") if getattr(contract, name) in (None, [])]
    if contract.written is None and not (
        contract.since and contract.until and not over_years(contract.since, contract.until, unwritten_years)
    ):
        missing.append("written")
    if getattr(contract, answer) is None:
        missing.append(answer)
    return missing


@rule("back-contract-area", "四(四)3", Level.BREACH, "contract", terms=("back_contract",), field="area_centimu")
def more_sublet_than_leased(back: ContractDossier, _on: date, _figures: Figures) -> Facts | NotJudged | None:
    """With this back-contract, more land is contracted back at once than the lease it comes from holds."""
    if back.contract.lease is None or back.contract.area_centimu is None:
        return None  # lease-terms asks for them
    if back.lease is None or back.lease.area_centimu is None:
        return NotJudged(("lease",))
    leased = back.lease.area_centimu
    if back.sublet_centimu <= leased:
        return None
    return {"lease": back.lease.id, "leased_centimu": leased, "sublet_centimu": back.sublet_centimu}
