"""Undo and redo over all records: an import in one step, what others rest on, what is never undone, what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.beginning import begin_household
from fupin_desk.acts.records.commands import erase_record, put_record, void_record
from fupin_desk.acts.records.filling import new_id
from fupin_desk.acts.records.stepping import go_to_step, last_step, redo_last, undo_last, way_to
from fupin_desk.acts.views.step_words import titled, told
from fupin_desk.acts.views.steps import steps_page
from fupin_desk.domain.errors import (
    NoSuchStepError,
    PaymentBlockedError,
    StepOfAnotherError,
    StepStaysError,
    UndoRestsOnError,
    UndoTooLateError,
)
from fupin_desk.words import words
from tests.acts.ledger.sheets import all_of, take
from tests.acts.one_laptop import laptop
from tests.acts.test_records import a_posted_plan
from tests.acts.village_desk import a_village_desk
from tests.journeys.county import County, Machine
from tests.ledger.made_up import village_ledger

__all__ = ["laptop"]

KINDS = ("household", "member", "contract", "party", "plot", "consent", "payment", "entity")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_village_desk(tmp_path / "desk")


def standing(desk: Desk) -> dict[str, int]:
    return {kind: len(all_of(desk, kind)) for kind in KINDS}


def said(desk: Desk, language: str = "zh_CN") -> list[str]:
    """Return what the history tells, the newest first."""
    return [told(words(language), step) for step in steps_page(desk)]


# ---- an import


def test_an_import_is_undone_in_one_step_done_again_and_comes_anew_with_its_ledger(desk: Desk) -> None:
    take(desk, village_ledger(4))
    there = standing(desk)
    assert (there["household"], there["member"]) == (4, 16)
    undo_last(desk)
    assert standing(desk) == dict.fromkeys(KINDS, 0)
    redo_last(desk)
    assert standing(desk) == there
    undo_last(desk)
    again = take(desk, village_ledger(4))
    assert (again.known, again.refused) == (0, [])
    assert standing(desk) == there
    assert said(desk)[0].startswith("读入台账")


def test_an_import_that_changed_what_was_here_gives_the_former_values_back(desk: Desk) -> None:
    take(desk, village_ledger(2))
    before = [home.get("group") for home in all_of(desk, "household")]
    ledger = {name: [list(row) for row in rows] for name, rows in village_ledger(2).items()}
    homes = next(rows for name, rows in ledger.items() if "村民小组" in rows[0])
    homes[1][homes[0].index("村民小组")] = "九组"
    take(desk, ledger)
    assert "九组" in [home.get("group") for home in all_of(desk, "household")]
    undo_last(desk)
    assert [home.get("group") for home in all_of(desk, "household")] == before
    take(desk, ledger)  # as if it had never been read
    assert "九组" in [home.get("group") for home in all_of(desk, "household")]


def test_an_import_that_something_by_hand_rests_on_stays_whole_and_says_what_does(desk: Desk) -> None:
    take(desk, village_ledger(3))
    there = standing(desk)
    home = all_of(desk, "household")[0]["id"]
    place = steps_page(desk)[0].place
    paid = put_record(desk, "payment", {"household": home, "amount_fen": 100}).id
    steps = way_to(desk, place)
    assert len(steps.steps) == 2
    void_record(desk, "payment", paid, "写错")
    put_record(desk, "household", {"group": "九组"}, home)
    with pytest.raises(UndoTooLateError):
        _undo_alone(desk, place)
    assert standing(desk) == there
    undo_last(desk)
    undo_last(desk)
    with pytest.raises(UndoRestsOnError) as rests:
        _undo_alone(desk, place)
    assert (rests.value.kind, rests.value.id, rests.value.count) == ("payment", paid, 1)
    assert rests.value.name
    assert standing(desk)["household"] == there["household"]
    undo_last(desk)
    undo_last(desk)
    assert standing(desk) == dict.fromkeys(KINDS, 0)


def _undo_alone(desk: Desk, place: int) -> None:
    """Undo one step though later ones stand."""
    later = [step.place for step in steps_page(desk) if step.place > place]
    undo_last(desk, later)


def test_what_stops_an_undoing_in_the_middle_leaves_all_as_it_was(desk: Desk) -> None:
    take(desk, village_ledger(4))
    there = standing(desk)
    heard: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        heard.append((done, of))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go_to_step(desk, steps_page(desk)[0].place, stop)
    assert heard == [(0, sum(there.values()))]
    assert standing(desk) == there
    assert not steps_page(desk)[0].undone


# ---- one's own steps


def test_a_household_begun_with_its_head_is_one_step(desk: Desk) -> None:
    begin_household(desk, new_id(desk), new_id(desk), {"name": "张三"}, {})
    undo_last(desk)
    assert standing(desk) == dict.fromkeys(KINDS, 0)
    redo_last(desk)
    assert (standing(desk)["household"], standing(desk)["member"]) == (1, 1)
    with pytest.raises(NoSuchStepError):
        redo_last(desk)


def test_a_step_says_in_every_language_whose_record_which_fields_and_what_they_say(desk: Desk) -> None:
    home = put_record(desk, "household", {}).id
    member = put_record(desk, "member", {"household": home, "name": "胡建国", "relation": "head"}).id
    put_record(desk, "member", {"born_on": "1967-03-30"}, member)
    assert said(desk)[0] == "胡建国：出生日期 1967-03-30"
    assert titled(words("zh_CN"), steps_page(desk)[0]) == "胡建国：出生日期"
    for language in ("en", "ug", "kk_Arab"):
        assert all(part in said(desk, language)[0] for part in ("胡建国", "1967-03-30"))
    assert said(desk)[1].startswith("新增家庭成员 胡建国")
    void_record(desk, "member", member, "重复")
    assert said(desk)[0].startswith("移出：家庭成员 胡建国")


def test_going_to_a_step_undoes_it_and_all_since_and_back_again(desk: Desk) -> None:
    home = put_record(desk, "household", {"group": "一组"}).id
    for group in ("二组", "三组", "四组", "五组"):
        put_record(desk, "household", {"group": group}, home)
    newest, *_, second, _making = [step.place for step in steps_page(desk)]
    way = way_to(desk, second)
    assert (way.back, len(way.steps), way.asks) == (True, 4, True)
    gone = go_to_step(desk, second)
    assert (len(gone.gone), gone.left) == (4, ())
    assert all_of(desk, "household")[0]["group"] == "一组"
    assert [step.undone for step in steps_page(desk)] == [True] * 4 + [False]
    assert not way_to(desk, second).back
    assert not way_to(desk, second).asks
    go_to_step(desk, newest)
    assert all_of(desk, "household")[0]["group"] == "五组"


def test_pages_of_the_history_follow_one_another_without_a_gap(desk: Desk) -> None:
    for group in range(7):
        put_record(desk, "household", {"group": f"{group}组"})
    places: list[int] = []
    while some := steps_page(desk, places[-1] if places else None, 3):
        places += [step.place for step in some]
    assert places == sorted(places, reverse=True)
    assert len(set(places)) == len(places) == 7


# ---- other people, other laptops, the office


def test_what_somebody_else_did_last_is_looked_at_before_it_is_undone(laptop: Machine) -> None:
    home = laptop.put("household", group="一组")
    other = laptop.another("阿依古丽")
    put_record(other, "household", {"group": "二组"}, home)
    with pytest.raises(StepOfAnotherError) as somebody:
        undo_last(laptop.desk)
    assert somebody.value.name == "阿依古丽"
    newest = steps_page(laptop.desk)[0]
    assert newest.by == "阿依古丽"
    assert way_to(laptop.desk, newest.place).others == ("阿依古丽",)
    go_to_step(laptop.desk, newest.place)
    assert laptop.get("household", home)["group"] == "一组"


def test_what_the_office_corrected_since_is_left_as_it_says_and_the_rest_goes_back(tmp_path: Path) -> None:
    county = County(tmp_path)
    village = county.laptop("village")
    home = village.household("张三")["household"]
    village.put("household", home, group="二组")
    village.put("household", home, address="东")
    first = next(step.place for step in steps_page(village.desk) if step.undone is False and step.written
                 and step.written[0].values == {"group": "二组"})  # fmt: skip
    county.up(village)
    county.office.put("household", home, group="四组")
    county.down(village)
    there = {step.what: step for step in steps_page(village.desk)}
    assert {"sent", "taken"} <= there.keys()
    assert there["sent"].stays is not None
    gone = go_to_step(village.desk, first)
    assert [type(problem) for _place, problem in gone.left] == [UndoTooLateError]
    assert village.get("household", home)["group"] == "四组"
    assert "address" not in village.get("household", home)
    county.close()


def test_a_settled_dispute_is_a_step_of_the_office(tmp_path: Path) -> None:
    county = County(tmp_path)
    village = county.laptop("village")
    home = village.household("张三")["household"]
    county.up(village)
    county.office.put("household", home, group="四组")
    village.put("household", home, group="五组")
    county.up(village)
    shown = county.office.get("household", home)["group"]
    county.office.settle("九组")
    assert said(county.office.desk)[0].endswith("村民小组 九组")
    undo_last(county.office.desk)
    assert county.office.get("household", home)["group"] == shown
    county.close()


def test_a_signed_notice_stays_and_so_does_what_it_shows(laptop: Machine) -> None:
    lines, _number = a_posted_plan(laptop, "张三")
    newest = steps_page(laptop.desk)[0]
    with pytest.raises(StepStaysError) as stays:
        way_to(laptop.desk, newest.place)
    assert (stays.value.reason, stays.value.kind) == ("kind", "notice")
    with pytest.raises((UndoRestsOnError, PaymentBlockedError)):
        undo_last(laptop.desk)
    assert "voided" not in laptop.get("distribution_line", lines[0])


def test_money_taken_back_does_not_come_again_to_a_line_that_is_objected_to(laptop: Machine) -> None:
    from datetime import date

    from fupin_desk.acts import notices
    from fupin_desk.acts.notices import Heard

    lines, number = a_posted_plan(laptop, "张三")
    laptop.clock.at = laptop.clock.at.replace(month=12, day=20)
    notices.close_notice(laptop.desk, number, date(2018, 12, 20), "no_objection")
    home = laptop.get("distribution_line", lines[0])["household"]
    laptop.put("payment", None, None, distribution_line=lines[0], household=home, amount_fen=100, paid_on="2018-12-20")
    undo_last(laptop.desk)
    objection = Heard(said="少了", channel="box", on=date(2018, 12, 20))
    notices.receive_objection(laptop.desk, number, objection)
    with pytest.raises(NoSuchStepError):
        redo_last(laptop.desk)
    assert not all_of(laptop.desk, "payment")


# ---- what is not told


def test_the_history_tells_nobodys_no_and_looks_the_same_for_a_telephone(laptop: Machine) -> None:
    made = laptop.household("张三")
    laptop.put("household", made["household"], phone="13811111111")
    laptop.put("household", made["household"], does_not_wish=["loan"])
    laptop.put("household", made["household"], paper_languages=["ug"])
    laptop.put("consent", made["consent"], withdrawn_on="2018-12-01")
    consent, *others = said(laptop.desk)[:4]
    assert len({*others}) == 1
    assert "2018-12-01" not in consent
    assert words("zh_CN").field("consent", "withdrawn_on") not in consent


def test_a_no_is_undone_by_itself_and_never_among_many(laptop: Machine) -> None:
    made = laptop.household("张三")
    start = steps_page(laptop.desk)[0].place
    laptop.put("household", made["household"], group="二组")
    laptop.put("consent", made["consent"], withdrawn_on="2018-12-01")
    laptop.put("household", made["household"], group="三组")
    gone = go_to_step(laptop.desk, start)
    assert {getattr(problem, "reason", "") for _place, problem in gone.left} == {"untold", ""}
    assert laptop.get("household", made["household"])["group"] == "一组"
    assert laptop.get("consent", made["consent"])["withdrawn_on"] == "2018-12-01"
    assert "voided" not in laptop.get("consent", made["consent"])  # it would be as if nobody had ever been asked
    undo_last(laptop.desk)
    assert "withdrawn_on" not in laptop.get("consent", made["consent"])


def test_what_was_erased_is_in_no_step(laptop: Machine) -> None:
    made = laptop.household("胡建国")
    laptop.put("member", made["member"], born_on="1967-03-30")
    erase_record(laptop.desk, "household", made["household"])
    history = "\n".join(said(laptop.desk))
    assert "胡建国" not in history
    assert "1967" not in history
    assert steps_page(laptop.desk)[0].stays is not None


def test_steps_of_a_desk_with_nothing_to_undo(desk: Desk) -> None:
    assert last_step(desk) == (None, False)
    with pytest.raises(NoSuchStepError):
        undo_last(desk)
    with pytest.raises(NoSuchStepError):
        go_to_step(desk, 99)
