"""What several subjects put on one list stands there once, in their order, and is never read too early."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fupin_desk.domain.codes import NOTICE_KIND
from fupin_desk.domain.fields import PUBLIC, ref
from fupin_desk.domain.open_list import OpenList
from fupin_desk.kinds import CODE_LISTS, KINDS, open_lists
from fupin_desk.kinds.notices import SPECS


@pytest.mark.parametrize("read", [len, list, bool, lambda found: found[0], lambda found: "a" in found])
def test_a_list_that_nobody_filled_says_so_and_never_that_it_is_empty(read: Callable[[Any], object]) -> None:
    with pytest.raises(RuntimeError, match="kinds of things is read before"):
        read(OpenList("kinds of things"))


def test_a_field_is_declared_before_its_list_is_filled_and_reads_it_after() -> None:
    kinds = OpenList("kinds", "first")
    field = ref(PUBLIC, open_to=kinds)
    kinds.fill(["second", "first", "third", "second"])
    assert [*field.kinds] == ["first", "second", "third"]


def test_a_list_is_filled_once() -> None:
    kinds = OpenList("kinds")
    kinds.fill(["one"])
    with pytest.raises(RuntimeError, match="filled twice"):
        kinds.fill(["one"])
    assert [*kinds] == ["one"]


def test_whoever_knows_the_kinds_of_record_finds_every_open_list_filled() -> None:
    fields = [field.field for spec in KINDS.values() for field in spec.fields.values()]
    declared = {id(each) for field in fields for each in (field.kinds, field.listed) if isinstance(each, OpenList)}
    assert declared == {id(each) for each, _said in open_lists()}
    for each, _said in open_lists():
        with pytest.raises(RuntimeError, match="filled twice"):
            each.fill([])


def test_a_notice_names_what_the_specs_say_in_their_order() -> None:
    assert [*NOTICE_KIND.codes] == [*SPECS] == [*CODE_LISTS["notice_kind"]]
    assert [*KINDS["notice"].fields["distribution"].field.kinds] == ["distribution"]
    assert [*KINDS["notice_line"].fields["about"].field.kinds][:2] == ["contract", "distribution_line"]


def test_an_agreement_names_what_asks_for_one_and_last_what_stands_on_a_notice_by_it() -> None:
    kinds = [*KINDS["consent"].fields["about"].field.kinds]
    asking = {kind for kind, spec in KINDS.items() if spec.traits.asks}
    assert {"contract", "share", "distribution"} <= {*kinds} == asking
    assert kinds[-1] == "distribution"
