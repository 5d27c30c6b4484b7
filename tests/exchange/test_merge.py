"""One verdict for every change that is offered."""

from __future__ import annotations

import msgspec
import pytest

from fupin_desk.domain.changes import COUNTY_STREAM, Change, canonical, sha256, village_stream
from fupin_desk.domain.verdicts import Judged, Verdict
from fupin_desk.exchange.admission import Sender
from fupin_desk.exchange.merge import judge
from tests.exchange.desks import STREAM, History, a_change, an_id, anybody, erased

HOUSE = an_id(1)
VILLAGE_DESK = Sender("desk-a", frozenset({STREAM}))


def copied(desk: str, other: History) -> History:
    """A second laptop, or a vault restored from a copy."""
    copy = History(desk)
    copy.changes = dict(other.changes)
    return copy


def verdicts(judged: list[Judged]) -> list[str]:
    return [each.reason or each.verdict.value for each in judged]


def test_a_first_offering_is_taken_and_an_offering_again_is_known() -> None:
    village, office = History("desk-a"), History("desk-office")
    changes = [village.write(an_id(number), "group", "1组") for number in (1, 2, 3)]
    first = office.take(changes, VILLAGE_DESK)
    assert first.counts == {"returned": 0, "held": 0, "disputed": 0, "taken": 3, "known": 0}
    assert first.apply == changes
    again = office.take(changes, VILLAGE_DESK)
    assert (again.counts["known"], again.apply, again.hold) == (3, [], [])


def test_a_change_offered_twice_in_one_bundle_gets_one_verdict() -> None:
    change = a_change()
    assert verdicts(judge([change, change], VILLAGE_DESK, History("desk-office")).verdicts) == ["taken"]


def test_two_desks_editing_one_field_is_a_dispute_never_an_overwrite() -> None:
    village = History("desk-a")
    village.write(HOUSE, "group", "1组")
    office = copied("desk-office", village)
    mine, theirs = village.write(HOUSE, "group", "2组"), office.write(HOUSE, "group", "3组")
    outcome = office.take([mine], VILLAGE_DESK)
    assert verdicts(outcome.verdicts) == ["disputed"]
    assert set(office.register(HOUSE, "group").live) == {mine.digest, theirs.digest}


def test_two_desks_saying_the_same_is_no_dispute() -> None:
    village = History("desk-a")
    office = copied("desk-office", village)
    office.write(HOUSE, "group", "2组")
    assert verdicts(office.take([village.write(HOUSE, "group", "2组")], VILLAGE_DESK).verdicts) == ["taken"]


def test_different_fields_merge_by_themselves() -> None:
    village = History("desk-a")
    office = copied("desk-office", village)
    office.write(HOUSE, "address", "河边")
    assert verdicts(office.take([village.write(HOUSE, "group", "2组")], VILLAGE_DESK).verdicts) == ["taken"]


def test_a_change_that_a_later_one_of_the_same_bundle_replaces_disputes_nothing() -> None:
    village = History("desk-a")
    village.write(HOUSE, "group", "1组")
    office = copied("desk-office", village)
    office.write(HOUSE, "group", "9组")
    offered = [village.write(HOUSE, "group", "2组"), village.write(HOUSE, "group", "3组")]
    assert verdicts(office.take(offered, VILLAGE_DESK).verdicts) == ["taken", "disputed"]


def test_a_settlement_ends_the_dispute_on_the_other_desk() -> None:
    village = History("desk-a")
    office = copied("desk-office", village)
    office.write(HOUSE, "group", "9组")
    office.take([village.write(HOUSE, "group", "2组")], VILLAGE_DESK)
    pick = office.write(HOUSE, "group", "2组")
    village.take(office.changes.values(), anybody("desk-office"))
    assert village.register(HOUSE, "group").live == {pick.digest: "2组"}


def test_what_follows_something_that_has_not_come_is_held_until_it_comes() -> None:
    village, office = History("desk-a"), History("desk-office")
    first, second, third = (village.write(an_id(number), "group", "1组") for number in (1, 2, 3))
    assert verdicts(office.take([third, second], VILLAGE_DESK).verdicts) == ["held", "held"]
    assert office.changes == {}
    outcome = office.take([first], VILLAGE_DESK)
    assert verdicts(outcome.verdicts) == ["taken"]
    assert {judged.digest: judged.verdict for judged in outcome.released} == {
        second.digest: Verdict.TAKEN,
        third.digest: Verdict.TAKEN,
    }
    assert outcome.apply == [first, second, third]
    assert office.held == []


def test_what_is_held_and_offered_again_stays_one_held_change() -> None:
    village, office = History("desk-a"), History("desk-office")
    village.write(HOUSE, "group", "1组")
    second = village.write(HOUSE, "group", "2组")
    office.take([second], VILLAGE_DESK)
    assert verdicts(office.take([second], VILLAGE_DESK).verdicts) == ["held"]
    assert office.held == [second]


def test_a_bare_change_joins_the_history_without_a_verdict_and_is_filled_in_later() -> None:
    village, office = History("desk-a"), History("desk-office")
    first, second = village.write(HOUSE, "group", "1组"), village.write(HOUSE, "group", "2组")
    outcome = office.take([first.stripped(), second], VILLAGE_DESK)
    assert [judged.digest for judged in outcome.verdicts] == [second.digest]
    assert office.changes[first.digest].bare
    assert verdicts(office.take([first], VILLAGE_DESK).verdicts) == ["taken"]
    assert office.changes[first.digest] == first


def test_a_bare_copy_never_takes_content_away() -> None:
    village, office = History("desk-a"), History("desk-office")
    first = village.write(HOUSE, "group", "1组")
    office.take([first.stripped(), first], VILLAGE_DESK)
    assert office.take([first.stripped()], VILLAGE_DESK).apply == []
    assert office.changes[first.digest] == first


def test_what_was_erased_here_is_not_brought_back() -> None:
    village, office = History("desk-a"), History("desk-office")
    first = village.write(HOUSE, "group", "1组")
    office.changes[first.digest] = erased(first)
    outcome = office.take([first], VILLAGE_DESK)
    assert (verdicts(outcome.verdicts), outcome.apply) == (["known"], [])


def test_an_erased_value_is_disputed_by_nothing() -> None:
    village = History("desk-a")
    office = copied("desk-office", village)
    theirs = office.write(HOUSE, "group", "9组")
    office.changes[theirs.digest] = erased(theirs)
    assert verdicts(office.take([village.write(HOUSE, "group", "2组")], VILLAGE_DESK).verdicts) == ["taken"]


def test_a_returned_change_joins_bare_so_that_what_follows_it_is_not_held_for_ever() -> None:
    village, office = History("desk-a"), History("desk-office")
    bad = village.write(HOUSE, "religion", "x")
    good = village.write(HOUSE, "group", "1组")
    outcome = office.take([bad, good], VILLAGE_DESK)
    assert verdicts(outcome.verdicts) == ["field", "taken"]
    assert office.changes[bad.digest].bare
    assert verdicts(office.take([bad], VILLAGE_DESK).verdicts) == ["field"]


def test_a_returned_change_whose_parents_have_not_come_still_joins_when_they_do() -> None:
    village, office = History("desk-a"), History("desk-office")
    first = village.write(HOUSE, "group", "1组")
    bad, good = village.write(HOUSE, "religion", "x"), village.write(HOUSE, "group", "2组")
    assert verdicts(office.take([bad, good], VILLAGE_DESK).verdicts) == ["field", "held"]
    office.take([first], VILLAGE_DESK)
    assert set(office.changes) == {first.digest, bad.digest, good.digest}
    assert not office.held


def test_replacing_what_one_has_not_seen_is_returned() -> None:
    village = History("desk-a")
    office = copied("desk-office", village)
    unseen = office.write(HOUSE, "group", "9组")
    greedy = a_change(parents=village.heads(), based_on={"group": [unseen.digest]}, values={"group": "2组"})
    assert verdicts(office.take([greedy], VILLAGE_DESK).verdicts) == ["base"]
    assert office.register(HOUSE, "group").live == {unseen.digest: "9组"}


def test_replacing_what_nobody_knows_is_returned() -> None:
    invented = a_change(based_on={"group": ["f" * 64]})
    assert verdicts(History("desk-office").take([invented], VILLAGE_DESK).verdicts) == ["base"]


def test_a_parent_in_another_stream_never_comes() -> None:
    office = History("desk-office")
    other = a_change(stream=village_stream("990101001002"), desk="desk-b")
    office.changes[other.digest] = other
    assert verdicts(office.take([a_change(parents=[other.digest])], VILLAGE_DESK).verdicts) == ["held"]
    beside = [other.stripped(), a_change(parents=[other.digest])]  # it is named along, and passed over
    assert verdicts(office.take(beside, VILLAGE_DESK).verdicts) == ["held"]
    both = Sender("desk-a", frozenset({STREAM, other.stream}), any_name=True)
    fresh = History("desk-office")
    assert verdicts(fresh.take([other, a_change(parents=[other.digest])], both).verdicts) == ["taken", "held"]


def test_bare_changes_of_a_stream_the_sender_may_not_write_are_passed_over() -> None:
    office = History("desk-office")
    outcome = office.take([a_change(stream=village_stream("990101001002")).stripped()], VILLAGE_DESK)
    assert (outcome.verdicts, outcome.apply, outcome.hold) == ([], [], [])


def test_a_tampered_bare_change_is_another_change_and_nothing_follows_it() -> None:
    village, office = History("desk-a"), History("desk-office")
    first, second = village.write(HOUSE, "group", "1组"), village.write(HOUSE, "group", "2组")
    tampered = msgspec.structs.replace(first.stripped(), body_digest="0" * 64)
    assert verdicts(office.take([tampered, second], VILLAGE_DESK).verdicts) == ["held"]


def test_a_tampered_copy_beside_the_real_one_does_not_spoil_it() -> None:
    change = a_change()
    tampered = msgspec.structs.replace(change, values={"group": "9组"})
    for offered in ([change, tampered], [tampered, change]):
        assert verdicts(History("desk-office").take(offered, VILLAGE_DESK).verdicts) == ["taken"]


# ---- a sender who lies


def test_a_village_desk_cannot_write_in_another_desks_name() -> None:
    """Not as the laptop beside it, and not as the office, whose settlement would end a dispute."""
    office = History("desk-office")
    forged = a_change(desk="desk-office")
    assert verdicts(office.take([forged], VILLAGE_DESK).verdicts) == ["desk"]
    assert office.changes[forged.digest].bare


def test_passing_on_what_the_office_knows_already_is_no_lie() -> None:
    office = History("desk-office")
    own = office.write(HOUSE, "group", "1组")
    assert verdicts(office.take([own], VILLAGE_DESK).verdicts) == ["known"]


def test_an_office_that_lost_its_last_weeks_gets_them_back_on_the_word_of_its_own_receipt() -> None:
    office = History("desk-office")
    office.write(HOUSE, "group", "1组")
    backup = copied("desk-office", office)
    lost = office.write(HOUSE, "group", "2组")
    after = a_change(parents=[lost.digest], desk="desk-office", values={"address": "河边"})
    village = copied("desk-a", office)
    outcome = backup.take([*village.changes.values(), after], VILLAGE_DESK, vouched=[lost.digest])
    assert verdicts(outcome.verdicts) == ["known", "taken", "desk"]
    assert backup.changes[lost.digest] == lost


def test_a_village_gives_back_the_countys_own_figures_and_adds_none() -> None:
    """The county's stream is the office's alone: what its receipt reaches comes back, what follows that does not."""
    lost = a_change(stream=COUNTY_STREAM, desk="desk-office", kind="setting", purpose="office", values={"value": 1})
    bare = a_change(stream=COUNTY_STREAM, parents=[lost.digest], desk="desk-office").stripped()
    added = msgspec.structs.replace(lost, parents=[bare.digest])
    office = History("desk-office")
    outcome = office.take([lost, bare, added], VILLAGE_DESK, vouched=[bare.digest])
    assert [(each.verdict.value, each.reason) for each in outcome.verdicts] == [("taken", None), ("returned", "stream")]
    assert set(office.changes) == {lost.digest, bare.digest}


def test_a_receipt_vouches_for_nothing_that_was_altered_behind_its_heads() -> None:
    lost = a_change(desk="desk-office")
    assert lost.body is not None
    forged_body = msgspec.structs.replace(lost.body, record=an_id(9))
    forged = msgspec.structs.replace(lost, body=forged_body, body_digest=sha256(canonical(forged_body)))
    outcome = History("desk-office").take([forged], VILLAGE_DESK, vouched=[lost.digest])
    assert verdicts(outcome.verdicts) == ["desk"]


def test_held_changes_of_one_desk_are_released_by_what_another_brings() -> None:
    office = History("desk-office")
    a, b = History("desk-a"), History("desk-b")
    first = b.write(HOUSE, "group", "1组")
    a.changes[first.digest] = first
    second = a.write(HOUSE, "group", "2组")
    office.take([second], VILLAGE_DESK)
    outcome = office.take([first], Sender("desk-b", frozenset({STREAM})))
    assert outcome.released == [Judged(second.digest, Verdict.TAKEN)]
    assert second.digest in office.changes


def test_a_held_change_that_proves_to_replace_the_unseen_is_returned_when_its_parents_come() -> None:
    village, office = History("desk-a"), History("desk-office")
    unseen = office.write(HOUSE, "group", "9组")
    first = village.write(an_id(2), "group", "1组")
    greedy: Change = a_change(parents=[first.digest], based_on={"group": [unseen.digest]})
    office.take([greedy], VILLAGE_DESK)
    outcome = office.take([first], VILLAGE_DESK)
    assert outcome.released == [Judged(greedy.digest, Verdict.RETURNED, "base")]
    assert office.changes[greedy.digest].bare


@pytest.mark.parametrize("unseen_first", [True, False])
def test_one_base_unseen_among_several_seen_is_enough_to_be_returned(unseen_first: bool) -> None:
    """Whether it stands beside the seen one in the same field, or in a field of its own."""
    village = History("desk-a")
    seen = village.write(HOUSE, "group", "1组")
    office = copied("desk-office", village)
    unseen = office.write(HOUSE, "address", "河边")
    bases = [[seen.digest], [unseen.digest]]
    one, other = reversed(bases) if unseen_first else bases
    parents = village.heads()
    several = a_change(parents=parents, based_on={"address": sorted([*one, *other])}, values={"address": "山上"})
    beside = a_change(
        parents=parents, based_on={"address": one, "group": other}, values={"address": "山", "group": "2组"}
    )
    for greedy in (several, beside):
        assert verdicts(office.take([greedy], VILLAGE_DESK).verdicts) == ["base"]
    assert office.register(HOUSE, "address").live == {unseen.digest: "河边"}


def test_of_copies_of_one_change_the_fullest_is_taken_in_whatever_order_they_come() -> None:
    full = a_change()
    for fuller, emptier in ((full, erased(full)), (full, full.stripped()), (erased(full), full.stripped())):
        for offered in ([fuller, emptier], [emptier, fuller]):
            office = History("desk-office")
            office.take(offered, VILLAGE_DESK)
            assert office.changes == {fuller.digest: fuller}


def test_what_is_new_and_nobody_vouches_for_is_told_as_unproved() -> None:
    village, office = History("desk-a"), History("desk-office")
    first, second, third, fourth = (village.write(HOUSE, "group", f"{number}组") for number in range(1, 5))
    assert office.take([first], VILLAGE_DESK).unproved == [first.digest]
    assert office.take([first, second], VILLAGE_DESK, vouched=[second.digest]).unproved == []
    assert office.take([fourth], VILLAGE_DESK).unproved == [fourth.digest]
    assert office.take([third, second], VILLAGE_DESK).unproved == [third.digest]


def test_each_verdict_names_its_change() -> None:
    village, office = History("desk-a"), History("desk-office")
    first, second, third = (village.write(HOUSE, "group", f"{number}组") for number in range(1, 4))
    office.take([first], VILLAGE_DESK)
    told = office.take([first, third], VILLAGE_DESK).verdicts
    assert told == [Judged(first.digest, Verdict.KNOWN), Judged(third.digest, Verdict.HELD)]
    assert office.take([second], VILLAGE_DESK).verdicts == [Judged(second.digest, Verdict.TAKEN)]


def test_what_is_passed_over_hides_nothing_that_comes_after_it() -> None:
    """One that is held already, one of a stream that is not the sender's: the next is judged as ever."""
    village, office = History("desk-a"), History("desk-office")
    village.write(HOUSE, "group", "1组")
    held = village.write(HOUSE, "group", "2组")
    office.take([held], VILLAGE_DESK)
    foreign = a_change(stream=village_stream("990101001002")).stripped()
    lie, greedy = a_change(desk="desk-b", record=an_id(2)), a_change(based_on={"group": ["f" * 64]})
    fine = a_change(record=an_id(3))
    told = office.take([foreign, held, lie, fine, greedy], VILLAGE_DESK).verdicts
    assert [each.reason or each.verdict.value for each in told] == ["held", "desk", "taken", "base"]
    assert set(office.changes) == {lie.digest, fine.digest, greedy.digest}


def test_a_receipt_vouches_for_all_branches_behind_its_heads() -> None:
    roots = [a_change(desk="desk-office", record=an_id(number)) for number in (2, 3)]
    tips = [a_change(desk="desk-office", record=an_id(4 + at), parents=[root.digest]) for at, root in enumerate(roots)]
    joined = a_change(desk="desk-office", record=an_id(6), parents=sorted(tip.digest for tip in tips))
    outcome = History("desk-office").take([*roots, *tips, joined], VILLAGE_DESK, vouched=[joined.digest])
    assert verdicts(outcome.verdicts) == ["taken"] * 5
