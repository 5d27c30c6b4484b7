"""Part 四(三): shares that add up, and can be left."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.policy.days import turned_round
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import Facts, NotJudged, Outcome, Rule, Seen, rule
from fupin_desk.policy.sources import cited
from fupin_desk.subjects.share.dossier import EntityDossier, ShareDossier


@rule(
    "shares-add-up", "四(三)", Level.BREACH, (EntityDossier, ShareDossier), place=90, dated="today", field="capital_fen"
)
def shares_beyond_capital(entity: EntityDossier | ShareDossier, on: date, _figures: Figures) -> Outcome:
    """What stands paid in is more than the entity's capital, or more shares stand than it issued. Equal adds up.

    A share of which nobody wrote down in what it is is not judged.
    """
    if isinstance(entity, ShareDossier):
        return NotJudged(("entity",)) if entity.record.entity is None and entity.in_force(on) else None
    standing = [share.record for share in entity.shares if share.in_force(on)]
    paid_in, counted = sum(share.paid_in_fen or 0 for share in standing), sum(share.count or 0 for share in standing)
    capital, issued = entity.record.capital_fen, entity.record.share_count
    seen = []
    if capital is not None and paid_in > capital:
        seen.append(Seen({"paid_in_fen": paid_in, "capital_fen": capital}, case="money"))
    if issued is not None and counted > issued:
        seen.append(Seen({"shares": counted, "share_count": issued}, case="count", field="share_count"))
    unsaid = {
        "capital_fen": capital is None and paid_in > 0,
        "paid_in_fen": any(share.paid_in_fen is None for share in standing),
        "share_count": issued is None and counted > 0,
    }
    missing = tuple(name for name, unknown in unsaid.items() if unknown)
    return seen or (NotJudged(missing) if missing else None)


@rule(
    "share-exit",
    "四(三)",
    Level.GAP,
    ShareDossier,
    place=100,
    dated="today",
    field="exit_terms",
    since=date(2018, 7, 1),
    source=(cited("cooperatives_law", 6, 25, 28),),
)
def no_way_out(share: ShareDossier, on: date, _figures: Figures) -> Facts | NotJudged | None:
    """A household's share says nothing of leaving with its stake, or nothing of how much it can lose.

    A last day before the first is none: such a share would never stand.
    """
    if turned_round(share.record.since, share.record.until):
        return {"fields": ["last_day"]}
    if not share.in_force(on):
        return None
    if not share.household_ids:
        return NotJudged(("household",)) if share.record.holder_entity is None else None
    missing = [name for name in ("exit_terms", "loss_limit") if not getattr(share.record, name)]
    return {"fields": missing} if missing else None


RULES: tuple[Rule, ...] = (shares_beyond_capital, no_way_out)
"""The rules of this subject."""
