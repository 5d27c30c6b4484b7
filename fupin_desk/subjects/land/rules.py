"""Section 四(四)3: leases of land, and land contracted back to households."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.policy.days import over_years
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import LAND_LAW, Facts, NotJudged, Rule, Seen, rule
from fupin_desk.policy.sources import DRAFT, cited
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.contract.terms import last_bound_day, start_of
from fupin_desk.subjects.land.dossier import LandDossier

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
    LandDossier,
    place=210,
    terms=LAND,
    field="until",
    since=LAND_LAW,
    source=(
        DRAFT,
        cited("land_law_2002", 33, 36, 37, 39),
        cited("land_transfer_measures", 13),
        cited("land_law_2018", 36, 38, 39, 40, 46, 60),
    ),
)
def lease_against_its_terms(lease: LandDossier, on: date, figures: Figures) -> list[Seen]:
    """What the lease says cannot be; as a gap, it does not say what it must, or not as its plots do.

    Cannot be: unwritten over a year; beyond the remaining contract term of a plot, or of the lease it comes from;
    the rent to somebody else than the household; passed on without the contractor's written consent (art. 46;
    before 2019 the law asked for consent and not for writing: that it be written is then ours, as safeguards.md
    says). A gap: more land than its plots hold, alone or with the other leases of them that run on its first day,
    or a plot of a household that does not lease it out: to whom rent is due, nobody could tell. What hangs on a
    plot nobody wrote down is not judged.
    """
    unwritten_years = figures.years("unwritten_lease_years", lease.day or on)
    problems = _problems(lease, unwritten_years, on)
    seen = []
    if problems:
        named = [name for name in BESIDE if name in problems]
        seen.append(Seen({"problems": named} | problems, field=BESIDE[named[0]]))
    missing = _missing(lease, unwritten_years)
    if missing:
        seen.append(Seen({"fields": missing}, Level.GAP, "missing", missing[0]))
    seen += _against_its_plots(lease)
    unknown = _unknown(lease, problems)
    return [*seen, Seen({"fields": unknown}, Level.NOT_JUDGED)] if unknown else seen


def _answer(contract: Contract) -> str:
    """Return the question of free will that is asked of it."""
    return "rent_to_household" if contract.terms == "lease" else "onward_consent"


def _problems(lease: LandDossier, unwritten_years: int, on: date) -> Facts:
    contract = lease.record
    problems: Facts = {}
    until = _until(contract, on)
    since = start_of(contract)
    if contract.written is False and since is not None and over_years(since, until, unwritten_years):
        problems["unwritten"] = True
    remaining = min((end for end in _ends(lease) if end is not None), default=None)
    bound = last_bound_day(contract) or until
    of = lease.lease if contract.terms == "back_contract" else None
    ended = None if of is None else of.ended_on
    if remaining is not None and until > remaining:
        problems |= {"beyond_term": until.isoformat(), "remaining_on": remaining.isoformat()}
    elif ended is not None and bound > ended:  # the land went back to its holder, and the back-contract goes on
        problems |= {"beyond_term": bound.isoformat(), "remaining_on": ended.isoformat()}
    answer = _answer(contract)
    if getattr(contract, answer) is False:
        problems["not_agreed" if answer == "onward_consent" else "rent_elsewhere"] = True
    return problems


def _until(contract: Contract, on: date) -> date:
    """Return until when it is agreed; where nothing is, until when it has run."""
    return contract.until or last_bound_day(contract) or max(on, start_of(contract) or on)


def _ends(lease: LandDossier) -> list[date | None]:
    """Return until when the land may be passed on: the plots' contracts, and the lease a back-contract comes from."""
    ends = [plot.contracted_until for plot in lease.plots]
    of = lease.lease if lease.terms == "back_contract" else None
    if of is not None:
        ends.append(of.until)
    return ends


def _missing(lease: LandDossier, unwritten_years: int) -> list[str]:
    contract = lease.record
    land = "plots" if contract.terms == "lease" else "lease"
    missing = [name for name in (land, "area_centimu") if not getattr(contract, name)]
    missing += [name for name in ("rent_fen", "until") if getattr(contract, name) is None]
    if contract.written is None and not (
        contract.since and contract.until and not over_years(contract.since, contract.until, unwritten_years)
    ):
        missing.append("written")
    if getattr(contract, _answer(contract)) is None:
        missing.append(_answer(contract))
    return missing


def _whole(lease: LandDossier) -> bool:
    """Return whether every plot it names is known here."""
    return len(lease.plots) == len(set(lease.record.plots or ()))


def _against_its_plots(lease: LandDossier) -> list[Seen]:
    """Return where the lease says otherwise than the plots it names."""
    named = lease.plots
    if not named or not _whole(lease):
        return []
    seen = []
    areas = [plot.area_centimu for plot in named]
    leased, plots = lease.record.area_centimu, sum(area or 0 for area in areas)
    if leased is not None and None not in areas and leased > plots:
        facts = {"area_centimu": leased, "plots_centimu": plots}
        seen.append(Seen(facts, Level.GAP, "area", "area_centimu"))
    at_once = None if seen else lease.leased_together
    if at_once is not None:
        together, held = at_once
        facts = {"area_centimu": together, "plots_centimu": held}
        seen += [Seen(facts, Level.GAP, "together", "plots")] if together > held else []
    households = [party for party in lease.parties if party.household]
    lessors = {party.household for party in households if party.role != "lessee"}
    foreign = [plot for plot in named if plot.household and plot.household not in lessors]
    if lease.terms == "lease" and households and foreign:
        seen.append(Seen({"count": len(foreign)}, Level.GAP, "holder", "plots"))
    return seen


def _unknown(lease: LandDossier, problems: Facts) -> list[str]:
    """Return what keeps the term, the area or the writing from being judged."""
    contract = lease.record
    plots = lease.plots
    areas = [plot.area_centimu for plot in plots]
    beyond_what_is_known = (contract.area_centimu or 0) > sum(area or 0 for area in areas)
    open_end = "beyond_term" not in problems
    from_lease, of = contract.terms == "back_contract" and contract.lease is not None, lease.lease
    unsaid = {
        "since": contract.written is False and start_of(contract) is None,
        "plots": not _whole(lease),
        "contracted_until": open_end and any(plot.contracted_until is None for plot in plots),
        "plot_holder": contract.terms == "lease" and any(plot.household is None for plot in plots),
        "plot_area": None in areas and beyond_what_is_known,
        "lease_term": open_end and from_lease and (of is None or of.until is None),
    }
    return [name for name, unknown in unsaid.items() if unknown]


@rule(
    "back-contract-area",
    "四(四)3",
    Level.BREACH,
    LandDossier,
    place=220,
    terms=("back_contract",),
    field="area_centimu",
)
def more_sublet_than_leased(back: LandDossier, _on: date, _figures: Figures) -> Facts | NotJudged | None:
    """With this back-contract, more land is contracted back at once than the lease it comes from holds."""
    if back.record.lease is None or back.record.area_centimu is None:
        return None  # lease-terms asks for them
    lease = back.lease
    leased = None if lease is None else lease.area_centimu
    if lease is None or leased is None:
        return NotJudged(("lease",))
    if back.sublet_centimu <= leased:
        return None
    return {"lease": lease.id, "leased_centimu": leased, "sublet_centimu": back.sublet_centimu}


RULES: tuple[Rule, ...] = (lease_against_its_terms, more_sublet_than_leased)
"""The rules of this subject."""
