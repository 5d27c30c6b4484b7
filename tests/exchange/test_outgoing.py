"""What a village's desk puts on the stick."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fupin_desk.domain.changes import Change
from fupin_desk.exchange.outgoing import Outgoing, outgoing
from fupin_desk.exchange.receipt import State
from tests.exchange.desks import History, a_change, an_id


def three() -> list[Change]:
    desk = History("desk-a")
    return [desk.write(an_id(number), "group", "1组") for number in (1, 2, 3)]


def chosen(
    changes: list[Change],
    states: Mapping[str, State] | None = None,
    there: Collection[str] = (),
    bare_there: Collection[str] = (),
    withheld: Collection[str] = (),
) -> Outgoing:
    return outgoing(
        changes, desk="desk-a", states=states or {}, there=there, bare_there=bare_there, withheld=withheld
    )  # fmt: skip


def test_all_that_is_unanswered_goes_whole_each_time() -> None:
    changes = three()
    sent = [change.digest for change in changes]
    assert (chosen(changes).changes, chosen(changes).sent) == (changes, sent)
    again = chosen(changes, dict.fromkeys(sent, State.UNANSWERED))
    assert (again.changes, again.sent) == (changes, sent)


def test_what_the_office_has_stays_at_home() -> None:
    first, second, third = three()
    there = [first.digest, second.digest]
    assert chosen([first, second, third], dict.fromkeys(there, State.TAKEN), there).changes == [third]


def test_what_is_withheld_goes_bare_once_and_is_counted() -> None:
    first, second, third = three()
    out = chosen([first, second, third], withheld=[second.digest])
    assert out.changes == [first, second.stripped(), third]
    assert (out.sent, out.withheld) == ([first.digest, third.digest], 1)
    there = [change.digest for change in (first, second, third)]
    assert chosen([first, second, third], {}, there, [second.digest], [second.digest]).changes == []


def test_what_was_withheld_goes_whole_once_consent_is_given() -> None:
    first, second, third = three()
    there = [change.digest for change in (first, second, third)]
    out = chosen([first, second, third], {}, there, [second.digest])
    assert (out.changes, out.sent) == ([second], [second.digest])


def test_what_was_answered_and_has_no_place_there_yet_goes_bare() -> None:
    first, second, third = three()
    out = chosen([first, second, third], {second.digest: State.HELD})
    assert out.changes == [first, second.stripped(), third]


def test_what_was_returned_is_offered_again_and_its_answer_stands() -> None:
    first, second, third = three()
    there = [change.digest for change in (first, second, third)]
    states = {first.digest: State.TAKEN, second.digest: State.RETURNED, third.digest: State.TAKEN}
    out = chosen([first, second, third], states, there)
    assert (out.changes, out.sent) == ([second], [])


def test_what_the_office_lost_of_others_goes_along_and_is_counted_apart() -> None:
    own = three()
    others = a_change(desk="desk-office", parents=[own[-1].digest])
    out = chosen([*own, others])
    assert out.changes[-1] == others
    assert (len(out.sent), out.relayed) == (3, 1)


def test_what_was_sent_and_lost_before_it_was_withdrawn_counts_as_withheld_again() -> None:
    first, second, third = three()
    there = [change.digest for change in (first, second, third)]
    states = {second.digest: State.UNANSWERED}
    lost = chosen([first, second, third], states, there, [second.digest], [second.digest])
    assert (lost.withheld, lost.lapsed, lost.changes, lost.sent) == (1, 1, [], [])
    on_its_way = chosen([first, second, third], states, there, [], [second.digest])
    assert (on_its_way.withheld, on_its_way.lapsed) == (0, 0)


def test_what_is_withheld_of_another_laptop_is_counted_there_and_not_here() -> None:
    own = three()
    others = a_change(desk="desk-b", parents=[own[-1].digest])
    out = chosen([*own, others], withheld=[others.digest])
    assert out.changes == [*own, others.stripped()]
    assert (out.withheld, out.relayed, len(out.sent)) == (0, 0, 3)
