"""Whatever was entered: rules never raise, dues never lose their footing, the same records say the same."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from fupin_desk.domain.findings import Level
from fupin_desk.domain.record import FieldSpec, Record
from fupin_desk.domain.shapes import CODE, LINES, Date, Reference, References, Yes
from fupin_desk.domain.shapes.standards import IdNumber
from fupin_desk.kinds import CODE_LISTS, KINDS, kind_spec
from fupin_desk.kinds.judging import judge
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.rule import sentence_key
from fupin_desk.subjects.office.setting import Setting
from fupin_desk.subjects.payment.settling import settle
from fupin_desk.words import words
from tests.policy.builders import dues_of
from tests.policy.cases import figure_table
from tests.policy.shelf import Shelf

ON = date(2020, 2, 29)
IDS = 4
"""Few ids a kind, so that records meet."""


def anything(spec: FieldSpec, dice: random.Random) -> Any:
    """Return a value the field may have, edges more often than in life; often none."""
    field = spec.field
    if dice.random() < 0.15:
        return None
    if field.codes:
        code = dice.choice(CODE_LISTS[field.codes])
        return code if field.shape is CODE else [code]
    match field.shape:
        case Date():
            return dice.choice([date.min, date.max, ON, ON + timedelta(days=dice.randint(-3000, 300))])
        case Yes():
            return dice.random() < 0.5
        case Reference():
            return f"{dice.choice(field.kinds)}{dice.randrange(IDS)}"
        case References():
            return [f"{dice.choice(field.kinds or tuple(KINDS))}{dice.randrange(IDS)}" for _ in range(2)]
        case IdNumber():
            return "990101199003010011"
        case _ if spec.python is int:
            least, most = field.least or 0, field.most or 10**9
            return dice.choice([least, most, dice.randint(least, min(most, 10**6))])
        case shape:
            return ["990101001001"] if shape is LINES else "990101001001"


def some(kind: str, dice: random.Random) -> list[Any]:
    """Return a few records of the kind, saying anything."""
    spec = kind_spec(kind)
    made: list[Record] = []
    for at in range(IDS):
        values = {name: anything(field, dice) for name, field in spec.fields.items() if name != "voided"}
        made.append(msgspec.convert({"id": f"{kind}{at}", "village": "990101001001", **values}, type=spec.cls))
    return made


@pytest.mark.parametrize("seed", range(25))
def test_whatever_was_entered_is_judged_and_said(seed: int) -> None:
    dice = random.Random(seed)
    kinds = {kind: some(kind, dice) for kind in KINDS}
    settings = [Setting(id="s", figure="minimum_wage_month", value=146000, since=date(2018, 1, 1))]
    numbers = Figures(figure_table(), settings)
    found = judge(Shelf(**kinds), numbers, ON, "village")
    spoken = words("zh_CN")
    for finding in found:
        assert "{" not in spoken.finding(finding), sentence_key(finding)
        assert finding.level in Level
    shuffled = {kind: dice.sample(records, len(records)) for kind, records in kinds.items()}
    again = judge(Shelf(**shuffled), numbers, ON, "village")
    assert sorted(map(msgspec.json.encode, again)) == sorted(map(msgspec.json.encode, found))
    assert {one.rule for one in judge(Shelf(**kinds), numbers, ON, "county")} <= {one.rule for one in found}


@pytest.mark.parametrize("seed", range(25))
def test_whatever_was_entered_dues_are_whole_positive_and_each_its_own(seed: int) -> None:
    dice = random.Random(seed)
    shelf = Shelf(**{kind: some(kind, dice) for kind in KINDS})
    found = dues_of(Graph(shelf), ON)
    assert len({due.id for due in found}) == len(found)
    assert all(due.amount_fen > 0 and due.due_on <= ON for due in found)
    earlier = {due.id: due for due in dues_of(Graph(shelf), ON - timedelta(days=400))}
    assert {due.id: due for due in found if due.id in earlier} == earlier
    settled = settle(found, shelf["payment"], ON)
    assert [one.due for one in settled] == found
    assert all(0 <= one.confirmed_fen <= one.paid_fen <= one.due.amount_fen for one in settled)
