"""A laptop whose battery dies: everything before or everything after, never between, and the chain is whole."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fupin_desk.store import open_vault
from tests.store.desks import KEYS, MadeUpDesk, copied_desk
from tests.store.test_erasing import a_household, seen_in_file


def opened(file: Path, name: str = "desk-a") -> MadeUpDesk:
    """Return the desk as it is found after a fall."""
    return MadeUpDesk(file, name, open_vault(file, KEYS), random.Random(os.getpid()))


def killed(work_on: Callable[[int], None], after: Callable[[], float]) -> list[int]:
    """Let a warm process work and kill it a moment after its first word; returns what it had acknowledged.

    The moment is after the process began to work, so that the kill hits its work and not its beginning.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            work_on(write)
        finally:
            os._exit(0)
    os.close(write)
    said = os.read(read, 4)
    time.sleep(after())
    os.kill(child, signal.SIGKILL)
    while part := os.read(read, 4096):
        said += part
    os.close(read)
    os.waitpid(child, 0)
    return [int.from_bytes(said[at : at + 4], "big") for at in range(0, len(said), 4)]


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_what_was_acknowledged_is_there_and_nothing_is_half_saved(template: Path, tmp_path: Path) -> None:
    desk = copied_desk(template, tmp_path, "desk-a")
    with desk.writing() as work:
        home = work.save("household", None, {"address": "0", "phone": "10000000"}).id
        member = work.save("member", None, {"household": home, "name": "0"}).id
    desk.vault.close()
    chance, last = random.Random(1), 0

    def save_on(write: int) -> None:
        child = opened(desk.file)
        for number in range(last + 1, last + 10_000):
            if number == last + 1:
                os.write(write, last.to_bytes(4, "big"))
            with child.writing() as work:
                work.save("household", home, {"address": str(number), "phone": str(10_000_000 + number)})
                work.save("member", member, {"name": str(number)})
            os.write(write, number.to_bytes(4, "big"))

    for _ in range(45):
        acknowledged = killed(save_on, lambda: chance.uniform(0, 0.04))
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
    assert last > 5  # how many are done in that time is the disk's affair


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_bundle_is_taken_whole_or_not_at_all(template: Path, tmp_path: Path) -> None:
    source = copied_desk(template, tmp_path, "source")
    with source.writing() as work:
        for number in range(300):
            work.save("household", None, {"address": str(number)})
    changes = source.changes()
    source.vault.close()
    chance = random.Random(2)
    for round_ in range(12):
        desk = copied_desk(template, tmp_path, f"desk-{round_}")
        desk.vault.close()

        def take(write: int, file: Path = desk.file) -> None:
            child = opened(file, "office")
            os.write(write, bytes(4))
            child.take(changes)

        killed(take, lambda: chance.uniform(0, 0.12))
        found = opened(desk.file)
        with found.reading() as reader:
            count = reader.count("household")
            assert count in (0, 300)
            assert len(reader.search("1")) == min(count, 50)
            assert reader.verify_chain() == []
        found.vault.close()


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_an_erasure_is_done_whole_or_not_at_all(template: Path, tmp_path: Path) -> None:
    chance = random.Random(3)
    for round_ in range(10):
        desk = copied_desk(template, tmp_path, f"desk-{round_}")
        made = a_household(desk)
        desk.vault.close()

        def erase(write: int, file: Path = desk.file, household: str = made["household"]) -> None:
            child = opened(file)
            os.write(write, bytes(4))
            with child.writing() as work:
                work.erase("household", household)

        killed(erase, lambda: chance.uniform(0, 0.05))
        found = opened(desk.file)
        with found.reading() as reader:
            assert reader.verify_chain() == []
            erased = reader.get("household", made["household"]).voided
            assert (reader.get("payment", made["payment"]).values["household"] is None) is erased
        found.vault.close()
        assert (seen_in_file(found) == set()) is erased
