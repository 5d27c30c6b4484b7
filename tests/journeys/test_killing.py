"""A laptop whose battery dies while it imports a ledger, takes a bundle or makes one: before or after, never between.

A process does the work and is killed at a counted step of it. Afterwards everything is there or nothing is, the
history is whole, and doing it again is recognised for what it is. (Saving is killed in ``tests/store``.)
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from fupin_desk.acts.ledger import import_ledger
from tests.journeys.county import County, Machine
from tests.ledger.made_up import village_ledger, xlsx
from tests.strikes import chosen, counted, strike

pytestmark = [pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"), pytest.mark.timeout(1800)]
KILLS = 36
"""Of each kind of work: with saving (``tests/store``) far more than a hundred, and every one is known to have hit."""
HOUSEHOLDS = 6
LATER = timedelta(days=800)
"""After the days that stand in the made-up ledger."""


def struck(work: Callable[[Machine], object], machine: Machine, folder: Path, seed: int) -> list[Machine]:
    """Kill the work at steps chosen from a seed, each on a copy of its own; returns the desks as found, open again.

    The last of them did all its work. A copy is opened by the child: a vault must not be carried through a fork.
    """
    machine.desk.close()
    counted(_work_on_a_copy(work, machine, folder / "first"))  # what only the first writes, as a compiled catalogue
    steps = counted(_work_on_a_copy(work, machine, folder / "whole"))
    found = []
    for step in chosen(steps, KILLS, seed):
        found.append(folder / f"struck-{step}")
        strike(_work_on_a_copy(work, machine, found[-1]), step)
    return [Machine(place, machine.around, machine.clock) for place in [*found, folder / "whole"]]


def _work_on_a_copy(work: Callable[[Machine], object], machine: Machine, place: Path) -> Callable[[], object]:
    shutil.copytree(machine.folder, place)
    return lambda: work(Machine(place, machine.around, machine.clock))


def test_an_import_is_there_whole_or_not_at_all(made_up_county: County, laptop: Machine, tmp_path: Path) -> None:
    laptop.clock.at += LATER
    ledger = xlsx(village_ledger(HOUSEHOLDS))
    before = set(laptop.changes())
    outcomes = set()
    for machine in struck(lambda at: import_ledger(at.desk, ledger), laptop, tmp_path, 1):
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
    laptop.clock.at += LATER
    assert import_ledger(laptop.desk, xlsx(village_ledger(HOUSEHOLDS))).taken
    files = laptop.make().files
    sent = laptop.status()["sent"]
    office = made_up_county.office
    outcomes = set()
    for machine in struck(lambda at: at.take(*files), office, tmp_path, 2):
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
    laptop.clock.at += LATER
    assert import_ledger(laptop.desk, xlsx(village_ledger(HOUSEHOLDS))).taken
    office = made_up_county.office
    for machine in struck(lambda at: at.make(), laptop, tmp_path, 3):
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
