"""What is held is judged again when what it follows comes: by then the office may know better than when it came."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from fupin_desk.acts import notices
from fupin_desk.acts.bundles.sending import make_bundles
from fupin_desk.acts.records.commands import erase_record
from fupin_desk.acts.records.papers import add_paper
from fupin_desk.domain.changes import Change
from tests.acts.test_objections import ON, a_posted_plan, objected
from tests.journeys.county import NEIGHBOUR, SUMS, County, Machine
from tests.journeys.enemy import Enemy, gone


def taken(county: County, enemy: Enemy, *changes: Change, **said: Any) -> dict[str, int]:
    """Take a bundle of the enemy's; returns the verdicts, but for those nobody got."""
    (found,) = county.office.take(enemy.bundle(changes, **said))
    assert found.error is None, found.error
    for each in county.office.status()["desks"]:
        assert each["sent"] == sum(each[name] for name in SUMS)
    return {verdict: count for verdict, count in found.verdicts.items() if count}


def why_returned(county: County, enemy: Enemy, change: Change) -> str | None:
    """Return what the office's books say of a change of the enemy's."""
    with county.office.desk.vault.reading() as reader:
        offers = {each.digest: each for each in reader.offers(enemy.machine.desk.id)}
    return offers[change.digest].reason


def test_an_answer_that_was_held_is_none_once_the_county_has_answered(
    made_up_county: County, laptop: Machine, enemy: Enemy
) -> None:
    objection = objected(laptop, a_posted_plan(laptop, "张三", "李四"))
    made_up_county.round(laptop)
    colleague = laptop.another("监督员").person
    awaited = enemy.change("asset", None, name="机井")
    answer = {"answer": "好", "answered_by": "监督员", "answered_on": "2018-12-03"}
    late = enemy.change("objection", objection, parents=[awaited.digest], person=colleague, **answer)
    told = {"persons": [laptop.desk.person, colleague]}
    assert taken(made_up_county, enemy, late, **told) == {"held": 1}
    notices.answer_objection(made_up_county.office.desk, objection, "已核实，补发两千", "县里", ON)
    before = made_up_county.office.get("objection", objection)
    assert taken(made_up_county, enemy, awaited) == {"taken": 1}
    assert why_returned(made_up_county, enemy, late) == "objection"
    assert made_up_county.office.get("objection", objection) == before
    assert made_up_county.office.disputes() == []
    assert taken(made_up_county, enemy, late, **told) == {"returned": 1}


def test_an_answer_that_was_held_is_taken_where_it_may_still_be_given(
    made_up_county: County, laptop: Machine, enemy: Enemy
) -> None:
    objection = objected(laptop, a_posted_plan(laptop, "张三", "李四"))
    made_up_county.round(laptop)
    colleague = laptop.another("监督员").person
    awaited = enemy.change("asset", None, name="机井")
    answer = {"answer": "好", "answered_by": "监督员", "answered_on": "2018-12-03"}
    early = enemy.change("objection", objection, parents=[awaited.digest], person=colleague, **answer)
    assert taken(made_up_county, enemy, early, persons=[laptop.desk.person, colleague]) == {"held": 1}
    assert taken(made_up_county, enemy, awaited) == {"taken": 1}
    assert made_up_county.office.get("objection", objection)["answer"] == "好"


def test_a_record_that_was_held_stays_its_other_villages(
    made_up_county: County, laptop: Machine, enemy: Enemy, neighbour: Machine
) -> None:
    home = neighbour.put("household", status="registered", group="一组", address="柳树街")
    neighbour.put(
        "consent", None, None, household=home, to="register", asked_by="测试人", how="signed", on="2018-11-20"
    )
    awaited = enemy.change("asset", None, name="机井")
    theirs = enemy.change("household", home, parents=[awaited.digest], address="我家")
    mine = enemy.change("payment", None, parents=[awaited.digest], household=home, amount_fen=1)
    assert taken(made_up_county, enemy, theirs, mine) == {"held": 2}
    made_up_county.round(neighbour)
    assert taken(made_up_county, enemy, awaited) == {"taken": 1}
    assert [why_returned(made_up_county, enemy, each) for each in (theirs, mine)] == ["village"] * 2
    assert made_up_county.office.get("household", home)["address"] == "柳树街"
    assert made_up_county.office.ids("payment") == set()


def test_an_order_that_was_held_takes_no_household_that_the_office_heard_of_meanwhile(
    made_up_county: County, laptop: Machine, second: Machine, enemy: Enemy
) -> None:
    one, other = (laptop.household(name) for name in ("张三", "李四"))
    made_up_county.round(laptop, second)
    paid = second.put("payment", household=other["household"], amount_fen=700, paid_on="2018-12-01")
    awaited = enemy.change("asset", None, name="机井")
    order = enemy.order(one["household"], [paid], parents=[awaited.digest])
    emptied = gone(enemy.change("payment", paid, parents=[awaited.digest], voucher="v"))
    assert taken(made_up_county, enemy, order, emptied) == {"held": 2}
    made_up_county.round(second)
    assert taken(made_up_county, enemy, awaited) == {"taken": 1}
    assert why_returned(made_up_county, enemy, order) == "order"
    assert why_returned(made_up_county, enemy, emptied) == "erased"
    assert made_up_county.office.get("payment", paid)["household"] == other["household"]


def test_an_office_put_back_takes_its_own_answer_from_one_laptop_once_another_brings_what_it_follows(
    made_up_county: County, laptop: Machine, second: Machine, tmp_path: Path
) -> None:
    """A receipt proved it when it came and was held; the bundle that releases it has an older one."""
    objection = objected(laptop, a_posted_plan(laptop, "张三", "李四"))
    home = laptop.household("王小明")["household"]
    made_up_county.round(laptop, second)
    copy = made_up_county.office.copied("office-copy")
    for number in (1, 2):
        scan = tmp_path / f"{number}.jpg"
        scan.write_bytes(scan.name.encode())
        add_paper(laptop.desk, scan, "contract", home)
        made_up_county.round(laptop, second)
    notices.answer_objection(made_up_county.office.desk, objection, "已核实，补发两千", "县里", ON)
    made_up_county.round(laptop)
    answered = made_up_county.office.get("objection", objection)
    made_up_county.office.put_back(copy)
    made_up_county.down(laptop, second)
    *_, last = make_bundles(laptop.desk, tmp_path / "parts", scans_bytes=1).files
    (found,) = made_up_county.office.take(last)
    assert found.verdicts["held"] > 0
    assert made_up_county.office.get("objection", objection) != answered
    made_up_county.up(second)
    assert made_up_county.office.get("objection", objection) == answered
    assert made_up_county.of(laptop)["returned"] == 0


def test_no_scan_stays_of_what_was_held_and_is_returned_or_erased(
    made_up_county: County, laptop: Machine, enemy: Enemy, neighbour: Machine
) -> None:
    home = laptop.household("张三")["household"]
    made_up_county.round(laptop)
    scans = [b"JPEG of 1", b"JPEG of 2", b"JPEG of 3"]
    first, second, third = (hashlib.sha256(scan).hexdigest() for scan in scans)
    awaited = enemy.change("asset", None, name="机井")
    size: dict[str, Any] = {"kind": "contract", "size_bytes": 9, "parents": [awaited.digest]}
    paper = enemy.an_id()
    wrong = enemy.change("paper", paper, digest=first, **size)
    of_home = enemy.change("paper", None, household=home, digest=second, **size)
    sound = enemy.change("paper", None, digest=third, **size)
    blobs = {hashlib.sha256(scan).hexdigest(): scan for scan in scans}
    assert taken(made_up_county, enemy, wrong, of_home, sound, blobs=blobs) == {"held": 3}
    with neighbour.desk.writing() as work:
        work.save("asset", paper, {"name": "大棚"}, None, NEIGHBOUR)
    made_up_county.round(neighbour)
    erase_record(made_up_county.office.desk, "household", home)
    with made_up_county.office.desk.vault.reading() as reader:
        assert not reader.has_blob(second)
    assert taken(made_up_county, enemy, awaited) == {"taken": 1}
    assert why_returned(made_up_county, enemy, wrong) == "other"
    with made_up_county.office.desk.vault.reading() as reader:
        assert not reader.has_blob(first)
        assert reader.blob(third) == scans[2]


def test_no_scan_is_kept_that_comes_of_somebody_erased_before(
    made_up_county: County, laptop: Machine, enemy: Enemy
) -> None:
    home = laptop.household("张三")["household"]
    made_up_county.round(laptop)
    erase_record(made_up_county.office.desk, "household", home)
    scan = b"JPEG of the household"
    digest = hashlib.sha256(scan).hexdigest()
    paper = enemy.change("paper", None, household=home, kind="contract", digest=digest, size_bytes=len(scan))
    assert taken(made_up_county, enemy, paper, blobs={digest: scan}) == {"taken": 1}
    with made_up_county.office.desk.vault.reading() as reader:
        assert not reader.has_blob(digest)
