"""The calendar that contracts are counted with."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.policy.days import anniversary, half_up, months_on, over_years, rounded_up, years_of

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def test_an_exact_half_goes_up_and_less_does_not() -> None:
    assert [half_up(above, 2) for above in (1, 2, 3)] == [1, 1, 2]
    assert half_up(149, 100) == 1
    assert half_up(150, 100) == 2


def test_a_minimum_rounded_up_is_enough() -> None:
    assert rounded_up(100, 3) == 34
    assert rounded_up(99, 3) == 33


def test_a_year_is_over_after_its_anniversary() -> None:
    assert not over_years(date(2019, 1, 1), date(2020, 1, 1), 1)
    assert over_years(date(2019, 1, 1), date(2020, 1, 2), 1)
    assert anniversary(date(2020, 2, 29), 1) == date(2021, 2, 28)


def test_months_on_is_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert months_on(date(2018, 11, 15), 36) == date(2021, 11, 15)
    assert months_on(date(2018, 8, 31), 6) == date(2019, 2, 28)
    assert months_on(date(2019, 8, 31), 6) == date(2020, 2, 29)
    assert months_on(date(2018, 1, 31), 1) == date(2018, 2, 28)
    assert months_on(date(2018, 1, 31), 2) == date(2018, 3, 31)
    assert months_on(date(9999, 12, 31), 1) == date.max


@given(DAYS, st.integers(0, 600))
def test_months_on_stays_in_the_month_it_counts_to(day: date, months: int) -> None:
    there = months_on(day, months)
    assert there.year * 12 + there.month == day.year * 12 + day.month + months
    assert there.day <= day.day


def test_a_term_from_1_january_to_1_january_is_one_year() -> None:
    whole = list(years_of(date(2019, 1, 1), date(2020, 1, 1), date(2030, 1, 1)))
    assert whole == [(date(2019, 1, 1), date(2019, 12, 31), 365)]


@given(DAYS, DAYS, DAYS)
def test_the_years_of_a_term_follow_each_other_without_gap(since: date, until: date, through: date) -> None:
    found = list(years_of(since, until, through))
    assert all(first <= last and (last - first).days < whole for first, last, whole in found)
    assert all((later[0] - earlier[1]).days == 1 for earlier, later in itertools.pairwise(found))
    if found:
        assert found[0][0] == since
        assert found[-1][1] <= until


def test_a_year_counts_from_the_day_it_begins_and_a_term_may_be_a_single_day() -> None:
    assert [first.year for first, _, _ in years_of(date(2019, 1, 1), None, date(2020, 1, 1))] == [2019, 2020]
    one_day = date(2019, 1, 1)
    assert list(years_of(one_day, one_day, date(2021, 1, 1))) == [(one_day, one_day, 365)]
