"""A made-up county to go on journeys in: an office and laptops on one table, and sticks carried between them.

All its passphrases are ``demo``. Keys are cheap to guess here, so that a test opens a desk in no time.
"""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fupin_desk import keys
from fupin_desk.acts.bundles.sending import Made, make_bundles
from fupin_desk.acts.bundles.taking import Taken, take_bundles
from fupin_desk.acts.conflicts.disputes import list_disputes, settle_dispute
from fupin_desk.acts.desk import Desk, Surroundings, open_desk
from fupin_desk.acts.desk.people import add_opener
from fupin_desk.acts.joining.create import create_office
from fupin_desk.acts.joining.enrol import enrol, invite
from fupin_desk.acts.joining.village import Joining, accept, join
from fupin_desk.acts.keeping.status import status
from fupin_desk.acts.keeping.ways_back import rejoin
from fupin_desk.acts.records.commands import as_json, put_record

PASSPHRASE = "demo"
CHEAP = keys.Cost(memory_kib=8, passes=1, lanes=1)
CODE, COUNTY_NAME = "990101", "示例县"
VILLAGE, NEIGHBOUR = "990101001001", "990101001002"
STARTS = datetime(2018, 12, 3, 1, 0, tzinfo=UTC)
CONSENT = {"to": "register", "asked_by": "测试人", "how": "signed", "on": "2018-11-20"}
SUMS = ("taken", "disputed", "held", "returned", "unanswered")


class Clock:
    """A laptop's clock, which anybody can set."""

    def __init__(self, at: datetime = STARTS) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class Machine:
    """A laptop, or the office's computer, with its desk open."""

    folder: Path
    around: Surroundings
    clock: Clock
    desk: Desk = field(init=False)
    sticks: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.desk = open_desk(self.around, self.folder, PASSPHRASE)

    # ---- records

    def put(
        self, which: str, /, record: str | None = None, seen: Mapping[str, Collection[str]] | None = None, **said: Any
    ) -> str:
        """Keep a record of a kind; returns its id."""
        return put_record(self.desk, which, said, record, seen).id

    def get(self, kind: str, record: str) -> dict[str, Any]:
        """Return the filled fields of a record, or nothing where it is not here."""
        with self.desk.vault.reading() as reader:
            found = reader.find(kind, record)
            return {} if found is None else as_json(found)

    def ids(self, kind: str) -> set[str]:
        """Return the ids of all records of a kind."""
        with self.desk.vault.reading() as reader:
            return {each.id for each in reader.list(kind, voided=True)}

    def household(self, name: str, consents: bool = True, **said: Any) -> dict[str, str]:
        """Register a made-up household with its head; returns the ids."""
        home = self.put("household", status="registered", group="一组", **said)
        head = self.put("member", household=home, name=name, relation="head")
        self.put("household", home, head=head)
        made = {"household": home, "member": head}
        if consents:
            made["consent"] = self.put("consent", None, None, household=home, **CONSENT)
        return made

    def agree_to_name(self, household: str) -> str:
        """Let a household agree that its head stands by name on distribution plans; returns the agreement."""
        said = {**CONSENT, "to": "notice_name", "notice_kind": "distribution_plan"}
        return self.put("consent", None, None, household=household, **said)

    def changes(self, stream: str = f"village:{VILLAGE}") -> dict[str, Any]:
        """Return the changes of a stream by digest."""
        with self.desk.vault.reading() as reader:
            return {change.digest: change for change in reader.changes(stream)}

    # ---- people

    def another(self, name: str) -> Desk:
        """Let somebody else open this desk; returns it as it is open to them."""
        self.desk = add_opener(self.desk, name, None, name)
        return replace(self.desk, opened=keys.open_with_passphrase(self.desk.opened.ring, name))

    # ---- the stick

    def make(self) -> Made:
        """Make bundles on a new stick."""
        return make_bundles(self.desk, self.folder.parent / f"{self.folder.name}-stick-{next(self.sticks)}")

    def take(self, *files: Path) -> list[Taken]:
        """Take bundles."""
        return take_bundles(self.desk, files)

    # ---- how it stands

    def status(self) -> dict[str, Any]:
        """Return the numbers, after seeing that they add up and that the history is whole."""
        found = status(self.desk)
        for each in found.get("desks", [found]):
            assert each["sent"] == sum(each[name] for name in SUMS), each
        assert found["chain"] == "whole"
        return found

    def counts(self) -> dict[str, int]:
        """Return this laptop's sums that are not zero."""
        found = self.status()
        return {name: found[name] for name in (*SUMS, "withheld") if found[name]}

    def disputes(self) -> list[tuple[str, str, str]]:
        """Return the fields in which more than one value stands."""
        return [(each.kind, each.record, each.field) for each in list_disputes(self.desk)]

    def settle(self, value: Any) -> str:
        """Settle the one dispute there is."""
        (found,) = list_disputes(self.desk)
        return settle_dispute(self.desk, found.id, value=value)

    # ---- accidents

    def copied(self, name: str) -> Path:
        """Copy the desk's folder as somebody would who shuts it down first; returns where the copy is."""
        self.desk.close()
        copy = self.folder.parent / name
        shutil.copytree(self.folder, copy)
        self.desk = open_desk(self.around, self.folder, PASSPHRASE)
        return copy

    def put_back(self, copy: Path) -> None:
        """Put an old copy in the place of the desk."""
        self.desk.close()
        shutil.rmtree(self.folder)
        shutil.copytree(copy, self.folder)
        self.desk = open_desk(self.around, self.folder, PASSPHRASE)


class County:
    """An office and the laptops it let in."""

    def __init__(self, folder: Path, code: str = CODE) -> None:
        self.folder, self.code = folder, code
        self.turns = itertools.count(1)
        around = surroundings(f"office {code}")
        made = create_office(around, folder / "office", code, COUNTY_NAME, "审批人", PASSPHRASE)
        self.fingerprint = made.fingerprint
        self.office = Machine(folder / "office", around, clock_of(around))
        self.laptops: dict[str, Machine] = {}

    @classmethod
    def reopened(cls, folder: Path, fingerprint: str, around: Mapping[str, Surroundings]) -> County:
        """Open the desks of a county that was made before, each in surroundings of its own."""
        found = cls.__new__(cls)
        found.folder, found.code, found.fingerprint, found.turns = folder, CODE, fingerprint, itertools.count(100)
        machines = {name: Machine(folder / name, each, clock_of(each)) for name, each in around.items()}
        found.office = machines.pop("office")
        found.laptops = machines
        return found

    def laptop(self, name: str, village: str = VILLAGE, joined: bool = True) -> Machine:
        """Let one more laptop of a village in; unless it has not ``joined``, its certificate is there."""
        turn = next(self.turns)
        files = [self.folder / f"{what}-{turn}.json" for what in ("invitation", "request", "certificate")]
        invited = invite(self.office.desk, village, "示例村", files[0], None, "zh_CN")
        around = surroundings(f"{self.code} {name}")
        asked = Joining(files[0], invited.code, self.fingerprint, files[1])
        join(around, self.folder / name, asked, lambda: PASSPHRASE)
        machine = self.laptops[name] = Machine(self.folder / name, around, clock_of(around))
        if joined:
            enrol(self.office.desk, files[1], files[2])
            accept(machine.desk, files[2])
        return machine

    def rejoin(self, laptop: Machine) -> None:
        """Let a laptop join anew that was lost, or whose certificate is believed no longer."""
        turn = next(self.turns)
        files = [self.folder / f"{what}-{turn}.json" for what in ("invitation", "request", "certificate")]
        asked = invite(self.office.desk, laptop.desk.code, "示例村", files[0], None, "zh_CN")
        rejoin(laptop.desk, Joining(files[0], asked.code, self.fingerprint, files[1]))
        enrol(self.office.desk, files[1], files[2])
        accept(laptop.desk, files[2])

    def up(self, laptop: Machine) -> Taken:
        """Carry what a laptop makes to the office."""
        (taken,) = self.office.take(*laptop.make().files)
        assert taken.error is None, taken.error
        return taken

    def down(self, *laptops: Machine) -> dict[str, Taken]:
        """Carry what the office makes to its laptops, each its own."""
        files = self.office.make().files
        found: dict[str, Taken] = {}
        for laptop in laptops:
            for taken in laptop.take(*files):
                if taken.error is None:
                    found[laptop.folder.name] = taken
        assert found.keys() == {each.folder.name for each in laptops}
        return found

    def round(self, *laptops: Machine) -> None:
        """Carry everything up, and the answers down."""
        for laptop in laptops:
            self.up(laptop)
        self.down(*laptops)

    def of(self, laptop: Machine) -> dict[str, Any]:
        """Return the office's numbers for a laptop."""
        found: list[dict[str, Any]] = self.office.status()["desks"]
        return next(each for each in found if each["desk"] == laptop.desk.id)

    def close(self) -> None:
        """Shut everything down."""
        for each in (self.office, *self.laptops.values()):
            each.desk.close()


def surroundings(seed: str, clock: Clock | None = None) -> Surroundings:
    """Return a world with a clock of its own, randomness that repeats, and cheap passphrases."""
    return Surroundings(clock or Clock(), random.Random(seed).randbytes, CHEAP)


def clock_of(around: Surroundings) -> Clock:
    """Return the clock of a world made here."""
    assert isinstance(around.clock, Clock)
    return around.clock


@contextmanager
def county(folder: Path, code: str = CODE) -> Iterator[County]:
    """Make a county, and shut everything down in the end."""
    folder.mkdir(parents=True, exist_ok=True)
    made = County(folder, code)
    try:
        yield made
    finally:
        made.close()
