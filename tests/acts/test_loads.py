"""A long history goes in several bundles, each small enough for any reader."""

from __future__ import annotations

import random

from fupin_desk.acts.bundles.loads import SCANS_BYTES, loads
from fupin_desk.domain.limits import CHANGES_AT_ONCE, CHANGES_BYTES_AT_ONCE, MOST_CHANGES, MOST_CHANGES_BYTES
from fupin_desk.domain.limits import MOST_LINE_BYTES as LINE
from fupin_desk.store import Reader
from tests.exchange.desks import History, an_id


def test_changes_go_in_bundles_of_so_many_in_their_order() -> None:
    desk = History("desk-a", random.Random(1))
    changes = [desk.write(an_id(number), "group", "1组") for number in range(25)]
    made = list(loads(Reader.__new__(Reader), changes, SCANS_BYTES, 10))
    assert [len(load.changes) for load in made] == [10, 10, 5]
    assert [change for load in made for change in load.changes] == changes


def test_nothing_to_send_is_one_bundle_all_the_same() -> None:
    assert [load.changes for load in loads(Reader.__new__(Reader), [], SCANS_BYTES)] == [[]]


def test_what_is_made_at_once_is_well_within_what_is_read() -> None:
    assert CHANGES_AT_ONCE * 2 < MOST_CHANGES
    assert CHANGES_BYTES_AT_ONCE + LINE < MOST_CHANGES_BYTES
