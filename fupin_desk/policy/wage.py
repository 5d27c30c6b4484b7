"""What a job pays for a month, a part of one, and when it is paid."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from fupin_desk.domain.records.contract import Contract
from fupin_desk.policy.days import ONE_DAY, day_in_month, half_up, month_end, months_after


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
    """Return when work that ended on ``last`` is paid: the first pay day that is not before it.

    None agreed: the last day of the following month, the latest that still is monthly pay (Labour Law art. 50).
    """
    following = months_after(last, 1)
    if pay_day is None:
        return month_end(following.year, following.month)
    this_month = day_in_month(last.year, last.month, pay_day)
    return this_month if this_month >= last else day_in_month(following.year, following.month, pay_day)
