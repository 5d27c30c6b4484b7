"""What is due to one household, or under one contract.

It is loaded from what leads to it alone, so that a page opens at once however many households a county has.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from fupin_desk.domain.records.contract import Contract, Party
from fupin_desk.domain.records.household import Member
from fupin_desk.domain.records.income import Distribution, DistributionLine
from fupin_desk.policy.dues import dues_of
from fupin_desk.policy.records import Records
from fupin_desk.policy.settling import Settled, settle
from fupin_desk.store import Reader


def dues_of_household(reader: Reader, household: str, on: date) -> list[Settled]:
    """Return what is due to a household through a day, oldest first, with what was paid on each."""
    members = {member.id for member in reader.records("member", {"household": household})}
    contracts = {party.contract for party in reader.records("party", {"household": household})}
    contracts |= {contract.id for contract in reader.records("contract", {"member": sorted(members)})}
    lines = reader.records("distribution_line", {"household": household})
    found = _settled(_around(reader, {each for each in contracts if each}, lines), on)
    return [one for one in found if one.due.household == household]


def dues_of_contract(reader: Reader, contract: str, on: date) -> list[Settled]:
    """Return what is due under a contract through a day, oldest first, with what was paid on each."""
    found = _settled(_around(reader, {contract}, []), on)
    return [one for one in found if one.due.contract == contract]


def _settled(records: Records, on: date) -> list[Settled]:
    return settle(dues_of(records, on), records.payment, on)


def _around(reader: Reader, ids: Collection[str], lines: list[DistributionLine]) -> Records:
    """Return contracts and lines with all that what is due under them depends on."""
    contracts: list[Contract] = reader.records("contract", {"id": sorted(ids)})
    parties: list[Party] = reader.records("party", {"contract": sorted(ids)})
    workers: list[Member] = reader.records("member", {"id": sorted({one.member for one in contracts if one.member})})
    promised = sorted({one.asset for one in contracts if one.asset})
    income = _distributions(reader, promised, lines)
    assets = reader.records("asset", {"id": sorted({*promised, *(one.asset for one in income if one.asset)})})
    shared_out = reader.records("distribution_line", {"distribution": sorted(one.id for one in income)})
    paid = reader.records("payment", {"contract": sorted(ids)})
    paid += reader.records("payment", {"distribution_line": sorted(line.id for line in lines)})
    return Records(
        contract=contracts,
        party=parties,
        member=workers,
        plot=reader.records("plot", {"id": sorted({plot for one in contracts for plot in one.plots or ()})}),
        delivery=reader.records("delivery", {"contract": sorted(ids)}),
        asset=assets,
        distribution=income,
        distribution_line=shared_out,
        erasure=reader.records("erasure"),
        payment=list({one.id: one for one in paid}.values()),
    )


def _distributions(reader: Reader, assets: list[str], lines: list[DistributionLine]) -> list[Distribution]:
    found: list[Distribution] = reader.records("distribution", {"asset": assets})
    found += reader.records("distribution", {"id": sorted({one.distribution for one in lines if one.distribution})})
    return list({one.id: one for one in found}.values())
