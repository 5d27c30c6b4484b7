"""Income that is shared out: a distribution, its lines, and all that one asset gives in one year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Self

from fupin_desk.domain.record import Record
from fupin_desk.policy.dossier import Subject
from fupin_desk.policy.graph import Graph
from fupin_desk.subjects.erasure.dossier import Erasable
from fupin_desk.subjects.household.dossier import HouseholdDossier
from fupin_desk.subjects.household.records import Household
from fupin_desk.subjects.income.records import Asset, Distribution, DistributionLine


class DistributionDossier(Subject[Distribution]):
    """A distribution with its lines."""

    __slots__ = ()
    of = Distribution
    near = ("asset", "id")

    @property
    def lines(self) -> Sequence[DistributionLine]:
        """What each household gets of it."""
        return self.those(DistributionLine, "distribution")

    @property
    def paid_lines(self) -> list[DistributionLine]:
        """The lines that give somebody something; one that was declined is no line."""
        return [line for line in self.lines if line.amount_fen and not line.declined]

    @property
    def declined_fen(self) -> int:
        """What was declined: it stays with the collective, so that no gap on the wall tells who said no."""
        return sum(line.amount_fen or 0 for line in self.lines if line.declined)

    @property
    def day(self) -> date | None:
        """The day it is to be paid out: as written, else the last of its year, so that it falls due at all."""
        year = self.record.year
        return self.record.due_on or (date(year, 12, 31) if year else None)

    @property
    def payer(self) -> str | None:
        """The entity that pays it out: the one it names, else who operates the asset."""
        asset = self.named(Asset, "asset")
        return self.record.entity or (asset.operator if asset else None)


class LineDossier(Erasable[DistributionLine]):
    """What one household gets, with the list it is on."""

    __slots__ = ()
    of = DistributionLine

    @property
    def distribution(self) -> DistributionDossier | None:
        """The distribution it is a line of."""
        distribution = self.named(Distribution, "distribution")
        return None if distribution is None else DistributionDossier(distribution, self.graph)

    @property
    def nobodys(self) -> bool:
        """Whether it says of no household that it is theirs."""
        return self.record.household is None


class AssetYear(Subject[Distribution]):
    """All distributions of one asset for one year; the finding is about the latest of them.

    One of which nobody wrote down the asset or the year stands alone.
    """

    __slots__ = ("distributions",)
    of = Distribution
    near = ("asset", "id")

    def __init__(self, distributions: Sequence[DistributionDossier]) -> None:
        """Take the distributions, in the order of their ids."""
        latest = max(distributions, key=lambda plan: (plan.day or date.min, plan.id))
        super().__init__(latest.record, latest.graph)
        self.distributions = distributions

    @classmethod
    def made_of(cls, graph: Graph, records: Iterable[Record], on: date) -> Iterable[Self]:
        """Return the years of the assets these distributions are of; an entity's own income is no asset's."""
        by_year: dict[tuple[str | None, int | str], list[DistributionDossier]] = defaultdict(list)
        for plan in DistributionDossier.made_of(graph, records, on):
            asset, year = plan.record.asset, plan.record.year
            if asset is not None and year is not None:
                by_year[asset, year].append(plan)
            elif asset is not None or plan.record.entity is None:
                by_year[None, plan.id].append(plan)
        return [cls(group) for group in by_year.values()]

    @property
    def sort_key(self) -> tuple[str]:
        """The first of its distributions."""
        return (self.distributions[0].id,)

    @property
    def day(self) -> date | None:
        """The latest distribution's day."""
        return DistributionDossier(self.record, self.graph).day

    @property
    def households(self) -> list[HouseholdDossier]:
        """Every household of their village."""
        near = self.distributions[0].beside("village", Household, "village")
        return [HouseholdDossier(household, self.graph) for household in near]

    def lines(self) -> list[DistributionLine]:
        """Return the lines of all of them; one that an erasure made nobody's is compared with none."""
        lines = (LineDossier(line, self.graph) for plan in self.distributions for line in plan.lines)
        return [line.record for line in lines if line.record.household or line.erased_on is None]
