"""Section 四(四)5: income from assets, added up and tilted to those who can work least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from fupin_desk.domain.findings import Level
from fupin_desk.policy.days import half_up
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import NotJudged, Outcome, Rule, Seen, rule
from fupin_desk.subjects.household.dossier import HouseholdDossier
from fupin_desk.subjects.income.dossier import AssetYear, DistributionDossier


@rule("distribution-adds-up", "四(四)5", Level.BREACH, DistributionDossier, place=230, field="income_fen", whole=True)
def does_not_add_up(plan: DistributionDossier, on: date, _figures: Figures) -> Outcome:
    """The lines and what stays with the collective are not the income, to the fen; as a gap, a line has no amount.

    Without lines nothing is shared out yet: after its day that is a breach too, for nobody is owed what has no line.
    Without a year or a day none of it ever falls due. With a line that says no
    amount only too much can be seen. What was declined stays with the collective: where nobody wrote down how much,
    what is left is not judged.
    """
    income, collective = plan.record.income_fen, plan.record.collective_fen or 0
    lines = sum(line.amount_fen or 0 for line in plan.lines)
    unsaid = sum(line.amount_fen is None and not line.declined for line in plan.lines)
    seen = [Seen({"count": unsaid}, Level.GAP, "unsaid")] if unsaid else []
    tilt_asks = plan.lines and plan.record.asset is not None
    if plan.day is None and (plan.lines or income) and not tilt_asks:
        seen.append(_not_judged("year"))
    if income is None:
        return [*seen, _not_judged("income_fen")] if plan.lines else None
    late = plan.day is not None and plan.day < on
    if lines + collective < income and (unsaid or not (plan.lines or late)):
        return seen
    if lines + collective < income and any(line.amount_fen is None for line in plan.lines):
        return [_not_judged("collective_fen")]
    if lines + collective == income:
        return seen
    facts = {
        "income_fen": income,
        "lines_fen": lines,
        "collective_fen": collective,
        "over_fen": max(0, lines + collective - income),
        "left_fen": max(0, income - lines - collective),
    }
    return [Seen(facts, case="no_lines" if facts["left_fen"] and not plan.lines else None), *seen]


@dataclass(slots=True)
class _Got:
    """What one household, or a group of them, gets beyond its own stake, and for how many people."""

    fen: int = 0
    heads: int = 0

    def take(self, fen: int, heads: int) -> None:
        self.fen += fen
        self.heads += heads

    def per_head_fen(self) -> int:
        return half_up(self.fen, self.heads) if self.heads else 0


@rule("tilt", "四(四)5", Level.BREACH, AssetYear, place=240, whole=True, tells=True)
def not_tilted(year: AssetYear, on: date, _figures: Figures) -> Outcome:
    """A priority household is left out, or per head they get less than the others; as a note, just as much.

    Per asset and year over all its distributions; returns on one's own stake and those who declined are left out. Who
    gets nothing beyond its own stake, line or not, is left out too. With a line of nobody nothing is compared; with one
    that says no amount, only what no amount can change is seen.
    """
    day = year.day or on
    given = [line for line in year.lines() if not line.declined]
    missing = _missing(year) if given else ()
    if not given or missing:
        return NotJudged(missing) if missing else None
    got = _got(year)
    unsaid = {line.household for line in given if line.amount_fen is None}
    if not unsaid and not any(share_got.fen for share_got in got.values()):
        return None  # nothing beyond their own stakes is shared out
    reached = {household for household, share_got in got.items() if share_got.fen} | unsaid
    reached |= {line.household for line in year.lines() if line.declined}
    left_out = sorted(
        household.id for household in year.households if household.priority(day) and household.id not in reached
    )
    seen = [Seen({"households": left_out, "count": len(left_out)}, case="left_out")] if left_out else []
    behind = _compared(year.households, got, day)
    if unsaid:  # more for the others only puts them further ahead
        sure = all(household.priority(day) is False for household in year.households if household.id in unsaid)
        behind = behind if sure and behind is not None and behind.case == "below" else None
        seen.append(_not_judged("amount_fen"))
    seen += [behind] if behind else []
    unknown = any(household.priority(day) is None and household.id not in reached for household in year.households)
    return [*seen, _not_judged("status")] if unknown and behind != _not_judged("status") else seen


def _not_judged(*fields: str) -> Seen:
    """Return that something is missing, beside what else was seen."""
    return Seen({"fields": list(fields)}, Level.NOT_JUDGED)


def _missing(year: AssetYear) -> tuple[str, ...]:
    """Return what keeps anything from being said: of which asset and year it is, and whose a line is."""
    missing = [name for name in ("asset", "year") if getattr(year.record, name) is None]
    if any(line.household is None and not line.declined for line in year.lines()):
        missing.append("household")
    return tuple(missing)


def _got(year: AssetYear) -> dict[str | None, _Got]:
    """Return what each household gets beyond its own stake, and for how many people by its lines."""
    by_household: dict[str | None, _Got] = defaultdict(_Got)
    for line in year.lines():
        if line.declined:
            continue
        got = by_household[line.household]
        got.fen += max(0, (line.amount_fen or 0) - (line.of_which_own_stake_fen or 0))
        got.heads = max(got.heads, line.heads or 0)
    return dict(by_household)


def _compared(households: Iterable[HouseholdDossier], got: dict[str | None, _Got], day: date) -> Seen | None:
    """Return what comparing says, whichever group those belong to of whom nobody wrote down whether they come first.

    Whether it can come out otherwise is seen by counting as priority those who got most a head, or least: nothing in
    between is further apart.
    """
    known: dict[str | None, HouseholdDossier] = {household.id: household for household in households}
    priority, others = _Got(), _Got()
    either: list[_Got] = []
    for household, share_got in got.items():
        dossier = known.get(household)
        people = share_got.heads or (len(dossier.at_home(day)) if dossier else 0)
        if not people:
            return _not_judged("heads")
        first = dossier.priority(day) if dossier is not None else False
        if first is None:
            either.append(_Got(share_got.fen, people))
        else:
            (priority if first else others).take(share_got.fen, people)
    either.sort(key=lambda got: (Fraction(got.fen, got.heads), got.heads))
    sightings = [
        _behind(_sum(priority, *ordered[:count]), _sum(others, *ordered[count:]))
        for ordered in (either, either[::-1])
        for count in range(len(either) + 1)
    ]
    return sightings[0] if len({seen and seen.case for seen in sightings}) == 1 else _not_judged("status")


def _sum(*parts: _Got) -> _Got:
    total = _Got()
    for got in parts:
        total.take(got.fen, got.heads)
    return total


def _behind(priority: _Got, others: _Got) -> Seen | None:
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


RULES: tuple[Rule, ...] = (does_not_add_up, not_tilted)
"""The rules of this subject."""
