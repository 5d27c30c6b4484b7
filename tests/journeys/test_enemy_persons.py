"""Nobody writes for a village whom nobody there has told of: invented ids, those of elsewhere, and older bundles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from fupin_desk.acts import notices
from fupin_desk.acts.bundles.sending import to_send
from fupin_desk.acts.bundles.taking import Taken
from fupin_desk.domain.changes import Change
from fupin_desk.domain.limits import MOST_PERSONS
from fupin_desk.domain.verdicts import Verdict
from fupin_desk.exchange.bundle import SignedReceipt
from tests.acts.test_objections import ON, a_posted_plan, objected
from tests.journeys.county import County, Machine
from tests.journeys.enemy import Enemy

ANSWERED = {"answer": "不属实", "answered_by": "监督员", "answered_on": "2018-12-04"}


def taken(county: County, enemy: Enemy, *changes: Change, **said: Any) -> Taken:
    """Take a bundle of the enemy's that is refused for nothing."""
    (found,) = county.office.take(enemy.bundle(changes, **said))
    assert found.error is None, found.error
    county.office.status()
    return found


def reasons(county: County, enemy: Enemy, changes: Sequence[Change]) -> list[str | None]:
    """Return why each change stands returned, None where it does not."""
    with county.office.desk.vault.reading() as reader:
        offers = {each.digest: each for each in reader.offers(enemy.machine.desk.id)}
    return [
        each.reason if each.verdict is Verdict.RETURNED else None
        for each in (offers[change.digest] for change in changes)
    ]


def told(found: Taken) -> tuple[int, int]:
    """Return how many persons were new, and how many of elsewhere."""
    assert found.persons is not None
    return len(found.persons.new), len(found.persons.elsewhere)


def told_now(enemy: Enemy, *more: str) -> Collection[str]:
    return [enemy.machine.desk.person, *more]


def test_who_drew_up_a_notice_answers_for_it_under_no_invented_id_nor_one_of_elsewhere(
    made_up_county: County, laptop: Machine, neighbour: Machine, enemy: Enemy
) -> None:
    objection = objected(laptop, a_posted_plan(laptop, "张三", "李四"))
    made_up_county.round(laptop)
    office = made_up_county.office
    persons = [enemy.an_id(), neighbour.desk.person, office.desk.person, "somebody"]
    answers = [enemy.change("objection", objection, person=person, **ANSWERED) for person in persons]
    taken(made_up_county, enemy, *answers)
    assert reasons(made_up_county, enemy, answers) == ["person"] * 4
    claimed = told_now(enemy, neighbour.desk.person, office.desk.person)
    assert told(taken(made_up_county, enemy, *answers, persons=claimed)) == (0, 2)
    assert reasons(made_up_county, enemy, answers) == ["person"] * 4
    assert "answer" not in office.get("objection", objection)
    # what they write themselves is taken as before
    neighbour.put("asset", name="晒场")
    made_up_county.round(neighbour, laptop)
    assert set(neighbour.counts()) == set(laptop.counts()) - {"returned"} == {"taken"}


def test_an_invented_person_who_is_told_of_is_seen_and_counted_once(made_up_county: County, enemy: Enemy) -> None:
    invented = enemy.an_id()
    change = enemy.change("asset", None, person=invented, name="x")
    assert told(taken(made_up_county, enemy, change, persons=told_now(enemy, invented))) == (1, 0)
    assert told(taken(made_up_county, enemy, change, persons=told_now(enemy, invented))) == (0, 0)
    assert reasons(made_up_county, enemy, [change]) == [None]
    with made_up_county.office.desk.vault.reading() as reader:
        assert reader.persons_by_desk()[enemy.machine.desk.id] == 2


def test_a_notice_by_somebody_unknown_is_no_notice_that_a_person_answers_for(
    made_up_county: County, laptop: Machine, enemy: Enemy
) -> None:
    number = a_posted_plan(laptop, "张三", "李四")
    made_up_county.round(laptop)
    notice = next(each for each in laptop.ids("notice") if laptop.get("notice", each)["number"] == number)
    drafted = enemy.change("notice", None, person=enemy.an_id(), drafted_on="2018-12-03")
    assert drafted.body is not None
    objection = enemy.change("objection", None, notice=drafted.body.record, said="x", **ANSWERED)
    own = enemy.change("objection", None, notice=notice, said="x", **ANSWERED)
    taken(made_up_county, enemy, drafted, objection, own)
    assert reasons(made_up_county, enemy, [drafted, objection, own]) == ["person", "objection", "objection"]


def test_what_was_returned_for_its_person_is_taken_once_the_person_is_told_of(
    made_up_county: County, enemy: Enemy
) -> None:
    late = enemy.an_id()
    change = enemy.change("asset", None, person=late, name="x")
    after = enemy.change("asset", None, parents=[change.digest], name="y")
    found = taken(made_up_county, enemy, change, after)
    assert (found.verdicts["returned"], found.verdicts["taken"]) == (1, 1)
    with_person = taken(made_up_county, enemy, change, after, persons=told_now(enemy, late))
    assert (with_person.verdicts["taken"], with_person.verdicts["known"]) == (1, 1)


def test_a_change_waits_for_its_parent_only_if_its_person_is_known(made_up_county: County, enemy: Enemy) -> None:
    first = enemy.change("asset", None, name="x")
    waits = [
        enemy.change("asset", None, parents=[first.digest], person=person, name="y")
        for person in (enemy.machine.desk.person, enemy.an_id())
    ]
    found = taken(made_up_county, enemy, *waits)
    assert (found.verdicts["held"], found.verdicts["returned"]) == (1, 1)
    taken(made_up_county, enemy, first)
    assert reasons(made_up_county, enemy, [first, *waits]) == [None, None, "person"]


def test_an_older_program_tells_of_those_who_wrote_until_it_was_renewed(made_up_county: County) -> None:
    laptop = made_up_county.laptop("older")
    laptop.household("王小明")
    older, late = Enemy(laptop), laptop.another("新来的").person
    with laptop.desk.vault.reading() as reader:
        sent = to_send(laptop.desk, reader).changes
    found = taken(made_up_county, older, *sent, persons=None)
    assert (told(found), found.verdicts["taken"]) == ((1, 0), sum(not each.bare for each in sent))
    first = older.change("asset", None, person=late, name="x")
    assert told(taken(made_up_county, older, first, persons=None)) == (1, 0)
    # once its program tells of persons, an older bundle of it brings no new ones; those known write on
    made_up_county.round(laptop)
    changes = [older.change("asset", None, person=each, name="y") for each in (older.an_id(), late)]
    assert told(taken(made_up_county, older, *changes, persons=None)) == (0, 0)
    assert reasons(made_up_county, older, [first, *changes]) == [None, "person", None]


def test_an_older_program_writes_as_nobody_of_elsewhere(made_up_county: County, neighbour: Machine) -> None:
    older = Enemy(made_up_county.laptop("older"))
    persons = [neighbour.desk.person, made_up_county.office.desk.person, "somebody", older.machine.desk.person]
    changes = [older.change("asset", None, person=person, name="x") for person in persons]
    assert told(taken(made_up_county, older, *changes, persons=None)) == (1, 2)
    assert reasons(made_up_county, older, changes) == ["person", "person", "person", None]


def test_persons_of_one_desk_are_bounded_over_all_its_bundles(made_up_county: County, enemy: Enemy) -> None:
    def refused(persons: Collection[str]) -> str | None:
        change = enemy.change("asset", None, name="x")
        before = set(made_up_county.office.changes())
        (found,) = made_up_county.office.take(enemy.bundle([change], persons=persons))
        assert (change.digest in made_up_county.office.changes()) is (found.error is None)
        assert before <= set(made_up_county.office.changes())
        return None if found.error is None else found.error.code

    invented = [enemy.an_id() for _ in range(MOST_PERSONS + 1)]
    assert refused(invented) == "bundle_beyond_limit"
    assert refused(invented[: MOST_PERSONS // 2]) is None
    assert refused(invented[1:]) == "bundle_beyond_limit"
    # nobody else pays for it
    second = made_up_county.laptop("second")
    second.household("王小明")
    made_up_county.round(second, enemy.machine)
    assert set(second.counts()) == {"taken"}


def test_a_new_person_a_second_laptop_and_a_copy_are_taken(made_up_county: County, laptop: Machine) -> None:
    made_up_county.round(laptop)
    copy = laptop.copied("copy")
    laptop.another("新来的")
    assert told(made_up_county.up(laptop)) == (1, 0)  # told of before anything is written
    objection = objected(laptop, a_posted_plan(laptop, "张三", "李四"))
    notices.answer_objection(laptop.another("监督员"), objection, "已核实", "监督员", ON)
    assert told(made_up_county.up(laptop)) == (1, 0)
    laptop.put_back(copy)  # knows nothing of those two
    second = made_up_county.laptop("second")
    for _ in range(2):
        made_up_county.round(laptop, second)
    made_up_county.rejoin(laptop)
    laptop.put("asset", name="晒场")
    made_up_county.round(laptop, second)
    assert made_up_county.office.get("objection", objection)["answer"] == "已核实"
    for each in (laptop, second):
        assert set(each.counts()) <= {"taken", "withheld"}


def test_an_office_put_back_to_a_backup_learns_who_writes_and_gets_all_back(
    made_up_county: County, laptop: Machine, neighbour: Machine
) -> None:
    copy = made_up_county.office.copied("copy")
    second = made_up_county.laptop("second")
    second.put("asset", name="晒场")
    made_up_county.round(laptop, second)
    made_up_county.down(laptop)
    made_up_county.office.put_back(copy)
    made_up_county.round(laptop)  # hears that the office fell back, and then brings what the second laptop wrote
    made_up_county.round(laptop)
    (asset,) = second.ids("asset")
    assert made_up_county.office.get("asset", asset)["name"] == "晒场"
    other = Enemy(neighbour)
    claimed = taken(made_up_county, other, persons=[neighbour.desk.person, second.desk.person])
    assert told(claimed) == (0, 1)


def all_receipts(laptop: Machine) -> list[SignedReceipt]:
    with laptop.desk.vault.reading() as reader:
        return [SignedReceipt(each.content, each.signature) for each in reader.receipts(laptop.desk.id)]


def test_no_receipt_vouches_for_whom_nobody_told_of(made_up_county: County, laptop: Machine, enemy: Enemy) -> None:
    invented = enemy.an_id()
    change = enemy.change("asset", None, person=invented, name="x")
    taken(made_up_county, enemy, change)
    made_up_county.down(laptop)
    for receipt in all_receipts(laptop):
        assert taken(made_up_county, enemy, change, receipt=receipt).verdicts["returned"] == 1
    with made_up_county.office.desk.vault.reading() as reader:
        assert reader.places_of([invented]) == {}
