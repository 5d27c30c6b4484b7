"""What a killed process leaves behind is cleared away by the next, and nothing that anybody else still uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fupin_desk.store import TemporaryFolder, open_vault, remove_stale_folders
from fupin_desk.store.vault import copies
from fupin_desk.store.vault.temporary_folders import LOCK, PREFIX
from tests.store.desks import KEYS, MadeUpDesk

MAKING = """
import os, sys
from pathlib import Path
from fupin_desk.store import TemporaryFolder
made = TemporaryFolder(Path(sys.argv[1]))
(made.path / "copy.db").write_bytes(b"encrypted")
print(made.path, flush=True)
sys.stdin.read()
os._exit(9)
"""


def another(where: Path) -> tuple[subprocess.Popen[str], Path]:
    """Let another process make a folder; it is killed as by a power cut once its input ends."""
    run = [sys.executable, "-c", MAKING, str(where)]
    process = subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_the_folder_of_a_killed_process_is_cleared_away_and_that_of_a_living_one_is_not(tmp_path: Path) -> None:
    process, made = another(tmp_path)
    remove_stale_folders(tmp_path)
    assert (made / "copy.db").read_bytes() == b"encrypted"
    process.communicate()
    assert made.exists()
    remove_stale_folders(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_this_process_stays_until_it_is_let_go_of(tmp_path: Path) -> None:
    made = TemporaryFolder(tmp_path)
    remove_stale_folders(tmp_path)
    assert made.path.exists()
    made.cleanup()
    made.cleanup()
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_cleared_away_that_is_not_known_to_be_ours_and_dead(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / LOCK).touch()
    (there / f"{PREFIX}link").symlink_to(tmp_path / "elsewhere")
    (there / f"{PREFIX}named-alike").mkdir()
    (there / f"{PREFIX}named-alike" / "theirs.txt").touch()
    (there / f"{PREFIX}file").touch()
    (there / "other-program").mkdir()
    (there / "other-program" / LOCK).touch()
    before = sorted(tmp_path.rglob("*"))
    remove_stale_folders(there)
    assert sorted(tmp_path.rglob("*")) == before
    remove_stale_folders(tmp_path / "no-such-folder")


def test_the_next_opening_of_a_vault_clears_away_what_a_killed_one_left(
    desk: MadeUpDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process, _ = another(temporary)
    process.communicate()
    assert len(list(temporary.iterdir())) == 1
    desk.vault.close()
    copies._mark_of(desk.file).unlink()  # it is looked at in a copy of this process's own
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    open_vault(desk.file, KEYS).close()
    assert list(temporary.iterdir()) == []
