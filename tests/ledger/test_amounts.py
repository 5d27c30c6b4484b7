"""Amounts between yuan and fen, mu and centimu: exactly, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.domain.fields import Shape
from fupin_desk.ledger.amounts import amount, whole
from fupin_desk.ledger.typed import CellRefused

FEN, MU, PPM, QUANTITY = Shape.FEN, Shape.CENTIMU, Shape.PPM, Shape.QUANTITY


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
        ("12,50.00", "number"),
        ("一千元", "number"),
        ("1000-2000", "number"),
        ("3000元/月", "number"),
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
    assert amount(FEN, 1.25, times=10_000) == 1_250_000
    assert amount(FEN, "3元", times=10_000) == 300  # what stands in the cell says more than the heading


def test_areas_are_read_in_mu_and_hectares_are_fifteen() -> None:
    assert amount(MU, "3.25亩") == 325
    assert amount(MU, 2) == 200
    assert amount(MU, "1.2公顷") == 1800
    with pytest.raises(CellRefused):
        amount(MU, "3.125")


def test_quantities_keep_three_decimals() -> None:
    assert amount(QUANTITY, "1200.125") == 1_200_125


def test_a_percentage_needs_its_sign_where_a_cell_could_mean_two() -> None:
    assert amount(PPM, "5%") == amount(PPM, "5") == amount(PPM, 5) == 50_000
    assert amount(PPM, "4.35％") == 43_500
    for typed in (0.05, 1.0):
        with pytest.raises(CellRefused) as refused:
            amount(PPM, typed)
        assert refused.value.reason == "percent"


def test_whole_numbers_may_say_what_is_counted() -> None:
    assert whole("3人") == whole(3.0) == whole("３") == 3
    assert whole("15日") == 15
    for typed, reason in (("3.5", "whole_number"), ("三", "number"), (False, "number")):
        with pytest.raises(CellRefused) as refused:
            whole(typed)
        assert refused.value.reason == reason
