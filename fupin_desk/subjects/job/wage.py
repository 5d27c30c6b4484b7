"""What a job pays for a month, a part of one, and when it is paid."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from fupin_desk.policy.days import LAST_DAY, ONE_DAY, day_in_month, half_up, month_end, months_after
from fupin_desk.subjects.contract.records import Contract


def monthly_wage_fen(contract: Contract) -> int | None:
    """Return what a full month is paid with: the month's wage, or days or pieces agreed for a month times theirs."""
    if contract.wage_fen is None or contract.wage_per is None:
        return None
    if contract.wage_per == "month":
        return contract.wage_fen
    return None if contract.units_per_month is None else contract.wage_fen * contract.units_per_month


def wage_fen(monthly: int, first: date, last: date) -> int:
    """Return the wage from ``first`` through ``last``, parts of months by calendar days, rounded once, half up."""
    whole, parts = 0, Fraction(0)
    begins = first
    while begins <= last:
        month = month_end(begins.year, begins.month)
        ends = min(month, last)
        if begins.day == 1 and ends == month:
            whole += 1
        else:
            parts += Fraction((ends - begins).days + 1, month.day)
        begins = ends + ONE_DAY
    return monthly * whole + half_up(monthly * parts.numerator, parts.denominator)


def pay_day_for(pay_day: int | None, last: date) -> date:
    """Return when work that ended on ``last`` is paid: on the agreed day of the next month, its last day if shorter.

    Every month has one pay day, and pays one month's work. The 31st means "at the month's end" and pays the month that
    ends; each day before it pays, in every month, the month before (ours: a pay day that paid March in April would pay
    April in April as well). None agreed: the last day of the following month, the latest that still is monthly pay
    (Labour Law art. 50).
    """
    if pay_day == LAST_DAY:
        return month_end(last.year, last.month)
    following = months_after(last, 1)
    return day_in_month(following.year, following.month, LAST_DAY if pay_day is None else pay_day)
