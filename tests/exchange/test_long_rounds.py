"""Thousands of random weeks of two laptops and an office: the long run of ``test_rounds``."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from fupin_desk.exchange.receipt import numbers
from tests.exchange.test_rounds import Round


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_thousands_of_random_weeks_add_up_and_leave_nothing_unanswered(size: Callable[[int, int], int]) -> None:
    for seed in range(size(1_000, 10_000)):
        chance = random.Random(seed)
        world = Round(chance)
        for _ in range(chance.randint(5, 60)):
            world.act()
            world.check()
        world.bring_all_home()
        for village in world.villages:
            counted = numbers(village.states)
            assert (counted["unanswered"], counted["held"]) == (0, 0), seed
