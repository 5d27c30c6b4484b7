"""A household asks to be erased: at its own desk nothing of it is left, and the order travels."""

from __future__ import annotations

from contextlib import suppress

import pytest

from fupin_desk.acts.conflicts.disputes import list_disputes, settle_dispute
from fupin_desk.acts.records.commands import erase_record, undo_record, void_record
from fupin_desk.domain.errors import DeskError
from tests.journeys.county import County, Machine
from tests.store.plain_pages import plain_pages


def in_file(machine: Machine, *said: str) -> list[str]:
    """Return which of some texts stand anywhere in the decrypted vault file or its log."""
    pages = plain_pages(machine.folder / "vault.db", machine.desk.secrets.vault)
    return [each for each in said if each.encode() in pages]


def test_an_erased_household_is_nowhere_in_the_file_and_the_chain_is_whole(
    made_up_county: County, laptop: Machine
) -> None:
    made = laptop.household("帕提古丽", address="胡杨树下")
    laptop.put("household", made["household"], address="骆驼刺旁")
    telling = ("帕提古丽", "胡杨树下", "骆驼刺旁", "patiguli")
    assert in_file(laptop, *telling[:3]) == list(telling[:3])
    kept = laptop.household("王小明")

    assert erase_record(laptop.desk, "household", made["household"]) == 3
    assert in_file(laptop, *telling) == []
    laptop.status()
    assert laptop.get("member", kept["member"])["name"] == "王小明"
    found = laptop.get("household", made["household"])
    assert "address" not in found
    assert "status" not in found


def test_the_order_to_erase_travels_as_a_change_and_the_county_obeys(made_up_county: County, laptop: Machine) -> None:
    made = laptop.household("帕提古丽", address="胡杨树下")
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    made_up_county.down(second)
    assert second.get("member", made["member"])["name"] == "帕提古丽"
    erase_record(laptop.desk, "household", made["household"])
    orders = [change for change in laptop.changes().values() if change.body and change.body.kind == "erasure"]
    assert len(orders) == 1
    assert orders[0].values["of"] == made["household"]
    made_up_county.round(laptop, second)
    made_up_county.round(second)
    for each in (laptop, second, made_up_county.office):
        assert in_file(each, "帕提古丽", "胡杨树下") == []
        each.status()


def test_an_unsent_bundle_made_after_an_erasure_holds_nothing_of_it(made_up_county: County, laptop: Machine) -> None:
    made = laptop.household("帕提古丽", address="胡杨树下")
    laptop.make()
    erase_record(laptop.desk, "household", made["household"])
    made_up_county.up(laptop)
    assert in_file(made_up_county.office, "帕提古丽", "胡杨树下") == []
    made_up_county.round(laptop)
    made_up_county.up(laptop)
    assert set(laptop.counts()) == {"taken", "withheld"}
    for name in ("sent", "taken", "withheld"):
        assert made_up_county.of(laptop)[name] == laptop.status()[name]


def test_an_old_copy_put_back_is_erased_again_when_the_order_comes_back(
    made_up_county: County, laptop: Machine
) -> None:
    made = laptop.household("帕提古丽", address="胡杨树下")
    made_up_county.round(laptop)
    copy = laptop.copied("copy")
    erase_record(laptop.desk, "household", made["household"])
    made_up_county.round(laptop)
    laptop.put_back(copy)
    assert laptop.get("member", made["member"])["name"] == "帕提古丽"
    made_up_county.round(laptop)
    assert in_file(laptop, "帕提古丽", "胡杨树下") == []
    assert in_file(made_up_county.office, "帕提古丽", "胡杨树下") == []
    laptop.status()


def test_what_is_held_of_an_erased_household_is_nowhere_in_the_file_and_is_sent_again(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("帕提古丽", address="胡杨树下")["household"]
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    copy = second.copied("copy")
    laptop.put("household", home, address="骆驼刺旁")
    made_up_county.round(laptop, second)
    made_up_county.up(second)
    second.put_back(copy)
    erase_record(second.desk, "household", home)
    laptop.put("household", home, address="河边五号")
    made_up_county.up(laptop)
    taken = made_up_county.down(second)["second"]
    assert taken.verdicts["held"] == 1  # the office thinks that it has what the copy lost
    assert in_file(second, "帕提古丽", "胡杨树下", "河边五号") == []
    for _ in range(2):
        made_up_county.round(laptop, second)
    for each in (laptop, second, made_up_county.office):
        assert in_file(each, "帕提古丽", "胡杨树下", "骆驼刺旁", "河边五号") == []
    for each in (laptop, second):
        assert set(each.counts()) == {"taken"}


def test_what_was_held_and_is_released_by_the_bundle_that_brings_the_order_counts_for_whoever_sent_it(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("帕提古丽", address="胡杨树下")["household"]
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    backup = made_up_county.office.copied("backup")
    second.put("household", home, address="骆驼刺旁")
    made_up_county.round(second, laptop)
    second.put("payment", household=home, amount_fen=1000, paid_on="2018-11-01")
    paid = second.make().files
    erase_record(laptop.desk, "household", home)

    made_up_county.office.put_back(backup)
    (taken,) = made_up_county.office.take(*paid)
    assert taken.verdicts["held"] == 1
    made_up_county.down(laptop)
    made_up_county.up(laptop)  # what the payment follows, and the order
    assert made_up_county.of(second)["held"] == 0
    made_up_county.down(second)
    for _ in range(2):
        made_up_county.round(second, laptop)
    assert made_up_county.of(second)["sent"] == second.status()["sent"]
    assert not {"unanswered", "held"} & second.counts().keys()
    assert in_file(made_up_county.office, "帕提古丽", "胡杨树下", "骆驼刺旁") == []


def a_kept_payment(made_up_county: County, laptop: Machine) -> str:
    """Pay a household what the county knows of, then erase it; returns the payment."""
    home = laptop.household("帕提古丽", address="胡杨树下")["household"]
    paid = laptop.put("payment", household=home, amount_fen=1000, paid_on="2018-11-01", voucher="v1")
    made_up_county.round(laptop)
    erase_record(laptop.desk, "household", home)
    made_up_county.round(laptop)
    made_up_county.round(laptop)
    assert made_up_county.office.get("payment", paid)["amount_fen"] == 1000
    return paid


def told(machine: Machine, kind: str, record: str) -> dict[str, object]:
    """Return what a desk says of a record that others can know."""
    return {name: value for name, value in machine.get(kind, record).items() if name not in ("voided_why", "_seen")}


def same_everywhere(made_up_county: County, *laptops: Machine, kind: str, record: str) -> dict[str, object]:
    """Carry all there is, and return what every desk then says of a record."""
    for _ in range(3):
        made_up_county.round(*laptops)
    there = told(made_up_county.office, kind, record)
    assert [told(each, kind, record) for each in laptops] == [there] * len(laptops)
    assert made_up_county.office.disputes() == []
    for each in laptops:
        assert each.disputes() == []
        assert set(each.counts()) <= {"taken", "withheld"}
        assert made_up_county.of(each)["sent"] == each.status()["sent"]
    return there


def test_a_kept_payment_that_is_voided_or_corrected_later_is_so_at_the_county(
    made_up_county: County, laptop: Machine
) -> None:
    paid = a_kept_payment(made_up_county, laptop)
    laptop.put("payment", paid, amount_fen=900)
    assert same_everywhere(made_up_county, laptop, kind="payment", record=paid)["amount_fen"] == 900
    void_record(laptop.desk, "payment", paid, "一笔记了两次")
    assert same_everywhere(made_up_county, laptop, kind="payment", record=paid)["voided"] == "taken_out"
    assert "withheld" not in laptop.counts() or laptop.counts()["withheld"] < 2


def test_a_void_that_is_taken_back_after_an_erasure_is_taken_back_at_the_county(
    made_up_county: County, laptop: Machine
) -> None:
    paid = a_kept_payment(made_up_county, laptop)
    void_record(laptop.desk, "payment", paid, "一笔记了两次")
    same_everywhere(made_up_county, laptop, kind="payment", record=paid)
    undo_record(laptop.desk, "payment", paid)
    assert "voided" not in same_everywhere(made_up_county, laptop, kind="payment", record=paid)


def test_a_record_voided_after_it_was_erased_is_void_everywhere(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("帕提古丽", address="胡杨树下")
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    made_up_county.down(second)
    void_record(second.desk, "member", home["member"], "搬走了")
    erase_record(laptop.desk, "household", home["household"])
    with suppress(DeskError):
        void_record(laptop.desk, "member", home["member"], "搬走了")
    same_everywhere(made_up_county, laptop, second, kind="member", record=home["member"])


@pytest.mark.parametrize("erased_first", [True, False])
def test_a_dispute_on_an_erased_record_ends_whatever_comes_first(
    made_up_county: County, laptop: Machine, erased_first: bool
) -> None:
    home = laptop.household("帕提古丽", address="胡杨树下")
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    made_up_county.down(second)
    laptop.put("household", home["household"], address="河边五号")
    second.put("household", home["household"], address="骆驼刺旁")
    second.put("member", home["member"], name="再乃甫")
    if not erased_first:
        made_up_county.round(laptop, second)
        assert made_up_county.office.disputes()
    erase_record(laptop.desk, "household", home["household"])
    for kind in ("household", "member"):
        same_everywhere(made_up_county, laptop, second, kind=kind, record=home[kind])
    for each in (laptop, second, made_up_county.office):
        assert in_file(each, "帕提古丽", "河边五号", "骆驼刺旁", "再乃甫") == []


def test_a_payment_disputed_before_its_household_was_erased_is_settled_after_it(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("帕提古丽")["household"]
    paid = laptop.put("payment", household=home, amount_fen=1000, paid_on="2018-11-01", voucher="v1")
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    made_up_county.down(second)
    laptop.put("payment", paid, amount_fen=1100)
    second.put("payment", paid, amount_fen=1200)
    erase_record(laptop.desk, "household", home)
    for _ in range(3):
        made_up_county.round(laptop, second)
    for found in list_disputes(made_up_county.office.desk):
        settle_dispute(made_up_county.office.desk, found.id, change=found.values[0].change)
    there = same_everywhere(made_up_county, laptop, second, kind="payment", record=paid)
    assert there["amount_fen"] in (1100, 1200)
    assert "household" not in there


def test_what_a_second_order_names_is_not_ordered_once_more_where_both_come_together(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("帕提古丽")["household"]
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    erase_record(laptop.desk, "household", home)
    paid = second.put("payment", household=home, amount_fen=1050, paid_on="2018-11-01")
    made_up_county.up(second)
    made_up_county.up(laptop)  # the office names the payment in an order of its own
    orders = made_up_county.office.ids("erasure")
    assert len(orders) == 2
    made_up_county.down(second)
    assert second.ids("erasure") == orders
    made_up_county.round(laptop, second)
    made_up_county.round(laptop, second)
    kept = [each.get("payment", paid) for each in (laptop, second, made_up_county.office)]
    assert kept[0] == kept[1] == kept[2]
    assert kept[0]["amount_fen"] == 1050
