"""A laptop whose battery dies: everything before or everything after, never between, and the chain is whole."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from fupin_desk.store import open_vault
from tests.store.desks import KEYS, MadeUpDesk, copied_desk
from tests.store.test_erasing import a_household, seen_in_file
from tests.strikes import FIRST_TORN, chosen, counted, strike, tear

pytestmark = [pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"), pytest.mark.timeout(1800)]
SAVES = 4
"""Of one process, unless it is killed before."""
TORN_EVERY = 24 << 10
"""Bytes between two places at which a write is torn."""


def opened(file: Path, name: str = "desk-a") -> MadeUpDesk:
    """Return the desk as it is found after a fall."""
    return MadeUpDesk(file, name, open_vault(file, KEYS), random.Random(os.getpid()))


def saving_on(file: Path, home: str, member: str, last: int, write: int) -> None:
    """Save one number after another in both records, saying each when it is saved."""
    child = opened(file)
    for number in range(last + 1, last + 1 + SAVES):
        with child.writing() as work:
            work.save("household", home, {"address": str(number), "phone": str(10_000_000 + number)})
            work.save("member", member, {"name": str(number)})
        os.write(write, number.to_bytes(4, "big"))


def heard(read: int, write: int) -> list[int]:
    """Return the numbers that were said, when nobody speaks any more."""
    os.close(write)
    said = b""
    while part := os.read(read, 4096):
        said += part
    os.close(read)
    return [int.from_bytes(said[at : at + 4], "big") for at in range(0, len(said), 4)]


def test_what_was_acknowledged_is_there_and_nothing_is_half_saved(template: Path, tmp_path: Path) -> None:
    desk = copied_desk(template, tmp_path, "desk-a")
    with desk.writing() as work:
        home = work.save("household", None, {"address": "0", "phone": "10000000"}).id
        member = work.save("member", None, {"household": home, "name": "0"}).id
    desk.vault.close()
    read, write = os.pipe()
    # Counted on the file itself, which was closed well: a copy, or what has fallen, is looked at in more steps.
    steps = counted(partial(saving_on, desk.file, home, member, 0, write))
    assert heard(read, write) == list(range(1, SAVES + 1))
    last = SAVES
    for step in random.Random(1).sample(chosen(steps, 45, 1), 45):
        read, write = os.pipe()
        strike(partial(saving_on, desk.file, home, member, last, write), step)
        acknowledged = [last, *heard(read, write)]
        found = opened(desk.file)
        with found.reading() as reader:
            values = reader.get("household", home).values
            number = int(str(values["address"]))
            assert reader.get("member", member).values["name"] == str(number)
            assert values["phone"] == str(10_000_000 + number)
            assert number in (acknowledged[-1], acknowledged[-1] + 1)
            assert reader.verify_chain() == []
        found.vault.close()
        last = number
    assert last > 2 * SAVES


def test_a_bundle_is_taken_whole_or_not_at_all(template: Path, tmp_path: Path) -> None:
    source = copied_desk(template, tmp_path, "source")
    with source.writing() as work:
        for number in range(300):
            work.save("household", None, {"address": str(number)})
    changes = source.changes()
    source.vault.close()

    def take(file: Path) -> Callable[[], object]:
        return lambda: opened(file, "office").take(changes)

    def a_copy(name: str) -> Path:
        return Path(shutil.copyfile(template, tmp_path / f"{name}.db"))

    struck = [a_copy("whole")]
    for step in chosen(counted(take(struck[0])), 12, 2):
        struck.append(a_copy(f"step-{step}"))
        strike(take(struck[-1]), step)
    for at in range(FIRST_TORN, FIRST_TORN + 12 * TORN_EVERY, TORN_EVERY):
        struck.append(a_copy(f"byte-{at}"))
        tear(take(struck[-1]), at)
    outcomes = set()
    for file in struck:
        found = opened(file)
        with found.reading() as reader:
            count = reader.count("household")
            outcomes.add(count)
            assert len(reader.search("1")) == min(count, 50)
            assert reader.verify_chain() == []
        found.vault.close()
    assert outcomes == {0, 300}


def test_an_erasure_is_done_whole_or_not_at_all(template: Path, tmp_path: Path) -> None:
    first = copied_desk(template, tmp_path, "desk")
    made = a_household(first)
    first.vault.close()

    def erase(file: Path) -> None:
        with opened(file).writing() as work:
            work.erase("household", made["household"])

    def a_copy(name: str) -> Path:
        return Path(shutil.copyfile(first.file, tmp_path / f"{name}.db"))

    struck, outcomes = [a_copy("whole")], set()
    for step in chosen(counted(partial(erase, struck[0])), 24, 3):
        struck.append(a_copy(f"step-{step}"))
        strike(partial(erase, struck[-1]), step)
    for file in struck:
        found = opened(file)
        with found.reading() as reader:
            assert reader.verify_chain() == []
            erased = reader.get("household", made["household"]).voided
            assert (reader.get("payment", made["payment"]).values["household"] is None) is erased
        found.vault.close()
        assert (seen_in_file(found) == set()) is erased
        outcomes.add(erased)
    assert outcomes == {True, False}
