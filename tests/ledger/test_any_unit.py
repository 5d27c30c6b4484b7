"""Whatever units stand in heading and cell, an amount is kept exactly as a person reads it, or refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.ledger import LedgerRow, read
from tests.ledger.made_up import xlsx

AREA = {"亩": Fraction(1), "市亩": Fraction(1), "公顷": Fraction(15)} | dict.fromkeys(
    ("平方米", "㎡"), Fraction(3, 2000)
)
MONEY = {"元": Fraction(1), "万元": Fraction(10_000), "千元": Fraction(1000), "角": Fraction(1, 10)}
RENT = {f"{money}/{area}·{time}": MONEY[money] / AREA[area] * times for money in MONEY for area in ("亩", "公顷")
        for time, times in (("年", 1), ("月", 12), ("季", 4))}  # fmt: skip
NO_RENT = dict.fromkeys(("元", "元/年", "元/亩", "元/月", "公斤/亩", "元/斤"))
SHARE = {"%": Fraction(1), "％": Fraction(1), "‰": Fraction(1, 10), "成": Fraction(10)}
KINDS: dict[str, tuple[str, list[str], list[str], str, dict[str, Fraction | None], int]] = {
    "area": ("承包地块", ["户编号", "地块名称", "面积"], ["1", "东地"], "area_centimu", {**AREA}, 100),
    "money": ("分配明细", ["分配编号", "户编号", "分配金额"], ["F1", "1"], "amount_fen", {**MONEY}, 100),
    "rent": ("联结合同", ["合同编号", "户编号", "租金"], ["L1", "1"], "rent_fen", {**RENT, **NO_RENT}, 100),
    "share": ("联结合同", ["合同编号", "户编号", "分红比例"], ["A1", "1"], "promised_share_ppm", {**SHARE}, 10_000),
}
NUMBERS = st.decimals(min_value="1.25", max_value="99999", places=2)


def together(heading: str | None, unit: str | None) -> str | None:
    """Return the unit meant: a cell that says 元 under 元/亩·年 leaves the rest to its heading."""
    if unit is None or heading is None or "/" in unit or "/" not in heading:
        return unit or heading
    return f"{unit}/{heading.partition('/')[2]}"


def exactly(number: Any, unit: str | None, units: dict[str, Fraction | None], parts: int) -> int | None:
    """Return what is meant, None where nothing exact is."""
    factor = units.get(unit) if unit else Fraction(1)
    kept = Fraction(number) * factor * parts if factor is not None else None
    return int(kept) if kept is not None and kept.denominator == 1 else None


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_heading_and_a_cell_give_the_exact_amount_or_none(kind: str, data: st.DataObject) -> None:
    sheet, heads, begin, field, units, parts = KINDS[kind]
    heading = data.draw(st.none() | st.sampled_from(sorted(units)), "heading")
    cells = data.draw(st.lists(st.tuples(NUMBERS, st.none() | st.sampled_from(sorted(units))), min_size=1, max_size=8))
    typed = [f"{number}{unit}" if unit else float(number) for number, unit in cells]
    headed = [*heads[:-1], f"{heads[-1]}（{heading}）" if heading else heads[-1]]
    rows: list[LedgerRow] = list(read(xlsx({sheet: [headed, *([*begin, each] for each in typed)]})).pages[0].rows)
    assert len(rows) == len(cells)
    for row, (number, unit) in zip(rows, cells, strict=True):
        kept = row.said.get(field)
        assert (kept is None) == bool(row.faults)
        if kept is not None:
            assert kept == exactly(number, together(heading, unit), units, parts), (heading, number, unit)
        if unit and heading in (None, unit):
            assert kept == exactly(number, unit, units, parts) or row.faults[0].reason == "too_big"
