"""The unit each column's field is kept in; of some only the record tells: a price is for what a contract counts in."""

from __future__ import annotations

from functools import cache

from fupin_desk.ledger.columns import SheetColumn
from fupin_desk.ledger.units import Unit, Wanted, unit_of

SIGNS = {"yuan": "元", "mu": "亩", "percent": "%"}
"""How a shape's unit is written."""
OF_CONTRACT = frozenset({"quantity_milli", "accepted_milli"})
"""In the contract's unit."""
EACH_OF_CONTRACT = frozenset({"floor_price_fen", "price_fen"})
"""In yuan for one of the contract's unit."""
EACH_OF_WAGE = frozenset({"wage_fen"})
"""In yuan for a month, a day or a piece."""
A_YEAR = frozenset({"rate_ppm"})
"""Rates of interest, in percent a year: one for a month is another number."""
BY_RECORD = OF_CONTRACT | EACH_OF_CONTRACT | EACH_OF_WAGE | {"in_kind_milli"}
CODES = {
    "kg": "公斤", "tonne": "吨", "head": "头", "piece": "件", "mu": "亩", "litre": "升", "box": "箱",
}  # fmt: skip
WAGES = {"month": "月", "day": "天", "piece": "件"}
"""What the codes of ``unit`` and ``wage_per`` are."""


@cache
def wanted(column: SheetColumn) -> Wanted | None:
    """Return the unit of a column's field, None where the record tells it or there is none."""
    if column.refers or column.field in BY_RECORD:
        return None
    own = column.rule.unit
    if own:
        return Wanted(_unit(own), (f"unit.{column.kind}.{column.field}",))
    plain = column.rule.shape.unit
    if column.field in A_YEAR:
        return Wanted(_unit("%/年"), ("unit.percent", "unit.each.year"))
    return Wanted(_unit(SIGNS[plain]), (f"unit.{plain}",)) if plain else None


def counted_in(code: str) -> Wanted:
    """Return a contract's unit."""
    return Wanted(_unit(CODES[code]), (f"code.unit.{code}",))


def yuan_each(code: str) -> Wanted:
    """Return yuan for one of a contract's unit."""
    return Wanted(_unit(f"元/{CODES[code]}"), ("unit.yuan", f"code.unit.{code}"), record_tells=True)


def yuan_a(wage_per: str) -> Wanted:
    """Return yuan for what a wage is for."""
    return Wanted(_unit(f"元/{WAGES[wage_per]}"), ("unit.yuan", f"unit.each.{wage_per}"), record_tells=True)


def code_of(unit: Unit) -> str | None:
    """Return the code of the contract's unit that a quantity's or a price's unit speaks of, None for none."""
    of, factor = (unit.of, unit.factor) if unit.of != "yuan" else next(iter(unit.per), ("", unit.factor))
    if of == "kg":
        return "tonne" if factor == 1000 else "kg"
    return of if of in CODES and (len(unit.per) <= 1 if unit.of == "yuan" else not unit.per) else None


def wage_per_of(unit: Unit) -> str | None:
    """Return what a wage with this unit is for, None where it is for none of month, day or piece."""
    by = {yuan_a(code).unit.per: code for code in WAGES}
    return by.get(unit.per) if unit.of == "yuan" else None


def _unit(text: str) -> Unit:
    unit = unit_of(text)
    assert unit is not None, text
    return unit
