"""A backup made at any time, and the desk made again from it; and desks on a disk that is locked, or with no clock."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fupin_desk.acts.desk import Surroundings, open_desk
from fupin_desk.acts.keeping.backup import back_up, restore
from fupin_desk.acts.keeping.status import status
from fupin_desk.acts.keeping.verifying import verify
from fupin_desk.acts.laptops.elsewhere import elsewhere
from fupin_desk.acts.records.commands import put_record
from fupin_desk.domain.errors import (
    ClockImpossibleError,
    DeskError,
    DiskFullError,
    FieldsRefusedError,
    FileExistsAlreadyError,
    FileNotReadableError,
    FileNotWrittenError,
    FolderNotEmptyError,
    NotABackupError,
    WrongPassphraseError,
)
from tests.journeys.commands import command, done
from tests.journeys.county import CONSENT, PASSPHRASE, County, Machine, surroundings


def test_a_backup_made_while_the_desk_is_open_and_written_has_every_save(laptop: Machine, tmp_path: Path) -> None:
    homes = [laptop.household("王小明")["household"] for _ in range(3)]
    assert done("backup", laptop.folder, tmp_path / "b.tar") == {"file": str(tmp_path / "b.tar")}  # another process
    laptop.household("李丽")
    made = restore(laptop.around, tmp_path / "again", tmp_path / "b.tar", PASSPHRASE)
    assert (made.code, made.desk) == (laptop.desk.code, laptop.desk.id)
    again = Machine(made.folder, laptop.around, laptop.clock)
    assert sorted(again.ids("household")) == sorted(homes)
    assert verify(again.desk)["whole"]
    with again.desk.vault.reading() as reader:
        assert elsewhere(reader).older_copy is not None  # it cannot know what people said since
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith((".b", ".again"))) == []
    again.desk.close()


def test_an_office_comes_back_with_its_certificate(made_up_county: County, laptop: Machine, tmp_path: Path) -> None:
    office = made_up_county.office
    laptop.household("王小明")
    made_up_county.round(laptop)
    back_up(office.desk, tmp_path / "b.tar")
    made = restore(office.around, tmp_path / "again", tmp_path / "b.tar", PASSPHRASE)
    assert (made.folder / "office.pem").read_bytes() == (office.folder / "office.pem").read_bytes()
    again = open_desk(office.around, made.folder, PASSPHRASE)
    looked = {"verified": None, "whole_at": None}
    assert {**status(again), **looked} == {**status(office.desk), **looked}
    again.close()


def test_what_was_erased_after_the_backup_is_erased_again_with_the_office_s_next_answer(
    made_up_county: County, laptop: Machine, tmp_path: Path
) -> None:
    home = laptop.household("王小明", address="nobody-shall-see-this")["household"]
    made_up_county.round(laptop)
    back_up(laptop.desk, tmp_path / "b.tar")
    with laptop.desk.writing() as work:
        work.erase("household", home)
    made_up_county.round(laptop)
    laptop.desk.close()
    shutil.rmtree(laptop.folder)
    restore(laptop.around, laptop.folder, tmp_path / "b.tar", PASSPHRASE)
    laptop.desk = open_desk(laptop.around, laptop.folder, PASSPHRASE)
    assert laptop.get("household", home)["address"] == "nobody-shall-see-this"  # the order is at the office alone
    made_up_county.round(laptop)
    assert "address" not in laptop.get("household", home)
    assert verify(laptop.desk)["whole"]


def test_a_backup_is_never_written_over_a_file_nor_restored_over_a_desk(laptop: Machine, tmp_path: Path) -> None:
    backup = back_up(laptop.desk, tmp_path / "b.tar")
    before = backup.read_bytes()
    with pytest.raises(FileExistsAlreadyError):
        back_up(laptop.desk, backup)
    with pytest.raises(FolderNotEmptyError):
        restore(laptop.around, laptop.folder, backup, PASSPHRASE)
    with pytest.raises(WrongPassphraseError):
        restore(laptop.around, tmp_path / "again", backup, "wrong")
    with pytest.raises(FileNotReadableError):
        restore(laptop.around, tmp_path / "again", tmp_path / "none", PASSPHRASE)
    with pytest.raises(FileNotWrittenError):
        back_up(laptop.desk, tmp_path / "no stick" / "b.tar")
    assert not (tmp_path / "again").exists()
    assert backup.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="no limit to the size of a file")
def test_a_backup_on_a_disk_that_takes_no_more_says_so_and_leaves_nothing(laptop: Machine, tmp_path: Path) -> None:
    """A stick that is full, that takes no file as large, or that was pulled out: SQLite calls it an I/O error."""
    import resource

    place = tmp_path / "stick"
    place.mkdir()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, limits[1]))
    try:
        with pytest.raises(DiskFullError) as told:
            back_up(laptop.desk, place / "desk.backup")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert told.value.folder == str(place)
    assert list(place.iterdir()) == []
    back_up(laptop.desk, place / "desk.backup")


def test_what_is_no_whole_backup_restores_nothing(laptop: Machine, tmp_path: Path) -> None:
    backup = back_up(laptop.desk, tmp_path / "b.tar").read_bytes()
    spoiled = [b"", b"no tar", backup[:600], backup[: len(backup) // 2]]
    spoiled += [backup[:at] + bytes([backup[at] ^ 1]) + backup[at + 1 :] for at in (513, 1700, len(backup) // 2)]
    for content in spoiled:
        (tmp_path / "spoiled.tar").write_bytes(content)
        with pytest.raises(DeskError):
            restore(laptop.around, tmp_path / "again", tmp_path / "spoiled.tar", PASSPHRASE)
        assert not (tmp_path / "again").exists()
    with tarfile.open(tmp_path / "evil.tar", "w") as tar:
        tar.addfile(tarfile.TarInfo("../desk.json"))
    with pytest.raises(NotABackupError):
        restore(laptop.around, tmp_path / "again", tmp_path / "evil.tar", PASSPHRASE)


# ---- a disk that is locked


@pytest.fixture
def locked(laptop: Machine, tmp_path: Path) -> Iterator[Path]:
    """A desk on a disk that can be read alone, its log still beside it."""
    laptop.household("王小明")
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "none", str(disk)], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("no disk may be mounted here")
    try:
        shutil.copytree(laptop.folder, disk / "desk")
        assert (disk / "desk" / "vault.db-wal").stat().st_size > 0
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        yield disk / "desk"
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_desk_on_a_locked_disk_is_read_by_every_command_that_reads(locked: Path, tmp_path: Path) -> None:
    assert done("status", locked)["chain"] == "whole"
    assert done("verify", locked)["whole"] is True
    (home,) = done("record", "list", locked, "household")
    assert done("record", "get", locked, "household", home["id"])["id"] == home["id"]
    assert isinstance(done("check", locked), list)
    assert done("backup", locked, tmp_path / "b.tar")["file"] == str(tmp_path / "b.tar")
    refused = command("record", "put", locked, "household", typed='{"address": "x", "status": "registered"}')
    assert refused.value["error"] == "file_not_written"
    assert command("rebuild", locked).value["error"] == "file_not_written"


# ---- a clock that is not set


@pytest.mark.parametrize("at", [(1, 1, 1), (1969, 12, 31), (1970, 1, 1), (2200, 1, 1), (9999, 12, 31)])
def test_a_clock_that_cannot_be_is_said_and_nothing_is_written(laptop: Machine, at: tuple[int, int, int]) -> None:
    around = surroundings("clock")
    wrong = Surroundings(lambda: datetime(*at, 12, tzinfo=UTC), around.random, around.cost)
    with pytest.raises(ClockImpossibleError) as told:
        open_desk(wrong, laptop.folder, PASSPHRASE)
    assert told.value.today == "{:04}-{:02}-{:02}".format(*at)
    laptop.clock.at = datetime(*at, 12, tzinfo=UTC)
    with pytest.raises(ClockImpossibleError):
        put_record(laptop.desk, "household", {"status": "registered"})
    laptop.clock.at = datetime(2029, 5, 1, tzinfo=UTC)
    assert laptop.household("李丽")["household"] in laptop.ids("household")


@pytest.mark.parametrize("year", [1971, 1980, 2009, 2199])
def test_a_clock_set_back_or_on_works(laptop: Machine, made_up_county: County, year: int) -> None:
    for each in (laptop, made_up_county.office):
        each.clock.at = each.clock.at.replace(year=year)
    home = laptop.household("王小明", consents=False)["household"]
    agreed = {**CONSENT, "household": home, "on": laptop.clock.at.date().isoformat()}
    laptop.put("consent", None, None, **agreed)
    with pytest.raises(FieldsRefusedError, match="to_come"):  # what has come by a right clock has not by this one
        laptop.put("consent", None, None, **{**agreed, "on": f"{year + 1}-01-01"})
    made_up_county.round(laptop)
    assert laptop.get("household", home)["status"] == "registered"
    laptop.status()
    names = (f"laptop-{turn}" for turn in itertools.count(2))
    assert made_up_county.laptop(next(names)).desk.id != laptop.desk.id
