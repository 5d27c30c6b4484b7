"""A village judged by every rule, against its records written down and read again."""

from __future__ import annotations

import json

import msgspec

from fupin_desk.kinds.judging import judge
from fupin_desk.policy.figures import Figures
from tests.bench.measure import Ratio, in_turn
from tests.policy.cases import figure_table
from tests.policy.shelf import Shelf
from tests.policy.village import a_village


def judging_ratio(households: int, turns: int) -> Ratio:
    """Measure with eight records a household, against Python's own JSON."""
    records, on, settings = a_village(households)
    numbers = Figures(figure_table(), settings)
    ours, theirs = in_turn(lambda: judge(records, numbers, on, "village"), lambda: _written_and_read(records), turns)
    return Ratio(f"judge {households} households", "their records as JSON and back", ours, theirs, "s", 8)


def _written_and_read(records: Shelf) -> None:
    for found in records.kinds.values():
        for each in found:
            msgspec.convert(json.loads(json.dumps(msgspec.to_builtins(each))), type=type(each))
