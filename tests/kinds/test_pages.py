"""Pages say of kinds and fields only what is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from fupin_desk.kinds import KINDS
from fupin_desk.kinds.pages import FOUND_AT_ONCE, PAGES, PARTS, owner_of, pages_of, parts_of
from fupin_desk.policy.specs import (
    FINDINGS,
    MONEY_OPEN,
    SYNC_STATUS,
    Among,
    Begun,
    Columns,
    Lines,
    Linked,
    PageSpec,
    Panel,
    PanelName,
    Where,
    WorkedColumn,
)
from fupin_desk.ui.looks.roles import LEVEL_ROLES
from fupin_desk.ui.pages.register import EVERYWHERE
from fupin_desk.ui.panels.making import PANELS
from tests.kinds.paths import ends, steps

LINES = [each for each in PARTS if isinstance(each, Lines)]
LINKED = [each for each in PARTS if isinstance(each, Linked)]


def narrowings() -> Iterator[tuple[str, str, str, Among]]:
    for spec in PAGES.values():
        yield from ((spec.kind, spec.kind, name, among) for name, among in spec.narrow.items())
    for lines in LINES:
        yield from ((owner_of(lines), lines.kind, name, among) for name, among in lines.narrow.items())


def are_there(kind: str, columns: Columns) -> bool:
    """Whether a list can say what its columns ask for: each is a field or leads somewhere, and none stands twice."""
    for column in columns:
        if isinstance(column, WorkedColumn):
            assert column.at
            assert all(list(steps(KINDS[kind], path)) for path in column.at)
    names = [column.name if isinstance(column, WorkedColumn) else column for column in columns]
    plain = {column for column in columns if isinstance(column, str)}
    return len(set(names)) == len(names) and plain <= {*KINDS[kind].fields, SYNC_STATUS, FINDINGS, MONEY_OPEN}


@pytest.mark.parametrize("spec", PAGES.values(), ids=list(PAGES))
def test_a_page_lists_what_is_there(spec: PageSpec) -> None:
    fields = KINDS[spec.kind].fields
    assert are_there(spec.kind, (*spec.columns, *spec.more))
    assert {*spec.leave_out, *filter(None, (spec.begins_with, spec.then))} <= fields.keys()
    assert spec.order.removeprefix("-") in {*fields, "id"}
    assert spec.begins_with is None or fields[spec.begins_with].field.kinds
    for kind, path in spec.found_through.items():
        assert ends(kind, path) == {spec.kind}
        assert KINDS[kind].traits.found_by


@pytest.mark.parametrize("linked", LINKED, ids=lambda each: f"{each.kind}-on-{each.on}")
def test_what_is_linked_is_led_to_and_what_is_begun_is_tied(linked: Linked) -> None:
    assert ends(linked.on, linked.at) == {linked.kind}
    assert are_there(linked.kind, linked.columns)
    assert linked.order.removeprefix("-") in {*KINDS[linked.kind].fields, "id"}
    if isinstance(linked.begin, Begun):
        fields = KINDS[linked.kind].fields
        assert linked.on in fields[linked.begin.by].field.kinds
        for name, path in linked.begin.suggest.items():
            assert ends(linked.on, path) == set(fields[name].field.kinds)
    elif linked.begin is not None:
        tie = KINDS[linked.begin.kind].fields
        assert linked.kind in tie[linked.begin.new].field.kinds
        assert linked.on in tie[linked.begin.page].field.kinds
        assert linked.begin.says.keys() <= tie.keys()


@pytest.mark.parametrize("lines", LINES, ids=lambda each: f"{each.kind}-by-{each.by}")
def test_lines_stand_on_the_page_of_whom_they_name(lines: Lines) -> None:
    owner, fields = owner_of(lines), KINDS[lines.kind].fields
    assert fields[lines.by].field.kinds == (owner,)
    assert lines.by in KINDS[lines.kind].traits.placed.by
    assert are_there(lines.kind, lines.columns)
    assert set(lines.leave_out) <= fields.keys()
    assert lines.order.removeprefix("-") in {*fields, "id"}
    for name, path in lines.suggest.items():
        assert ends(owner, path) == set(fields[name].field.kinds)


@pytest.mark.parametrize(("owner", "kind", "name", "among"), list(narrowings()))
def test_a_choice_is_narrowed_to_what_the_field_may_name(owner: str, kind: str, name: str, among: Among) -> None:
    assert {end for path in among.paths for end in ends(owner, path)} == set(KINDS[kind].fields[name].field.kinds)


def test_every_line_of_a_kind_is_on_each_page_it_says() -> None:
    shown = {(lines.kind, lines.by) for lines in LINES}
    said = {(kind, by) for kind, spec in KINDS.items() for by in spec.traits.placed.by}
    assert said - shown == {("explanation", "of"), ("notice_line", "notice"), ("objection", "notice")}


def test_every_panel_that_is_named_has_a_maker_and_every_maker_is_named() -> None:
    assert {each.name for each in PARTS if isinstance(each, Panel)} == PANELS.keys() == set(get_args(PanelName))


def test_every_part_stands_on_a_page_there_is_each_in_its_own_place() -> None:
    assert {owner_of(each) for each in PARTS} <= PAGES.keys()
    for kind in PAGES:
        for at in get_args(Where):
            places = [each.place for each in parts_of(kind, at)]
            assert len(set(places)) == len(places), (kind, at)
    assert sum(len(parts_of(kind, at)) for kind in PAGES for at in get_args(Where)) == len(PARTS)
    assert all(part.place >= 0 for kind in PAGES for at in ("side", "list") for part in parts_of(kind, at))


def test_a_panel_stands_only_beside_codes_there_are_and_narrow_ones_where_nobody_writes() -> None:
    for panel in (each for each in PARTS if isinstance(each, Panel)):
        spec = KINDS[panel.on]
        name, codes = panel.only or ("", ())
        assert set(codes) <= set(spec.fields[name].field.listed if name else ())
        assert panel.at != "side" or not spec.traits.by_hand


@pytest.mark.parametrize("spec", PAGES.values(), ids=list(PAGES))
def test_a_title_and_a_mark_are_codes_of_the_kind(spec: PageSpec) -> None:
    fields = KINDS[spec.kind].fields
    assert spec.titled_by is None or fields[spec.titled_by].field.codes
    if spec.state is not None:
        assert set(spec.state.weights) == set(fields[spec.state.field].field.listed)
        assert set(spec.state.weights.values()) <= LEVEL_ROLES.keys()


def test_every_kind_that_says_it_has_a_page_has_one_or_a_page_of_its_own_making() -> None:
    said = {kind: spec.traits.placed.page for kind, spec in KINDS.items() if spec.traits.placed.page}
    assert said.keys() - PAGES.keys() == {"person", "village"}
    assert {name for name in said.values() if pages_of(name)} == {*EVERYWHERE} - {"today", "exchange"}
    assert all(KINDS[kind].traits.placed.page in EVERYWHERE for kind in PAGES)
    assert FOUND_AT_ONCE in EVERYWHERE
