"""Lists are sorted by every column and filtered in SQL; none of it tells who said no."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.views.list_numbers import numbers_kept
from fupin_desk.acts.views.listing import Asked, choices_of, filters_of, ids_asked, name_of_column, open_sum
from fupin_desk.acts.views.lists import lines_of
from fupin_desk.domain.fields import LOCAL, Purpose
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.pages import PAGES
from fupin_desk.kinds.privacy import UNLISTED
from fupin_desk.policy.specs import FINDINGS, MONEY_OPEN, SYNC_STATUS
from fupin_desk.store import NotSortableError
from tests.acts.one_laptop import laptop
from tests.journeys.county import County, Machine
from tests.ledger.made_up import id_number

__all__ = ["laptop"]

HOUSEHOLD = PAGES["household"]


def heads(machine: Machine, language: str = "zh_CN", **said: Any) -> list[str]:
    """Return the names of the heads of the households that are asked for."""
    ids = ids_asked(machine.desk, HOUSEHOLD, Asked(**said), language)
    return [line.worked["head"] for line in lines_of(machine.desk, "household", ids, HOUSEHOLD.columns)]


def a_village(machine: Machine) -> dict[str, str]:
    """Enter four households; return their ids by the name of the head."""
    made = {}
    for name, group, status in (
        ("张伟", "10组", "registered"),
        ("ئەركىن", "2组", "lifted_out"),
        ("安静", "1组", "other"),
        ("王丽华", "2组", "registered"),
    ):
        home = machine.household(name)["household"]
        machine.put("household", home, group=group, status=status)
        made[name] = home
    machine.put("member", household=made["安静"], name="安宁", relation="child")
    return made


def test_a_list_is_sorted_by_what_its_columns_show(laptop: Machine) -> None:
    a_village(laptop)
    assert heads(laptop, order="head") == ["安静", "王丽华", "张伟", "ئەركىن"]
    assert heads(laptop, order="-head") == ["ئەركىن", "张伟", "王丽华", "安静"]
    assert heads(laptop, order="group") == ["安静", "ئەركىن", "王丽华", "张伟"]
    assert heads(laptop, order="status")[-2:] == ["ئەركىن", "安静"], "codes stand in the order of their list"
    assert heads(laptop, order="-people")[0] == "安静"


def test_whoever_says_nothing_in_a_column_stands_last_whichever_way_it_is_sorted(laptop: Machine) -> None:
    made = a_village(laptop)
    laptop.put("household", made["张伟"], group=None)
    assert heads(laptop, order="group")[-1] == heads(laptop, order="-group")[-1] == "张伟"


def test_a_sorted_list_shows_a_name_that_was_put_right_in_its_new_place(laptop: Machine) -> None:
    made = a_village(laptop)
    before = heads(laptop, order="head")
    with laptop.desk.vault.reading() as reader:
        (member,) = [each.id for each in reader.list("member", where={"household": made["张伟"]})]
    laptop.put("member", member, name="阿依")
    assert before == ["安静", "王丽华", "张伟", "ئەركىن"]
    assert heads(laptop, order="head") == ["阿依", "安静", "王丽华", "ئەركىن"]


def test_every_kind_s_list_is_sorted_by_each_of_its_columns(laptop: Machine) -> None:
    a_village(laptop)
    laptop.put("entity", name="甲公司", kind="cooperative")
    laptop.put("contract", terms="order")
    laptop.put("loan", kind="micro", contract_number="L-1")
    laptop.put("asset", name="大棚")
    laptop.put("payment", amount_fen=100)
    for spec in PAGES.values():
        plain = set(ids_asked(laptop.desk, spec, Asked(), "ug"))
        for column in map(name_of_column, (*spec.columns, *spec.more)):
            for order in (column, f"-{column}"):
                assert set(ids_asked(laptop.desk, spec, Asked(order=order), "ug")) == plain, (spec.kind, order)


def test_a_list_is_filtered_by_codes_by_empty_ones_and_by_several_things_at_once(laptop: Machine) -> None:
    made = a_village(laptop)
    laptop.put("household", made["安静"], status=None)
    assert set(heads(laptop, fields={"status": ("registered",)})) == {"张伟", "王丽华"}
    assert set(heads(laptop, fields={"status": (None, "lifted_out")})) == {"安静", "ئەركىن"}
    assert heads(laptop, fields={"status": ("registered",), "group": ("2组",)}) == ["王丽华"]
    assert heads(laptop, fields={"status": ("registered",)}, text="wlh") == ["王丽华"]
    assert choices_of(laptop.desk, HOUSEHOLD, Asked(fields={"group": ("2组",)}), "status", "zh_CN") == {
        "registered": 1, "lifted_out": 1,
    }  # fmt: skip
    counts = choices_of(laptop.desk, HOUSEHOLD, Asked(fields={"status": ("other",)}), "status", "zh_CN")
    assert counts == {"registered": 2, "lifted_out": 1, None: 1}, "what a filter offers does not follow from itself"


def owing(laptop: Machine, home: str, fen: int, due_on: str = "2018-01-31") -> str:
    """Let an amount be due to a household, long ago as a rule; return the line it is due on."""
    plan = laptop.put("distribution", year=2017, income_fen=fen, rule="按户", due_on=due_on)
    return laptop.put("distribution_line", distribution=plan, household=home, amount_fen=fen)


def test_money_that_is_owed_is_sorted_filtered_and_summed_and_gone_once_it_is_paid(laptop: Machine) -> None:
    made = a_village(laptop)
    line = owing(laptop, made["王丽华"], 40_00)
    owing(laptop, made["ئەركىن"], 10336_00)
    owing(laptop, made["安静"], 99_00, "2018-12-10")  # soon, and not yet
    assert heads(laptop, order="-money_open")[:2] == ["ئەركىن", "王丽华"]
    assert set(heads(laptop, money_open=True)) == {"ئەركىن", "王丽华"}
    assert open_sum(laptop.desk, list(made.values())) == 10376_00
    said = {"distribution_line": line, "household": made["王丽华"], "amount_fen": 40_00, "paid_on": "2018-12-01"}
    laptop.put("payment", None, None, **said)
    assert heads(laptop, money_open=True) == ["ئەركىن"]
    assert open_sum(laptop.desk, [made["王丽华"]]) == 0


def test_what_policy_sees_sorts_and_filters_by_the_gravest(laptop: Machine) -> None:
    a_village(laptop)
    ids = ids_asked(laptop.desk, HOUSEHOLD, Asked(), "zh_CN")
    by_level = {level: ids_asked(laptop.desk, HOUSEHOLD, Asked(levels=(level,)), "zh_CN") for level in LEVELS}
    assert sorted(itertools.chain(*by_level.values())) == sorted(ids), "each stands under one of them"
    home, number = laptop.household("张伟")["household"], id_number(7)
    twin = laptop.put("member", household=home, name="双", id_number=number)
    laptop.put("member", household=ids[0], name="双", id_number=number)
    assert twin
    clashing = ids_asked(laptop.desk, HOUSEHOLD, Asked(levels=("breach", "clash")), "zh_CN")
    assert {home, ids[0]} <= set(clashing)
    assert set(ids_asked(laptop.desk, HOUSEHOLD, Asked(order="-findings"), "zh_CN")[: len(clashing)]) == set(clashing)


LEVELS = ("breach", "clash", "gap", "none")


def test_only_what_changed_is_written_to_what_a_list_is_sorted_by(laptop: Machine) -> None:
    made = a_village(laptop)
    asked = Asked(order="head")
    ids_asked(laptop.desk, HOUSEHOLD, asked, "zh_CN")
    laptop.put("household", made["张伟"], group="3组")
    with laptop.desk.vault.reading() as reader:
        lists = reader.lists(laptop.desk.vault.journal, "zh_CN", numbers_kept(laptop.desk).by_name)
        before = _rows_written(reader)
        lists._texts("member", "name", "r")
        assert _rows_written(reader) <= before + 1, "nobody was renamed: only the mark is set"
        lists._texts("household", "group", "r")
        whole = _rows_written(reader) - before
    laptop.put("household", made["张伟"], group="4组")
    with laptop.desk.vault.reading() as reader:
        lists = reader.lists(laptop.desk.vault.journal, "zh_CN", numbers_kept(laptop.desk).by_name)
        before = _rows_written(reader)
        lists._texts("household", "group", "r")
        assert 0 < _rows_written(reader) - before <= 2 < whole, "one text, and the mark"


def _rows_written(reader: Any) -> int:
    return int(reader.history_here.rows("SELECT total_changes()")[0][0])


# ---- who said no


def test_no_list_is_filtered_by_what_is_told_of_one_at_a_time_or_kept_to_care_for_somebody() -> None:
    for spec in PAGES.values():
        for role in ("village", "office"):
            for name in filters_of(spec, role):
                if name != "village":
                    field = KINDS[spec.kind].fields[name]
                    assert (spec.kind, name) not in UNLISTED
                    assert field.field.privacy is not LOCAL
                    assert field.field.purpose is not Purpose.CARE


@pytest.mark.parametrize("name", ["does_not_wish", "paper_languages", "phone", "head", "voided"])
def test_asking_for_it_all_the_same_is_refused(laptop: Machine, name: str) -> None:
    with pytest.raises(KeyError):
        ids_asked(laptop.desk, HOUSEHOLD, Asked(fields={name: ("loan",)}), "zh_CN")
    with pytest.raises(NotSortableError):
        ids_asked(laptop.desk, HOUSEHOLD, Asked(order="does_not_wish"), "zh_CN")


NAMES = ("甲一", "乙二", "丙三", "丁四")
AGREE, WAIT = (True, False, True, False), (False, True, False, True)


def rounds(county: County, agree: Sequence[bool]) -> Iterator[Machine]:
    """Let a village enter four households of which some agree, carry them, and take the answer; yield it each time."""
    laptop = county.laptop("village")
    for name, agrees in zip(NAMES, agree, strict=True):
        laptop.household(name, consents=agrees)
    yield laptop
    made = laptop.make()
    yield laptop
    county.office.take(*made.files)
    laptop.take(*county.office.make().files)
    yield laptop
    for home in ids_asked(laptop.desk, HOUSEHOLD, Asked(order="head"), "zh_CN"):
        laptop.put("household", home, address="村东")
    yield laptop


def told(machine: Machine) -> dict[object, object]:
    """Return everything a list tells: what each way of asking gives, in its order, and what stands in its lines."""
    ways = [Asked(order=f"{sign}{name_of_column(column)}") for column in HOUSEHOLD.columns for sign in ("", "-")]
    ways += [Asked(levels=(level,)) for level in LEVELS]
    ways += [Asked(statuses=(status,)) for status in ("returned", "disputed", "held", "unsent", "unanswered", "taken")]
    ways += [Asked(text=name) for name in NAMES] + [Asked(money_open=True)]
    by_way: dict[object, object] = {repr(asked): heads_of(machine, asked) for asked in ways}
    lines = lines_of(machine.desk, "household", ids_asked(machine.desk, HOUSEHOLD, Asked(order="head"), "zh_CN"), ())
    return by_way | {"lines": [(line.sync_status, line.drafts) for line in lines]}


def heads_of(machine: Machine, asked: Asked) -> list[str]:
    ids = ids_asked(machine.desk, HOUSEHOLD, asked, "zh_CN")
    if not asked.order:
        ids = sorted(ids)  # found, whichever way round: its own order is that of the numbers
    return [line.worked["head"] for line in lines_of(machine.desk, "household", ids, HOUSEHOLD.columns)]


def test_a_list_says_the_same_whoever_agreed_before_and_after_it_was_carried(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    here, there = County(tmp_path / "one"), County(tmp_path / "other")
    for one, other in zip(rounds(here, AGREE), rounds(there, WAIT), strict=True):
        assert told(one) == told(other)
    here.close()
    there.close()


def test_to_be_sent_are_those_who_agreed_while_they_were_not_carried(tmp_path: Path) -> None:
    county = County(tmp_path)
    agreed = [name for name, agrees in zip(NAMES, AGREE, strict=True) if agrees]
    waits = [sorted(heads(laptop, to_send=True)) for laptop in rounds(county, AGREE)]
    assert waits == [sorted(agreed), [], [], sorted(agreed)]
    county.close()


def test_columns_that_every_kind_has_are_no_fields_of_any() -> None:
    assert not {SYNC_STATUS, FINDINGS, MONEY_OPEN} & {name for spec in KINDS.values() for name in spec.fields}
