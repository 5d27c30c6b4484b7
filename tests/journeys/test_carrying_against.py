"""A no told to one laptop against a yes told to the other: the no holds, and somebody is asked."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.conflicts.disputes import list_disputes, settle_dispute
from fupin_desk.domain.errors import (
    WrongRoleError,
)
from tests.journeys.county import CONSENT, County, Machine
from tests.journeys.laptops import DAY, all_of, carried, introduce, tell

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
