"""Who stands in a household's records is of that household, and an order that was delivered under stays one."""

from __future__ import annotations

import pytest

from fupin_desk.acts.conflicts.clashes import list_clashes
from fupin_desk.acts.records.commands import void_record
from fupin_desk.domain.errors import FieldsRefusedError
from tests.acts.test_own_acts import laptop, why_not
from tests.journeys.county import Machine

__all__ = ["laptop"]


def test_who_heads_a_household_is_paid_for_it_or_agrees_for_it_is_one_of_its_members(laptop: Machine) -> None:
    one, other = laptop.household("张三"), laptop.household("李四")
    home, stranger = one["household"], other["member"]
    assert why_not(laptop, "household", home, head=stranger) == [("head", "not_of_household")]
    for kind in ("payment", "consent"):
        assert why_not(laptop, kind, None, household=home, member=stranger) == [("member", "not_of_household")]
        own = laptop.put(kind, household=home, member=one["member"])
        assert why_not(laptop, kind, own, household=other["household"]) == [("household", "not_of_household")]
        assert why_not(laptop, kind, own, member=stranger) == [("member", "not_of_household")]
    assert why_not(laptop, "member", stranger, household=home) == [("household", "heads_another")]
    wife = laptop.put("member", household=other["household"], name="王丽", relation="spouse")
    laptop.put("household", other["household"], head=wife)
    laptop.put("member", stranger, household=home, relation="other")
    laptop.put("household", home, head=stranger)


def test_what_another_desk_wrote_of_a_stranger_is_seen_and_put_right_field_by_field(laptop: Machine) -> None:
    one, other = laptop.household("张三"), laptop.household("李四")
    paid = laptop.put("payment", household=one["household"], member=one["member"], amount_fen=1)
    with laptop.desk.writing() as work:
        work.save("payment", paid, {"member": other["member"]})
        work.save("household", one["household"], {"head": other["member"]})
    seen = [(each.clash, each.records) for each in list_clashes(laptop.desk)]
    assert seen == [("head_elsewhere", (one["household"],))]
    laptop.put("payment", paid, amount_fen=2)
    laptop.put("household", one["household"], group="二组")
    laptop.put("household", one["household"], head=one["member"])
    assert list_clashes(laptop.desk) == []


def test_an_order_under_which_was_delivered_stays_one(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    order = laptop.put("contract", terms="order")
    laptop.put("contract", order, terms="asset")
    laptop.put("contract", order, terms="order")
    laptop.put("party", contract=order, household=home, role="household")
    delivery = laptop.put("delivery", contract=order, household=home, accepted_milli=1000)
    assert why_not(laptop, "contract", order, terms="job") == [("terms", "delivered_under")]
    laptop.put("contract", order, product="苹果", terms="order")
    with pytest.raises(FieldsRefusedError) as why:
        void_record(laptop.desk, "contract", order, "写错")
    assert [(one["field"], one["reason"]) for one in why.value.refused] == [("voided", "delivered_under")]
    void_record(laptop.desk, "delivery", delivery, "写错")
    laptop.put("contract", order, terms="job")
    void_record(laptop.desk, "contract", order, "写错")
