"""Clashes between records are put before a person, and never stop a merge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.conflicts import clash as clashing
from fupin_desk.acts.conflicts.clashes import list_clashes
from fupin_desk.acts.policy.check import figures
from fupin_desk.acts.records.commands import erase_record, restore_record, undo_record, void_record
from fupin_desk.domain.errors import FieldsRefusedError
from fupin_desk.policy.figures import NotSetError
from fupin_desk.subjects.household.records import Member
from tests.journeys.county import County, Machine
from tests.ledger.made_up import id_number
from tests.store.counting import calls

ABSENT = "01890000-0000-7000-8000-000000000009"


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = County(tmp_path)
    yield made
    made.close()


def test_one_person_registered_in_two_villages_is_on_the_offices_list(county: County) -> None:
    number, homes = id_number(7), []
    for name, village in (("one", f"{county.code}001001"), ("two", f"{county.code}001002")):
        laptop = county.laptop(name, village)
        made = laptop.household("张三")
        laptop.put("member", made["member"], id_number=number)
        county.up(laptop)
        homes.append(made)
        assert clashes(laptop) == []
    (found,) = list_clashes(county.office.desk)
    assert (found.clash, found.kind, found.field) == ("same_number", "member", "id_number")
    assert set(found.records) == {made["member"] for made in homes}
    assert found.villages == (f"{county.code}001001", f"{county.code}001002")
    assert found.value == number[:3] + "*" * 11 + number[-4:]


def test_whoever_moved_to_another_household_is_no_clash_nor_is_one_that_was_taken_out(county: County) -> None:
    laptop, number = county.laptop("village"), id_number(7)
    first, second = laptop.household("张三")["member"], laptop.household("李四")["member"]
    laptop.put("member", first, id_number=number)
    laptop.put("member", second, id_number=number)
    assert clashes(laptop) == [("same_number", "member", "id_number")]
    laptop.put("member", first, gone_since="2018-01-01")
    assert clashes(laptop) == []
    laptop.put("member", first, gone_since=None)
    void_record(laptop.desk, "member", second, "重复")
    assert clashes(laptop) == []


def test_what_is_named_and_has_not_come_waits_on_the_list_until_it_does(county: County) -> None:
    laptop = county.laptop("village")
    home = laptop.household("张三")["household"]
    payment = laptop.put("payment", household=home, contract=ABSENT)
    contract = laptop.put("contract", terms="lease", plots=[ABSENT])
    assert clashes(laptop) == [("missing_parent", "contract", "plots"), ("missing_parent", "payment", "contract")]
    assert [found.records for found in list_clashes(laptop.desk)] == [(contract,), (payment,)]
    assert {found.value for found in list_clashes(laptop.desk)} == {ABSENT}
    laptop.put("contract", ABSENT, terms="order")
    assert clashes(laptop) == [("other_kind", "contract", "plots")]
    laptop.put("contract", contract, plots=None)
    assert clashes(laptop) == []


def test_two_villages_may_work_with_one_cooperative_but_one_village_writes_it_once(county: County) -> None:
    laptop = county.laptop("village")
    said: dict[str, Any] = {"name": "合作社", "kind": "cooperative", "uscc": "91990101MA7AAAAAXK"}
    first = laptop.put("entity", None, None, **said)
    assert clashes(laptop) == []
    second = laptop.put("entity", None, None, **said)
    assert [found.records for found in list_clashes(laptop.desk)] == [tuple(sorted((first, second)))]


def test_nothing_that_was_erased_or_withheld_stands_on_the_list(county: County) -> None:
    laptop = county.laptop("village")
    home, other = laptop.household("张三")["household"], laptop.household("李四", consents=False)["household"]
    for each in (home, other):
        laptop.put("payment", household=each, amount_fen=100, paid_on="2018-11-01")
    county.round(laptop)
    erase_record(laptop.desk, "household", home)
    county.round(laptop)
    assert clashes(laptop) == clashes(county.office) == []


def clashes(machine: Machine) -> list[tuple[str, str, str]]:
    return [(found.clash, found.kind, found.field) for found in list_clashes(machine.desk)]


def test_two_households_with_one_ledger_number_clash_however_it_is_written_but_not_across_villages(
    county: County,
) -> None:
    laptop = county.laptop("village")
    homes = [laptop.household("张三", ledger_number=number)["household"] for number in ("0012", "12", "13")]
    (found,) = list_clashes(laptop.desk)
    assert (found.clash, found.kind, found.field) == ("same_number", "household", "ledger_number")
    assert set(found.records) == set(homes[:2])
    other = county.laptop("other", f"{county.code}001002")
    other.household("李四", ledger_number="13")
    county.up(laptop)
    county.up(other)
    assert [set(one.records) for one in list_clashes(county.office.desk)] == [set(homes[:2])]


WAGE = {"figure": "minimum_wage_month", "since": "2018-01-01", "source": "县政府文件", "approved_by": "县政府"}


def test_a_figure_is_not_set_twice_for_one_day_whichever_field_says_so_last(county: County) -> None:
    office = county.office
    first = office.put("setting", None, None, **WAGE, value=150000)
    for second in ({"value": 160000}, {"value": 150000}):
        assert refused(office, None, **WAGE, **second) == ("since", "same_day")
    later = office.put("setting", None, None, **{**WAGE, "since": "2019-01-01"}, value=160000)
    assert refused(office, later, since="2018-01-01") == ("since", "same_day")
    assert refused(office, first, until="2019-01-01") == ("until", "same_day")
    office.put("setting", first, until="2018-12-31")
    hours = office.put("setting", None, None, **{**WAGE, "figure": "minimum_wage_hour"}, value=1500)
    assert refused(office, hours, figure="minimum_wage_month") == ("figure", "same_day")
    void_record(office.desk, "setting", later, "写错")
    again = office.put("setting", None, None, **{**WAGE, "since": "2019-01-01"}, value=170000)
    for back in (partial(restore_record, reason="误撤"), undo_record):
        with pytest.raises(FieldsRefusedError):
            back(office.desk, "setting", later)
    assert list_clashes(office.desk) == []
    assert office.get("setting", again)["value"] == 170000


def refused(machine: Machine, record: str | None, **values: Any) -> tuple[str, str]:
    with pytest.raises(FieldsRefusedError) as why:
        machine.put("setting", record, None, **values)
    (one,) = why.value.refused
    return str(one["field"]), str(one["reason"])


def test_a_figure_that_was_set_twice_elsewhere_is_a_clash_and_neither_value_wins(county: County) -> None:
    """An office put back to a copy, or a vault of before: what is already there cannot be refused any more."""
    office = county.office
    with office.desk.writing() as work:
        ids = [work.save("setting", None, {**WAGE, "value": value}).id for value in (150000, 160000)]
    (found,) = list_clashes(office.desk)
    assert (found.clash, found.kind, found.value) == ("same_day", "setting", "minimum_wage_month")
    assert set(found.records) == set(ids)
    laptop = county.laptop("village")
    county.down(laptop)
    for machine in (office, laptop):
        with machine.desk.vault.reading() as reader:
            known = figures(reader)
        with pytest.raises(NotSetError) as unset:
            known.fen("minimum_wage_month", date(2018, 6, 1))
        assert unset.value.contested
    office.put("setting", ids[0], value=160000)
    assert list_clashes(office.desk) == []


def test_however_often_one_person_is_written_down_each_way_of_writing_is_looked_at_once() -> None:
    plain: dict[str, Any] = {"village": "990101001001", "name": "张三", "born_on": date(1980, 1, 1)}
    numbered = [{**plain, "id_number": id_number(at, "19800101")} for at in range(1, 40)]
    cost = []
    for times in (20, 80):
        people = [Member(id=str(at), **said) for at, said in enumerate([plain, *numbered] * times)]
        assert clashing._twice(people[1:40]) == set()
        assert len(clashing._twice(people)) == len(people)
        cost.append(calls(lambda people=people: clashing._twice(people)))  # type: ignore[misc]
    assert cost[1] < 6 * cost[0]
    other = Member(id="other", **{**plain, "name": "张三 "}, other_name="李四")
    assert clashing._twice([Member(id="one", **plain), other]) == {"one", "other"}
    spelled = [Member(id=str(at), **{**plain, "name": name}) for at, name in enumerate(["张後", "张后", "张后"])]
    assert clashing._twice(spelled) == {"1", "2"}


def test_one_name_and_one_day_of_birth_are_looked_at_unless_numbers_tell_them_apart(county: County) -> None:
    laptop = county.laptop("village")
    first, second = (laptop.household(name)["member"] for name in ("كەرىم", "کەریم"))
    assert clashes(laptop) == []
    for one in (first, second):
        laptop.put("member", one, born_on="1980-01-01")
    assert clashes(laptop) == [("same_person", "member", "name")]
    laptop.put("member", first, id_number=id_number(7, "19800101"))
    assert clashes(laptop) == [("same_person", "member", "name")]
    laptop.put("member", second, id_number=id_number(8, "19800101"))
    assert clashes(laptop) == []
    laptop.put("member", second, id_number=id_number(7, "19800101"))
    assert clashes(laptop) == [("same_number", "member", "id_number")]
