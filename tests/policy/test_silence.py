"""Whatever somebody forgot to write down, some rule says so: nothing that was left empty hides a harm."""

from datetime import date
from typing import Any

import pytest
import yaml

from fupin_desk.domain.findings import Finding
from fupin_desk.kinds.judging import judge
from tests.policy.cases import ROOT, PlainLoader, bundle, figure_table, figures

ON = date(2019, 3, 20)
TABLE = figure_table()
FILE = ROOT / "tests" / "policy" / "complete_village.yaml"
COMPLETE: dict[str, dict[str, dict[str, Any]]] = yaml.load(FILE.read_text("utf-8"), PlainLoader)  # noqa: S506 (safe)

MAY_BE_EMPTY = {
    "village": {"code"},  # it is the desk's own
    "household": {"head", "status", "status_since"},  # asked of those bound by something or with lost labour
    "member": {"labour", "name", "household"},  # nobody has to say how well somebody can work
    "entity": {"kind", "name", "capital_fen", "share_count"},  # asked where something hangs on them
    "share": {"count", "since"},
    "contract": {"industry", "method", "pay_within_days", "pay_month", "pay_day"},  # empty is an answer: see dues.py
    "delivery": {"household", "price_fen"},  # one household alone is bound; the floor price counts
    "asset": {"operator"},
    "distribution": {"due_on"},  # then the year's last day
    "distribution_line": {"heads"},  # then the members at home
    "payment": {"household"},  # then the only one that is owed
    "setting": {"source", "approved_by"},  # the office's form asks for them; no rule does
}


def judged(records: dict[str, dict[str, dict[str, Any]]]) -> list[Finding]:
    code = "990101001001"
    own = {
        kind: {name: fields | {"village": code} for name, fields in found.items()} for kind, found in records.items()
    }
    return judge(bundle(own), figures(own, TABLE), ON, "village")


def left_empty() -> list[tuple[str, str, str]]:
    return [(kind, name, field) for kind, found in COMPLETE.items() for name in found for field in found[name]]


def test_where_nothing_is_wrong_or_missing_no_rule_says_anything() -> None:
    assert judged(COMPLETE) == []


@pytest.mark.parametrize(("kind", "name", "field"), left_empty())
def test_a_field_left_empty_is_told_unless_empty_is_an_answer(kind: str, name: str, field: str) -> None:
    emptied = {each: {one: dict(fields) for one, fields in found.items()} for each, found in COMPLETE.items()}
    emptied[kind][name][field] = None
    assert judged(emptied) or field in MAY_BE_EMPTY.get(kind, set())
