"""Figures as people read them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.words import figures


@pytest.mark.parametrize(
    ("fen", "written"),
    [(0, "0.00"), (5, "0.05"), (1250050, "12,500.50"), (-7, "-0.07"), (10**13, "100,000,000,000.00")],
)
def test_money_is_written_in_yuan_with_two_decimals(fen: int, written: str) -> None:
    assert figures.money(fen) == written


@given(st.integers(-(10**13), 10**13))
def test_no_fen_is_lost_in_writing(fen: int) -> None:
    assert int(figures.money(fen).replace(",", "").replace(".", "")) == fen


@pytest.mark.parametrize(
    ("ppm", "written"), [(0, "0 %"), (43500, "4.35 %"), (49000, "4.90 %"), (400000, "40 %"), (12345, "1.2345 %")]
)
def test_a_rate_is_written_in_percent_with_no_decimals_or_at_least_two(ppm: int, written: str) -> None:
    assert figures.rate(ppm) == written


@pytest.mark.parametrize(("milli", "written"), [(0, "0"), (1500, "1.5"), (2000000, "2,000"), (1, "0.001")])
def test_a_quantity_has_no_more_decimals_than_it_needs(milli: int, written: str) -> None:
    assert figures.quantity(milli) == written


def test_an_area_has_two_decimals() -> None:
    assert figures.area(325) == "3.25"


def test_a_day_is_year_month_day_whatever_it_came_as() -> None:
    assert figures.day(date(2018, 11, 1)) == figures.day("2018-11-01T08:00:00Z") == "2018-11-01"
