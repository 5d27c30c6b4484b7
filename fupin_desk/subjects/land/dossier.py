"""Leased land: whose it is, and what else is leased or contracted back of it."""

from __future__ import annotations

from collections.abc import Sequence

from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.contract.terms import in_force
from fupin_desk.subjects.household.records import Plot
from fupin_desk.subjects.land.at_once import leased_at_once, sublet_at_once


class LandDossier(ContractDossier):
    """A lease or a back-contract with its plots."""

    __slots__ = ()

    @property
    def plots(self) -> Sequence[Plot]:
        """The plots it names that are known here."""
        return self.all_named(Plot, "plots")

    @property
    def lease(self) -> Contract | None:
        """The lease that a back-contract comes from."""
        contract = self.named(Contract, "lease")
        return contract if contract is not None and contract.terms == "lease" else None

    def areas_by_household(self, households: Sequence[str]) -> dict[str, int] | None:
        """Return each household's leased area (hundredths of a mu), or ``None`` where nothing says whose is what."""
        if len(households) == 1:
            return None if self.record.area_centimu is None else {households[0]: self.record.area_centimu}
        plots = {plot.id: plot for plot in self.plots}
        areas = dict.fromkeys(households, 0)
        for name in self.record.plots or ():
            plot = plots.get(name)
            if plot is None or plot.household not in areas or plot.area_centimu is None:
                return None
            areas[plot.household] += plot.area_centimu
        return areas if areas and all(areas.values()) else None

    @property
    def sublet_centimu(self) -> int:
        """Of a back-contract: what stands sublet of its lease on the day it begins, itself included."""
        lease = self.record.lease
        if self.terms != "back_contract" or lease is None:
            return 0
        backs = [contract for contract in self.beside("lease", Contract, "lease") if contract.terms == "back_contract"]
        return self.graph.once((sublet_at_once, lease), lambda: dict(sublet_at_once(backs))).get(self.id, 0)

    @property
    def leased_together(self) -> tuple[int, int] | None:
        """Of a lease whose plots others have as well: what all of them lease on the day it begins, and what they hold.

        In hundredths of a mu; ``None`` where it is alone or an area is not known.
        """
        day = self.start
        if self.terms != "lease" or day is None or not self.in_force(day):
            return None
        others = self.beside("plots", Contract, "plots")
        known = {contract.id: contract for contract in others if contract.terms == "lease" and in_force(contract, day)}
        return leased_at_once((contract, LandDossier(contract, self.graph).plots) for contract in known.values())
