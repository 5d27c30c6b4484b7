"""What lies beyond what somebody knows is read from the newest, and no further than need be."""

from __future__ import annotations

import pytest

from tests.store.counting import calls, database_steps
from tests.store.desks import STREAM, MadeUpDesk


@pytest.mark.parametrize("seed", range(6))
def test_what_lies_beyond_heads_is_all_that_they_do_not_follow(desk: MadeUpDesk, office: MadeUpDesk, seed: int) -> None:
    chance = desk.chance
    for _ in range(seed + 25):
        one, other = (desk, office) if chance.random() < 0.5 else (office, desk)
        one.save("household", address=f"{chance.random()}")
        if chance.random() < 0.3:
            other.take(one.changes())
    desk.take(office.changes())
    with desk.reading() as reader:
        graph = dict(reader.graph(STREAM))
        for _ in range(20):
            heads = chance.sample(sorted(graph), chance.randrange(4))
            behind = reader.ancestors(heads)
            beyond = [change.digest for change in reader.changes(STREAM, heads)]
            assert beyond == [digest for digest in graph if digest not in behind]
        assert [*reader.changes(STREAM, reader.heads(STREAM))] == []
        assert len([*reader.changes(STREAM, ["0" * 64])]) == len(graph)


def test_what_is_new_costs_and_not_what_there_is(desk: MadeUpDesk) -> None:
    desk.save("household", address="甲")
    with desk.reading() as reader:
        first = reader.heads(STREAM)
    with desk.writing() as work:
        for turn in range(4000):
            work.save("household", None, {"address": f"{turn}"})
    with desk.reading() as reader:
        last = reader.heads(STREAM)
    desk.save("household", address="乙")
    with desk.reading() as reader:
        history = reader.history_here
        assert calls(lambda: history.beyond(STREAM, last)) * 20 < calls(lambda: history.beyond(STREAM, first))
        steps = [database_steps(reader, lambda heads=heads: history.beyond(STREAM, heads)) for heads in (last, first)]  # type: ignore[misc]
        assert steps[0] * 2 < steps[1]
