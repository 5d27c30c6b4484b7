"""Pages say of kinds and fields only what is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fupin_desk.domain.traits import Path, routes
from fupin_desk.kinds import KINDS
from fupin_desk.policy.specs import Among, Lines, PageSpec
from fupin_desk.ui.pages import households
from fupin_desk.ui.pages.shown import SHOWN
from fupin_desk.ui.widgets.records_table import PARTIES, ROAD

PAGES: tuple[PageSpec, ...] = tuple(shown.spec for of_page in SHOWN.values() for shown in of_page)
OF_HOUSEHOLD = tuple(each for each in vars(households).values() if isinstance(each, Lines))
LINES = [(spec.kind, lines) for spec in PAGES for lines in spec.lines] + [("household", each) for each in OF_HOUSEHOLD]


def ends(kind: str, path: Path) -> set[str]:
    """Return the kinds a path leads to; KeyError where a step is not there."""
    found: set[str] = set()
    for route in routes(path):
        kinds = {kind}
        for step in route.steps:
            if step.back is not None:
                assert kinds <= set(KINDS[step.back].fields[step.field].field.kinds)
                kinds = {step.back}
            else:
                kinds = {each for here in kinds for each in KINDS[here].fields[step.field].field.kinds}
        found |= kinds
    return found


def narrowings() -> Iterator[tuple[str, str, str, Among]]:
    for spec in PAGES:
        yield from ((spec.kind, spec.kind, name, among) for name, among in spec.narrow.items())
    for owner, lines in LINES:
        yield from ((owner, lines.kind, name, among) for name, among in lines.narrow.items())


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.kind)
def test_a_page_lists_what_is_there(spec: PageSpec) -> None:
    fields = KINDS[spec.kind].fields
    assert {*spec.columns, *spec.leave_out} <= {*fields, PARTIES, ROAD}
    assert spec.order.removeprefix("-") in {*fields, "id"}
    for linked in spec.linked:
        assert ends(spec.kind, linked.at) == {linked.kind}
        assert set(linked.columns) <= {*KINDS[linked.kind].fields, PARTIES}


@pytest.mark.parametrize(("owner", "lines"), LINES, ids=lambda each: getattr(each, "kind", each))
def test_lines_stand_on_the_page_of_whom_they_name(owner: str, lines: Lines) -> None:
    fields = KINDS[lines.kind].fields
    assert fields[lines.by].field.kinds == (owner,)
    assert lines.by in KINDS[lines.kind].traits.placed.by
    assert {*lines.columns, *lines.leave_out} <= fields.keys()
    assert lines.order.removeprefix("-") in {*fields, "id"}
    for name, path in lines.suggest.items():
        assert ends(owner, path) == set(fields[name].field.kinds)


@pytest.mark.parametrize(("owner", "kind", "name", "among"), list(narrowings()))
def test_a_choice_is_narrowed_to_what_the_field_may_name(owner: str, kind: str, name: str, among: Among) -> None:
    assert {end for path in among.paths for end in ends(owner, path)} == set(KINDS[kind].fields[name].field.kinds)


def test_every_line_of_a_kind_is_on_each_page_it_says() -> None:
    shown = {(lines.kind, lines.by) for _owner, lines in LINES}
    said = {(kind, by) for kind, spec in KINDS.items() for by in spec.traits.placed.by}
    assert said - shown == {("explanation", "of"), ("notice_line", "notice"), ("objection", "notice")}
