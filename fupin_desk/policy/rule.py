"""What a rule is: a name, its clause, the days it holds, where it can be judged, and a function that looks.

A rule is a noun phrase of what was seen. It never raises and never decides; what it cannot judge it says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date
from typing import Any, Literal

from fupin_desk.domain.findings import Cited, Finding, Level
from fupin_desk.policy.dossier import Subject
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.sources import DRAFT

Facts = dict[str, Any]
Where = Literal["village", "county"]
About = type[Subject[Any]]

DRAFT_ON = date(2018, 11, 1)
"""The opinion was sent out for comment in November 2018; the day is not known to us."""

LABOUR_LAW, LABOUR_CONTRACT_LAW = date(1995, 1, 1), date(2008, 1, 1)
CONTRACT_LAW = date(1999, 10, 1)
"""The Civil Code took it over in 2021."""
LAND_LAW, LAND_TRANSFER_MEASURES = date(2003, 3, 1), date(2005, 3, 1)
"""Rural Land Contracting Law (2002) and the Measures on transferring land contracted under it (2005)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a rule saw, where it weighs otherwise than the rule as a whole, or one rule sees several things."""

    facts: Facts
    level: Level | None = None
    case: str | None = None
    """Its sentence is then ``rule.<name>.<case>``."""
    field: str | None = None


@dataclass(frozen=True, slots=True)
class NotJudged:
    """Something that is not recorded keeps the rule from judging: never a breach."""

    missing: tuple[str, ...]


Outcome = Facts | Seen | list[Seen] | NotJudged | None
Look = Callable[[Any, date, Figures], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule with everything that is said of it."""

    name: str
    clause: str
    level: Level
    about: tuple[About, ...]
    """What it looks at; ``()`` for all that holds for households only because they agreed to it."""
    place: int
    """Where its findings stand among those of all rules: money due to households comes first."""
    look: Look
    field: str | None = None
    """The field beside which its finding stands."""
    terms: tuple[str, ...] = ()
    """Only contracts of these terms; empty means all."""
    since: date = DRAFT_ON
    earlier: Mapping[str, date] = made_by(default_factory=dict)
    """Contracts of some terms, of which a law asked the same before: from which day."""
    until: date | None = None
    dated: Literal["record", "today"] = "record"
    """Whose day must be among those it holds: the record's (signing, due, start) or the day of judging."""
    judged: Where = "village"
    """``village``: what one laptop holds is enough. ``county``: it needs all villages."""
    whole: bool = False
    """It needs all there is of its subject, some of which may stay on the laptop: the county cannot judge it."""
    tells: bool = False
    """What it sees can tell who said no: what is explained of it stays on the laptop."""
    source: tuple[Cited, ...] = (DRAFT,)
    verified: bool = False

    def holds(self, day: date, terms: str | None = None) -> bool:
        """Return whether the rule holds on that day for a contract of these terms, or for anything else."""
        since = min(self.since, self.earlier.get(terms or "", self.since))
        return since <= day and (self.until is None or day <= self.until)

    def judged_at(self, where: Where) -> bool:
        """Return whether it can be judged there from what is held there."""
        return not self.whole if where == "county" else self.judged == "village"

    def __call__(self, subject: Any, on: date, figures: Figures) -> Outcome:
        """Look at one subject."""
        return self.look(subject, on, figures)


def rule(
    name: str, clause: str, level: Level, about: About | tuple[About, ...], *, place: int, **extra: Any
) -> Callable[[Look], Rule]:
    """Make a rule of a function that looks at one subject; ``extra`` are the other fields of ``Rule``."""

    def made(look: Look) -> Rule:
        subjects = about if isinstance(about, tuple) else (about,)
        return Rule(name=name, clause=clause, level=level, about=subjects, place=place, look=look, **extra)

    return made


def sentence_key(finding: Finding) -> str:
    """Return the key of the finding's sentence; its placeholders are among the finding's facts."""
    if finding.level is Level.NOT_JUDGED:
        return f"not_judged.{_why_not_judged(finding)}"
    if finding.level is Level.CLASH:
        return f"answer.clash.{finding.facts['case']}"
    case = finding.facts.get("case")
    return f"rule.{finding.rule}.{case}" if case else f"rule.{finding.rule}"


def mend_key(finding: Finding) -> str:
    """Return the key of what would mend it."""
    if finding.level is Level.NOT_JUDGED:
        return f"mend.not_judged.{_why_not_judged(finding)}"
    if finding.level is Level.CLASH:
        return "mend.clash" if finding.facts["others"] else "mend.clash_alone"
    return f"mend.{finding.rule}"


def _why_not_judged(finding: Finding) -> str:
    if "figure" not in finding.facts:
        return "missing"
    return "contested" if "contested" in finding.facts else "figure"
