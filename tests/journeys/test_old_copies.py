"""A desk put back to an old copy and worked on: at the village a fork, at the office a fall back. Nothing is lost."""

from __future__ import annotations

import pytest

from fupin_desk.acts.laptops.elsewhere import asked_again
from fupin_desk.acts.records.commands import erase_record, list_records
from fupin_desk.acts.views.today import today_page
from tests.acts.test_objections import a_posted_plan, objected
from tests.journeys.county import CONSENT, County, Machine

STREAM = "village:990101001001"


def test_a_restored_copy_is_a_fork_and_both_branches_are_taken(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("王小明")["household"]
    made_up_county.round(laptop)
    copy = laptop.copied("copy")
    laptop.put("household", home, address="东边")
    lost = laptop.household("李丽")
    made_up_county.up(laptop)

    laptop.put_back(copy)
    assert laptop.get("household", lost["household"]) == {}
    laptop.put("household", home, group="二组")
    assert made_up_county.up(laptop).verdicts["taken"] == 1
    made_up_county.down(laptop)

    for each in (laptop, made_up_county.office):
        found = each.get("household", home)
        assert (found["address"], found["group"]) == ("东边", "二组")
        assert each.get("member", lost["member"])["name"] == "李丽"
        assert each.disputes() == []
        each.status()
    assert "+" in laptop.status()["heads"][STREAM]
    laptop.put("household", home, address="西边")
    assert "+" not in laptop.status()["heads"][STREAM]
    made_up_county.round(laptop)
    assert made_up_county.office.get("household", home)["address"] == "西边"
    assert made_up_county.office.disputes() == []


def test_the_same_field_written_before_and_after_going_back_is_a_dispute(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("王小明")["household"]
    made_up_county.round(laptop)
    copy = laptop.copied("copy")
    laptop.put("household", home, address="东边")
    made_up_county.up(laptop)
    laptop.put_back(copy)
    laptop.put("household", home, address="西边")
    made_up_county.round(laptop)
    assert laptop.disputes() == made_up_county.office.disputes() == [("household", home, "address")]
    made_up_county.office.settle("西边")
    made_up_county.round(laptop)
    assert laptop.disputes() == []
    assert set(laptop.counts()) == {"taken"}
    assert made_up_county.of(laptop)["disputed"] == 0


def test_a_bundle_made_before_going_back_is_still_taken(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("王小明")["household"]
    made_up_county.round(laptop)
    copy = laptop.copied("copy")
    laptop.put("household", home, address="东边")
    carried = laptop.make().files
    laptop.put_back(copy)
    laptop.put("household", home, group="二组")
    made_up_county.up(laptop)
    (taken,) = made_up_county.office.take(*carried)
    assert taken.verdicts["taken"] == 1
    made_up_county.round(laptop)
    assert laptop.get("household", home)["address"] == "东边"


def test_an_office_put_back_withdraws_green_and_gets_everything_again(made_up_county: County, laptop: Machine) -> None:
    first = laptop.household("王小明")
    made_up_county.round(laptop)
    backup = made_up_county.office.copied("backup")
    second = laptop.household("李丽")
    made_up_county.round(laptop)
    assert set(laptop.counts()) == {"taken"}
    green = laptop.counts()["taken"]

    made_up_county.office.put_back(backup)
    assert made_up_county.office.get("household", second["household"]) == {}
    told = made_up_county.down(laptop)["laptop"].receipt
    assert told is not None
    assert told.value == "fallen_back"
    assert laptop.counts()["unanswered"] > 0
    assert laptop.counts()["taken"] < green

    taken = made_up_county.up(laptop)
    assert taken.verdicts["taken"] > 0
    made_up_county.down(laptop)
    assert laptop.counts() == {"taken": green}
    assert made_up_county.of(laptop)["taken"] == made_up_county.of(laptop)["sent"] == green
    assert made_up_county.office.get("member", second["member"])["name"] == "李丽"
    assert made_up_county.office.get("member", first["member"])["name"] == "王小明"


def test_what_an_office_had_settled_itself_comes_back_with_its_own_receipt(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("王小明")["household"]
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    laptop.put("household", home, address="东边")
    second.put("household", home, address="西边")
    made_up_county.round(laptop, second)
    backup = made_up_county.office.copied("backup")
    made_up_county.office.settle("东边五号")
    made_up_county.down(laptop, second)

    made_up_county.office.put_back(backup)
    assert made_up_county.office.disputes() != []
    made_up_county.down(laptop)
    made_up_county.up(laptop)
    assert made_up_county.office.disputes() == []
    assert made_up_county.office.get("household", home)["address"] == "东边五号"
    made_up_county.round(laptop, second)
    for each in (laptop, second):
        assert set(each.counts()) == {"taken"}
        assert made_up_county.of(each)["sent"] == each.status()["sent"]


def test_an_office_put_back_gets_the_county_s_own_figures_back_from_a_village(
    made_up_county: County, laptop: Machine
) -> None:
    office = made_up_county.office
    backup = office.copied("backup")
    wage = {"figure": "minimum_wage_month", "since": "2018-01-01", "source": "县政府", "approved_by": "审批人"}
    setting = office.put("setting", None, None, value=145000, **wage)
    made_up_county.down(laptop)
    office.put_back(backup)
    assert office.get("setting", setting) == {}
    made_up_county.down(laptop)
    made_up_county.up(laptop)
    assert office.get("setting", setting)["value"] == 145000
    office.put("setting", setting, value=146000)
    made_up_county.round(laptop)
    assert laptop.get("setting", setting) == office.get("setting", setting)
    assert laptop.status()["heads"]["county"] == office.status()["heads"]["county"]
    assert laptop.status()["sent"] == made_up_county.of(laptop)["sent"]  # given back is not sent


def test_a_copy_kept_before_a_stick_was_made_learns_from_the_answer_what_was_sent(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop)
    laptop.put("household", home["household"], address="东边")
    unseen = laptop.household("李丽", consents=False)
    copy = laptop.copied("copy")
    made_up_county.up(laptop)
    laptop.put_back(copy)
    made_up_county.round(laptop)
    numbers = laptop.status()
    assert laptop.counts() == {"taken": numbers["sent"], "withheld": numbers["withheld"]}
    assert numbers["sent"] == made_up_county.of(laptop)["sent"]
    with laptop.desk.vault.reading() as reader:
        found = reader.sent_of_records([home["household"], unseen["household"]])
    assert found == {home["household"]: {"taken": 3}, unseen["household"]: {"": 2}}


def test_what_a_restored_office_forgot_it_gave_bare_comes_whole_once_it_may(
    made_up_county: County, laptop: Machine
) -> None:
    second = made_up_county.laptop("second")
    home = laptop.household("李丽", consents=False)["household"]
    made_up_county.round(second)
    backup = made_up_county.office.copied("backup")
    made_up_county.round(laptop, second)  # the second hears that something is there, and the office forgets it said so
    made_up_county.up(second)
    made_up_county.office.put_back(backup)
    made_up_county.down(second)
    laptop.put("consent", None, None, household=home, **CONSENT)
    for _ in range(2):
        made_up_county.round(laptop, second)
    assert second.get("household", home)["status"] == "registered"
    assert set(second.counts()) == {"taken"}


def test_what_the_office_holds_of_a_laptop_that_lost_it_adds_up_on_both_sides(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("王小明")["household"]
    made_up_county.round(laptop)
    office, copies = made_up_county.office, (laptop.copied("copy"), made_up_county.office.copied("backup"))
    laptop.put("household", home, address="东边")
    made_up_county.round(laptop)
    laptop.put("household", home, address="西边")
    later = laptop.make().files
    laptop.put_back(copies[0])
    office.put_back(copies[1])
    office.take(*later)  # what it follows is lost everywhere
    for _ in range(2):
        made_up_county.round(laptop)
    assert laptop.counts()["held"] == made_up_county.of(laptop)["held"] == 1
    assert laptop.status()["sent"] == made_up_county.of(laptop)["sent"]


def test_an_office_put_back_twice_gets_back_what_it_had_settled(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("王小明")["household"]
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    laptop.put("household", home, address="东边")
    second.put("household", home, address="西边")
    made_up_county.round(laptop, second)
    backup = made_up_county.office.copied("backup")
    made_up_county.office.settle("东边五号")
    made_up_county.down(laptop, second)
    for day in (5, 9):  # another clock, so that the office's receipt is not the same one twice
        made_up_county.office.put_back(backup)
        made_up_county.office.clock.at = made_up_county.office.clock.at.replace(day=day)
        made_up_county.down(laptop, second)
    made_up_county.round(laptop, second)
    for each in (laptop, second, made_up_county.office):
        assert each.get("household", home)["address"] == "东边五号"
        assert each.disputes() == []


def test_an_office_put_back_gets_back_its_own_from_a_laptop_that_was_put_back_too(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("王小明")["household"]
    made_up_county.round(laptop)
    backup = made_up_county.office.copied("backup")
    made_up_county.office.put("household", home, address="东边五号")
    made_up_county.down(laptop)
    copy = laptop.copied("copy")
    laptop.put("household", home, group="二组")
    made_up_county.up(laptop)
    laptop.put_back(copy)
    made_up_county.down(laptop)  # tells of the group, which nobody has any more once the office is put back

    made_up_county.office.put_back(backup)
    made_up_county.down(laptop)
    made_up_county.round(laptop)
    for each in (laptop, made_up_county.office):
        assert each.get("household", home)["address"] == "东边五号"
    assert made_up_county.up(laptop).verdicts["returned"] == 0


def test_an_office_put_back_to_before_a_laptop_joined_says_so(made_up_county: County, laptop: Machine) -> None:
    backup = made_up_county.office.copied("backup")
    second = made_up_county.laptop("second")
    second.household("李丽")
    made_up_county.office.put_back(backup)
    (taken,) = made_up_county.office.take(*second.make().files)
    assert taken.error is not None
    assert taken.error.code == "no_such_desk"
    assert made_up_county.office.ids("household") == set()
    assert laptop.status()["sent"] == 0


def test_a_clock_set_back_changes_nothing_but_the_date_shown(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("王小明")["household"]
    made_up_county.round(laptop)
    laptop.clock.at = laptop.clock.at.replace(year=2009)
    made_up_county.office.clock.at = made_up_county.office.clock.at.replace(year=2031)
    laptop.put("household", home, address="东边")
    newer = laptop.household("李丽", consents=False)["household"]
    assert len(laptop.ids("household")) == 2
    laptop.clock.at = laptop.clock.at.replace(year=2018)
    made_up_county.round(laptop)
    assert made_up_county.office.get("household", home)["address"] == "东边"
    laptop.clock.at = laptop.clock.at.replace(year=2009)
    laptop.put("household", home, address="西边")
    made_up_county.round(laptop)
    assert laptop.get("household", home)["address"] == "西边"
    assert laptop.get("household", newer)["id"] == newer
    assert laptop.disputes() == []


def test_a_desk_put_back_says_that_people_are_to_be_asked_again_until_somebody_did(
    made_up_county: County, laptop: Machine
) -> None:
    def older() -> str | None:
        return today_page(laptop.desk, laptop.desk.today()).older_copy

    home = laptop.household("王小明")["household"]
    made_up_county.round(laptop)
    copy = laptop.copied("copy")
    laptop.put("household", home, address="东边")
    made_up_county.round(laptop)
    assert older() is None
    laptop.put_back(copy)
    assert older() is None  # nobody can know yet
    made_up_county.round(laptop)
    assert older() == laptop.desk.today().isoformat()
    asked_again(laptop.desk)
    made_up_county.round(laptop)
    assert older() is None


@pytest.mark.parametrize("erases", ["who heard it", "the other", "both"])
def test_an_office_put_back_gets_an_unnamed_objections_words_though_a_laptop_has_erased_them(
    made_up_county: County, laptop: Machine, erases: str
) -> None:
    second = made_up_county.laptop("second")
    number = a_posted_plan(laptop, "张三")
    made_up_county.round(laptop, second)
    backup = made_up_county.office.copied("backup")
    objection = objected(laptop, number)
    for _ in range(2):
        made_up_county.round(laptop, second)
    made_up_county.office.put_back(backup)
    eraser, other = (laptop, second) if erases != "the other" else (second, laptop)
    (home,) = list_records(eraser.desk, "household")
    for each in (eraser, other) if erases == "both" else (eraser,):
        erase_record(each.desk, "household", home["id"])
        assert "said" not in each.get("objection", objection)
    for _ in range(2):
        made_up_county.round(eraser)
    made_up_county.down(other)  # the order, and that the office fell back, on one stick
    for _ in range(3):
        made_up_county.round(laptop, second)
    said = made_up_county.office.get("objection", objection).get("said")
    assert said == (None if erases == "both" else "我家少了两千")
    for each in (laptop, second):
        assert set(each.counts()) <= {"taken", "withheld"}
        assert each.status()["sent"] == made_up_county.of(each)["sent"]
