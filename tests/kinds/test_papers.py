"""Scans hang on records as the fields of their kinds say it."""

from __future__ import annotations

import pytest

from fupin_desk.kinds import KINDS
from fupin_desk.kinds.pages import PARTS
from fupin_desk.kinds.papers import PAPER, lists_them, names_it, stays_here, ways_to_papers
from fupin_desk.policy.specs import Lines, Panel
from tests.kinds.paths import ends


def test_a_household_has_the_papers_that_name_it_and_those_of_its_contracts() -> None:
    assert ways_to_papers("household") == ("<paper.household", "<party.household/contract/papers")
    assert ways_to_papers("contract") == ("papers",)
    assert stays_here("consent") == "paper"


@pytest.mark.parametrize("kind", KINDS)
def test_every_way_leads_to_papers(kind: str) -> None:
    assert all(ends(kind, path) == {PAPER} for path in ways_to_papers(kind))


def test_where_a_page_has_scans_they_can_be_kept() -> None:
    panels = {part.on for part in PARTS if isinstance(part, Panel) and part.name == "scans"}
    below = {part.kind for part in PARTS if isinstance(part, Lines) and part.scans}
    assert all(names_it(kind) or lists_them(kind) for kind in panels)
    assert all(stays_here(kind) for kind in below)
    assert panels
    assert below
