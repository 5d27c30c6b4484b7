"""What is due to households, from terms, deliveries and distributions."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.policy.due import Due
from fupin_desk.policy.graph import Graph
from fupin_desk.subjects.contract.records import Party
from fupin_desk.subjects.household.records import Plot
from fupin_desk.subjects.income.records import Asset, Distribution, DistributionLine
from fupin_desk.subjects.job.wage import pay_day_for
from fupin_desk.subjects.order.records import Delivery
from tests.policy.builders import a_contract, a_job, day, dues, dues_of
from tests.policy.shelf import Shelf


def said(found: list[Due]) -> list[tuple[str, int]]:
    return [(due.due_on.isoformat(), due.amount_fen) for due in found]


def test_a_wage_is_due_on_the_first_pay_day_after_its_month() -> None:
    assert said(dues(a_job(), "2019-03-31")) == [("2019-02-10", 300000), ("2019-03-10", 300000)]


def test_a_pay_day_on_the_31st_is_the_last_day_of_a_shorter_month_and_pays_that_month() -> None:
    assert said(dues(a_job(pay_day=31), "2019-02-28")) == [("2019-01-31", 300000), ("2019-02-28", 300000)]


def test_pay_days_that_a_short_month_lacks_are_its_last_day_and_no_month_pays_twice() -> None:
    for pay_day, days in {
        28: ["2019-02-28", "2019-03-28", "2019-04-28", "2019-05-28"],
        29: ["2019-02-28", "2019-03-29", "2019-04-29", "2019-05-29"],
        30: ["2019-02-28", "2019-03-30", "2019-04-30", "2019-05-30"],
        31: ["2019-01-31", "2019-02-28", "2019-03-31", "2019-04-30", "2019-05-31"],
    }.items():
        assert [on for on, _fen in said(dues(a_job(pay_day=pay_day), "2019-05-31"))] == days


@given(
    pay_day=st.none() | st.integers(1, 31),
    first=st.dates(date(1999, 1, 1), date(2101, 12, 31)),
    days=st.integers(0, 800),
)
def test_a_wage_falls_due_once_a_month_and_never_before_the_work_is_done(
    pay_day: int | None, first: date, days: int
) -> None:
    last = date.fromordinal(first.toordinal() + days)
    found = dues(a_job(pay_day=pay_day, since=first, until=last), "2110-01-01")
    months = [due.due_on.year * 12 + due.due_on.month for due in found]
    assert months == list(range(months[0], months[0] + len(months)))
    for due in found:
        assert due.due_on >= date.fromisoformat(due.why["last_on"])
        following = date.fromordinal(due.due_on.toordinal() + 1)
        assert due.due_on.day == pay_day or following.day == 1


@given(pay_day=st.none() | st.integers(1, 31), last=st.dates(date(1999, 1, 1), date(2101, 12, 31)))
def test_all_work_of_a_month_has_the_same_pay_day(pay_day: int | None, last: date) -> None:
    assert pay_day_for(pay_day, last) == pay_day_for(pay_day, last.replace(day=1))
    assert last <= pay_day_for(pay_day, last)


@given(
    since=st.dates(date(2015, 1, 1), date(2024, 12, 31)) | st.sampled_from([date(2016, 2, 29), date(2020, 2, 29)]),
    years=st.integers(1, 6),
    pay_month=st.integers(1, 12),
    pay_day=st.none() | st.integers(1, 31),
)
def test_a_rent_falls_due_once_in_each_of_its_years(
    since: date, years: int, pay_month: int, pay_day: int | None
) -> None:
    lease = a_contract("lease", area_centimu=100, rent_fen=50000, since=since, pay_month=pay_month, pay_day=pay_day)
    lease = msgspec.structs.replace(lease, until=date.fromordinal(since.toordinal() + 365 * years))
    found = dues(lease, "2110-01-01")
    due_in = [due.due_on.year for due in found]
    assert due_in == list(range(due_in[0], due_in[0] + len(due_in)))
    assert {due.due_on.month for due in found} == {pay_month}


def test_without_a_pay_day_a_wage_is_due_at_the_end_of_the_following_month() -> None:
    assert said(dues(a_job(pay_day=None), "2019-02-28")) == [("2019-02-28", 300000)]


def test_months_begun_and_left_in_the_middle_are_paid_by_their_days() -> None:
    found = dues(a_job(since=day("2019-01-17"), until=day("2019-02-14")), "2019-12-31")
    assert said(found) == [("2019-02-10", half(300000 * 15, 31)), ("2019-03-10", 150000)]


def half(above: int, below: int) -> int:
    return int(above / below + 0.5)


def test_the_last_day_of_a_job_that_was_ended_is_paid() -> None:
    found = dues(a_job(ended_on=day("2019-01-31"), until=day("2019-12-31")), "2019-12-31")
    assert said(found) == [("2019-02-10", 300000)]


def test_a_wage_by_the_day_is_the_days_agreed_for_a_month() -> None:
    found = dues(a_job(wage_per="day", wage_fen=12000, units_per_month=22), "2019-02-10")
    assert said(found) == [("2019-02-10", 264000)]
    assert dues(a_job(wage_per="day", wage_fen=12000), "2019-12-31") == []


def test_a_wage_paid_every_three_months_is_rounded_once() -> None:
    found = dues(a_job(paid_every_months=3, since=day("2019-01-02")), "2019-04-10")
    assert said(found) == [("2019-04-10", half(300000 * 30, 31) + 600000)]


def test_a_delivery_is_paid_at_the_higher_of_floor_and_agreed_price() -> None:
    order = a_contract("order", floor_price_fen=250, pay_within_days=10)
    low = Delivery(id="d1", contract="c", household="home", accepted_milli=1500, price_fen=240, on=day("2019-07-01"))
    high = Delivery(id="d2", contract="c", household="home", accepted_milli=1500, price_fen=251, on=day("2019-07-02"))
    found = dues(order, "2019-07-31", high, low)
    assert said(found) == [("2019-07-11", 375), ("2019-07-12", 377)]  # 376.5 fen: a half goes to the household
    assert found[0].why == {
        "accepted_milli": 1500,
        "floor_price_fen": 250,
        "price_fen": 240,
        "delivered_on": "2019-07-01",
        "pay_within_days": 10,
    }


def test_without_days_agreed_a_delivery_is_due_on_its_day() -> None:
    one = Delivery(id="d", contract="c", household="home", accepted_milli=1000, on=day("2019-07-01"))
    assert said(dues(a_contract("order", floor_price_fen=250), "2019-07-01", one)) == [("2019-07-01", 250)]


def test_rent_is_due_each_year_on_its_day_and_a_shorter_last_year_by_days() -> None:
    lease = a_contract(
        "lease",
        area_centimu=333,
        rent_fen=50001,
        pay_month=10,
        pay_day=31,
        since=day("2019-03-01"),
        until=day("2020-08-31"),
    )
    assert said(dues(lease, "2021-12-31")) == [
        ("2019-10-31", half(333 * 50001, 100)),
        ("2020-10-31", half(333 * 50001 * 184, 100 * 365)),
    ]


def test_rent_without_a_day_agreed_is_due_on_the_last_day_of_each_year() -> None:
    lease = a_contract("lease", area_centimu=100, rent_fen=50000, until=day("2020-12-31"))
    assert said(dues(lease, "2030-01-01")) == [("2019-12-31", 50000), ("2020-12-31", 50000)]


def test_rent_of_several_households_goes_by_whose_plot_it_is() -> None:
    plots = [
        Plot(id="p1", household="home", area_centimu=300),
        Plot(id="p2", household="next door", area_centimu=200),
    ]
    lease = a_contract("lease", area_centimu=500, rent_fen=10000, until=day("2019-12-31"), plots=["p1", "p2"])
    found = dues(lease, "2019-12-31", *plots, households=("home", "next door"))
    assert {due.household: due.amount_fen for due in found} == {"home": 30000, "next door": 20000}


def test_rent_of_several_households_is_due_to_them_together_where_nobody_knows_whose_plot_it_is() -> None:
    lease = a_contract("lease", area_centimu=500, rent_fen=10000, until=day("2019-12-31"))
    (due,) = dues(lease, "2019-12-31", households=("home", "next door"))
    assert (due.household, due.amount_fen) == (None, 50000)


def test_a_household_that_leases_land_is_owed_no_rent_for_it() -> None:
    lease = a_contract("lease", area_centimu=500, rent_fen=10000, until=day("2019-12-31"))
    tenant = Party(id="tenant", contract="c", household="home", role="lessee")
    assert dues(lease, "2019-12-31", tenant, households=()) == []


def test_a_back_contract_makes_nothing_due_to_a_household() -> None:
    assert (
        dues(a_contract("back_contract", area_centimu=500, rent_fen=10000, until=day("2019-12-31")), "2030-01-01") == []
    )


ASSET = Asset(id="solar", operator="firm")
INCOME = Distribution(id="d2019", asset="solar", year=2019, income_fen=1000000, due_on=day("2020-01-20"))


def test_a_fixed_promise_is_due_each_year_and_a_share_with_each_distribution() -> None:
    both = a_contract(
        "asset", asset="solar", promise="both", promised_fen=120000, promised_share_ppm=50000, pay_month=12, pay_day=20
    )
    assert said(dues(both, "2020-06-30", ASSET, INCOME)) == [("2019-12-20", 120000), ("2020-01-20", 50000)]


@pytest.mark.parametrize(("line_fen", "left"), [(100000, [("2019-12-20", 20000)]), (120000, []), (150000, [])])
def test_what_a_distribution_line_gives_is_not_owed_a_second_time(line_fen: int, left: list[tuple[str, int]]) -> None:
    fixed = a_contract("asset", asset="solar", promise="fixed", promised_fen=120000, pay_month=12, pay_day=20)
    line = DistributionLine(id="line", distribution="d2019", household="home", amount_fen=line_fen)
    found = dues(fixed, "2020-06-30", ASSET, INCOME, line)
    assert said([due for due in found if due.contract]) == left
    assert said([due for due in found if due.distribution_line]) == [("2020-01-20", line_fen)]


def test_what_one_line_gives_bears_a_fixed_promise_first_and_of_a_share_only_the_rest() -> None:
    both = a_contract(
        "asset", asset="solar", promise="both", promised_fen=120000, promised_share_ppm=50000, pay_month=12, pay_day=20
    )
    line = DistributionLine(id="line", distribution="d2019", household="home", amount_fen=130000)
    found = [due for due in dues(both, "2020-06-30", ASSET, INCOME, line) if due.contract]
    assert said(found) == [("2020-01-20", 40000)]
    assert found[0].why["in_distribution_fen"] == 10000


def test_lines_of_two_households_and_of_nobody_are_each_their_own() -> None:
    fixed = a_contract("asset", asset="solar", promise="fixed", promised_fen=120000, pay_month=12, pay_day=20)
    lines = [
        DistributionLine(id="one", distribution="d2019", household="home", amount_fen=30000),
        DistributionLine(id="more", distribution="d2019", household="home", amount_fen=20000),
        DistributionLine(id="theirs", distribution="d2019", household="next door", amount_fen=70000),
        DistributionLine(id="whose", distribution="d2019", amount_fen=70000),
        DistributionLine(id="no", distribution="d2019", household="home", amount_fen=70000, declined=True),
    ]
    assert said([due for due in dues(fixed, "2019-12-31", ASSET, INCOME, *lines) if due.contract]) == [
        ("2019-12-20", 70000)
    ]


@pytest.mark.parametrize(("year", "owed"), [(2018, False), (2019, True), (2020, True), (2021, True), (2022, False)])
def test_a_share_of_the_income_is_promised_for_the_years_the_contract_runs_in(year: int, owed: bool) -> None:
    share = a_contract("asset", asset="solar", promise="share", promised_share_ppm=50000, until=day("2021-03-01"))
    income = Distribution(id="d", asset="solar", year=year, income_fen=1000000, due_on=day("2023-01-20"))
    assert said(dues(share, "2023-12-31", ASSET, income)) == ([("2023-01-20", 50000)] if owed else [])


def test_a_share_of_an_asset_nobody_named_is_a_share_of_no_income() -> None:
    share = a_contract("asset", promise="share", promised_share_ppm=50000)
    income = Distribution(id="d", entity="firm", year=2019, income_fen=1000000, due_on=day("2020-01-20"))
    assert dues(share, "2023-12-31", income) == []


def test_a_share_of_the_income_that_nobody_dated_is_promised_for_no_year() -> None:
    share = a_contract("asset", asset="solar", promise="share", promised_share_ppm=50000, since=None)
    assert dues(share, "2023-12-31", ASSET, INCOME) == []


def test_without_a_day_of_the_month_rent_is_due_at_its_end() -> None:
    lease = a_contract("lease", area_centimu=100, rent_fen=50000, pay_month=10, until=day("2019-12-31"))
    assert said(dues(lease, "2020-12-31")) == [("2019-10-31", 50000)]


def test_of_a_yearly_day_before_the_first_day_the_next_years_counts() -> None:
    lease = a_contract(
        "lease",
        area_centimu=100,
        rent_fen=50000,
        pay_month=2,
        pay_day=1,
        since=day("2019-02-02"),
        until=day("2020-02-01"),
    )
    assert said(dues(lease, "2021-12-31")) == [("2020-02-01", 50000)]
    assert said(dues(msgspec.structs.replace(lease, since=day("2019-02-01")), "2019-12-31")) == [("2019-02-01", 50000)]


def test_a_wage_of_which_nobody_said_per_what_is_due_on_no_day() -> None:
    assert dues(a_job(wage_per=None, units_per_month=22), "2019-12-31") == []


def test_a_distribution_without_a_day_falls_due_at_its_years_end() -> None:
    line = DistributionLine(id="line", distribution="d", household="home", amount_fen=5)
    plan = Distribution(id="d", year=2019, income_fen=5)
    (due,) = dues_of(Graph(Shelf(distribution=[plan], distribution_line=[line])), day("2020-01-01"))
    assert due.due_on == day("2019-12-31")


def test_a_line_is_due_on_the_distributions_day_from_who_runs_the_asset() -> None:
    line = DistributionLine(id="line", distribution="d2019", household="home", amount_fen=30000)
    (due,) = dues(a_contract("policy"), "2020-01-20", ASSET, INCOME, line)
    assert (due.what, due.household, due.payers) == ("distribution", "home", ("firm",))
    assert dues(a_contract("policy"), "2020-01-19", ASSET, INCOME, line) == []


def test_a_due_keeps_its_id_however_far_it_is_counted_and_whatever_comes_later() -> None:
    early, late = dues(a_job(), "2019-02-28"), dues(a_job(until=day("2019-12-31")), "2020-06-30")
    assert early[0].id == late[0].id == "c/wage/2019-01/home"
    assert len({due.id for due in late}) == len(late) == 12


def test_nothing_is_due_before_its_day_or_from_what_was_taken_out() -> None:
    assert dues(a_job(), "2019-02-09") == []
    assert dues(a_job(voided="entered twice"), "2019-12-31") == []


def test_dues_of_a_job_name_worker_and_payer() -> None:
    (due,) = dues(a_job(), "2019-02-10")
    assert (due.household, due.member, due.payers, due.period) == ("home", "worker", ("firm",), "2019-01")
    assert due.why == {"month_wage_fen": 300000, "first_on": "2019-01-01", "last_on": "2019-01-31"}
    assert due.due_on == date(2019, 2, 10)


def test_the_last_year_of_the_calendar_is_counted_like_any_other_as_far_as_days_go() -> None:
    assert dues(a_job(), "9999-12-31")[0].amount_fen == 300000
    order = a_contract(terms="order", floor_price_fen=100, pay_within_days=60)
    late = Delivery(id="d", contract=order.id, household="h", accepted_milli=1000, on=day("9999-12-01"))
    assert dues_of(Graph(Shelf(contract=[order], delivery=[late])), day("9999-12-31")) == []
