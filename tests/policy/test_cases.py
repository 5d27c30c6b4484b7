"""Every rule against its cases: yes, no, on the boundary, and before it held."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from fupin_desk.domain.findings import Finding
from fupin_desk.kinds.judging import BY_NAME, RULES, judge
from fupin_desk.policy.rule import Rule
from tests.policy.cases import FOLDER, Case, all_cases, bundle, figure_table, figures

CASES = list(all_cases())
TABLE = figure_table()


def findings_of(case: Case, rules: Sequence[Rule] = RULES) -> list[Finding]:
    where = case.said.get("where", "village")
    found = judge(bundle(case.records), figures(case.records, TABLE), case.said["on"], where, rules)
    return [one for one in found if one.rule == case.rule]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_rule_finds_what_its_case_says(case: Case) -> None:
    found = findings_of(case)
    finds = case.said["finds"]
    expected = [] if finds == "nothing" else finds if isinstance(finds, list) else [finds]
    assert [one.level.value.replace("_", " ") for one in found] == expected
    for one in found:
        assert one.id == case.said.get("about", one.id)
        assert one.field == case.said.get("beside", one.field)
        said = json.loads(json.dumps(case.said.get("facts", {}), default=str))
        assert {name: one.facts.get(name) for name in said} == said


@pytest.mark.parametrize("rule", BY_NAME)
def test_every_rule_has_a_yes_a_no_a_boundary_and_a_before_it_held(rule: str) -> None:
    sorts = Counter(case.sort for case in CASES if case.rule == rule)
    assert {"yes", "no", "boundary", "before"} <= sorts.keys()


def test_every_yes_finds_something_and_every_no_and_before_nothing() -> None:
    wrong = [
        case.title
        for case in CASES
        if (case.sort == "yes" and case.said["finds"] == "nothing")
        or (case.sort in ("no", "before") and case.said["finds"] != "nothing")
    ]
    assert not wrong


def test_every_case_file_is_about_a_rule_and_named_after_it() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} == BY_NAME.keys() == {case.rule for case in CASES}
    assert len(RULES) == len(BY_NAME)


def test_before_a_rule_held_only_its_day_keeps_it_silent() -> None:
    """Moved to a day the rule holds, a case "before" would be found: it is not silent for another reason."""
    early = [replace(rule, since=date(1900, 1, 1)) for rule in RULES]
    silent = [case.title for case in CASES if case.sort == "before" and not findings_of(case, early)]
    assert not silent


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_every_finding_can_say_why_as_json(case: Case) -> None:
    for one in findings_of(case):
        assert json.loads(json.dumps(one.facts)) == one.facts
        assert one.facts["day_on"]
        assert one.source
        assert one.clause
