"""An office cannot see why an order covers what it knows as another's: it is told that something was once said."""

from __future__ import annotations

from fupin_desk.acts.records.commands import erase_record
from fupin_desk.domain.verdicts import Verdict
from tests.journeys.county import County, Machine
from tests.journeys.enemy import Enemy, gone
from tests.journeys.test_enemy import reasons
from tests.journeys.test_erasure import in_file

OFFERED = ("帕提古丽", "骆驼刺", "胡杨树下")


def returned(county: County, laptop: Machine) -> list[str | None]:
    """Return the reasons for which the office returned anything of a laptop."""
    with county.office.desk.vault.reading() as reader:
        return [each.reason for each in reader.offers(laptop.desk.id) if each.verdict is Verdict.RETURNED]


def test_what_came_to_hang_on_a_household_that_was_never_sent_is_erased_with_it(
    made_up_county: County, laptop: Machine
) -> None:
    other = laptop.household("李四", address="柳树街")["household"]
    moved = laptop.put("member", household=other, name="帕提古丽")
    paid = laptop.put("payment", household=other, amount_fen=5, paid_on="2018-11-01", voucher="V-1")
    job, lease = (laptop.put("contract", terms=terms, loss_shared="骆驼刺") for terms in ("job", "lease"))
    for contract in (job, lease):
        laptop.put("party", contract=contract, household=other, role="household")
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    made_up_county.down(second)
    home = laptop.household("张三", consents=False, address="胡杨树下")
    laptop.put("member", moved, household=home["household"])
    laptop.put("payment", paid, household=home["household"])
    laptop.put("contract", job, member=home["member"])
    laptop.put("party", contract=lease, household=home["household"], role="household")
    made_up_county.round(laptop)
    assert in_file(made_up_county.office, *OFFERED) == list(OFFERED[:2])
    erase_record(laptop.desk, "household", home["household"])
    made_up_county.round(laptop, second)
    made_up_county.down(laptop, second)
    assert returned(made_up_county, laptop) == []
    assert set(laptop.counts()) == {"taken", "withheld"}
    for each in (laptop, second, made_up_county.office):
        assert in_file(each, *OFFERED) == []
        assert each.get("household", other)["address"] == "柳树街"
        assert each.get("payment", paid)["amount_fen"] == 5
        assert "household" not in each.get("payment", paid)
        for kind, record in (("member", moved), ("payment", paid), ("contract", job), ("contract", lease)):
            assert each.get(kind, record) == made_up_county.office.get(kind, record)


def test_of_a_household_that_was_never_sent_nothing_more_is_told_for_that(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("张三", consents=False)["household"]
    own = laptop.put("contract", terms="lease")
    laptop.put("party", contract=own, household=home, role="household")
    laptop.put("plot", household=home, name="东边地")
    made_up_county.round(laptop)
    erase_record(laptop.desk, "household", home)
    made_up_county.round(laptop)
    known = [each.body.kind for each in made_up_county.office.changes().values() if each.body is not None]
    assert known == ["village", "erasure"]


def test_a_line_that_is_gone_takes_no_more_than_what_it_may_have_tied(
    made_up_county: County, laptop: Machine, enemy: Enemy
) -> None:
    home, other = laptop.household("张三"), laptop.household("李四")
    lease = laptop.put("contract", terms="lease", loss_shared="骆驼刺")
    laptop.put("party", contract=lease, household=other["household"], role="household")
    made_up_county.round(laptop)
    of, member = home["household"], other["member"]
    renamed = gone(enemy.change("member", member, name="王五"))
    tied = gone(enemy.change("party", None, contract=lease, household=of, role="household"))
    assert tied.body is not None
    orders = [
        enemy.order(of, [member]),
        enemy.order(of, [lease]),
        enemy.order(of, [tied.body.record, member]),
        enemy.order(member, []),
        enemy.order(lease, [], of_kind="member"),
        enemy.order(other["household"], [], of_kind="plot"),
    ]
    assert reasons(made_up_county, enemy, renamed, tied, *orders) == ["erased", "erased", *["order"] * 6]
    assert made_up_county.office.get("member", member)["name"] == "李四"
    assert made_up_county.office.get("contract", lease)["loss_shared"] == "骆驼刺"
