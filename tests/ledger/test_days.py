"""Days in every form people write them, and those that are no day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.ledger.book import Raw
from fupin_desk.ledger.days import SERIAL_ZERO, day, year, year_of_month
from fupin_desk.ledger.typed import CellRefused


@pytest.mark.parametrize(
    "typed",
    [
        "2018-11-01", "2018/11/1", "2018.11.1", "2018年11月1日", "2018年11月01号", "20181101", 20181101, 20181101.0,
        "２０１８－１１－０１", " 2018 年 11 月 1 日 ", "2018-11-01 00:00:00", date(2018, 11, 1),
        "2018/11/1 12:00", "2018-11-1 8:05", "2018-11-01T08:30:15",
        datetime(2018, 11, 1, 8, 30, tzinfo=UTC), 43405, 43405.0, "43405", "\u200e2018-11-01",
        "2018—11—01", "2018、11、1", "18.11.1", "18年11月1日",
    ],
)  # fmt: skip
def test_the_same_day_in_every_form(typed: object) -> None:
    assert day(typed) == "2018-11-01"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed",
    [
        "2018-02-30", "2018年2月30日", 20180230, "18-11-01", "2018-11", "11/1/2018", "1.11.2018", "2018/11-1", 5, 12.5,
        "2018-11-1 1", "201 80101",
        43405.5, True, "去年", "长期", "99999", 0, -1,
    ],
)  # fmt: skip
def test_what_says_no_day_for_sure_is_refused(typed: object) -> None:
    with pytest.raises(CellRefused) as refused:
        day(typed)  # type: ignore[arg-type]
    assert refused.value.reason == "date"


def test_a_year_typed_into_a_cell_of_dates_is_no_day_of_1905() -> None:
    for typed in (date(1905, 6, 7), datetime(1905, 7, 10)):  # noqa: DTZ001 - what 1985 and 2018 are shown as
        with pytest.raises(CellRefused) as refused:
            day(typed)
        assert refused.value.reason == "year_as_day"
    assert day(date(1905, 1, 7)) == "1905-01-07"
    assert day(date(1905, 6, 7), from_1904=True) == day("1905-06-07") == "1905-06-07"


def test_a_year_alone_is_a_year_and_no_day() -> None:
    assert year("1980") == year("1980年") == year(1980) == year(1980.0) == 1980
    assert year(date(1980, 1, 1)) is None
    with pytest.raises(CellRefused) as refused:
        day(2018)
    assert refused.value.reason == "year_only"


@pytest.mark.parametrize("typed", ["1980-01", "1980.10", 1980.1, "1980年1月", "198001", 198012, "1980/12"])
def test_a_year_and_a_month_are_a_year(typed: Raw) -> None:
    assert year_of_month(typed) == 1980


@pytest.mark.parametrize("typed", ["1980-13", 198000, "1980-01-01", 1980, "19801", 12.5])
def test_what_is_no_year_and_month_is_none(typed: Raw) -> None:
    assert year_of_month(typed) is None


def test_day_numbers_counted_from_1904_are_refused_because_four_years_hang_on_it() -> None:
    with pytest.raises(CellRefused):
        day(43405, from_1904=True)
    assert day("2018-11-01", from_1904=True) == "2018-11-01"


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_every_form(on: date) -> None:
    serial = (on - SERIAL_ZERO).days
    forms: list[Raw] = [
        on,
        f"{on:%Y%m%d}",
        f"{on.year}/{on.month}/{on.day}",
        f"{on.year}年{on.month}月{on.day}日",
        serial,
        float(serial),
    ]
    assert {day(form) for form in forms} == {on.isoformat()}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("二〇一八年十一月一日", "2018-11-01"), ("二零一八年十月二十日", "2018-10-20"),
        ("2018年十二月三十一日", "2018-12-31"), ("二○一八年一月廿三号", "2018-01-23"),
        ("2018年11月1日星期四", "2018-11-01"), ("2018-11-01（周四）", "2018-11-01"),
    ],
)  # fmt: skip
def test_days_in_chinese_numerals_and_with_the_day_of_the_week_are_read(typed: str, read: str) -> None:
    assert day(typed) == read


@pytest.mark.parametrize(
    "typed", ["二〇一八年十三月一日", "二〇一八年二月三十日", "一八年十一月一日", "二〇一八年十一月", "十一月一日"]
)
def test_days_in_numerals_that_cannot_be_are_refused(typed: str) -> None:
    with pytest.raises(CellRefused):
        day(typed)
