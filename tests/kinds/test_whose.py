"""Every kind says whose its records are; what may name somebody's record travels only as those agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar

import pytest

from fupin_desk.domain.fields import PRIVATE, PUBLIC, ref, refs, text
from fupin_desk.domain.record import KindSpec, Record, spec_of
from fupin_desk.domain.shapes import CARD, ID_NUMBER, PHONE
from fupin_desk.domain.traits import routes
from fupin_desk.domain.withholding import ALWAYS, Always, AsAgreed, Known, NobodysIf
from fupin_desk.kinds import KINDS
from fupin_desk.kinds import whose as registry
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.household.records import Plot
from fupin_desk.subjects.income.records import DistributionLine
from fupin_desk.subjects.notice.records import Notice
from fupin_desk.subjects.office.explanation import Explanation
from tests.kinds.paths import steps
from tests.kinds.told import told_by_subjects

pytestmark = pytest.mark.check

TRAVELS_ALL_THE_SAME = {
    "objection": "goes to the county and names nobody who did not agree: its objector's name is LOCAL",
    "erasure": "an order that must be done at the county, by random ids alone",
}
"""Kinds that may name somebody's record and travel whoever's it is: a list that a person reads."""
EVERY = pytest.mark.parametrize("kind", KINDS)


def naming_people(kinds: Mapping[str, KindSpec]) -> set[str]:
    """Return the kinds whose records may name a household's record, over however many references."""
    found = {"household"}
    while more := {kind for kind, spec in kinds.items() if kind not in found and found & named_by(spec, kinds)}:
        found |= more
    return found


def named_by(spec: KindSpec, kinds: Mapping[str, KindSpec]) -> set[str]:
    named = {kind for path in spec.traits.about for route in routes(path) if (kind := route.steps[0].back)}
    for field in (each.field for each in spec.fields.values()):
        anything = (field.shape.refers and not field.kinds) or field.kind_in is not None
        named |= set(kinds if anything else field.kinds)
    return named


def forgotten(kinds: Mapping[str, KindSpec]) -> set[str]:
    """Return the kinds that may name somebody's record, and say that they always travel."""
    return {kind for kind in naming_people(kinds) if isinstance(kinds[kind].traits.travels, Always)}


def test_what_may_name_somebodys_record_travels_only_as_those_agree() -> None:
    assert forgotten(KINDS) == TRAVELS_ALL_THE_SAME.keys()


def test_what_travels_only_as_somebody_agrees_may_name_somebody() -> None:
    assert naming_people(KINDS) >= registry.OF_PEOPLE


def test_what_is_somebodys_says_with_whom_it_is_erased() -> None:
    """An owner is a household: an erasure takes what names it there; the rest follows ``about``."""
    owners = {KINDS[kind].fields[str(KINDS[kind].cls.owner)].field.kinds for kind in registry.OWNED}
    assert owners == {("household",)}
    assert {kind for kind in registry.OF_PEOPLE - registry.OWNED if not KINDS[kind].traits.about} == {"household"}
    assert {kind for kind in registry.OF_PEOPLE if KINDS[kind].traits.erased == "never"} == set()


def test_what_holds_a_persons_name_or_number_and_always_travels_is_an_office_or_an_employer() -> None:
    personal = {
        kind
        for kind, spec in KINDS.items()
        for field in (each.field for each in spec.fields.values())
        if field.of_person or field.shape in (ID_NUMBER, PHONE, CARD)
    }
    assert personal - registry.OF_PEOPLE == {"entity"}


def made_up() -> Iterator[type[Record]]:
    """Yield kinds of people whose maker forgot to say so."""
    lax = replace(Plot.traits, travels=ALWAYS)

    class Loan(Record, frozen=True, kw_only=True):
        traits: ClassVar = lax
        household: Annotated[str | None, ref(PRIVATE, "household")] = None

    class Repayment(Record, frozen=True, kw_only=True):
        traits: ClassVar = lax
        terms: Annotated[list[str] | None, refs(PUBLIC, "contract")] = None

    class Remark(Record, frozen=True, kw_only=True):
        traits: ClassVar = lax
        of_kind: Annotated[str | None, text(PUBLIC)] = None
        of: Annotated[str | None, text(PUBLIC, kind_in="of_kind")] = None

    class Visit(Record, frozen=True, kw_only=True):
        traits: ClassVar = lax
        anybody: Annotated[str | None, ref(PRIVATE)] = None

    yield from (Loan, Repayment, Remark, Visit)


@pytest.mark.parametrize("cls", list(made_up()), ids=lambda cls: cls.__name__)
def test_a_new_kind_that_may_name_somebody_and_does_not_say_so_is_refused(cls: type[Record]) -> None:
    spec = spec_of(cls)
    assert forgotten({**KINDS, spec.kind: spec}) == {*TRAVELS_ALL_THE_SAME, spec.kind}


def test_what_names_such_a_new_kind_is_refused_too() -> None:
    class Account(Record, frozen=True, kw_only=True):
        traits: ClassVar = spec_of(next(made_up())).traits
        loan: Annotated[str | None, ref(PUBLIC, "loan")] = None

    specs = {spec.kind: spec for spec in map(spec_of, (next(made_up()), Account))}
    assert forgotten(KINDS | specs) == {*TRAVELS_ALL_THE_SAME, "loan", "account"}


@EVERY
def test_what_a_kind_says_of_its_references_is_there(kind: str) -> None:
    spec, travels = KINDS[kind], KINDS[kind].traits.travels
    if not isinstance(travels, AsAgreed):
        return
    for path in travels.also:
        assert list(steps(spec, path))
        assert all(route.steps[0].back for route in routes(path))
    offices = [name for case in travels.nobodys for name in case.offices]
    for name in filter(None, (*travels.elsewhere, travels.along, travels.lists, travels.follows, *offices)):
        assert spec.fields[name].field.shape.refers or spec.fields[name].field.kind_in
    named = {name for case in travels.nobodys for name in (case.said, *case.without)}
    assert {*named, *travels.ends} <= spec.fields.keys()


def test_who_is_let_go_and_by_what() -> None:
    """Lists that a person reads: each is a way by which something of people leaves. Subjects continue them in their own
    tests, as ``NOBODYS`` and ``FOLLOWS``.
    """
    assert {(kind, name) for kind, each in registry.AGREED.items() for name in each.elsewhere} == {
        ("contract", "lease")
    }
    assert {(kind, case) for kind, each in registry.AGREED.items() for case in each.nobodys} == {
        ("share", NobodysIf("holder_entity")),
        ("notice_line", NobodysIf("position", without=("household",), offices=("about",))),
    }.union(*told_by_subjects("NOBODYS"))
    with_another = {(kind, each.follows) for kind, each in registry.AGREED.items() if each.follows}
    assert with_another == {("explanation", "of")}.union(*told_by_subjects("FOLLOWS"))
    assert {"contract": {"ended_on"}} == registry.ENDING
    assert {(kind, each.along, each.lists) for kind, each in registry.AGREED.items() if each.along or each.lists} == {
        ("notice_line", "notice", "about")
    }


def test_people_of_a_contract_are_its_partys_and_of_a_scan_its_contracts() -> None:
    assert {("party", "contract"), ("contract", "papers")} == registry.BOTH_WAYS
    assert frozenset({"contract"}) == registry.TIED
    assert frozenset({"party"}) == registry.TYING


def test_every_reference_to_somebodys_record_says_whose_one_is_but_those_said_to_lead_elsewhere() -> None:
    leads = {
        (kind, name) for kind in registry.OF_PEOPLE for name in KINDS[kind].fields if registry.says_whose(kind, name)
    }
    assert leads == {
        ("household", "head"),
        ("member", "household"), ("plot", "household"), ("share", "household"),
        ("contract", "member"), ("contract", "plots"), ("contract", "papers"),
        ("party", "contract"), ("party", "household"),
        ("delivery", "contract"), ("delivery", "household"),
        ("distribution_line", "household"),
        ("payment", "contract"), ("payment", "distribution_line"), ("payment", "household"), ("payment", "member"),
        ("consent", "household"), ("consent", "member"), ("consent", "about"),
        ("explanation", "of"), ("paper", "household"),
        ("notice_line", "about"), ("notice_line", "household"),
    }.union(*told_by_subjects("LEADS"))  # fmt: skip


def test_what_keeps_a_no_says_when_it_stays() -> None:
    """A household's own no is kept in fields that stay; the record is known or withheld as a whole."""
    keeping = {kind for kind, spec in KINDS.items() if any(field.keeps_no for field in spec.fields.values())}
    assert keeping - set(registry.STAYING) == {"household"}
    assert set(registry.STAYING) - keeping == {"explanation", "notice"}


@EVERY
def test_only_a_consent_is_taken_out_in_silence(kind: str) -> None:
    assert registry.takes_out_in_silence(kind, "voided") is (kind == "consent")
    assert not any(registry.takes_out_in_silence(kind, name) for name in KINDS[kind].fields if name != "voided")


def known(told: bool = False, readable: bool = True, standing: bool = False) -> Known:
    return Known(told, readable, standing, frozenset({"voluntary"}))


@pytest.mark.parametrize("declined", [True, False, None])
@pytest.mark.parametrize("voided", [None, "taken_out"])
def test_a_declined_line_stays_and_where_it_cannot_be_read_what_is_untold(
    declined: bool | None, voided: str | None
) -> None:
    line = DistributionLine(id="line", declined=declined, voided=voided)
    assert line.stays(known()) is bool(declined)
    assert line.stays(known(readable=False))
    assert line.stays(known(told=True)) is (bool(declined) and voided is None)
    assert line.stays(known(told=True, readable=False)) is (bool(declined) and voided is None)


def test_a_consent_taken_out_or_not_shown_to_stand_stays_untold() -> None:
    given, taken_out = Consent(id="given"), Consent(id="out", voided="taken_out")
    assert [given.stays(known()), taken_out.stays(known())] == [False, True]
    assert [given.stays(known(told=True)), taken_out.stays(known(told=True))] == [False, False]
    assert [given.stays(known(readable=False)), given.stays(known(readable=False, standing=True))] == [True, False]
    assert not given.stays(known(told=True, readable=False))


def test_a_notice_stays_unsigned_and_an_explanation_that_tells() -> None:
    assert Notice(id="notice").stays(known(told=True))
    assert not Notice(id="notice", signed_on=date(2018, 12, 3)).stays(known())
    assert Explanation(id="why", rule="voluntary").stays(known(told=True))
    assert not Explanation(id="why", rule="floor-price").stays(known())
    assert not Plot(id="plot").stays(known(readable=False))
