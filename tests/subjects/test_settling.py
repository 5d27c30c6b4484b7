"""Setting payments against dues."""

from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.policy.graph import Graph
from fupin_desk.subjects.income.records import Distribution, DistributionLine
from fupin_desk.subjects.order.records import Delivery
from fupin_desk.subjects.payment.settling import settle
from tests.policy.builders import a_contract, a_job, a_payment, day, dues, dues_of
from tests.policy.shelf import Shelf


def test_the_oldest_due_is_paid_first() -> None:
    first, second = settle(dues(a_job(), "2019-03-10"), [a_payment(400000, "2019-03-10")], day("2019-03-11"))
    assert (first.paid_fen, first.open_fen, second.paid_fen, second.open_fen) == (300000, 0, 100000, 200000)
    assert not first.overdue(day("2019-03-11"))
    assert second.overdue(day("2019-03-11"))
    assert not second.overdue(day("2019-03-10"))


def test_a_later_payment_has_not_been_made_yet() -> None:
    (one,) = settle(dues(a_job(), "2019-02-10"), [a_payment(300000, "2019-03-01")], day("2019-02-28"))
    assert one.open_fen == 300000


def test_what_is_paid_today_is_paid() -> None:
    (one,) = settle(dues(a_job(), "2019-02-10"), [a_payment(300000, "2019-02-28")], day("2019-02-28"))
    assert (one.paid_fen, one.confirmed_fen, one.open_fen) == (300000, 300000, 0)


def test_one_fen_that_is_missing_is_overdue() -> None:
    (one,) = settle(dues(a_job(), "2019-02-10"), [a_payment(299999, "2019-02-10")], day("2019-02-28"))
    assert one.overdue(day("2019-02-28"))


def test_what_the_household_has_not_confirmed_is_counted_apart() -> None:
    payments = [a_payment(100000, "2019-02-10"), a_payment(200000, "2019-02-11", confirmed=False)]
    (one,) = settle(dues(a_job(), "2019-02-10"), payments, day("2019-02-28"))
    assert (one.paid_fen, one.confirmed_fen, one.unconfirmed_fen, one.open_fen) == (300000, 100000, 200000, 0)


def test_a_payment_pays_its_own_contract_and_household_only() -> None:
    payments = [a_payment(300000, "2019-02-10", household="next door"), a_payment(1, "2019-02-10", contract="other")]
    (one,) = settle(dues(a_job(), "2019-02-10"), payments, day("2019-02-28"))
    assert one.paid_fen == 0


def test_a_wage_paid_to_a_worker_by_name_counts_though_they_lived_elsewhere_then() -> None:
    elsewhere = a_payment(300000, "2019-02-10", household="parents", member="worker")
    (one,) = settle(dues(a_job(), "2019-02-10"), [elsewhere], day("2019-02-28"))
    assert one.open_fen == 0
    somebody = a_payment(300000, "2019-02-10", household="parents", member="brother")
    (one,) = settle(dues(a_job(), "2019-02-10"), [somebody], day("2019-02-28"))
    assert one.open_fen == 300000


def test_a_receipt_signed_before_the_payment_confirms_nothing() -> None:
    early = a_payment(300000, "2019-02-10", confirmed=False, confirmed_on=day("2019-02-09"))
    (one,) = settle(dues(a_job(), "2019-02-10"), [early], day("2019-02-28"))
    assert one.unconfirmed_fen == 300000
    same_day = a_payment(300000, "2019-02-10")
    (one,) = settle(dues(a_job(), "2019-02-10"), [same_day], day("2019-02-28"))
    assert one.unconfirmed_fen == 0


def test_what_is_due_to_households_together_is_paid_by_a_payment_to_any_of_them() -> None:
    lease = a_contract("lease", area_centimu=500, rent_fen=10000, until=day("2019-12-31"))
    found = dues(lease, "2019-12-31", households=("home", "next door"))
    payments = [a_payment(20000, "2019-12-31"), a_payment(30000, "2019-12-31", household="next door")]
    (one,) = settle(found, payments, day("2020-01-01"))
    assert one.open_fen == 0


def test_what_a_household_got_beyond_its_own_dues_goes_to_what_several_are_owed_together() -> None:
    order = a_contract("order", floor_price_fen=100)
    own = Delivery(id="own", contract="c", household="home", accepted_milli=1000, on=day("2019-07-01"))
    nobodys = Delivery(id="whose", contract="c", accepted_milli=1000, on=day("2019-07-01"))
    found = dues(order, "2019-07-01", own, nobodys, households=("home", "next door"))
    for confirmed in (True, False):
        paid = [a_payment(150, "2019-07-01", confirmed)]
        settled = {one.due.household: one for one in settle(found, paid, day("2019-07-02"))}
        assert settled["home"].open_fen == 0
        assert (settled[None].open_fen, settled[None].unconfirmed_fen) == (50, 0 if confirmed else 50)


def test_goods_pay_a_delivery_but_no_wage() -> None:
    goods = [a_payment(300000, "2019-02-10", in_kind="面粉")]
    (wage,) = settle(dues(a_job(), "2019-02-10"), goods, day("2019-02-28"))
    assert wage.open_fen == 300000
    money = a_payment(100000, "2019-02-11")
    (wage,) = settle(dues(a_job(), "2019-02-10"), [*goods, money], day("2019-02-28"))
    assert wage.open_fen == 200000
    one = Delivery(id="d", contract="c", household="home", accepted_milli=1000, on=day("2019-02-01"))
    (sold,) = settle(dues(a_contract("order", floor_price_fen=300000), "2019-02-28", one), goods, day("2019-02-28"))
    assert sold.open_fen == 0


def test_a_payment_without_a_household_goes_to_the_only_one_that_is_owed() -> None:
    nobodys = [a_payment(300000, "2019-02-10", household=None)]
    (one,) = settle(dues(a_job(), "2019-02-10"), nobodys, day("2019-02-28"))
    assert one.open_fen == 0


def test_a_payment_that_was_taken_out_pays_nothing() -> None:
    (one,) = settle(dues(a_job(), "2019-02-10"), [a_payment(300000, "2019-02-10", voided="twice")], day("2019-02-28"))
    assert one.paid_fen == 0


@given(st.lists(st.tuples(st.integers(0, 10**6), st.booleans()), max_size=20))
def test_no_fen_is_made_or_lost_in_settling(paid: list[tuple[int, bool]]) -> None:
    found = dues(a_job(), "2019-12-31")
    payments = [a_payment(fen, "2019-05-01", confirmed, id=str(at)) for at, (fen, confirmed) in enumerate(paid)]
    settled = settle(found, payments, day("2019-12-31"))
    owed, total = sum(due.amount_fen for due in found), sum(fen for fen, _ in paid)
    assert sum(one.paid_fen for one in settled) == min(owed, total)
    assert all(0 <= one.confirmed_fen <= one.paid_fen <= one.due.amount_fen for one in settled)
    part = [one for one in settled if 0 < one.paid_fen < one.due.amount_fen]
    assert len(part) <= 1


def test_what_another_household_got_pays_nobodys_line() -> None:
    listed = Distribution(id="d", year=2019, due_on=day("2019-12-31"))
    line = DistributionLine(id="line", distribution="d", household="home", amount_fen=500)
    owed = dues_of(Graph(Shelf(distribution=[listed], distribution_line=[line])), day("2020-01-01"))
    for household, paid in (("home", 500), (None, 500), ("next door", 0)):
        got = a_payment(500, "2020-01-01", contract=None, distribution_line="line", household=household)
        (one,) = settle(owed, [got], day("2020-01-01"))
        assert one.paid_fen == paid
