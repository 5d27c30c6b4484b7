"""What a no ends, and what it does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fupin_desk.subjects.consent.noes import ended_by_noes
from tests.subjects.test_consenting import a_consent

W = date(2018, 12, 3)
JOBS = {"job": "m"}


def stands(consent: dict[str, Any], no: dict[str, Any], on: date = W) -> bool:
    """Whether an agreement stands on a day beside a no to it or to another thing."""
    both = [a_consent(**consent), a_consent(**{"id": "n", "withdrawn_on": W, **no})]
    (kept,) = [each for each in ended_by_noes(both, JOBS) if each.id == "c"]
    return kept.stands(on)


def test_a_no_ends_whatever_was_agreed_to_on_its_day_or_before_however_often_it_was_written_down() -> None:
    assert not stands({}, {})
    assert not stands({"on": W}, {})
    assert not stands({"on": date(2017, 1, 1)}, {"on": W})


def test_until_the_day_of_the_no_an_agreement_stands_and_one_given_after_it_counts_again() -> None:
    assert stands({}, {}, date(2018, 12, 2))
    assert stands({"on": date(2018, 12, 4)}, {}, date(2018, 12, 4))


def test_of_two_noes_the_earlier_ends_it_and_its_own_is_not_put_off_by_a_later_one() -> None:
    noes = [a_consent(id=str(day), withdrawn_on=date(2018, 12, day)) for day in (9, 5, 7)]
    assert {each.withdrawn_on for each in ended_by_noes(noes, {})} == {date(2018, 12, 5)}


def test_a_no_that_was_taken_out_since_was_said_all_the_same() -> None:
    assert not stands({}, {"voided": "taken_out"})
    (kept,) = ended_by_noes([a_consent(), a_consent(id="n", withdrawn_on=W, voided="taken_out")], {})
    assert kept.id == "c"


def test_an_agreement_taken_out_with_no_no_in_it_ends_no_other() -> None:
    (kept,) = ended_by_noes([a_consent(), a_consent(id="n", voided="taken_out")], {})
    assert kept.stands(W)


@pytest.mark.parametrize(
    ("consent", "no", "over"),
    [
        ({"household": "another"}, {}, False),
        ({"to": "share"}, {}, False),
        ({"to": "contract", "about": "lease"}, {"to": "contract", "about": "order"}, False),
        ({"to": "contract", "about": "lease"}, {"to": "contract"}, True),
        ({"to": "contract"}, {"to": "contract", "about": "lease"}, True),
        ({"to": "notice_name", "notice_kind": "a"}, {"to": "notice_name", "notice_kind": "b"}, False),
        ({"to": "notice_name", "notice_kind": "a"}, {"to": "notice_name", "notice_kind": "a"}, True),
        ({"to": "notice_name", "notice_kind": "a"}, {"to": "notice_name"}, True),
        ({"member": "m"}, {"member": "w"}, True),
        ({"to": "notice_name", "member": "m"}, {"to": "notice_name", "member": "w"}, False),
        ({"to": "notice_name", "member": "m"}, {"to": "notice_name"}, True),
        ({"to": "notice_name"}, {"to": "notice_name", "member": "w"}, True),
        ({"to": "contract", "about": "lease", "member": "m"}, {"to": "contract", "member": "w"}, True),
        ({"to": "contract", "about": "job", "member": "m"}, {"to": "contract", "member": "w"}, False),
        ({"to": "contract", "about": "job", "member": "m"}, {"to": "contract", "member": "m"}, True),
        ({"to": "contract", "about": "job", "member": "m"}, {"to": "contract"}, True),
    ],
)
def test_a_no_ends_what_is_the_same_thing_of_the_same_person_or_household(
    consent: dict[str, Any], no: dict[str, Any], over: bool
) -> None:
    assert stands(consent, no) is not over
