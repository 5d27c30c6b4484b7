"""What an office takes of objections: restating what stands is no answer, and answering is for nobody it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import msgspec
import pytest

from fupin_desk.domain.changes import Change, Value
from fupin_desk.exchange.admission import Reason, Sender
from fupin_desk.exchange.merge import Outcome, judge
from fupin_desk.exchange.ownership import Asked, foreign
from tests.exchange.desks import STREAM, History, a_change, an_id, erased

NOTICE, OBJECTION, LINE = an_id(1), an_id(2), an_id(3)
MAKER, OTHER, OFFICIAL = "person-maker", "person-other", "person-office"
ANSWERED: dict[str, Value] = {"answer": "已核实，补发两千", "answered_by": "县里", "answered_on": "2018-12-04"}


@dataclass
class Office:
    """What the office has; nothing of it is anybody else's."""

    changes: list[Change]

    def places(self, ids: Collection[str]) -> Mapping[str, Collection[tuple[str, str]]]:
        bodies = [change.body for change in self.changes if change.body is not None]
        return {body.record: [(body.kind, STREAM)] for body in bodies if body.record in ids}

    def histories(self, records: Collection[tuple[str, str]]) -> Iterable[Change]:
        return [each for each in self.changes if each.body and (each.body.kind, each.body.record) in records]

    def ordered(self, stream: str, records: Collection[str]) -> Collection[str]:
        return records if stream == STREAM else ()

    def astray(self, orders: Mapping[str, Change], beside: Collection[Change]) -> Collection[str]:
        return ()


def says(
    person: str, values: Mapping[str, Value], *replaced: Change, kind: str = "objection", desk: str = "desk-a"
) -> Change:
    """A change of the objection, or of the notice, each of its fields based on what it replaces."""
    based_on = {
        name: sorted(each.digest for each in replaced if each.body and name in each.body.based_on) for name in values
    }
    record = OBJECTION if kind == "objection" else NOTICE
    of = {"kind": kind, "record": record, "purpose": "office"}
    return a_change(person=person, desk=desk, values=values, based_on=based_on, **of)


DRAFTED = says(MAKER, {"drafted_on": "2018-12-01", "signed_on": "2018-12-02", "number": "N-0001-AAAA"}, kind="notice")
HEARD = says(OTHER, {"notice": NOTICE, "line": LINE, "said": "我家少了两千", "received_on": "2018-12-03"})
KEPT: dict[str, Value] = {"notice": NOTICE, "line": LINE, "received_on": "2018-12-03", "answered_on": "2018-12-04"}
"""What an erasure keeps of it."""


def judged(office: list[Change], *offered: Change, beside: Collection[Change] = ()) -> list[Reason | None]:
    """Return why the office returns what it is offered."""
    asked = Asked(Office(office), "desk-office", {MAKER, OTHER})
    reasons = foreign({each.digest: each for each in offered}, beside, asked)
    return [reasons.get(each.digest) for each in offered]


def answer(*replaced: Change, by: str = OFFICIAL, **said: Value) -> Change:
    """An answer of the county's, or of a colleague at the village."""
    return says(by, {**ANSWERED, **said}, *replaced, desk="desk-office" if by == OFFICIAL else "desk-b")


@pytest.mark.parametrize("by", [OFFICIAL, OTHER])
@pytest.mark.parametrize("person", [MAKER, OTHER])
def test_what_an_erasure_keeps_of_an_answered_objection_is_taken_whoever_keeps_it(by: str, person: str) -> None:
    answered = answer(by=by)
    here = [DRAFTED, HEARD, answered]
    kept = says(person, KEPT, HEARD, answered)
    assert judged(here, kept) == [None]
    again = says(MAKER, KEPT, HEARD, answered, desk="desk-b")
    assert judged([*here, kept], again) == [None]
    assert judged(here, kept, again) == [None, None]


def test_what_an_erasure_keeps_is_taken_after_the_answer_itself_was_erased() -> None:
    answered = answer()
    kept = says(OTHER, KEPT, HEARD, answered)
    again, never = says(MAKER, KEPT, HEARD, answered), says(MAKER, {**KEPT, "answered_on": "2018-12-05"}, answered)
    assert judged([DRAFTED, HEARD, erased(answered), kept], again, never) == [None, Reason.OBJECTION]
    taken_back = says(MAKER, {"answered_on": None}, answered)
    assert judged([DRAFTED, HEARD, erased(answered)], again, taken_back) == [Reason.OBJECTION] * 2


@pytest.mark.parametrize("said", [{"answered_on": "2018-12-05"}, {"answer": "不属实"}, {"answered_on": None}])
@pytest.mark.parametrize("by", [OFFICIAL, OTHER])
def test_another_answer_is_none_that_stands(said: dict[str, Value], by: str) -> None:
    answered = answer(by=by)
    assert judged([DRAFTED, HEARD, answered], says(MAKER, {**ANSWERED, **said}, answered)) == [Reason.OBJECTION]


def test_nobody_whom_it_is_about_brings_back_an_answer_that_was_replaced() -> None:
    first = answer(by=OTHER, answer="再看")
    second = answer(first, by=OTHER)
    back = says(MAKER, {"answer": "再看"}, second)
    assert judged([DRAFTED, HEARD, first, second], back) == [Reason.OBJECTION]
    assert judged([DRAFTED, HEARD, first, second], says(OTHER, {"answer": "再看"}, second)) == [None]


def test_where_the_county_answered_beside_the_village_only_its_answer_is_restated() -> None:
    villages, countys = answer(by=OTHER, answer="再看"), answer()
    here = [DRAFTED, HEARD, villages, countys]
    for person in (MAKER, OTHER):
        assert judged(here, says(person, {"answer": "再看"}, villages, countys)) == [Reason.OBJECTION]
        assert judged(here, says(person, {"answer": ANSWERED["answer"]}, villages, countys)) == [None]


def test_an_answer_that_waits_to_be_judged_is_none_to_restate() -> None:
    held = says(MAKER, {"answer": "不属实"})
    assert judged([DRAFTED, HEARD], says(MAKER, {"answer": "不属实"}, held), beside=[held]) == [Reason.OBJECTION]


@pytest.mark.parametrize("told", ["drafted_on", "signed_on", "number"])
def test_where_it_was_not_told_who_drew_up_or_signed_the_notice_nobody_of_the_village_answers(told: str) -> None:
    """Else its maker keeps back who made it, and answers."""
    notice = says(OTHER, {told: "2018-12-02"}, kind="notice")
    assert judged([notice, HEARD], answer(by=MAKER)) == [Reason.OBJECTION]


NAMED = says(OTHER, {"notice": NOTICE, "said": "我家少了两千", "by_agreed": "张三", "received_on": "2018-12-03"})
"""An objection to the whole notice, under a name from the first."""


@pytest.mark.parametrize("known", [HEARD, NAMED])
@pytest.mark.parametrize("said", [{"line": an_id(9)}, {"notice": an_id(9)}, {"line": an_id(9), "channel": "box"}])
def test_what_an_objection_is_about_is_nobodys_to_write_down_later(known: Change, said: dict[str, Value]) -> None:
    assert judged([DRAFTED, known], says(OTHER, said)) == [Reason.OBJECTION]


@pytest.mark.parametrize("gone", [True, False])
def test_a_name_that_comes_later_brings_no_words_that_could_go_with_it(gone: bool) -> None:
    again = says(OTHER, {"by_agreed": "张三", "said": "我家少了两千"})
    assert judged([DRAFTED, HEARD], erased(again) if gone else again) == [Reason.OBJECTION]
    assert judged([DRAFTED, HEARD], says(OTHER, {"by_agreed": "张三"})) == [None]
    assert judged([DRAFTED, NAMED], erased(NAMED)) == [None]


def test_what_stood_in_an_objection_goes_with_no_erased_change_that_leaves_it_empty() -> None:
    """Else one order and one such change unmake the notice it is about, or the county's answer."""
    office = [DRAFTED, NAMED, answered := answer(NAMED)]
    for names in ({"notice"}, {"received_on", "said"}, {"answered_on"}, {"answer", "answered_by"}):
        empty = erased(says(OTHER, dict.fromkeys(names, "x"), NAMED, answered))
        assert judged(office, empty) == [Reason.OBJECTION]
    first = erased(says(OTHER, {"notice": NOTICE, "answered_on": "2018-12-04"}, NAMED, answered))
    again = says(OTHER, {"notice": NOTICE, "answered_on": "2018-12-04"}, first)
    part = says(OTHER, {"notice": NOTICE}, first)
    lie = says(OTHER, {"notice": NOTICE, "answered_on": "2018-12-09"}, first)
    assert judged(office, first, again) == [None, None]
    assert judged(office, first, part) == [Reason.OBJECTION, None]
    assert judged(office, first, lie) == [Reason.OBJECTION, Reason.OBJECTION]


@pytest.mark.parametrize("sender", ["desk-a", "desk-b"])
def test_what_an_unnamed_objection_said_and_is_gone_at_a_laptop_comes_bare_until_another_brings_it(sender: str) -> None:
    office = History("desk-office")
    asked = Asked(Office([]), "desk-office", {OTHER})
    named = says(OTHER, {**KEPT, "by_agreed": "王小明", "said": "少了"})

    def take(desk: str, *offered: Change) -> Outcome:
        heads = [HEARD.digest, named.digest]  # the office signed once that it had them
        outcome = judge(offered, Sender(desk, frozenset({STREAM})), office, vouched=heads, asked=asked)
        office.changes |= {each.digest: each for each in outcome.apply}
        return outcome

    first = take(sender, erased(HEARD), says(OTHER, {"by_agreed": "王小明", "said": "没有"}, desk=sender))
    assert (first.apply[:1], len(first.verdicts)) == ([HEARD.stripped()], 1)
    assert take("desk-b", HEARD).apply == [HEARD]
    assert take(sender, erased(HEARD)).apply == []
    office.changes.clear()
    assert take(sender, erased(named)).apply == [erased(named)]


# ---- what was held


def released(office: list[Change], *held: Change, proved: Collection[str] = ()) -> list[str]:
    """Return what becomes of what was held since its one parent came now."""
    history = History("desk-office")
    history.changes = {each.digest: each for each in office}
    asked = Asked(Office(office), "desk-office", {MAKER, OTHER})
    (parent,) = {parent for each in held for parent in each.parents} - {each.digest for each in held}
    assert parent == AWAITED.digest
    sender = Sender("desk-c", frozenset({STREAM}))
    outcome = judge([AWAITED], sender, history, held=held, proved=proved, asked=asked)
    assert outcome.hold == []
    return [each.reason or each.verdict.value for each in outcome.released]


AWAITED = a_change(record=an_id(7), person=OTHER, desk="desk-c")


def following(parent: Change, change: Change) -> Change:
    """The same change, written upon another."""
    return msgspec.structs.replace(change, parents=[parent.digest])


@pytest.mark.parametrize(("proved", "becomes"), [(False, "objection"), (True, "disputed")])
def test_what_a_receipt_proved_of_what_is_held_is_not_asked_again(proved: bool, becomes: str) -> None:
    late = following(AWAITED, answer(by=OTHER, answer="再看"))
    here = [DRAFTED, HEARD, answer()]
    assert released(here, late, proved=[late.digest] if proved else ()) == [becomes]


def test_of_what_is_released_together_each_is_judged_after_what_it_follows() -> None:
    heard = following(AWAITED, HEARD)
    answered = following(heard, answer(heard, by=OTHER))
    for held in ([heard, answered], [answered, heard]):
        assert released([DRAFTED], *held) == ["taken", "taken"]


def test_what_is_proved_is_remembered_as_long_as_it_is_held() -> None:
    late = following(AWAITED, HEARD)
    asked = Asked(Office([]), "desk-office", {OTHER})
    sender, office = Sender("desk-a", frozenset({STREAM})), History("desk-office")
    first = judge([late], sender, office, vouched=[late.digest], asked=asked)
    assert (first.hold, first.proved) == ([late], [late.digest])
    again = judge([], sender, office, held=first.hold, proved=first.proved, asked=asked)
    assert again.proved == [late.digest]
    assert judge([late], sender, office, asked=asked).proved == []


def test_what_was_held_by_what_an_older_program_allowed_is_returned_when_it_is_released() -> None:
    """Its place, its form and its values are looked at again too."""
    for bad, why in ((a_change(values={"religion": "x"}), "field"), (a_change(values={"group": 1}), "value")):
        assert released([], following(AWAITED, bad)) == [why]


def test_erased_lines_that_are_released_before_their_order_need_no_other() -> None:
    said: dict[str, Value] = {
        "of_kind": "household",
        "of": an_id(5),
        "asked_on": "2018-12-03",
        "covers": [an_id(5)],
    }
    based: dict[str, list[str]] = {name: [] for name in said}
    order = a_change(kind="erasure", record=an_id(8), values=said, based_on=based, person=OTHER, purpose="office")
    empty = erased(a_change(record=an_id(5), person=OTHER))

    class Unordered(Office):
        def ordered(self, stream: str, records: Collection[str]) -> Collection[str]:
            return ()

    asked = Asked(Unordered([]), "desk-office", {OTHER})
    assert foreign({empty.digest: empty}, [order], asked) == {}
    assert foreign({empty.digest: empty}, [], asked) == {empty.digest: Reason.ERASED}
