"""What goes to the office costs what is new, and is what reading all there is gives, whatever was written."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from fupin_desk.acts.bundles.sending import make_bundles, to_send
from fupin_desk.acts.bundles.taking import take_bundles
from fupin_desk.acts.demo import make_demo
from fupin_desk.acts.demo.village import VillageMade
from fupin_desk.acts.desk import Desk, open_desk
from fupin_desk.acts.keeping.verifying import rebuild
from fupin_desk.acts.keeping.ways_back import open_with_recovery
from fupin_desk.acts.notices import draft_notice, sign_notice
from fupin_desk.acts.records.commands import put_record
from fupin_desk.domain.errors import DeskError
from fupin_desk.store import Work
from fupin_desk.store.history.history import AT_ONCE
from tests.acts.reading_all import check_same
from tests.acts.test_kept_policy import Clerk
from tests.journeys.county import CHEAP, surroundings
from tests.store.counting import calls, database_steps

ON = date(2018, 12, 3)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sent") / "county"
    make_demo(folder, 1, 10, 3, ["zh_CN"], CHEAP)
    return folder


@pytest.fixture
def desks(county: Path, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """A village's desk and its office's."""
    opened = []
    for name in ("village-1", "office"):
        shutil.copytree(county / name, tmp_path / name)
        opened.append(open_desk(surroundings(f"sent {name}"), tmp_path / name, "demo"))
    yield opened[0], opened[1]
    for desk in opened:
        desk.close()


def more(clerk: Clerk, work: Work) -> None:
    """Write what decides who is on a paper: a party moved, an agreement given, a scan tied to another contract."""
    dice = clerk.dice
    match dice.randrange(5):
        case 0:
            work.save("party", clerk.one_of("party"), {"contract": clerk.one_of("contract")})
        case 1:
            said = {"to": "register", "asked_by": "测试人", "how": "signed", "on": "2018-12-01"}
            work.save("consent", None, {"household": clerk.one_of("household"), **said})
        case 2:
            scan = work.save("paper", None, {"kind": "contract", "title": "合同", "digest": "00" * 32}).id
            work.save("contract", clerk.one_of("contract"), {"papers": [scan]})
        case 3:
            work.save("contract", clerk.one_of("contract"), {"ended_on": "2018-11-30"})
        case 4:
            work.save("notice_line", None, {"notice": clerk.one_of("village"), "about": clerk.one_of("contract")})


def draft(desk: Desk, signed: bool) -> None:
    """Draft a notice, and sign it or leave it."""
    drafted = draft_notice(desk, "register_of_linkages", ["zh_CN"], ON)
    if signed:
        sign_notice(desk, drafted.number, ON)


def carry(village: Desk, office: Desk, stick: Path, answered: bool) -> None:
    """Carry what is new to the office, and bring its answer back."""
    take_bundles(office, make_bundles(village, stick / "there").files)
    if answered:
        take_bundles(village, make_bundles(office, stick / "back").files)


def write_and_compare(desks: tuple[Desk, Desk], stick: Path, seed: int, acts: int) -> None:
    village, office = desks
    clerk, seen = Clerk(village, seed), set[tuple[int, int, int]]()
    for turn in range(acts):
        clerk.undid = False
        for _ in range(clerk.dice.choice([1, 1, 2, 4])):
            with suppress(DeskError, IndexError, KeyError), village.writing() as work:
                (clerk.act if clerk.dice.random() < 0.6 else lambda work: more(clerk, work))(work)
        if clerk.dice.random() < 0.1:
            with suppress(DeskError):
                draft(village, clerk.dice.random() < 0.5)
        if clerk.dice.random() < 0.15:
            carry(village, office, stick / str(turn), clerk.dice.random() < 0.7)
        with village.vault.reading() as reader:
            chosen, withheld = check_same(village, reader)
        seen.add((len(chosen.sent), chosen.withheld, len(withheld)))
    assert len(seen) > acts // 3


def test_what_is_gone_of_a_party_goes_once_the_county_knows_the_contract_that_its_order_covers(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    village, office = desks
    with village.writing() as work:
        home = work.save("household", None, {"status": "registered"}).id
        contract = work.save("contract", None, {"linkage": "operating", "terms": "order", "since": "2018-06-01"}).id
        party = work.save("party", None, {"contract": contract, "household": home, "role": "household"}).id
    carry(village, office, tmp_path / "unagreed", answered=True)
    with village.writing() as work:
        work.erase("household", home)
    carry(village, office, tmp_path / "erased", answered=True)
    assert party not in told(village)
    with village.writing() as work:
        agreed = next(each.household for each in work.records("consent", {"to": "register"}) if not each.withdrawn_on)
        work.save("party", None, {"contract": contract, "household": agreed, "role": "household"})
    assert party not in told(village)
    carry(village, office, tmp_path / "agreed", answered=True)
    assert party in told(village)


def told(village: Desk) -> set[str]:
    """Return the records of which something goes, after seeing that it is the same by reading all."""
    with village.vault.reading() as reader:
        chosen, _withheld = check_same(village, reader)
    return {each.body.record for each in chosen.changes if each.body is not None}


def test_a_desk_without_its_local_key_sends_what_reading_all_gives(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    village, office = desks
    clerk = Clerk(village, 7)
    for _ in range(30):
        with suppress(DeskError, IndexError, KeyError), village.writing() as work:
            more(clerk, work)
    village.close()
    recovered = open_with_recovery(office, village.folder, "李丽", "new")
    assert rebuild(recovered) is not None
    with recovered.vault.reading() as reader:
        assert not reader.local_here
        _chosen, withheld = check_same(recovered, reader)
    assert withheld
    recovered.close()


def test_what_one_change_costs_does_not_grow_with_what_the_office_has(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    village, office = desks
    all_agree(village)
    carry(village, office, tmp_path / "first", answered=True)
    before = cost_of_one(village)
    with village.vault.reading() as reader:
        few = sum(1 for _ in reader.changes(village.stream))
    VillageMade(village, random.Random(5), 2).fill(60)
    all_agree(village)
    carry(village, office, tmp_path / "then", answered=True)
    with village.vault.reading() as reader:
        assert sum(1 for _ in reader.changes(village.stream)) > 4 * few
    after = cost_of_one(village)
    assert after[0] < 1.5 * before[0]
    assert after[1] < before[1] + 20 * AT_ONCE  # from the newest change on it reads so many at once


def all_agree(village: Desk) -> None:
    """Let every household agree to being registered: what is withheld is looked at each time."""
    with village.writing() as work:
        for household in work.records("household"):
            said = {"to": "register", "asked_by": "测试人", "how": "signed", "on": "2018-12-02"}
            work.save("consent", None, {"household": household.id, **said})


def cost_of_one(village: Desk) -> tuple[int, int]:
    """Return what to look for what goes costs, with one new change: calls, and steps of the database."""
    with village.vault.reading() as reader:
        household = min(reader.records("household"), key=lambda each: each.id)
    put_record(village, "household", {"group": "九组"}, household.id)
    with village.vault.reading() as reader:
        assert to_send(village, reader).sent
        made = calls(lambda: to_send(village, reader))
        return made, database_steps(reader, lambda: to_send(village, reader))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_written_what_goes_is_what_reading_all_gives(
    seed: int, desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    write_and_compare(desks, tmp_path / "stick", seed, 30)


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_however_much_is_written(
    part: int, desks: tuple[Desk, Desk], tmp_path: Path, size: Callable[[int, int], int]
) -> None:
    for seed in range(10 + 100 * part, 10 + 100 * part + size(1, 10)):
        write_and_compare(desks, tmp_path / f"stick {seed}", seed, 60)
