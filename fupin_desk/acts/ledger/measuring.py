"""Amounts whose unit was written, brought into the unit their contract counts in: 3.2元/斤 is 6.4元/公斤.

Always true:

* a unit that is not the contract's is converted exactly or the row is refused, with both units named;
* where the contract says no unit, what the heading or the cell says becomes the contract's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fupin_desk.acts.ledger.staging import Staging
from fupin_desk.domain.check import check_value
from fupin_desk.domain.shapes import RefusedValue
from fupin_desk.kinds import KINDS
from fupin_desk.ledger.typed import CellRefused
from fupin_desk.ledger.units import Stated, Wanted
from fupin_desk.ledger.wanted import (
    EACH_OF_CONTRACT,
    EACH_OF_WAGE,
    OF_CONTRACT,
    code_of,
    counted_in,
    wage_per_of,
    yuan_a,
    yuan_each,
)


def measure(stage: Staging, values: dict[str, Any], contract: Mapping[str, Any]) -> None:
    """Bring every amount with a unit into the unit of its contract; what cannot be is a fault of the row."""
    unit, wage_per = (values.get(name) or contract.get(name) for name in ("unit", "wage_per"))
    for name in [name for name, value in values.items() if isinstance(value, Stated)]:
        stated = values.pop(name)
        wanted = _wanted(name, unit, wage_per)
        if wanted is None:
            stage.fault(name, "unit_unsaid", unit=stated.unit.text)
            continue
        try:
            rule = KINDS[stage.row.spec.kind].fields[name].field
            values[name] = check_value(rule, wanted.kept(stated.number, stated.unit, rule.shape.parts))
        except (CellRefused, RefusedValue) as cannot:
            stage.fault(name, cannot.reason, **getattr(cannot, "facts", {}))


def fill_in(values: dict[str, Any], contract: Mapping[str, Any]) -> None:
    """Let a contract count in what its own row says, where neither the row nor the record has a unit."""
    stated = {name: value for name, value in values.items() if isinstance(value, Stated)}
    units = [stated[name].unit for name in (*sorted(OF_CONTRACT), *sorted(EACH_OF_CONTRACT)) if name in stated]
    if units and not (values.get("unit") or contract.get("unit")) and (code := code_of(units[0])):
        values["unit"] = code
    wage = stated.get("wage_fen")
    if wage and not (values.get("wage_per") or contract.get("wage_per")) and (per := wage_per_of(wage.unit)):
        values["wage_per"] = per


def name_goods(stage: Staging, values: dict[str, Any]) -> None:
    """Keep the unit of goods paid in kind beside their name, which is the only place for it."""
    stated = values.get("in_kind_milli")
    if not isinstance(stated, Stated):
        return
    del values["in_kind_milli"]
    exact = stated.number * 1000
    if "in_kind" not in values or exact.denominator != 1:
        stage.fault("in_kind_milli", "decimals" if "in_kind" in values else "unit_unsaid", unit=stated.unit.text)
        return
    values["in_kind_milli"] = int(exact)
    if stated.unit.text not in values["in_kind"]:
        values["in_kind"] = f"{values['in_kind']}（{stated.unit.text}）"


def _wanted(name: str, unit: str | None, wage_per: str | None) -> Wanted | None:
    if name in EACH_OF_WAGE:
        return yuan_a(wage_per) if wage_per else None
    if unit is None:
        return None
    return yuan_each(unit) if name in EACH_OF_CONTRACT else counted_in(unit)
