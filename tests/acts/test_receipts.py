"""What a village makes of the newest receipt, where it was put back to a copy, and the office too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.receipts import go_by
from tests.acts.village_desk import a_village_desk
from tests.exchange.test_receipt import a_receipt

LOST, HELD = "a" * 64, "b" * 64


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_village_desk(tmp_path / "desk")
    yield made
    made.close()


def test_what_neither_desk_nor_office_has_any_more_is_waited_for_by_nobody(desk: Desk) -> None:
    with desk.writing() as work:
        work.note_sent([LOST, HELD], 1)
        go_by(work, a_receipt(held=[LOST, HELD]))
        assert work.sent_counts() == {"held": 2}
        go_by(work, a_receipt(held=[HELD]))  # an office put back to before it came
        assert work.sent_counts() == {"held": 1}
        go_by(work, a_receipt(held=[LOST, HELD]))
        assert work.sent_counts() == {"held": 2}
