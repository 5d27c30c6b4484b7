"""Who opens a desk, and who no longer: what they may have copied opens nothing from then on, and all others go on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fupin_desk import keys
from fupin_desk.acts.desk import Desk, open_desk
from fupin_desk.acts.desk.people import make_sheet, openers, remove_opener
from fupin_desk.acts.keeping.status import status
from fupin_desk.acts.keeping.ways_back import open_with_recovery, open_with_sheet
from fupin_desk.domain.errors import (
    DeskError,
    FileDamagedError,
    VaultBusyError,
    VaultDamagedError,
    WrongPassphraseError,
)
from fupin_desk.keys.key_file import next_of
from tests.journeys.county import PASSPHRASE, County, Machine
from tests.strikes import chosen, counted, strike

KILLS = 24
GONE = "再乃甫"


def whoever(machine: Machine) -> str:
    """Let somebody else open the desk, who is to go; returns their id."""
    return machine.another(GONE).person


def opened(machine: Machine, folder: Path, passphrase: str) -> Desk:
    return open_desk(machine.around, folder, passphrase)


def test_whoever_is_taken_out_opens_nothing_any_more_with_what_they_copied(
    made_up_county: County, laptop: Machine, tmp_path: Path
) -> None:
    home = laptop.household("王小明", phone="13912345678")["household"]
    gone = whoever(laptop)
    kept = {file.name: file.read_bytes() for file in laptop.folder.glob("keys*.json")}
    laptop.desk = remove_opener(laptop.desk, gone)
    assert laptop.get("household", home)["phone"] == "13912345678"
    laptop.household("李丽")
    made_up_county.round(laptop)
    with pytest.raises(WrongPassphraseError):
        opened(laptop, laptop.folder, GONE)
    stolen = shutil.copytree(laptop.folder, tmp_path / "stolen")
    for name, content in kept.items():
        (stolen / name).write_bytes(content)
    with pytest.raises(VaultDamagedError):
        opened(laptop, stolen, GONE)


def test_all_others_and_the_ways_back_open_the_desk_as_before(
    made_up_county: County, laptop: Machine, tmp_path: Path
) -> None:
    home = laptop.household("王小明")["household"]
    gone = whoever(laptop)
    laptop.desk, code = make_sheet(laptop.desk)
    laptop.desk = remove_opener(laptop.desk, gone)
    laptop.desk.close()
    assert not next_of(laptop.folder / "keys.json").exists()
    folders = [shutil.copytree(laptop.folder, tmp_path / name) for name in ("passphrase", "sheet", "recovery")]
    for desk in (
        opened(laptop, folders[0], PASSPHRASE),
        open_with_sheet(laptop.around, folders[1], code, "李丽", "new"),
        open_with_recovery(made_up_county.office.desk, folders[2], "李丽", "new"),
    ):
        with desk.vault.reading() as reader:
            assert reader.find("household", home) is not None
        assert [one.id for one in openers(desk)] != [gone]
        desk.close()
    laptop.desk = opened(laptop, laptop.folder, PASSPHRASE)


def test_while_somebody_else_has_the_desk_open_nobody_is_taken_out(laptop: Machine) -> None:
    gone = whoever(laptop)
    other = opened(laptop, laptop.folder, GONE)
    with pytest.raises(VaultBusyError):
        remove_opener(laptop.desk, gone)
    assert gone in [one.id for one in openers(laptop.desk)]
    assert "voided" not in laptop.get("person", gone)
    other.close()
    laptop.desk.close()
    laptop.desk = opened(laptop, laptop.folder, PASSPHRASE)
    laptop.desk = remove_opener(laptop.desk, gone)
    assert gone not in [one.id for one in openers(laptop.desk)]


@pytest.mark.timeout(1800)
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_killed_at_any_moment_it_is_before_or_after_and_whoever_stays_gets_in(laptop: Machine, tmp_path: Path) -> None:
    home = laptop.household("王小明")["household"]
    gone = whoever(laptop)
    laptop.desk.close()
    outcomes = set()

    def take_out(folder: Path) -> Callable[[], object]:
        return lambda: remove_opener(opened(laptop, folder, PASSPHRASE), gone)

    whole = counted(take_out(shutil.copytree(laptop.folder, tmp_path / "whole")))
    for step in chosen(whole, KILLS, 4):
        folder = shutil.copytree(laptop.folder, tmp_path / f"struck-{step}")
        strike(take_out(folder), step)
        try:
            opened(laptop, folder, GONE).close()
            out = False
        except WrongPassphraseError:
            out = True
        desk = opened(laptop, folder, PASSPHRASE)
        assert status(desk)["chain"] == "whole"
        assert (gone in [one.id for one in openers(desk)]) is not out
        if not out:
            desk = remove_opener(desk, gone)
        with desk.vault.reading() as reader:
            assert reader.find("household", home) is not None
        desk.close()
        with pytest.raises(DeskError):
            opened(laptop, folder, GONE)
        outcomes.add(out)
    assert outcomes == {True, False}
    laptop.desk = opened(laptop, laptop.folder, PASSPHRASE)


@pytest.mark.parametrize("done", [False, True])
def test_a_battery_that_dies_between_the_two_files_leaves_a_desk_that_opens(laptop: Machine, done: bool) -> None:
    gone = whoever(laptop)
    path = laptop.folder / "keys.json"
    coming = keys.replace_secrets(keys.remove_person(laptop.desk.opened, gone), vault=keys.new_key())
    keys.write_next_key_ring(path, coming.ring)
    if done:
        laptop.desk.vault.rekey(coming.secrets.vault)
    laptop.desk.close()
    if done:
        with pytest.raises(WrongPassphraseError):
            opened(laptop, laptop.folder, GONE)
    else:
        opened(laptop, laptop.folder, GONE).close()
    laptop.desk = opened(laptop, laptop.folder, PASSPHRASE)
    assert (gone not in [one.id for one in openers(laptop.desk)]) is done
    assert next_of(path).exists() is not done
    laptop.status()


def test_a_key_file_that_cannot_take_its_place_yet_opens_from_beside(laptop: Machine) -> None:
    """The vault has its new key by then: a desk that went on with the old one would lock everybody out for good."""
    gone, path = whoever(laptop), laptop.folder / "keys.json"
    in_the_way = laptop.folder / "keys.copy.json.new"
    in_the_way.mkdir()
    laptop.desk = remove_opener(laptop.desk, gone)
    laptop.desk.close()
    opened(laptop, laptop.folder, PASSPHRASE).close()
    assert next_of(path).exists()
    in_the_way.rmdir()
    laptop.desk = opened(laptop, laptop.folder, PASSPHRASE)
    assert not next_of(path).exists()
    assert gone not in [one.id for one in openers(laptop.desk)]


def test_a_desk_whose_vault_is_gone_is_damaged_and_no_new_one_is_made_in_its_place(laptop: Machine) -> None:
    laptop.desk.close()
    vault = (laptop.folder / "vault.db").rename(laptop.folder / "elsewhere")
    with pytest.raises(VaultDamagedError):
        opened(laptop, laptop.folder, PASSPHRASE)
    assert not (laptop.folder / "vault.db").exists()
    vault.rename(laptop.folder / "vault.db")
    laptop.desk = opened(laptop, laptop.folder, PASSPHRASE)


@pytest.mark.parametrize(
    "written", [{"code": "990101001002"}, {"role": "office"}, {"desk": "01670000-0000-7000-8000-000000000001"}]
)
def test_a_desk_whose_plain_file_says_something_else_is_not_opened(laptop: Machine, written: dict[str, str]) -> None:
    """Else it would write in another's name, or into another village's stream."""
    file = laptop.folder / "desk.json"
    plain = file.read_bytes()
    file.write_bytes(json.dumps(json.loads(plain) | written).encode())
    with pytest.raises(FileDamagedError):
        opened(laptop, laptop.folder, PASSPHRASE)
    file.write_bytes(plain)
    opened(laptop, laptop.folder, PASSPHRASE).close()
