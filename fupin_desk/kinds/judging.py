"""Judging: every rule over every subject, and what it saw as findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

import msgspec

from fupin_desk.domain.findings import Finding, Level
from fupin_desk.kinds import kind_spec
from fupin_desk.kinds.asking import AGREED
from fupin_desk.kinds.subjects import stated
from fupin_desk.policy.dossier import Subject
from fupin_desk.policy.figures import Figures, NotSetError
from fupin_desk.policy.graph import Graph, Source
from fupin_desk.policy.kept import Kept, Place
from fupin_desk.policy.noting_day import NotingDay
from fupin_desk.policy.rule import About, Facts, NotJudged, Outcome, Rule, Seen, Where
from fupin_desk.subjects.office.explanation import Explanation
from fupin_desk.subjects.office.setting import Setting

RULES: tuple[Rule, ...] = tuple(
    rule if rule.about else replace(rule, about=AGREED)
    for rule in sorted(stated("rules", "RULES"), key=lambda rule: rule.place)
)
"""In the order their findings are shown (``Rule.place``)."""

DAY_OF_JUDGING = "judged"
"""Stands for the day in what is kept of a finding that says the day of judging: it is the same finding tomorrow."""

BY_NAME = {rule.name: rule for rule in RULES}

TELLING = frozenset(rule.name for rule in RULES if rule.tells)
"""Names of rules of which no explanation may travel: at the county the agreement may stand that was taken back."""

ASKING = (Level.GAP, Level.NOT_JUDGED)
"""Levels of findings that ask somebody to write something down."""


def judge(source: Source, figures: Figures, on: date, where: Where, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """Return what the rules that can be judged there see in the records on that day.

    Old records are judged by the rules and figures of their own day. At the county, rules that need what may have
    stayed on a laptop do not speak. Of what was erased nothing is asked for again: whose it was, nobody is to write.
    """
    graph = Graph(source)
    judged = rules_at(where, rules)
    subjects = {about: [*about.all(graph, on)] for about in subjects_of(judged)}
    return [
        finding
        for rule in judged
        for about in rule.about
        for subject in subjects[about]
        for finding in _findings(rule, subject, on, figures)
    ]


def keep(source: Source, figures: Figures, on: date, where: Where, rules: Sequence[Rule] = RULES) -> Kept[Finding]:
    """Return what ``judge`` does, kept by what it looked up: equal to it after every change it is told of."""
    judged = rules_at(where, rules)
    places = defaultdict(list)
    for place, rule in enumerate(judged):
        for beside, about in enumerate(rule.about):
            places[about].append((place, beside, rule))

    def look(subject: Subject[Any], on: date, figures: Figures) -> Iterator[tuple[Place, Finding]]:
        for place, beside, rule in places[type(subject)]:
            for count, finding in enumerate(_findings(rule, subject, on, figures)):
                yield (place, beside, subject.sort_key, count), finding

    return Kept(subjects_of(judged), look, source, on, figures, Setting, _dated)


def _day_on(day: date, on: date) -> str:
    """Return the day whose rules hold, as a finding says it; of one that is kept, the day of judging is filled in."""
    return DAY_OF_JUDGING if day is on and isinstance(cast("Any", on), NotingDay) else day.isoformat()


def _dated(finding: Finding, on: date) -> Finding:
    """Return what was seen as it is seen on a day."""
    if finding.facts["day_on"] != DAY_OF_JUDGING:
        return finding
    return msgspec.structs.replace(finding, facts={**finding.facts, "day_on": on.isoformat()})


def rules_at(where: Where, rules: Sequence[Rule] = RULES) -> list[Rule]:
    """Return the rules that can be judged there."""
    return [rule for rule in rules if rule.judged_at(where)]


def subjects_of(rules: Sequence[Rule]) -> list[About]:
    """Return the classes that rules look at, each once."""
    return [*dict.fromkeys(about for rule in rules for about in rule.about)]


def _findings(rule: Rule, subject: Subject[Any], on: date, figures: Figures) -> Iterator[Finding]:
    day = on if rule.dated == "today" else subject.day or on
    if (rule.terms and subject.terms not in rule.terms) or not rule.holds(day, subject.terms):
        return
    for seen in _seen(rule, subject, on, figures):
        level = seen.level or rule.level
        if level in ASKING and subject.nobodys and subject.erased_on is not None:
            continue
        yield Finding(
            rule=rule.name,
            clause=rule.clause,
            level=level,
            kind=subject.kind,
            id=subject.id,
            facts={"kind": subject.kind, "day_on": _day_on(day, on), **_case(seen), **seen.facts},
            field=_beside(rule, subject, seen),
            source=rule.source,
            verified=rule.verified,
            explained=_explained(rule, subject),
        )


def _explained(rule: Rule, subject: Subject[Any]) -> str | None:
    """Return what was said last to what a rule sees of a record."""
    explanations = [
        explanation
        for explanation in subject.those(Explanation, "of")
        if (explanation.rule, explanation.of_kind) == (rule.name, subject.kind)
    ]
    return explanations[-1].words if explanations else None


def _beside(rule: Rule, subject: Subject[Any], seen: Seen) -> str | None:
    """Return the field a finding stands beside: the one it names, else the first that is missing, else the rule's.

    A fact may name what is no field of the record (a party, the worker's day of birth); beside that nothing can stand.
    """
    named = seen.facts.get("fields", ())
    fields = kind_spec(subject.kind).fields
    return next((name for name in (seen.field, *named, rule.field) if name in fields), None)


def _seen(rule: Rule, subject: Subject[Any], on: date, figures: Figures) -> list[Seen]:
    try:
        outcome: Outcome = rule(subject, on, figures)
    except NotSetError as unset:
        facts: Facts = {"figure": unset.figure, "figure_on": unset.on.isoformat()}
        return [Seen(facts | ({"contested": True} if unset.contested else {}), Level.NOT_JUDGED)]
    if outcome is None:
        return []
    if isinstance(outcome, NotJudged):
        return [Seen({"fields": list(outcome.missing)}, Level.NOT_JUDGED)]
    if isinstance(outcome, dict):
        return [Seen(outcome)]
    return [outcome] if isinstance(outcome, Seen) else outcome


def _case(seen: Seen) -> dict[str, str]:
    return {"case": seen.case} if seen.case else {}
