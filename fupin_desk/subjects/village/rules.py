"""Part 四(一) and (二): leaders and cooperatives in each poor village."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import Facts, NotJudged, Rule, rule
from fupin_desk.subjects.village.dossier import VillageDossier


@rule("leaders-per-village", "四(一)", Level.GAP, VillageDossier, place=60)
def no_leader(village: VillageDossier, _on: date, _figures: Figures) -> Facts | NotJudged | None:
    """A poor village has no leader (致富带头人), trainees included."""
    if village.record.poor is None:
        return NotJudged(("poor",))
    leaders = village.count("leader", "leader_trainee")
    return {"leaders": leaders} if village.record.poor and not leaders else None


@rule("cooperative-per-village", "四(二)", Level.NOTE, VillageDossier, place=80)
def no_cooperative(village: VillageDossier, _on: date, _figures: Figures) -> Facts | NotJudged | None:
    """A poor village has no cooperative. Encouraged only, and villagers join of their own will."""
    if village.record.poor is None:
        return NotJudged(("poor",))
    cooperatives = village.count("cooperative")
    return {"cooperatives": cooperatives} if village.record.poor and not cooperatives else None


RULES: tuple[Rule, ...] = (no_leader, no_cooperative)
"""The rules of this subject."""
