"""A laptop whose battery dies while it imports a ledger or takes a bundle: before or after, never between.

A warm process does the work and is killed at a random moment of it. Afterwards everything is there or nothing is, the
history is whole, and doing it again is recognised for what it is. (Saving is killed in ``tests/store``.)
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from fupin_desk.acts.ledger import import_ledger
from tests.journeys.county import County, Machine
from tests.ledger.made_up import village_ledger, xlsx

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
KILLS = 36
"""Of each kind of work, so many while it was at it: with saving (``tests/store``) far more than a hundred."""
MOST_TURNS = 4 * KILLS
HOUSEHOLDS = 6


def killed(work: Callable[[], object], after: float | None) -> bool:
    """Let a forked process work and kill it after some seconds, or never; returns whether it was still at it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def seconds_of(work: Callable[[Machine], object], machine: Machine, folder: Path) -> float:
    """Return how long the work takes when nobody kills it, and everything it needs has been loaded."""
    took = []
    for turn in range(2):
        copy = folder / f"whole-{turn}"
        shutil.copytree(machine.folder, copy)
        began = time.monotonic()
        warm = Machine(copy, machine.around, machine.clock)
        work(warm)
        took.append(time.monotonic() - began)
        warm.desk.close()
    return took[-1]


def struck(work: Callable[[Machine], object], machine: Machine, folder: Path, chance: random.Random) -> list[Machine]:
    """Kill the work at many moments, each on a copy of its own; returns the desks as they are found, open again.

    The copy is opened by the child: a vault must not be carried through a fork.
    """
    machine.desk.close()
    whole = seconds_of(work, machine, folder)
    found, midway, turn = [], 0, 0
    while midway < KILLS:
        assert turn < MOST_TURNS, "it is done before it can be killed"
        midway += killed(_work_on_a_copy(work, machine, folder / f"struck-{turn}"), chance.uniform(0, whole))
        found.append(folder / f"struck-{turn}")
        turn += 1
    killed(_work_on_a_copy(work, machine, folder / "whole"), None)
    return [Machine(place, machine.around, machine.clock) for place in [*found, folder / "whole"]]


def _work_on_a_copy(work: Callable[[Machine], object], machine: Machine, place: Path) -> Callable[[], object]:
    shutil.copytree(machine.folder, place)
    return lambda: work(Machine(place, machine.around, machine.clock))


def test_an_import_is_there_whole_or_not_at_all(made_up_county: County, laptop: Machine, tmp_path: Path) -> None:
    ledger = xlsx(village_ledger(HOUSEHOLDS))
    before = set(laptop.changes())
    outcomes = set()
    for machine in struck(lambda at: import_ledger(at.desk, ledger), laptop, tmp_path, random.Random(1)):
        machine.status()
        came = set(machine.changes()) - before
        households = machine.ids("household")
        assert len(households) in (0, HOUSEHOLDS)
        assert bool(came) is bool(households)
        again = import_ledger(machine.desk, ledger)
        assert again.taken == 0 if households else again.known == 0
        assert machine.ids("household") >= households
        assert len(machine.ids("household")) == HOUSEHOLDS
        outcomes.add(len(households))
        machine.desk.close()
    assert outcomes == {0, HOUSEHOLDS}
    laptop.__post_init__()


def test_a_bundle_is_taken_whole_or_not_at_all(made_up_county: County, laptop: Machine, tmp_path: Path) -> None:
    import_ledger(laptop.desk, xlsx(village_ledger(HOUSEHOLDS)))
    laptop.clock.at += timedelta(days=200)
    files = laptop.make().files
    sent = laptop.status()["sent"]
    office = made_up_county.office
    outcomes = set()
    for machine in struck(lambda at: at.take(*files), office, tmp_path, random.Random(2)):
        (desk,) = machine.status()["desks"]
        assert (desk["sent"], desk["taken"]) in ((0, 0), (sent, sent))
        assert len(machine.ids("household")) == (HOUSEHOLDS if desk["sent"] else 0)
        (again,) = machine.take(*files)
        assert again.verdicts["known" if desk["sent"] else "taken"] == sent
        assert machine.status()["desks"][0]["taken"] == sent
        outcomes.add(desk["sent"])
        machine.desk.close()
    assert outcomes == {0, sent}
    office.__post_init__()


def test_a_bundle_is_made_whole_or_not_at_all(made_up_county: County, laptop: Machine, tmp_path: Path) -> None:
    import_ledger(laptop.desk, xlsx(village_ledger(HOUSEHOLDS)))
    laptop.clock.at += timedelta(days=200)
    office = made_up_county.office
    for machine in struck(lambda at: at.make(), laptop, tmp_path, random.Random(3)):
        stick = machine.folder.parent / f"{machine.folder.name}-stick-1"
        whole = sorted(stick.glob("*.fdb")) if stick.exists() else []
        sent = machine.status()["sent"]
        assert whole or not sent
        for file in whole:
            (taken,) = office.take(file)
            assert taken.error is None
        assert machine.make().changes == len(machine.changes())
        machine.desk.close()
    laptop.__post_init__()
