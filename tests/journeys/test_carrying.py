"""What keeps a no is told to one laptop of a village and holds on the other, in whatever order it comes."""

from __future__ import annotations

import shutil
from pathlib import Path

from fupin_desk.acts.laptops.carrying import untold
from fupin_desk.acts.records.commands import undo_record, void_record
from fupin_desk.acts.views.settlements import households_to_settle
from fupin_desk.domain.changes import LOCAL_STREAM
from tests.journeys.county import CONSENT, County, Machine
from tests.journeys.laptops import DAY, all_of, carried, clear_of, in_one, introduce, tell

# ---- told to one, it holds on both


def test_a_withdrawal_told_to_one_laptop_holds_on_both(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    assert tell(laptop, second) == {"taken": 1}
    assert second.get("consent", home["consent"])["withdrawn_on"] == DAY
    second.put("household", home["household"], address="胡杨树下")
    assert second.make().withheld == 1
    assert tell(laptop, second) == {"known": 1}
    second.status()


def test_an_agreement_taken_out_is_taken_out_on_both(made_up_county: County, laptop: Machine, second: Machine) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    void_record(laptop.desk, "consent", home["consent"], "不是他签的")
    tell(laptop, second)
    assert second.get("consent", home["consent"])["voided"] == "taken_out"
    assert "voided_why" not in second.get("consent", home["consent"])
    second.put("household", home["household"], address="胡杨树下")
    assert second.make().withheld == 1
    undo_record(laptop.desk, "consent", home["consent"])
    tell(laptop, second)
    assert "voided" not in second.get("consent", home["consent"])
    assert second.make().withheld == 0


def test_what_is_not_wished_and_what_was_declined_holds_on_both(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    home = laptop.household("王小明")["household"]
    plan = laptop.put("distribution", year=2018, income_fen=100)
    line = laptop.put("distribution_line", distribution=plan, household=home, amount_fen=100)
    made_up_county.round(laptop, second)
    laptop.put("household", home, does_not_wish=["notice_name", "register"], phone="13912345678")
    laptop.put("distribution_line", line, declined=True)
    tell(laptop, second)
    assert second.get("household", home)["does_not_wish"] == ["notice_name", "register"]
    assert "phone" not in second.get("household", home)
    assert second.get("distribution_line", line)["declined"] is True


def test_what_rested_on_it_is_to_be_settled_on_both(made_up_county: County, laptop: Machine, second: Machine) -> None:
    home = laptop.household("王小明")
    contract = laptop.put("contract", terms="order", since="2018-06-01", signed_on="2018-06-01")
    laptop.put("party", contract=contract, household=home["household"], role="household")
    made_up_county.round(laptop, second)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    tell(laptop, second)
    for each in (laptop, second):
        with each.desk.vault.reading() as reader:
            assert households_to_settle(reader, each.desk.today()) == [home["household"]]


def test_what_is_told_before_the_record_came_holds_when_it_comes(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    home = laptop.household("王小明")
    made_up_county.up(laptop)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    laptop.put("household", home["household"], does_not_wish=["register"])
    assert tell(laptop, second) == {"taken": 2}
    assert second.ids("household") == second.ids("consent") == set()  # no list shows who said no
    for again in (False, True):
        if again:
            with second.desk.writing() as work:
                work.rebuild_tables()
            assert second.ids("household") == second.ids("consent") == set()
    made_up_county.down(second)
    assert second.get("consent", home["consent"])["withdrawn_on"] == DAY
    assert second.get("household", home["household"])["does_not_wish"] == ["register"]
    second.put("household", home["household"], address="胡杨树下")
    assert second.make().withheld == 1
    with second.desk.writing() as work:
        before = all_of(second)
        work.rebuild_tables()
    assert all_of(second) == before
    second.status()


def test_a_household_known_only_by_its_no_is_numbered_when_it_is_made(laptop: Machine, second: Machine) -> None:
    home = laptop.household("王小明")["household"]
    laptop.put("household", home, does_not_wish=["register"])
    tell(laptop, second)
    second.put("household", home, group="一组")
    found = second.get("household", home)
    assert found["number"]
    assert found["does_not_wish"] == ["register"]


def test_three_laptops_pass_on_what_they_were_told(made_up_county: County, laptop: Machine, second: Machine) -> None:
    third = made_up_county.laptop("third")
    introduce(second, third)
    home = laptop.household("王小明")
    made_up_county.round(laptop, second, third)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    tell(laptop, second)
    tell(second, third)
    assert third.get("consent", home["consent"])["withdrawn_on"] == DAY
    assert all_of(laptop) == all_of(second) == all_of(third)


def test_a_laptop_put_back_to_a_copy_gets_back_what_it_was_told(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    copy = laptop.copied("copy")
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    laptop.put("household", home["household"], phone="13912345678")
    tell(laptop, second)
    laptop.put_back(copy)
    laptop.put("household", home["household"], paper_languages=["ug"])
    assert tell(second, laptop) == {"taken": 1}
    assert laptop.get("consent", home["consent"])["withdrawn_on"] == DAY
    assert "phone" not in laptop.get("household", home["household"])
    tell(laptop, second)
    assert all_of(laptop) == all_of(second)
    laptop.status()


def test_what_was_written_together_with_a_telephone_is_said_again_alone(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    """So did laptops of before; the telephone stays all the same."""
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    in_one(laptop, home["household"], {"does_not_wish": ["register"], "phone": "13912345678"})
    files = carried(laptop)
    assert b"13912345678" not in clear_of(second, files[0])
    second.take(*files)
    assert second.get("household", home["household"])["does_not_wish"] == ["register"]
    heads = laptop.changes(LOCAL_STREAM).keys()
    assert tell(laptop, second) == {"known": 1}
    assert laptop.changes(LOCAL_STREAM).keys() == heads


def test_that_a_consent_was_taken_out_in_the_villages_stream_before_is_told_too(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    in_one(laptop, home["consent"], {"voided": "taken_out"}, "consent", f"village:{laptop.desk.code}")
    assert laptop.make().withheld == 1
    tell(laptop, second)
    assert second.get("consent", home["consent"])["voided"] == "taken_out"
    with laptop.desk.writing() as work:
        work.save("consent", home["consent"], {"voided": None})
    assert laptop.disputes() == []
    tell(laptop, second)
    assert "voided" not in second.get("consent", home["consent"])


# ---- erased


def test_an_order_to_erase_reaches_what_another_laptop_told(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    old = carried(laptop)
    second.take(*old)
    with laptop.desk.writing() as work:
        work.erase("household", home["household"])
    made_up_county.round(laptop)
    made_up_county.down(second)
    assert DAY not in str(second.changes(LOCAL_STREAM))
    second.take(*old)
    assert DAY not in str(second.changes(LOCAL_STREAM))
    assert DAY.encode() not in clear_of(second, carried(laptop)[0])
    second.status()


# ---- the laptop reminds


def test_it_reminds_while_the_other_laptop_has_not_said_that_it_knows(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    def reminds(machine: Machine) -> tuple[int, bool]:
        with machine.desk.vault.reading() as reader:
            found = untold(reader)
            return len(found.laptops), found.handed

    home = laptop.household("王小明")
    laptop.put("household", home["household"], phone="13912345678")
    assert reminds(laptop) == (0, False)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    assert reminds(laptop) == (1, False)
    tell(laptop, second)
    assert reminds(laptop) == (1, True)
    assert reminds(second) == (0, False)
    tell(second, laptop)
    assert reminds(laptop) == reminds(second) == (0, False)


def test_a_copy_of_a_stick_brings_nothing_twice(made_up_county: County, laptop: Machine, second: Machine) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    (file,) = carried(laptop)
    again = shutil.copy(file, file.with_name("again.fdl"))
    second.take(file)
    before = second.changes(LOCAL_STREAM)
    second.take(Path(again))
    assert second.changes(LOCAL_STREAM) == before


def test_consent_given_anew_elsewhere_stays_a_consent(made_up_county: County, laptop: Machine, second: Machine) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    tell(laptop, second)
    second.put("consent", None, None, household=home["household"], **{**CONSENT, "on": "2018-12-02"})
    second.put("household", home["household"], address="胡杨树下")
    assert second.make().withheld == 0
