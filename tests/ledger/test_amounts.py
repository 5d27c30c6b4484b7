"""Amounts between yuan and fen, mu and centimu: exactly, or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.domain.shapes import CENTIMU as MU
from fupin_desk.domain.shapes import FEN, PPM, QUANTITY, Shape
from fupin_desk.ledger import amounts, read
from fupin_desk.ledger.amounts import ordinal, whole
from fupin_desk.ledger.book import Percent, Raw
from fupin_desk.ledger.columns import SHEET_OF
from fupin_desk.ledger.typed import CellRefused
from fupin_desk.ledger.units import Stated, unit_of
from fupin_desk.ledger.wanted import counted_in, wanted, yuan_a, yuan_each
from tests.ledger.made_up import xlsx

COLUMNS: dict[Shape, tuple[str, str]] = {
    FEN: ("payments", "amount_fen"),
    MU: ("plots", "area_centimu"),
    PPM: ("contracts", "promised_share_ppm"),
}


def amount(shape: Shape, raw: Raw, heading: str | None = None, column: tuple[str, str] | None = None) -> int | Stated:
    """Read a cell of a column with that shape."""
    sheet, key = column or COLUMNS.get(shape, ("contracts", "quantity_milli"))
    unit = unit_of(heading, "mu" if shape is MU else None) if heading else None
    return amounts.amount(shape, raw, wanted(SHEET_OF[sheet].column(key)), unit)


def refusal(*said: Any, **more: Any) -> tuple[str, tuple[str, ...]]:
    with pytest.raises(CellRefused) as refused:
        amount(*said, **more)
    facts = refused.value.facts
    return refused.value.reason, tuple(facts.get(name, "") for name in ("heading", "unit") if name in facts)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        (0.1 + 0.2, 30),
        (12500.5, 1250050),
        ("1,250.50", 125050),
        ("１，２５０．５０", 125050),
        ("￥1250元", 125000),
        ("¥ 1 250", 125000),
        ("人民币1250.5元整", 125050),
        (1250, 125000),
        (4.35, 435),
        (1.15, 115),
        (2.675 * 2, 535),
        ("1.25万元", 1250000),
        ("0", 0),
        (1e-9 * 1e9, 100),
        (9999999999.99, 999999999999),
    ],
)
def test_yuan_become_fen_exactly(typed: object, fen: int) -> None:
    assert amount(FEN, typed) == fen  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (12.345, "decimals"),
        ("0.001", "decimals"),
        (1e-9, "decimals"),
        ("1,25", "number"),
        ("500 300", "number"),
        ("500\n300", "number"),
        ("500元\n300元", "number"),
        ("12,50.00", "number"),
        ("一千元", "number"),
        ("1000-2000", "number"),
        ("3000元/月", "unit"),
        (True, "number"),
        (1e15, "digits_lost"),
        ("nan", "number"),
        ("1e5000", "number"),
        ("١٢", "number"),
    ],
)
def test_what_is_no_exact_amount_is_refused_never_rounded(typed: object, reason: str) -> None:
    with pytest.raises(CellRefused) as refused:
        amount(FEN, typed)  # type: ignore[arg-type]
    assert refused.value.reason == reason


@given(st.integers(0, 10**12))
def test_every_amount_comes_back_however_it_is_written(fen: int) -> None:
    yuan = f"{fen // 100}.{fen % 100:02d}"
    assert amount(FEN, yuan) == amount(FEN, f"{fen // 100:,}.{fen % 100:02d}元") == fen
    assert amount(FEN, float(yuan)) == fen


@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=6))
def test_what_a_spreadsheet_added_up_is_the_sum_it_shows(fens: list[int]) -> None:
    assert amount(FEN, sum(fen / 100 for fen in fens)) == sum(fens)


def test_a_heading_in_ten_thousands_makes_its_numbers_so() -> None:
    assert amount(FEN, 1.25, "万元") == amount(FEN, "1.25万", "万元") == amount(FEN, "1.25万元", "万元") == 1_250_000
    assert amount(FEN, "1.25万元", "元") == amount(FEN, "1.25万", "元") == 1_250_000
    assert amount(FEN, 5, "千元") == 500_000
    assert refusal(FEN, "3元", "万元") == ("unit_differs", ("万元", "元"))
    assert refusal(FEN, "3万", "千元") == ("unit_differs", ("千元", "万"))


def test_areas_are_read_in_mu_whatever_they_are_measured_in() -> None:
    assert amount(MU, "3.25亩") == 325
    assert amount(MU, 2) == 200
    assert amount(MU, "1.2公顷") == amount(MU, 1.2, "公顷") == 1800
    assert amount(MU, "2000平方米") == amount(MU, 2000, "㎡") == amount(MU, 2000, "m²") == 300
    assert amount(MU, "5分") == amount(MU, 5, "分地") == 50
    assert amount(MU, "2 ha") == 3000
    assert refusal(MU, "3.125") == ("decimals", ())
    assert amount(MU, "1000平方米") == 150
    assert refusal(MU, 7, "平方米") == ("unit_inexact", ("平方米",))
    assert refusal(MU, "2公顷", "亩") == ("unit_differs", ("亩", "公顷"))
    assert refusal(MU, "2公斤") == ("unit", ("公斤",))


def test_quantities_keep_three_decimals() -> None:
    assert amount(QUANTITY, "1200.125") == 1_200_125


def test_a_percentage_needs_its_sign_where_a_cell_could_mean_two() -> None:
    assert amount(PPM, "5%") == amount(PPM, "5") == amount(PPM, 5) == amount(PPM, 5, "％") == 50_000
    assert amount(PPM, "4.35％") == 43_500
    assert amount(PPM, "0.5%") == amount(PPM, "5‰") == 5_000
    assert amount(PPM, "3成") == 300_000
    for typed in (0.05, 1.0, "0.05"):
        assert refusal(PPM, typed) == ("percent", ())
        assert refusal(PPM, typed, "%") == ("percent", ())


def test_a_cell_formatted_as_a_percentage_is_what_it_shows() -> None:
    assert amount(PPM, Percent(0.05)) == amount(PPM, Percent(0.05), "%") == 50_000
    assert amount(PPM, Percent(1.0)) == 1_000_000
    assert amount(PPM, Percent(0.0435)) == 43_500
    assert refusal(FEN, Percent(0.05)) == ("unit", ("%",))


def test_whole_numbers_may_say_what_is_counted() -> None:
    assert whole("3人") == whole(3.0) == whole("３") == 3
    days, months = (wanted(SHEET_OF["contracts"].column(key)) for key in ("pay_within_days", "paid_every_months"))
    assert whole("30天内", days) == whole("30日", days) == whole(30, days, unit_of("天")) == 30
    assert whole("2周", days) == 14
    assert whole("1年", months) == whole("12个月", months) == whole(12, months, unit_of("月")) == 12
    assert whole("1季度", months) == 3
    for typed, wants, heading, reason in (
        ("3.5", None, None, "whole_number"), ("三", None, None, "number"), (False, None, None, "number"),
        ("2个月", days, None, "unit"), (2, days, unit_of("月"), "unit"), ("2天", days, unit_of("月"), "unit_differs"),
        ("三", months, None, "number"), ("一百年", months, None, "number"), ("一年三个月", months, None, "number"),
        ("三人", None, None, "number"), ("2天", months, unit_of("月"), "unit_differs"),
    ):  # fmt: skip
        with pytest.raises(CellRefused) as refused:
            whole(typed, wants, heading)
        assert refused.value.reason == reason


def test_how_long_a_cell_says_goes_before_what_its_heading_counts_in() -> None:
    """2年 under 期限（月） can mean nothing else; people write it in words as well."""
    months, days = (wanted(SHEET_OF["contracts"].column(key)) for key in ("paid_every_months", "pay_within_days"))
    for typed, heading, kept in (
        ("2年", "月", 24), ("三年", "月", 36), ("两年", None, 24), ("半年", "月", 6), ("一年半", "月", 18),
        ("1年半", None, 18), ("十二个月", "年", 12), ("三十六个月", "月", 36), ("廿四个月", None, 24),
        ("6个月", "年", 6), ("3 年", "月", 36), ("１年", "月", 12), ("十二月", "月", 12), (3, "年", 36), ("3", "月", 3),
    ):  # fmt: skip
        assert whole(typed, months, unit_of(heading) if heading else None) == kept, (typed, heading)
    assert whole("两周", days, unit_of("天")) == 14
    assert whole("三十天内", days, unit_of("天")) == 30


def test_a_day_of_the_month_and_a_month_of_the_year_are_said_in_many_ways() -> None:
    for typed in ("每月5日", "每个月5号", "5日", "5", 5, 5.0, "05"):
        assert ordinal("pay_day", typed) == 5
    for typed in ("每年12月", "12月份", "12", 12):
        assert ordinal("pay_month", typed) == 12
    for typed in ("月底", "5天", "每月5日前后", "5-10日", 5.5, True):
        with pytest.raises(CellRefused):
            ordinal("pay_day", typed)


RENT = ("contracts", "rent_fen")


@pytest.mark.parametrize(
    ("raw", "heading", "fen"),
    [
        (300, None, 30000), (300, "元/亩·年", 30000), (300, "元/年·亩", 30000),
        (300, "元／亩／年", 30000),
        ("300元/亩·年", None, 30000), ("每亩每年300元", None, 30000), ("300元每亩每年", "元", 30000),
        (0.03, "万元/亩·年", 30000),
        (25, "元/亩·月", 30000), (4500, "元/公顷·年", 30000), (300, "yuan per mu and year", 30000),
        (300, "يۈەن/مو·يىل", 30000),
        (300, "يۋان/مۋ·جىل", 30000), ("300元", "元/亩·年", 30000),
    ],
)  # fmt: skip
def test_rent_is_for_a_mu_and_a_year(raw: Raw, heading: str | None, fen: int) -> None:
    assert amount(FEN, raw, heading, RENT) == fen


@pytest.mark.parametrize(
    "unit", ["元", "万元", "元/年", "元/月", "元/亩", "元/天", "元/斤", "元/户·年", "公斤", "%", "亩"]
)
def test_rent_of_anything_else_is_refused_and_both_units_are_named(unit: str) -> None:
    for said in ((300, unit), (f"300{unit}", None)):
        with pytest.raises(CellRefused) as refused:
            amount(FEN, said[0], said[1], RENT)
        assert (refused.value.reason, refused.value.facts["unit"]) == ("unit", unit)
        assert refused.value.facts["wanted"] == ("unit.contract.rent_fen",)


@pytest.mark.parametrize(
    ("price", "code", "fen"),
    [
        ("3.2元/斤", "kg", 640), ("3.2元/公斤", "kg", 320), ("3.2元/千克", "kg", 320), ("3200元/吨", "kg", 320),
        ("3.2元/公斤", "tonne", 320000), ("3.125元/斤", "kg", 625), ("5元/头", "head", 500), ("5元/只", "head", 500),
        ("2角/个", "piece", 20), ("3.2元/斤", "head", None), ("100元/亩", "mu", 10000),
    ],
)  # fmt: skip
def test_a_price_is_for_what_the_contract_counts_in(price: str, code: str, fen: int | None) -> None:
    stated = amount(FEN, price, None, ("contracts", "floor_price_fen"))
    assert isinstance(stated, Stated)
    if fen is not None:
        assert yuan_each(code).kept(stated.number, stated.unit, 100) == fen
    else:
        with pytest.raises(CellRefused) as refused:
            yuan_each(code).kept(stated.number, stated.unit, 100)
        assert refused.value.reason == "unit"


def test_quantities_and_wages_are_brought_into_the_contracts_units() -> None:
    for said, code, milli in (("1000公斤", "tonne", 1000), ("2000斤", "kg", 1_000_000), ("3万斤", "kg", 15_000_000)):
        stated = amount(QUANTITY, said)
        assert isinstance(stated, Stated)
        assert counted_in(code).kept(stated.number, stated.unit, 1000) == milli
    for said, per, fen in (("36000元/年", "month", 300000), ("100元/天", "day", 10000), ("100元/工日", "day", 10000)):
        stated = amount(FEN, said, None, ("contracts", "wage_fen"))
        assert isinstance(stated, Stated)
        assert yuan_a(per).kept(stated.number, stated.unit, 100) == fen
    for said, per in (("100元/天", "month"), ("20元/小时", "day"), ("1000元/年", "month")):
        stated = amount(FEN, said, None, ("contracts", "wage_fen"))
        assert isinstance(stated, Stated)
        with pytest.raises(CellRefused):
            yuan_a(per).kept(stated.number, stated.unit, 100)


@pytest.mark.parametrize("typed", ["两千元", "三百", "约300元", "300元左右", "1万2", "3-4元", "$5", "300元/"])
def test_what_is_no_amount_for_sure_is_refused(typed: str) -> None:
    assert refusal(FEN, typed)[0] == "number"


@pytest.mark.parametrize(
    ("heading", "typed", "kept"),
    [
        ("每亩租金", 300, "unit"), ("亩租金", 300, "unit"), ("亩均租金", 300, "unit"), ("每亩租金（元）", 300, "unit"),
        ("每亩年租金", 300, 30_000), ("每亩租金（元/年）", 300, 30_000), ("年租金（元/亩）", 300, 30_000),
        ("每亩租金", "300元/亩·年", 30_000), ("每亩租金", "300元/年", "unit_differs"), ("年租金", 300, "unit"),
        ("租金（元/亩·年）", 300, 30_000), ("每亩每年租金（万元）", 0.03, 30_000),
    ],
)  # fmt: skip
def test_rent_is_for_a_mu_and_a_year_or_it_is_refused(heading: str, typed: Any, kept: Any) -> None:
    [row] = read(xlsx({"联结合同": [["合同编号", "户编号", heading], ["L1", "1", typed]]})).pages[0].rows
    assert (row.said.get("rent_fen") or row.faults[0].reason) == kept


@pytest.mark.parametrize(
    ("typed", "unit"), [("3垧", "垧"), ("10袋", "袋"), ("3 编织袋", "编织袋"), ("300起", "起"), ("100美元", "美元")]
)
def test_an_unknown_unit_is_named_and_never_to_be_dropped(typed: str, unit: str) -> None:
    assert refusal(MU, typed) == ("unit", (unit,))
    assert refusal(QUANTITY, typed) == ("unit_unknown", (unit,))
    for sentence in ("300-400", "300元或400元", "三百", "20米×10米", "3亩半"):
        assert refusal(MU, sentence)[0] == "number"
