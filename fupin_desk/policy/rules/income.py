"""Section 四(四)5: income from assets, added up and tilted to those who can work least."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.policy.days import half_up
from fupin_desk.policy.dossier import AssetYear, DistributionDossier, HouseholdDossier
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import Facts, NotJudged, Outcome, Seen, rule


@rule("distribution-adds-up", "四(四)5", Level.BREACH, "distribution", field="income_fen", whole=True)
def does_not_add_up(found: DistributionDossier, _on: date, _figures: Figures) -> Facts | NotJudged | None:
    """The lines and what stays with the collective are not the income, to the fen.

    Without lines nothing is shared out yet.
    """
    if not found.lines:
        return None
    income, collective = found.distribution.income_fen, found.distribution.collective_fen or 0
    lines = sum(line.amount_fen or 0 for line in found.lines)
    if income is None:
        return NotJudged(("income_fen",))
    if lines + collective == income:
        return None
    unsaid = any(line.amount_fen is None and not line.declined for line in found.lines)
    if unsaid and lines + collective < income:
        return NotJudged(("amount_fen",))
    return {
        "income_fen": income,
        "lines_fen": lines,
        "collective_fen": collective,
        "over_fen": max(0, lines + collective - income),
        "left_fen": max(0, income - lines - collective),
    }


@dataclass(slots=True)
class _Group:
    """What a group of households got beyond their own stakes, and for how many people."""

    fen: int = 0
    heads: int = 0

    def per_head_fen(self) -> int:
        return half_up(self.fen, self.heads) if self.heads else 0


@rule("tilt", "四(四)5", Level.BREACH, "asset_year", whole=True)
def not_tilted(year: AssetYear, on: date, _figures: Figures) -> Outcome:
    """A priority household is left out, or per head they get less than the others; as a note, just as much.

    Per asset and year over all its distributions; returns on one's own stake and those who declined are left out.
    """
    day = year.day or on
    lines = [line for line in year.lines() if line.household]
    if not lines:
        return None
    left_out = sorted({one.id for one in year.households if one.priority(day)} - {line.household for line in lines})
    seen = [Seen({"households": left_out, "count": len(left_out)}, case="left_out")] if left_out else []
    groups = _groups(year, day)
    if groups is None:
        return seen or NotJudged(("heads",))
    behind = _behind(*groups)
    return [*seen, behind] if behind else seen


def _behind(priority: _Group, others: _Group) -> Seen | None:
    """Compare what the two groups got per head, exactly; without one of them, or without money, there is nothing to."""
    ahead = priority.fen * others.heads - others.fen * priority.heads
    if ahead > 0 or not priority.heads or not others.heads or not others.fen:
        return None
    facts = {
        "priority_fen": priority.fen,
        "priority_heads": priority.heads,
        "priority_per_head_fen": priority.per_head_fen(),
        "others_fen": others.fen,
        "others_heads": others.heads,
        "others_per_head_fen": others.per_head_fen(),
    }
    return Seen(facts, case="below") if ahead < 0 else Seen(facts, Level.NOTE, "equal")


def _groups(year: AssetYear, day: date) -> tuple[_Group, _Group] | None:
    """Return priority households and the others, or ``None`` where it is not known how many people a line is for."""
    known: dict[str, HouseholdDossier] = {one.id: one for one in year.households}
    beyond: dict[str, int] = {}
    heads: dict[str, int] = {}
    for line in year.lines():
        if line.household is None or line.declined or line.amount_fen is None:
            continue
        got = max(0, line.amount_fen - (line.of_which_own_stake_fen or 0))
        beyond[line.household] = beyond.get(line.household, 0) + got
        heads[line.household] = max(heads.get(line.household, 0), line.heads or 0)
    priority, others = _Group(), _Group()
    for household, got in beyond.items():
        dossier = known.get(household)
        people = heads[household] or (len(dossier.at_home(day)) if dossier else 0)
        if not people:
            return None
        group = priority if dossier is not None and dossier.priority(day) else others
        group.fen += got
        group.heads += people
    return priority, others
