"""What keeps a no is told to one laptop of a village and holds on the other, in whatever order it comes."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.carrying import untold
from fupin_desk.acts.disputes import list_disputes, settle_dispute
from fupin_desk.acts.records import undo_record, void_record
from fupin_desk.acts.views.settlements import households_to_settle
from fupin_desk.domain.changes import LOCAL_STREAM
from fupin_desk.domain.errors import (
    WrongRoleError,
)
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


# ---- a no against a yes


def test_a_no_against_a_yes_holds_and_is_asked_about_on_both(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    tell(laptop, second)
    second.put("consent", home["consent"], withdrawn_on=None)  # that was a mistake, they say to the second
    laptop.put("consent", home["consent"], withdrawn_on="2018-12-02")  # and once more no, to the first
    assert tell(laptop, second) == {"disputed": 1, "known": 1}
    assert tell(second, laptop)["disputed"] == 1
    for each in (laptop, second):
        assert each.get("consent", home["consent"])["withdrawn_on"] == "2018-12-02"
        assert each.disputes() == [("consent", home["consent"], "withdrawn_on")]
    (asked,) = list_disputes(second.desk)
    settle_dispute(second.desk, asked.id, value=None)
    tell(second, laptop)
    for each in (laptop, second):
        assert "withdrawn_on" not in each.get("consent", home["consent"])
        assert each.disputes() == []
    assert all_of(laptop) == all_of(second)


def test_the_office_settles_no_no(made_up_county: County, laptop: Machine, second: Machine) -> None:
    home = laptop.household("王小明")["household"]
    made_up_county.round(laptop, second)
    laptop.put("household", home, does_not_wish=["register"])
    second.put("household", home, does_not_wish=["contract"])
    tell(laptop, second)
    (asked,) = list_disputes(second.desk)
    assert second.get("household", home)["does_not_wish"] == ["contract", "register"]
    second.put("household", home, address="东边")
    laptop.put("household", home, address="西边")
    made_up_county.round(laptop, second)
    made_up_county.down(laptop)
    (other,) = list_disputes(made_up_county.office.desk)
    with pytest.raises(WrongRoleError):
        settle_dispute(second.desk, other.id, value="东边")
    settle_dispute(second.desk, asked.id, change=asked.values[0].change)
    assert asked.id not in {each.id for each in list_disputes(second.desk)}


def test_a_later_agreement_known_to_replace_it_is_not_beaten_by_the_old_no(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    old = carried(laptop)
    second.take(*old)
    second.put("consent", home["consent"], withdrawn_on=None)
    second.take(*old)
    assert "withdrawn_on" not in second.get("consent", home["consent"])
    tell(second, laptop)
    laptop.take(*carried(second))
    assert "withdrawn_on" not in laptop.get("consent", home["consent"])
    assert laptop.disputes() == second.disputes() == []


@pytest.mark.parametrize("seed", range(6))
def test_any_files_in_any_order_end_in_one_state(made_up_county: County, laptop: Machine, seed: int) -> None:
    chance = random.Random(seed)
    others = [made_up_county.laptop(name) for name in ("second", "third")]
    laptops = [laptop, *others]
    for one, two in ((0, 1), (1, 2), (0, 2)):
        introduce(laptops[one], laptops[two])
    homes = [laptop.household(name) for name in ("王小明", "阿依古丽")]
    made_up_county.round(*laptops)
    files: list[Path] = []
    for _ in range(14):
        each, home = chance.choice(laptops), chance.choice(homes)
        said: tuple[str, str, Any] = chance.choice(
            [
                ("consent", home["consent"], {"withdrawn_on": chance.choice([None, DAY, "2018-12-02"])}),
                ("household", home["household"], {"does_not_wish": chance.choice([[], ["register"], ["share"]])}),
                ("household", home["household"], {"phone": f"139{chance.randrange(10**8):08}"}),
            ]
        )
        each.put(said[0], said[1], None, **said[2])
        if chance.random() < 0.5:
            files += carried(each)
        for file in chance.choices(files, k=2) if files else ():  # lost, doubled, late, for somebody else
            chance.choice(laptops).take(file)
    for _ in range(2):
        for each in laptops:
            last = carried(each)
            for other in laptops:
                other.take(*last)
    assert all_of(laptops[0]) == all_of(laptops[1]) == all_of(laptops[2])
    assert laptops[0].disputes() == laptops[1].disputes() == laptops[2].disputes()
    for each in laptops:
        each.status()


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


# ---- an agreement given anew


def agree(laptop: Machine, home: dict[str, str], **said: Any) -> str:
    return laptop.put("consent", None, None, household=home["household"], **{**CONSENT, "on": "2018-12-02", **said})


@pytest.mark.parametrize("first", ["carried", "through the office"])
def test_an_agreement_given_anew_on_a_laptop_that_knew_nothing_is_asked_about_wherever_it_is_known(
    made_up_county: County, laptop: Machine, second: Machine, first: str
) -> None:
    """Carried first, it is doubted before it has left the second laptop, and stays there until that is settled."""
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    anew = agree(second, home)
    if first == "carried":
        tell(laptop, second)
        assert second.disputes() == [("consent", anew, "withdrawn_on")]
        tell(second, laptop)  # before the agreement itself has come there
        made_up_county.round(second, laptop)
    else:
        made_up_county.round(second, laptop)
        assert laptop.disputes() == [("consent", anew, "withdrawn_on")]
    for _ in range(2):
        tell(laptop, second)
        tell(second, laptop)
    made_up_county.round(second, laptop)
    knowing = [second] if first == "carried" else [laptop, second]
    for each in knowing:
        assert each.disputes() == [("consent", anew, "withdrawn_on")]
        assert each.get("consent", anew)["withdrawn_on"] == DAY
    assert anew not in laptop.ids("consent") or first != "carried"
    for each in (laptop, second):
        each.put("household", home["household"], address=each.folder.name)
        assert each.make().withheld >= 1
    (asked,) = list_disputes(knowing[0].desk)
    settle_dispute(knowing[0].desk, asked.id, value=None)
    for _ in range(2):
        tell(laptop, second)
        tell(second, laptop)
    made_up_county.round(second, laptop)
    for each in (laptop, second):
        assert each.make().withheld == 0
        assert {field for _kind, _record, field in each.disputes()} <= {"address"}
        assert "withdrawn_on" not in each.get("consent", anew)
    assert all_of(laptop) == all_of(second)


def test_an_agreement_given_anew_where_the_no_was_known_is_doubted_nowhere(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    tell(laptop, second)
    anew = agree(second, home)
    tell(second, laptop)
    made_up_county.round(second, laptop)
    tell(laptop, second)
    for each in (laptop, second):
        assert each.disputes() == []
        assert "withdrawn_on" not in each.get("consent", anew)
    assert all_of(laptop) == all_of(second)


def test_an_agreement_to_something_else_or_on_the_same_laptop_is_not_doubted(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    agree(second, home, to="share")
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    agree(laptop, home)
    made_up_county.round(second, laptop, second)
    tell(laptop, second)
    tell(second, laptop)
    assert laptop.disputes() == second.disputes() == []
