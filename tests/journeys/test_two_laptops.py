"""Two laptops of one village: each joins by itself, and what they say apart comes together."""

from __future__ import annotations

from fupin_desk.acts.views.household import unmet_laptops
from tests.journeys.county import County, Machine


def test_a_second_laptop_gets_the_village_s_records_from_the_office(made_up_county: County, laptop: Machine) -> None:
    made = laptop.household("王小明")
    made_up_county.round(laptop)
    second = made_up_county.laptop("second")
    assert second.get("member", made["member"]) == {}
    made_up_county.round(second)
    assert second.get("member", made["member"])["name"] == "王小明"
    assert second.get("household", made["household"]) == laptop.get("household", made["household"])
    assert second.status()["heads"][f"village:{second.desk.code}"]


def test_two_desks_editing_one_field_is_a_dispute_never_an_overwrite(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("王小明")["household"]
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    laptop.put("household", home, address="东边")
    second.put("household", home, address="西边")
    made_up_county.up(laptop)
    assert made_up_county.up(second).verdicts["disputed"] == 1
    assert made_up_county.office.disputes() == [("household", home, "address")]
    made_up_county.down(laptop, second)
    assert laptop.disputes() == second.disputes() == made_up_county.office.disputes()
    shown = {each.get("household", home)["address"] for each in (laptop, second, made_up_county.office)}
    assert len(shown) == 1
    assert laptop.counts().get("disputed", 0) + second.counts().get("disputed", 0) >= 1


def test_what_the_office_settles_reaches_both_laptops(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("王小明")["household"]
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    laptop.put("household", home, address="东边")
    second.put("household", home, address="西边")
    made_up_county.round(laptop, second)
    made_up_county.office.settle("东边五号")
    assert made_up_county.office.disputes() == []
    made_up_county.down(laptop, second)
    for each in (laptop, second):
        assert each.get("household", home)["address"] == "东边五号"
        assert each.disputes() == []
        assert set(each.counts()) <= {"taken"}
        assert made_up_county.of(each)["taken"] == each.counts()["taken"]
        assert made_up_county.of(each)["sent"] == each.status()["sent"]


def test_different_fields_merge_by_themselves(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("王小明")["household"]
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    laptop.put("household", home, address="东边")
    second.put("household", home, group="二组")
    made_up_county.round(laptop, second)
    made_up_county.round(laptop, second)
    for each in (laptop, second, made_up_county.office):
        found = each.get("household", home)
        assert (found["address"], found["group"]) == ("东边", "二组")
        assert each.disputes() == []


def test_saying_the_same_apart_is_no_dispute(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("王小明")["household"]
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    laptop.put("household", home, address="东边")
    second.put("household", home, address="东边")
    made_up_county.round(laptop, second)
    assert made_up_county.office.disputes() == []
    assert set(laptop.counts()) | set(second.counts()) == {"taken"}


def test_the_next_change_after_a_fork_joins_both_branches(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("王小明")["household"]
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    laptop.put("household", home, address="东边")
    second.put("household", home, group="二组")
    made_up_county.round(laptop, second)
    made_up_county.down(laptop)
    assert "+" in laptop.status()["heads"]["village:990101001001"]
    laptop.put("household", home, status_since="2017-01-01")
    assert "+" not in laptop.status()["heads"]["village:990101001001"]
    made_up_county.round(laptop, second)
    assert second.status()["heads"]["village:990101001001"] == laptop.status()["heads"]["village:990101001001"]


def test_a_laptop_says_that_there_are_others_which_may_know_of_consents_taken_back(
    made_up_county: County, laptop: Machine
) -> None:
    laptop.household("王小明")
    made_up_county.round(laptop)
    assert unmet_laptops(laptop.desk) == 0
    second = made_up_county.laptop("second")
    made_up_county.round(second, laptop)
    for each in (laptop, second):
        assert unmet_laptops(each.desk) == 1
