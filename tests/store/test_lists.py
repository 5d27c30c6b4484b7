"""Lists are filtered, ordered and paged where the rows are."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from tests.store.counting import calls
from tests.store.desks import VILLAGE, MadeUpDesk


def test_a_list_is_filtered_by_values_by_empty_ones_and_by_several(desk: MadeUpDesk) -> None:
    with desk.writing() as work:
        made = {
            group: work.save("household", None, {"group": group, "status": status, "industries": industries}).id
            for group, status, industries in (
                ("一组", "registered", ["crops"]),
                ("二组", None, ["crops", "livestock"]),
                ("三组", "other", None),
            )
        }
    with desk.reading() as reader:

        def groups(**where: object) -> set[object]:
            return {each.values["group"] for each in reader.list("household", where=where)}  # type: ignore[arg-type]

        assert groups() == {"一组", "二组", "三组"}
        assert groups(status="registered") == {"一组"}
        assert groups(status=None) == {"二组"}
        assert groups(status=("registered", "other")) == {"一组", "三组"}
        assert groups(industries=["crops"]) == {"一组"}
        assert groups(id=made["三组"], village=VILLAGE) == {"三组"}
        assert groups(village="990101001002") == set()
        assert reader.count("household", {"status": None}) == 1
        with pytest.raises(KeyError):
            reader.list("household", where={"wealth": 1})


def test_a_field_that_names_several_is_asked_for_any_of_them(desk: MadeUpDesk) -> None:
    home = desk.save("household")
    plots = [desk.save("plot", household=home, name=name) for name in ("东", "西", "南")]
    both = desk.save("contract", plots=plots[:2])
    desk.save("contract", plots=None)
    with desk.reading() as reader:
        for asked in (plots[0], plots[1:], [plots[2], plots[1]]):
            assert [each.id for each in reader.list("contract", where={"plots": asked})] == [both]
            assert [each.id for each in reader.records("contract", {"plots": asked})] == [both]
        assert reader.count("contract", {"plots": plots[2]}) == 0


def test_a_list_can_ask_for_what_never_leaves_the_laptop(desk: MadeUpDesk) -> None:
    one = desk.save("household", paper_languages=["ug"])
    desk.save("household", paper_languages=["zh_CN"])
    person = desk.save("person", name="阿依", role="clerk")
    desk.save("person", name="古丽", role="leader")
    with desk.reading() as reader:
        assert [each.id for each in reader.list("household", where={"paper_languages": ["ug"]})] == [one]
        assert reader.count("household", {"paper_languages": ["ug"]}) == 1
        assert [each.id for each in reader.records("person", {"role": "clerk"})] == [person]
        assert [each.values["role"] for each in reader.list("person", order="-role", limit=1)] == ["leader"]
        assert [each.values["role"] for each in reader.list("person", order="role", limit=1)] == ["clerk"]


def test_a_list_is_ordered_and_paged(desk: MadeUpDesk) -> None:
    with desk.writing() as work:
        for number in (3, 1, 2, 5, 4):
            work.save("household", None, {"group": f"{number}组"})
    with desk.reading() as reader:
        pages = [reader.list("household", order="group", limit=2, offset=at) for at in (0, 2, 4)]
        assert [each.values["group"] for page in pages for each in page] == ["1组", "2组", "3组", "4组", "5组"]
        assert reader.list("household", order="-group", limit=1)[0].values["group"] == "5组"


def test_records_are_the_structs_of_what_stands(desk: MadeUpDesk) -> None:
    home = desk.save("household", status_since="2020-02-29", industries=["crops"], phone="13811111111")
    desk.save("member", household=home, name="张三", disabled=True)
    with desk.reading() as reader:
        (household,) = reader.records("household")
        (member,) = reader.records("member", {"household": home})
        assert household == reader.get("household", home).record
    assert household.status_since == date(2020, 2, 29)
    assert household.industries == ["crops"]
    assert member.disabled is True


def test_whose_a_record_is_is_told_over_what_lies_between(desk: MadeUpDesk) -> None:
    one, two = desk.save("household"), desk.save("household")
    contract = desk.save("contract", terms="order")
    for home in (one, two):
        desk.save("party", contract=contract, household=home)
    plot = desk.save("plot", household=two)
    entity = desk.save("entity", name="合作社")
    with desk.reading() as reader:
        assert reader.households_of("contract", [contract]) == {contract: tuple(sorted((one, two)))}
        assert reader.households_of("plot", [plot, "nobody"]) == {plot: (two,), "nobody": ()}
        assert reader.households_of("household", [one]) == {one: (one,)}
        assert reader.households_of("entity", [entity]) == {entity: ()}


def test_many_records_are_read_at_once_and_each_costs_few_calls(desk: MadeUpDesk) -> None:
    def saved(many: int) -> None:
        with desk.writing() as work:
            for number in range(many):
                said = {"group": f"{number % 9}组", "address": f"{number}号", "status": "registered"}
                work.save("household", None, said)

    costs: list[int] = []
    for many, together in ((300, 300), (1_200, 1_500)):
        saved(many)
        with desk.reading() as reader:
            assert len(reader.records("household")) == together
            costs.append(calls(partial(reader.records, "household")))
    assert (costs[1] - costs[0]) / 1_200 < 8
