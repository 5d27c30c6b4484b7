"""Worlds from their seeds: in none of them is anything lost, told, counted twice, or said differently in the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.world.telling import live, steps_of

SEEDS, AT_ONCE = 200, 10
STEPS = 20


@pytest.mark.parametrize("first", range(0, SEEDS, AT_ONCE))
def test_whatever_befalls_a_county_nothing_is_lost_and_all_say_the_same_in_the_end(first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        live(seed, steps_of(seed, STEPS))


def test_a_seed_tells_the_same_story_each_time_and_steps_can_be_left_out_of_it() -> None:
    steps = [step for step in steps_of(1, STEPS) if step.what not in ("draft", "sign")]
    assert live(1, steps) == live(1, steps)
    assert len(live(1, steps[::2])) < len(live(1, steps))


@pytest.mark.long
@pytest.mark.timeout(6000)
@pytest.mark.parametrize("part", range(4))
def test_longer_worlds_end_well_too(size: Callable[[int, int], int], part: int) -> None:
    for seed in range(SEEDS + part, SEEDS + size(160, 3_000), 4):
        live(seed, steps_of(seed, size(40, 80)))
