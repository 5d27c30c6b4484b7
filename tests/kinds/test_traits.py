"""Every kind answers every trait, and what it answers is there."""

from __future__ import annotations

from dataclasses import MISSING, fields

import pytest

from fupin_desk.domain.record import KindSpec, kind_name, spec_of
from fupin_desk.domain.shapes import ID_NUMBER, TEXT, USCC
from fupin_desk.domain.traits import Traits
from fupin_desk.kinds import CODE_LISTS, KINDS
from fupin_desk.kinds.asking import AGREED, asked_about
from fupin_desk.kinds.erasure import ACCOUNTS, ERASABLE, REACHED, leading_fields, may_hang
from fupin_desk.subjects.household.records import Household
from tests.kinds.paths import ends, steps
from tests.kinds.told import told_by_subjects

pytestmark = pytest.mark.check
AFTER_ERASURE = {
    **dict.fromkeys(("household", "member", "plot", "party", "consent", "paper"), ("asked", "nothing")),
    **dict.fromkeys(("delivery", "payment", "distribution_line", "share"), ("asked", "account")),
    **dict.fromkeys(("contract", "objection"), ("along", "account")),
    **dict.fromkeys(("notice_line", "explanation"), ("along", "nothing")),
    **dict.fromkeys(
        ("village", "person", "entity", "asset", "distribution", "setting", "notice", "erasure"), ("never", "all")
    ),
}
EVERY = pytest.mark.parametrize("spec", KINDS.values(), ids=list(KINDS))


def test_a_class_that_states_no_traits_of_its_own_cannot_exist() -> None:
    class Heir(Household, frozen=True, kw_only=True):
        pass

    with pytest.raises(TypeError, match="states no traits"):
        spec_of(Heir)


@EVERY
def test_every_path_of_a_kind_leads_along_fields_that_are_there(spec: KindSpec) -> None:
    for path in (*spec.traits.called, *spec.traits.about):
        assert list(steps(spec, path))


def test_only_what_nobody_speaks_of_is_called_by_its_id() -> None:
    assert {kind for kind, spec in KINDS.items() if not spec.traits.called} == {"objection", "erasure"}


@EVERY
def test_what_asks_for_consent_says_for_which_and_leads_to_households_and_back(spec: KindSpec) -> None:
    asks = spec.traits.asks
    assert (spec.kind in KINDS["consent"].fields["about"].field.kinds) == (asks is not None)
    if asks is None:
        return
    assert asks.purpose in CODE_LISTS["consent_purpose"]
    assert {end for path in asks.whose for end in ends(spec.kind, path)} == {"household"}
    assert {end for path in asked_about(spec.kind) for end in ends("household", path)} == {spec.kind}
    assert len(list(asked_about(spec.kind))) == len(asks.whose)


def test_what_binds_a_household_by_its_consent_is_what_asks_for_one() -> None:
    asking = {kind: spec.traits.asks for kind, spec in KINDS.items() if spec.traits.asks}
    assert {kind_name(agreed.of) for agreed in AGREED} == {
        kind for kind, asks in asking.items() if asks.purpose != "notice_name"
    }


@EVERY
def test_what_a_kind_is_found_and_told_apart_by_are_texts_of_its_own(spec: KindSpec) -> None:
    own = spec.fields
    for name in (*spec.traits.found_by, *spec.traits.only_one, *spec.traits.cited_by):
        assert own[name].field.shape in (TEXT, ID_NUMBER, USCC)
        assert not own[name].local
    assert spec.traits.prefix is None or own["number"].field.required


@EVERY
def test_what_makes_two_rows_one_are_fields_and_whoever_has_a_sheet_says_it(spec: KindSpec) -> None:
    same = spec.traits.same
    assert (same is None) == (spec.traits.sheet is None)
    if same is None:
        return
    named = {name for key in (*same.keys, *same.like) for name in (*key.fields, *key.agree, *(key.other or ()))}
    named |= {*(same.filled_in.fields if same.filled_in else ()), *(same.happened or ()), *same.sum_of}
    named |= {same.tied_by} if same.tied_by else set()
    assert named - {"birth", "paid_for"} <= spec.fields.keys()


@EVERY
def test_whoever_is_shown_on_another_page_names_it_in_a_field(spec: KindSpec) -> None:
    for name in spec.traits.placed.by:
        field = spec.fields[name].field
        assert (field.shape.refers and not field.shape.several) or field.kind_in in spec.fields


def test_only_what_has_no_page_of_its_owner_is_shown_alone() -> None:
    alone = {kind for kind, spec in KINDS.items() if not spec.traits.placed.page and not spec.traits.placed.by}
    assert alone == {"setting", "paper", "erasure"}


@EVERY
def test_what_belongs_to_a_household_is_erased_with_it_and_nobody_s_is_kept(spec: KindSpec) -> None:
    assert (spec.traits.erased == "never") == (spec.traits.kept == "all")
    assert spec.cls.owner is None or spec.traits.erased != "never"
    assert not spec.traits.about or spec.traits.erased != "never"


def test_what_an_erasure_keeps_and_reaches() -> None:
    """A list that a person reads: who changes a trait here changes what becomes of somebody's data.

    A subject with a test of its own may say it there, as ``AFTER_ERASURE``.
    """
    told = dict(AFTER_ERASURE)
    for more in told_by_subjects("AFTER_ERASURE"):
        told |= more
    assert {kind: (spec.traits.erased, spec.traits.kept) for kind, spec in KINDS.items()} == told
    assert {kind for kind, (_erased, kept) in told.items() if kept == "account"} == ACCOUNTS
    assert {kind for kind, (erased, _kept) in told.items() if erased == "along"} == REACHED - ERASABLE
    assert {kind for kind, (erased, _kept) in told.items() if erased == "never"} == KINDS.keys() - REACHED
    assert leading_fields("payment") == {"household", "member"}
    assert leading_fields("contract") == {"member"}
    assert leading_fields("objection") == {"line"}
    assert may_hang("contract", "household")
    assert may_hang("contract", "member")
    assert not may_hang("asset", "household")


def test_numbers_of_two_kinds_do_not_look_alike() -> None:
    prefixes = {kind: spec.traits.prefix for kind, spec in KINDS.items() if spec.traits.prefix}
    assert prefixes.items() >= {"household": "H", "contract": "C", "distribution": "D", "notice": "N"}.items()
    assert len({*prefixes.values()}) == len(prefixes)


def test_only_what_its_own_commands_write_is_not_written_by_hand() -> None:
    assert {kind for kind, spec in KINDS.items() if not spec.traits.by_hand} == {"erasure", "notice", "notice_line"}


def test_every_trait_must_be_answered() -> None:
    assert all(field.default is MISSING and field.default_factory is MISSING for field in fields(Traits))
