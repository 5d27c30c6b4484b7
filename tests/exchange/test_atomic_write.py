"""A file is there whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from fupin_desk.domain.errors import DiskFullError, FileExistsAlreadyError, FileNotWrittenError
from fupin_desk.exchange.atomic_write import write_atomically


def test_the_file_is_there_and_nothing_besides(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.fdb", b"content")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.fdb", b"content")]


def test_nothing_is_written_over_an_existing_file(tmp_path: Path) -> None:
    (tmp_path / "a.fdb").write_bytes(b"older")
    with pytest.raises(FileExistsAlreadyError):
        write_atomically(tmp_path / "a.fdb", b"newer")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.fdb", b"older")]


def test_the_same_content_again_is_no_error(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.fdb", b"content")
    write_atomically(tmp_path / "a.fdb", b"content")


def test_what_a_broken_writing_left_behind_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / ".a.fdb.part").write_bytes(b"half of someth")
    write_atomically(tmp_path / "a.fdb", b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["a.fdb"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotWrittenError) as refused:
        write_atomically(tmp_path / "gone" / "a.fdb", b"content")
    assert refused.value.reason == "missing"


def test_a_stick_without_links_takes_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_path: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "no links on this file system")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    write_atomically(tmp_path / "a.fdb", b"content")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.fdb", b"content")]


def test_a_stick_that_gives_back_something_else_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda handle: os.pwrite(handle, b"r", 0))
    with pytest.raises(FileNotWrittenError) as refused:
        write_atomically(tmp_path / "a.fdb", b"content")
    assert refused.value.reason == "differs"
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_stick(tmp_path: Path) -> Path:
    """A file system of 64 KiB, where the machine lets us mount one."""
    stick = tmp_path / "stick"
    stick.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    if subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", stick], capture_output=True, check=False
    ).returncode:
        pytest.skip("this machine lets nobody mount")
    return stick


def test_a_full_stick_is_said_and_holds_no_half_file(small_stick: Path) -> None:
    try:
        with pytest.raises(DiskFullError):
            write_atomically(small_stick / "a.fdb", bytes(1 << 20))
        assert list(small_stick.iterdir()) == []
    finally:
        subprocess.run(["umount", small_stick], check=True)


def test_a_disk_that_fills_up_while_it_is_written_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError):
        write_atomically(tmp_path / "a.fdb", b"content")
    assert list(tmp_path.iterdir()) == []
