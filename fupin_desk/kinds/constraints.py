"""Every constraint there is, by the class of record it is asked of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from fupin_desk.domain.record import Record
from fupin_desk.policy.constraint import Constraint
from fupin_desk.subjects.contract import constraints as contract
from fupin_desk.subjects.household import constraints as household
from fupin_desk.subjects.office import constraints as office
from fupin_desk.subjects.order import constraints as order
from fupin_desk.subjects.payment import constraints as payment
from fupin_desk.subjects.village import constraints as village

CONSTRAINTS: tuple[Constraint, ...] = (
    household.head_of_another_household,
    household.head_who_left_the_own_household,
    contract.agreed_by_a_stranger,
    payment.paid_to_a_stranger,
    payment.paid_under_a_contract_of_others,
    order.delivered_under_what_is_no_order,
    order.order_ended_under_its_deliveries,
    payment.list_gone_under_its_payments,
    payment.line_changed_under_its_payments,
    office.figure_nobody_may_set,
    office.value_that_cannot_be,
    office.second_value_for_a_day,
    village.another_village,
)
"""In the order in which they are asked: the first that refuses something is heard alone."""

BY_CLASS: Mapping[type[Record], Sequence[Constraint]] = {
    of: tuple(each for each in CONSTRAINTS if each.of is of) for of in dict.fromkeys(each.of for each in CONSTRAINTS)
}


def constraints_on(of: type[Record], written: Collection[str], *, new: bool) -> list[Constraint]:
    """Return what is asked of a record of a class of which these fields were written; of a new one, everything."""
    return [each for each in BY_CLASS.get(of, ()) if new or each.concerns(written)]
