"""One search box: whatever somebody would type for a household finds it."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.domain.folding import fold
from fupin_desk.store import Reader
from fupin_desk.store.search.keys import keys_of, name_keys
from tests.store.counting import database_steps
from tests.store.desks import MadeUpDesk, copied_desk
from tests.store.test_erasing import an_id_number


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("张三丰", "张"),
        ("张三丰", "張三豐"),
        ("張三豐", "三丰"),
        ("張三豐", "zsf"),
        ("张三丰", "三丰"),
        ("张三丰", "zhangsan"),
        ("张三丰", "Zhang San Feng"),
        ("张三丰", "zsf"),
        ("张三丰", "ＺＳＦ"),
        ("单雄信", "shanxiongxin"),
        ("单雄信", "danxx"[:3]),
        ("吕布", "lvbu"),
        ("阿布都热合曼·买买提", "买买提"),
        ("阿布都热合曼·买买提", "阿布都热合曼买买提"),
        ("Abdurahman Memet", "memet"),
        ("Abdurahman Memet", "ABDURAHMANMEMET"),
        ("Gülnar", "gulnar"),
        ("ئابدۇراخمان مەمەت", "ئابدۇراخمان"),
        ("ئابدۇراخمان مەمەت", "مەمەت"),
        ("ئايگۈل", "ئايگۇل"),
        ("ئايگۈل", "ايگول"),
        ("ەركىن", "هركين"),
        ("قايرات يۇنۇس", "قايرات یونوس"),
        ("گۈلنىسا", "گـــۈلنىسا"),
        ("كەرىم", "کەریم"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_a_name_is_found_by_what_people_type_for_it(desk: MadeUpDesk, name: str, typed: str) -> None:
    home = desk.save("household", group="一组")
    desk.save("member", household=home, name=name)
    with desk.reading() as reader:
        assert reader.search(typed) == [home]
        assert reader.search("somebody else") == []


def test_a_household_is_found_by_its_numbers_and_the_last_four_of_an_id(desk: MadeUpDesk) -> None:
    home = desk.save("household", ledger_number="台账-0042")
    number = an_id_number("99010119800101")
    desk.save("member", household=home, name="张三", id_number=number)
    household_number = desk.value("household", home, "number")
    with desk.reading() as reader:
        for typed in (number, number[-4:], number[-4:].lower(), household_number, household_number[-4:], "0042", "42"):
            assert reader.search(typed) == [home], typed


def test_the_exact_word_comes_first_and_each_household_once(desk: MadeUpDesk) -> None:
    longer = desk.save("household")
    desk.save("member", household=longer, name="王小明明")
    exact = desk.save("household")
    desk.save("member", household=exact, name="王小明")
    desk.save("member", household=exact, name="王小明", other_name="王小")
    with desk.reading() as reader:
        assert reader.search("王小明") == [exact, longer]
        assert reader.search("王", limit=1) == [exact]


def test_who_moved_out_was_renamed_or_voided_is_not_found_as_before(desk: MadeUpDesk) -> None:
    first, second = desk.save("household"), desk.save("household")
    member = desk.save("member", household=first, name="张三丰")
    desk.save("member", member, household=second)
    with desk.reading() as reader:
        assert reader.search("zsf") == [second]
    desk.save("member", member, name="李四")
    with desk.reading() as reader:
        assert reader.search("zsf") == []
        assert reader.search("lisi") == [second]
    with desk.writing() as work:
        work.void("household", second, "moved away")
        assert work.search("lisi") == []


def test_offices_and_contracts_are_found_under_their_own_kind(desk: MadeUpDesk) -> None:
    entity = desk.save("entity", name="晨光合作社", legal_person="马超")
    contract = desk.save("contract", ledger_number="LD-7")
    with desk.reading() as reader:
        assert reader.search("cghzs", kind="entity") == [entity]
        assert reader.search("马超", kind="entity") == [entity]
        assert reader.search("ld7", kind="contract") == [contract]
        assert reader.search("cghzs") == []


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=12))
def test_whatever_is_saved_as_a_name_is_found_by_itself(name: str) -> None:
    assert not fold(name) or fold(name) in name_keys(name)
    assert all(keys_of("member", {"name": name}))


def _filled(template: Path, folder: Path, households: int) -> MadeUpDesk:
    """Make a vault of that many households, each with one member, without their history: only tables are looked at."""
    desk = copied_desk(template, folder, f"of-{households}")
    chance = random.Random(1)
    with desk.writing() as work:
        homes, members, keys = [], [], []
        for number in range(households):
            home, member = f"h{number:07d}", f"m{number:07d}"
            name = "".join(chance.choice("张王李赵刘陈杨黄") for _ in range(1)) + chance.choice("伟芳娜敏静磊强") * 2
            homes.append((home, "990101001001"))
            members.append((member, "990101001001", home, name))
            keys += [("member", key, member) for key in name_keys(name)]
        run = work.history_here.run
        run("INSERT INTO record_household (id, village) VALUES (?, ?)", homes)
        run("INSERT INTO record_member (id, village, household, name) VALUES (?, ?, ?, ?)", members)
        run("INSERT INTO search_key (kind, key, record) VALUES (?, ?, ?)", sorted(keys))
    return desk


def _steps(reader: Reader) -> int:
    typed = ("z", "张", "zhang", "wangwei", "李芳芳", "lff", "静", "nobody")
    return sum(database_steps(reader, partial(reader.search, each)) for each in typed)


def test_searching_a_hundred_thousand_is_hardly_more_work_than_a_thousand(template: Path, tmp_path: Path) -> None:
    few, many = _filled(template, tmp_path, 1_000), _filled(template, tmp_path, 100_000)
    with few.reading() as one, many.reading() as other:
        assert len(other.search("张")) == 50
        assert 0 < _steps(other) < _steps(one) * 2
    few.vault.close()
    many.vault.close()
