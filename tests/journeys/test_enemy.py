"""A laptop that was let in and means harm spoils its own village's drafts at worst, and each lie has one verdict."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from fupin_desk.acts import notices
from fupin_desk.acts.records.commands import erase_record
from fupin_desk.domain.changes import Change
from fupin_desk.exchange.bundle import SignedReceipt
from fupin_desk.exchange.receipt import State
from fupin_desk.subjects.notice.objecting import MAKING
from tests.acts.test_objections import ON, a_posted_plan, objected
from tests.journeys.county import CONSENT, NEIGHBOUR, SUMS, County, Machine
from tests.journeys.enemy import STREAM, Enemy, gone


def reasons(county: County, enemy: Enemy, *changes: Change, **said: Any) -> list[str | None]:
    """Take a bundle of the enemy's; returns why each change was returned, None where it was not."""
    (taken,) = county.office.take(enemy.bundle(changes, **said))
    assert taken.error is None, taken.error
    with county.office.desk.vault.reading() as reader:
        offers = {each.digest: each for each in reader.offers(enemy.machine.desk.id)}
    still_sound(county)
    assert taken.verdicts["held"] == 0
    found = [offers.get(change.digest) for change in changes]
    return [each.reason if each is not None and each.verdict.value == State.RETURNED else None for each in found]


def still_sound(county: County) -> None:
    """See that the chain is whole, the sums add up, and every laptop gets an answer it can take."""
    for each in county.office.status()["desks"]:
        assert each["sent"] == sum(each[name] for name in SUMS)
    county.down(*county.laptops.values())


def test_a_change_to_another_villages_record_is_returned(
    made_up_county: County, enemy: Enemy, neighbour: Machine
) -> None:
    (home,) = neighbour.ids("household")
    before = made_up_county.office.get("household", home)
    change = enemy.change("household", home, address="我家")
    assert reasons(made_up_county, enemy, change) == ["village"]
    assert made_up_county.office.get("household", home) == before


def test_a_record_that_names_another_villages_is_returned(
    made_up_county: County, enemy: Enemy, neighbour: Machine
) -> None:
    (home,), (member,) = neighbour.ids("household"), neighbour.ids("member")
    paid = {"amount_fen": 100, "paid_on": "2018-12-01", "voucher": "v"}
    named = [
        enemy.change("payment", None, household=home, **paid),
        enemy.change("household", None, head=member),
        enemy.change("explanation", None, rule="micro-loan-limit", of_kind="household", of=home, words="好", by="我"),
        enemy.change("contract", None, papers=[home]),
    ]
    assert reasons(made_up_county, enemy, *named) == ["village"] * 4


def test_an_id_known_as_another_kind_is_returned(made_up_county: County, laptop: Machine, enemy: Enemy) -> None:
    home = laptop.household("王小明")["household"]
    made_up_county.round(laptop)
    twice = enemy.an_id()
    changes = [
        enemy.change("asset", home, name="x"),
        enemy.change("asset", twice, name="x"),
        enemy.change("entity", twice, name="y"),
        enemy.change("asset", made_up_county.office.desk.person, name="x"),
    ]
    assert reasons(made_up_county, enemy, *changes) == ["other", None, "other", "other"]


def test_a_village_that_calls_itself_another_is_returned(made_up_county: County, enemy: Enemy) -> None:
    changes = [enemy.change("village", None, code=NEIGHBOUR), enemy.change("village", None, code=STREAM[-12:])]
    assert reasons(made_up_county, enemy, *changes) == ["village", None]


def test_another_streams_change_is_returned_and_a_bare_one_passed_over(
    made_up_county: County, enemy: Enemy, neighbour: Machine
) -> None:
    other = enemy.change("household", None, stream=f"village:{NEIGHBOUR}", address="x")
    county = enemy.change("setting", None, stream="county", figure="minimum_wage_month", value=1)
    bare = enemy.change("setting", None, stream="county", figure="minimum_wage_month", value=2).stripped()
    before = set(made_up_county.office.changes("county")), set(made_up_county.office.changes(f"village:{NEIGHBOUR}"))
    assert reasons(made_up_county, enemy, other, county, bare) == ["stream", "stream", None]
    after = set(made_up_county.office.changes("county")), set(made_up_county.office.changes(f"village:{NEIGHBOUR}"))
    assert after == before


def test_one_order_takes_one_household_and_no_other(made_up_county: County, laptop: Machine, enemy: Enemy) -> None:
    homes = [laptop.household(name, address="胡杨树下") for name in ("张三", "李四", "王五")]
    shared = laptop.put("contract", terms="lease", signed_on="2018-01-01")
    for home in homes[:2]:
        laptop.put("party", contract=shared, household=home["household"], role="household")
    paid = laptop.put("payment", household=homes[1]["household"], contract=shared, amount_fen=7, paid_on="2018-11-01")
    made_up_county.round(laptop)
    of = homes[0]["household"]
    orders = [
        enemy.order(of, [homes[1]["household"]]),
        enemy.order(of, [homes[1]["member"]]),
        enemy.order(of, [homes[1]["consent"], homes[0]["member"]]),
        enemy.order(of, [paid]),
        enemy.order(homes[0]["member"], [homes[1]["member"]], of_kind="member"),
        enemy.order(homes[0]["member"], [homes[0]["consent"]], of_kind="member"),
    ]
    assert reasons(made_up_county, enemy, *orders) == ["order"] * 6
    for home in homes:
        assert made_up_county.office.get("member", home["member"])["name"]
    assert reasons(made_up_county, enemy, enemy.order(of, [homes[0]["member"], shared])) == [None]
    assert "name" not in made_up_county.office.get("member", homes[0]["member"])
    for home in homes[1:]:
        assert made_up_county.office.get("member", home["member"])["name"]
        assert made_up_county.office.get("household", home["household"])["address"] == "胡杨树下"


def test_an_order_that_covers_what_comes_only_later_reaches_nothing_of_others(
    made_up_county: County, laptop: Machine, enemy: Enemy
) -> None:
    first = laptop.household("张三")
    made_up_county.round(laptop)
    heads = enemy.heads()
    other = laptop.household("李四", address="胡杨树下")
    covers = [other["household"], other["member"], other["consent"]]
    assert reasons(made_up_county, enemy, enemy.order(first["household"], covers, parents=heads)) == [None]
    made_up_county.up(laptop)
    assert made_up_county.office.get("member", other["member"])["name"] == "李四"
    assert made_up_county.office.get("household", other["household"])["address"] == "胡杨树下"


def test_an_order_on_another_villages_household_is_returned(
    made_up_county: County, enemy: Enemy, neighbour: Machine, laptop: Machine
) -> None:
    (home,), (member,) = neighbour.ids("household"), neighbour.ids("member")
    own = laptop.household("张三")["household"]
    made_up_county.round(laptop)
    orders = [enemy.order(home, [member]), enemy.order(own, [member])]
    assert set(reasons(made_up_county, enemy, *orders)) <= {"order", "village"}
    assert None not in reasons(made_up_county, enemy, *orders)
    assert made_up_county.office.get("member", member)["name"] == "李丽"


def test_erased_lines_come_only_with_an_order_that_names_them(
    made_up_county: County, laptop: Machine, enemy: Enemy
) -> None:
    home = laptop.household("张三")
    made_up_county.round(laptop)
    lost = gone(enemy.change("member", None, household=home["household"], name="李四"))
    assert reasons(made_up_county, enemy, lost) == ["erased"]
    assert lost.body is not None
    entity = gone(enemy.change("entity", None, name="合作社"))
    assert entity.body is not None
    named = enemy.order(home["household"], [lost.body.record, entity.body.record])
    assert reasons(made_up_county, enemy, lost, entity, named) == [None, "erased", None]


def test_what_one_laptop_erases_beyond_anothers_order_is_named_in_its_own(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("张三")["household"]
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    made_up_county.down(second)
    late = second.put("member", household=home, name="李四", relation="spouse")
    erase_record(laptop.desk, "household", home)
    made_up_county.round(laptop)
    made_up_county.down(second)
    assert "name" not in second.get("member", late)
    for _ in range(2):
        made_up_county.round(second, laptop)
    for each in (laptop, second):
        assert set(each.counts()) <= {"taken", "withheld"}


@pytest.mark.parametrize(
    "said",
    [
        {"said": "没有意见"},
        {"said": None},
        {"channel": "box"},
        {"voided": "taken_out"},
        {"line": None},
        {"notice": None},
        {"by_agreed": "张三", "said": "没有意见"},
        {"answer": "好", "answered_by": "监督员", "answered_on": "2018-12-03"},
        {"answered_on": "2018-12-03"},
    ],
)
@pytest.mark.parametrize("seen", [True, False])
def test_an_objection_is_changed_by_nobody_it_is_about(
    made_up_county: County, laptop: Machine, enemy: Enemy, said: dict[str, Any], seen: bool
) -> None:
    objection = objected(laptop, a_posted_plan(laptop, "张三", "李四"))
    made_up_county.round(laptop)
    before = made_up_county.office.get("objection", objection)
    with laptop.desk.vault.reading() as reader:
        heads = reader.get("objection", objection).heads
    based_on = {name: list(heads.get(name, ())) for name in said} if seen else {}
    change = enemy.change("objection", objection, based_on=based_on, **said)
    assert reasons(made_up_county, enemy, change) == ["objection"]
    assert made_up_county.office.get("objection", objection) == before
    assert made_up_county.office.disputes() == []


def test_what_the_county_answered_the_village_neither_answers_nor_takes_back(
    made_up_county: County, laptop: Machine, enemy: Enemy
) -> None:
    objection = objected(laptop, a_posted_plan(laptop, "张三", "李四"))
    made_up_county.round(laptop)
    notices.answer_objection(made_up_county.office.desk, objection, "已核实，补发两千", "县里", ON)
    made_up_county.round(laptop)
    before = made_up_county.office.get("objection", objection)
    other = laptop.another("监督员").person
    answers = [
        enemy.change(
            "objection", objection, person=other, answer="不属实", answered_by="监督员", answered_on="2018-12-04"
        ),
        enemy.change("objection", objection, person=other, answer=None, answered_by=None, answered_on=None),
    ]
    assert reasons(made_up_county, enemy, *answers) == ["objection"] * 2
    assert made_up_county.office.get("objection", objection) == before


def test_somebody_who_did_not_make_the_notice_answers_for_the_village(made_up_county: County, laptop: Machine) -> None:
    objection = objected(laptop, a_posted_plan(laptop, "张三", "李四"))
    notices.answer_objection(laptop.another("监督员"), objection, "已核实", "监督员", ON)
    made_up_county.round(laptop)
    assert made_up_county.office.get("objection", objection)["answer"] == "已核实"
    assert set(laptop.counts()) == {"taken"}


@pytest.mark.parametrize("carried", [True, False])
def test_an_erasure_leaves_an_unnamed_objections_words_and_life_at_the_county(
    made_up_county: County, laptop: Machine, carried: bool
) -> None:
    number = a_posted_plan(laptop, "张三", "李四")
    objection = objected(laptop, number)
    if carried:
        made_up_county.round(laptop)
    line = next(each for each in notices.notice_lines(laptop.desk, number) if each.position == 1)
    erase_record(laptop.desk, "household", line.household or "")
    made_up_county.round(laptop)
    assert made_up_county.office.get("objection", objection)["said"] == "我家少了两千"
    notices.answer_objection(made_up_county.office.desk, objection, "已补发", "县里", ON)
    made_up_county.round(laptop)
    assert made_up_county.office.get("objection", objection)["answer"] == "已补发"
    assert laptop.get("objection", objection)["answered_on"] == ON.isoformat()
    assert "by" not in laptop.get("objection", objection)
    assert set(laptop.counts()) <= {"taken", "withheld"}


def test_a_name_put_on_it_afterwards_takes_no_words_with_it(
    made_up_county: County, laptop: Machine, enemy: Enemy
) -> None:
    number = a_posted_plan(laptop, "张三", "李四")
    objection = objected(laptop, number)
    made_up_county.round(laptop)
    line = next(each for each in notices.notice_lines(laptop.desk, number) if each.position == 1)
    named = enemy.change("objection", objection, by_agreed="张三")
    order = enemy.order(line.household or "", [objection, line.id])
    assert reasons(made_up_county, enemy, named, order) == [None, None]
    kept = made_up_county.office.get("objection", objection)
    assert kept["said"] == "我家少了两千"
    assert "by_agreed" not in kept


@pytest.mark.parametrize("erased", [True, False])
def test_a_name_put_on_its_own_words_afterwards_takes_none_of_them_with_it(
    made_up_county: County, laptop: Machine, enemy: Enemy, erased: bool
) -> None:
    number = a_posted_plan(laptop, "张三", "李四")
    objection = objected(laptop, number)
    made_up_county.round(laptop)
    line = next(each for each in notices.notice_lines(laptop.desk, number) if each.position == 1)
    named = enemy.change("objection", objection, by_agreed="张三", said="我家少了两千")
    order = enemy.order(line.household or "", [objection, line.id])
    assert reasons(made_up_county, enemy, gone(named) if erased else named, order) == ["objection", None]
    assert made_up_county.office.get("objection", objection)["said"] == "我家少了两千"


def test_an_objection_to_the_whole_notice_is_tied_to_no_line_afterwards(
    made_up_county: County, laptop: Machine, enemy: Enemy
) -> None:
    number = a_posted_plan(laptop, "张三", "李四")
    heard = notices.Heard(said="都少了两千", channel="in_person", on=ON, by="赵六", by_agreed=True)
    objection = notices.receive_objection(laptop.desk, number, heard)
    made_up_county.round(laptop)
    line = next(each for each in notices.notice_lines(laptop.desk, number) if each.position == 1)
    tied = enemy.change("objection", objection, line=line.id)
    order = enemy.order(line.household or "", [objection, line.id])
    assert reasons(made_up_county, enemy, tied, order) == ["objection", "order"]
    assert made_up_county.office.get("objection", objection)["said"] == "都少了两千"


def test_who_keeps_back_that_they_made_a_notice_does_not_answer_for_it(
    made_up_county: County, laptop: Machine, enemy: Enemy
) -> None:
    objection = objected(laptop, a_posted_plan(laptop, "张三", "李四"))
    made = [each for each in laptop.changes().values() if each.body is not None and MAKING & each.body.based_on.keys()]
    sent = [each.stripped() if each in made else each for each in laptop.changes().values()]
    (taken,) = made_up_county.office.take(enemy.bundle(sent))
    answer = enemy.change("objection", objection, answer="好", answered_by="监督员", answered_on="2018-12-03")
    assert (taken.error, reasons(made_up_county, enemy, answer)) == (None, ["objection"])


def test_a_file_that_no_paper_of_ones_own_names_is_refused(made_up_county: County, enemy: Enemy) -> None:
    scan = b"anything"
    blobs = {hashlib.sha256(scan).hexdigest(): scan}
    (taken,) = made_up_county.office.take(enemy.bundle([enemy.change("asset", None, name="x")], blobs=blobs))
    assert taken.error is not None
    assert taken.error.code == "bundle_beyond_limit"
    paper = enemy.change("paper", None, kind="contract", digest=hashlib.sha256(scan).hexdigest(), size_bytes=8)
    returned = enemy.change("paper", None, kind="nothing", digest=hashlib.sha256(scan).hexdigest(), size_bytes=8)
    (taken,) = made_up_county.office.take(enemy.bundle([returned], blobs=blobs))
    with made_up_county.office.desk.vault.reading() as reader:
        assert not reader.has_blob(hashlib.sha256(scan).hexdigest())
    (taken,) = made_up_county.office.take(enemy.bundle([paper], blobs=blobs))
    assert (taken.error, taken.verdicts["taken"]) == (None, 1)
    with made_up_county.office.desk.vault.reading() as reader:
        assert reader.blob(hashlib.sha256(scan).hexdigest()) == scan


def test_no_order_takes_a_notice_that_a_paper_of_the_households_calls_its_own(
    made_up_county: County, laptop: Machine, enemy: Enemy
) -> None:
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    a_posted_plan(second, "张三", "李四")
    home = laptop.household("王五")["household"]
    made_up_county.round(second, laptop)
    made_up_county.down(second)
    (notice,) = second.ids("notice")
    signed = second.get("notice", notice)["signed_file"]
    paper = enemy.change("paper", None, household=home, kind="contract", digest=signed, size_bytes=8)
    assert paper.body is not None
    for change in (paper, enemy.order(home, [paper.body.record])):
        assert reasons(made_up_county, enemy, change) == [None]
    assert second.get("paper", paper.body.record)["voided"] == "erased"
    with second.desk.vault.reading() as reader:
        assert reader.has_blob(signed)
    line = next(each for each in second.ids("notice_line") if second.get("notice_line", each).get("household"))
    erase_record(second.desk, "household", second.get("notice_line", line)["household"])
    with second.desk.vault.reading() as reader:
        assert not reader.has_blob(signed)


def test_consents_are_still_what_a_household_is_registered_by(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("张三", consents=False)["household"]
    made_up_county.round(laptop)
    assert made_up_county.office.get("household", home) == {}
    laptop.put("consent", None, None, household=home, **CONSENT)
    made_up_county.round(laptop)
    assert made_up_county.office.get("household", home)["status"] == "registered"


def test_what_was_returned_is_returned_again_with_the_receipt_that_says_so(
    made_up_county: County, laptop: Machine, neighbour: Machine, enemy: Enemy
) -> None:
    objection = objected(laptop, a_posted_plan(laptop, "张三", "李四"))
    made_up_county.round(laptop)
    (home,) = neighbour.ids("household")
    answer = enemy.change("objection", objection, answer="好", answered_by="监督员", answered_on="2018-12-03")
    other = enemy.change("household", home, address="我家")
    named = enemy.change("asset", None, desk=made_up_county.office.desk.id, name="x")
    unsaid = enemy.change("objection", objection, parents=[other.digest], said="没有意见")
    lies = [answer, other]
    assert reasons(made_up_county, enemy, *lies, named, unsaid.stripped()) == ["objection", "village", None, None]
    for receipt in all_receipts(laptop):
        again = reasons(made_up_county, enemy, *lies, unsaid, named, receipt=receipt)
        assert again == ["objection", "village", "objection", None]
    assert made_up_county.office.ids("asset") == set()  # in another desk's name: in nobody's books, and nothing of it
    assert "answer" not in made_up_county.office.get("objection", objection)


def all_receipts(laptop: Machine) -> list[SignedReceipt]:
    with laptop.desk.vault.reading() as reader:
        return [SignedReceipt(each.content, each.signature) for each in reader.receipts(laptop.desk.id)]
