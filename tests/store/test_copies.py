"""Copies that people make by hand while the desk is open: noticed, or as good as a copy made in time."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fupin_desk.domain.errors import FileNotWrittenError, VaultCopyTornError, VaultDamagedError
from fupin_desk.store import Vault, open_vault
from fupin_desk.store.vault import copies
from tests.store.desks import KEYS, MadeUpDesk, a_desk


def log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


def filled(desk: MadeUpDesk, households: int = 30, village: str = "甲") -> list[str]:
    return [desk.save("household", address=f"{village}{number}") for number in range(households)]


def copied(desk: MadeUpDesk, folder: Path, *, log: bool = True, mark: bool = True) -> Path:
    """Copy what a file manager shows of a vault, as it is at this moment."""
    folder.mkdir()
    wanted = [desk.file, *([log_of(desk.file)] if log else []), *([copies._mark_of(desk.file)] if mark else [])]
    for each in wanted:
        shutil.copyfile(each, folder / each.name)
    return folder / desk.file.name


def addresses(vault: Vault) -> set[str]:
    with vault.reading() as reader:
        assert reader.verify_chain() == []
        return {str(each.values["address"]) for each in reader.list("household")}


def elsewhere(file: Path, *lines: str) -> str:
    """Run lines in a process of its own, in which ``file`` is a vault's."""
    program = "\n".join(
        ("from pathlib import Path", "from tests.store.desks import KEYS", "from fupin_desk.store import open_vault",
         f"file = Path({str(file)!r})", *lines)
    )  # fmt: skip
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    return done.stdout + done.stderr


def test_a_copy_of_an_open_vault_with_its_log_has_every_save(desk: MadeUpDesk, tmp_path: Path) -> None:
    filled(desk)
    assert log_of(desk.file).stat().st_size > 0
    vault = open_vault(copied(desk, tmp_path / "copy"), KEYS)
    assert len(addresses(vault)) == 30
    assert not vault.older
    vault.close()


def test_a_copy_without_its_log_says_that_it_is_an_older_one(desk: MadeUpDesk, tmp_path: Path) -> None:
    filled(desk, 5)
    again = desk.reopened()  # whatever was in the log is in the file by now
    filled(again, 5, "乙")
    vault = open_vault(copied(again, tmp_path / "copy", log=False), KEYS)
    assert addresses(vault) == {f"甲{number}" for number in range(5)}
    assert vault.older
    vault.close()
    vault = open_vault(tmp_path / "copy" / desk.file.name, KEYS)
    assert not vault.older  # it was said once, and whoever opened it went on with it
    vault.close()


def test_an_old_file_put_in_the_place_of_the_new_one_says_so_too(desk: MadeUpDesk, tmp_path: Path) -> None:
    filled(desk, 3)
    again = desk.reopened()
    again.vault.close()
    old = tmp_path / "old.db"
    shutil.copyfile(again.file, old)
    newer = again.reopened()
    filled(newer, 3, "乙")
    newer.vault.close()
    with newer.file.open("r+b") as there:  # as ``cp`` does it: the file stays the same one
        there.truncate()
        there.write(old.read_bytes())
    vault = open_vault(newer.file, KEYS)
    assert (vault.older, len(addresses(vault))) == (True, 3)
    vault.close()


@pytest.mark.parametrize("mark", [True, False])
def test_a_file_beside_the_log_of_another_time_is_refused_and_left_as_it_is(
    desk: MadeUpDesk, tmp_path: Path, mark: bool
) -> None:
    filled(desk, 3)
    old = copied(desk.reopened(), tmp_path / "old", log=False)
    there = MadeUpDesk(desk.file, desk.name, open_vault(desk.file, KEYS), desk.chance)
    filled(there, 400, "乙")
    again = there.reopened()
    filled(again, 3, "丙")
    torn = copied(again, tmp_path / "torn", mark=mark)
    shutil.copyfile(old, torn)
    before = torn.read_bytes(), log_of(torn).read_bytes()
    with pytest.raises(VaultCopyTornError) as told:
        open_vault(torn, KEYS)
    assert told.value.facts == {"file": str(torn)}
    assert (torn.read_bytes(), log_of(torn).read_bytes()) == before
    log_of(torn).unlink()
    vault = open_vault(torn, KEYS)  # the file alone is a whole one
    assert len(addresses(vault)) == 3
    vault.close()


def test_a_file_copied_while_its_log_was_written_into_it_is_refused(desk: MadeUpDesk, tmp_path: Path) -> None:
    filled(desk, 100)
    first = copied(desk.reopened(), tmp_path / "first", log=False)
    there = MadeUpDesk(desk.file, desk.name, open_vault(desk.file, KEYS), desk.chance)
    filled(there, 300, "乙")
    there.vault.close()  # all of the log is in the file
    begun, ended = first.read_bytes(), desk.file.read_bytes()
    half = len(begun) // 2 // 4096 * 4096
    for place, content in enumerate((begun[:half] + ended[half:], ended[:half] + begun[half:])):
        torn = tmp_path / f"torn{place}" / desk.file.name
        torn.parent.mkdir()
        torn.write_bytes(content)
        shutil.copyfile(copies._mark_of(desk.file), copies._mark_of(torn))
        with pytest.raises((VaultCopyTornError, VaultDamagedError)):
            open_vault(torn, KEYS)


OVERWRITTEN = {"a page": (9 * 4096 + 100, 800), "a byte": (20 * 4096 + 7, 1), "a page's checksum": (31 * 4096 - 3, 2)}


@pytest.mark.parametrize("harm", [*OVERWRITTEN, "cut in a page", "cut between pages"])
def test_a_file_whose_bytes_were_overwritten_or_cut_off_is_said_to_be_damaged_and_not_torn(
    desk: MadeUpDesk, tmp_path: Path, harm: str
) -> None:
    filled(desk, 40)
    file = copied(desk.reopened(), tmp_path / "harmed", log=False, mark=False)
    content = bytearray(file.read_bytes())
    if harm in OVERWRITTEN:
        place, length = OVERWRITTEN[harm]
        content[place : place + length] = bytes(each ^ 1 for each in content[place : place + length])
    else:
        del content[11 * 4096 + (55 if harm == "cut in a page" else 0) :]
    file.write_bytes(content)
    with pytest.raises(VaultDamagedError):
        open_vault(file, KEYS)
    assert file.read_bytes() == content


def test_after_a_dead_battery_the_log_is_looked_at_and_everything_is_there(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    filled(desk, 4)
    desk.vault.close()
    lines = ("import os, random", "from tests.store.desks import MadeUpDesk",
             "desk = MadeUpDesk(file, 'desk-b', open_vault(file, KEYS), random.Random(1))",
             "desk.save('household', address='acknowledged')", "os._exit(9)")  # fmt: skip
    assert elsewhere(desk.file, *lines) == ""
    assert log_of(desk.file).stat().st_size > 0
    vault = open_vault(desk.file, KEYS)
    assert "acknowledged" in addresses(vault)
    assert not vault.older
    vault.close()


def test_a_vault_that_another_process_has_open_is_no_copy_and_is_not_looked_at(desk: MadeUpDesk) -> None:
    filled(desk, 3)
    said = elsewhere(
        desk.file,
        "from fupin_desk.store.vault import copies",
        "print(copies.must_be_looked_at(file, copies.read_mark(file)))",
        "vault = open_vault(file, KEYS)",
        "print(vault.older)",
        "vault.close()",
    )
    assert said.split() == ["False", "False"]
    desk.save("household", address="still here")


def test_a_vault_without_a_mark_opens_and_gets_one(desk: MadeUpDesk) -> None:
    filled(desk, 3)
    desk.vault.close()
    copies._mark_of(desk.file).unlink()
    vault = open_vault(desk.file, KEYS)
    assert (len(addresses(vault)), vault.older) == (3, False)
    vault.close()
    mark = copies.read_mark(desk.file)
    assert mark is not None
    assert not copies.must_be_looked_at(desk.file, mark)


@pytest.mark.parametrize("content", [b"", b"{", b'{"file": 1}', b'{"file": "x", "come": "y"}', b"\xff"])
def test_a_mark_that_cannot_be_read_is_none(desk: MadeUpDesk, content: bytes) -> None:
    filled(desk, 1)
    desk.vault.close()
    copies._mark_of(desk.file).write_bytes(content)
    vault = open_vault(desk.file, KEYS)
    assert len(addresses(vault)) == 1
    vault.close()


def test_a_mark_says_nothing_but_numbers(desk: MadeUpDesk) -> None:
    desk.save("household", address="nobody-shall-see-this")
    said = json.loads(copies._mark_of(desk.file).read_bytes())
    assert set(said) == {"file", "come", "faults"}
    assert all(isinstance(each, int) for each in said["come"])


def test_on_a_locked_disk_a_vault_is_read_and_not_written(
    desk: MadeUpDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    filled(desk, 3)
    file = copied(desk, tmp_path / "locked")
    before = {each.name: each.read_bytes() for each in file.parent.iterdir()}
    monkeypatch.setattr(copies, "can_be_written", lambda _file: False)  # as root nothing is locked
    with pytest.raises(FileNotWrittenError):
        open_vault(file, KEYS)
    vault = open_vault(file, KEYS, to_read=True)
    assert len(addresses(vault)) == 3
    assert vault.read_only
    with pytest.raises(FileNotWrittenError), vault.writing(desk.author()) as work:
        work.save("household", None, {"address": "乙"})
    vault.close()
    assert {each.name: each.read_bytes() for each in file.parent.iterdir()} == before
