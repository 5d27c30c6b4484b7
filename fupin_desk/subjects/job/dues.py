"""What is due for work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, date

from fupin_desk.policy.days import ONE_DAY, months_after
from fupin_desk.policy.due import Due, due_id
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.terms import last_day_of
from fupin_desk.subjects.job.wage import monthly_wage_fen, pay_day_for, wage_fen


def dues_of_job(job: ContractDossier, through: date) -> Iterator[Due]:
    """Yield the wage of each month, or of ``paid_every_months`` together, on its pay day (``wage.pay_day_for``).

    A month begun or left in the middle is paid by its calendar days (ours). No pay day agreed: the last day of the
    following month, the latest that still is monthly pay (Labour Law art. 50).
    """
    contract, bound = job.record, job.bound
    since, monthly = job.start, monthly_wage_fen(contract)
    if since is None or not monthly:
        return
    household = bound.households[0] if bound.households else None
    last, step = last_day_of(contract), contract.paid_every_months or 1
    begins = since.replace(day=1)
    while begins <= through and (last is None or begins <= last) and begins.year + step // 12 < MAXYEAR - 1:
        following = months_after(begins, step)
        ends = following - ONE_DAY if last is None else min(following - ONE_DAY, last)
        first = max(begins, since)
        due_on = pay_day_for(contract.pay_day, ends)
        if due_on > through:
            return
        period, amount = f"{begins:%Y-%m}", wage_fen(monthly, first, ends)
        if amount:
            yield Due(
                id=due_id(contract.id, "wage", period, household),
                contract=contract.id,
                household=household,
                member=contract.member,
                payers=bound.payers,
                what="wage",
                amount_fen=amount,
                due_on=due_on,
                period=period,
                why={"month_wage_fen": monthly, "first_on": first.isoformat(), "last_on": ends.isoformat()},
            )
        begins = following
