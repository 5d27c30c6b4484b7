"""Whose a consent is, and before whom it was spoken."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fupin_desk.domain.folding import fold
from fupin_desk.subjects.consent.consenting import Circle, bound_names
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.contract.terms import workers_of
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.household.records import Member
from fupin_desk.subjects.office.person import Person

HOME, ON = "home", date(2018, 3, 1)


def a_consent(**said: Any) -> Consent:
    return Consent(
        **{"id": "c", "household": HOME, "to": "register", "asked_by": "李某", "how": "signed", "on": ON, **said}
    )


def flaw(consent: Consent, **member: Any) -> str | None:
    around = Circle(
        {"m": Member(**{"id": "m", "household": HOME, **member})},
        workers_of([Contract(id="job", terms="job", member="m"), Contract(id="lease", terms="lease", member="m")]),
        bound_names(
            [Entity(id="e", legal_person="雇主 老板"), Entity(id="l", kind="leader", name="带头人李某")],
            [Person(id="p", name="文书王某"), Person(id="q", name="Wang Wei")],
        ),
    )
    return around.flaw(consent)


def test_a_consent_that_names_no_member_is_the_households_own() -> None:
    assert flaw(a_consent()) is None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, None),
        ({"born_on": date(2000, 3, 1)}, None),
        ({"born_on": date(2000, 3, 2)}, "child"),
        ({"id_number": "990101200003010011"}, None),
        ({"id_number": "990101200003020011"}, "child"),
        ({"born_in": 2000}, None),
        ({"born_in": 2001}, "child"),
        ({"household": "another"}, "not_of_household"),
        ({"household": None}, "not_of_household"),
        ({"gone_since": date(2018, 2, 28)}, "gone"),
        ({"gone_since": ON}, None),
    ],
)
def test_who_agrees_is_of_the_household_grown_and_not_gone(said: dict[str, Any], found: str | None) -> None:
    assert flaw(a_consent(member="m"), **said) == found


def test_who_is_not_known_is_not_of_the_household() -> None:
    assert flaw(a_consent(member="nobody")) == "not_of_household"


def test_a_worker_of_sixteen_agrees_to_their_own_job_and_to_nothing_else() -> None:
    born = {"born_on": date(2002, 3, 1)}
    assert flaw(a_consent(member="m", to="contract", about="job"), **born) is None
    assert flaw(a_consent(member="m", to="contract", about="lease"), **born) == "child"
    assert flaw(a_consent(member="m"), **born) == "child"
    assert flaw(a_consent(member="m", to="share", about="job"), **born) == "child"
    assert flaw(a_consent(member="m", to="contract"), **born) == "child"
    assert flaw(a_consent(member="m", to="contract", about="job"), born_on=date(2002, 3, 2)) == "child"


def test_a_worker_who_moved_agreed_to_their_own_job_all_the_same() -> None:
    own = a_consent(member="m", to="contract", about="job")
    assert flaw(own, household="married into") is None
    assert flaw(own, gone_since=date(2018, 2, 28)) is None
    assert flaw(a_consent(member="m", to="contract", about="lease"), household="married into") == "not_of_household"


@pytest.mark.parametrize(
    ("witness", "free"),
    [
        ("邻居", True),
        ("李某", False),
        ("李 某", False),
        ("文书王某", False),
        ("文书　王某", False),
        ("ＷＡＮＧ wei", False),
        ("雇主老板", False),
        ("雇主·老板", False),
        ("带头人李某", False),
        ("——", False),
    ],
)
def test_a_witness_is_neither_who_asked_nor_of_the_office_nor_an_employer(witness: str, free: bool) -> None:
    spoken = a_consent(how="spoken_before_witness", witness=witness)
    assert flaw(spoken) == (None if free else "witness_not_free")


def test_a_name_of_a_witness_beside_a_signature_is_no_flaw() -> None:
    assert flaw(a_consent(witness="李某")) is None


def test_names_are_compared_without_width_case_and_blanks() -> None:
    assert fold("Ａｌｉ  Khan") == fold("ALI·KHAN") == "alikhan"
