"""The file: encrypted, one writer at a time, and what goes wrong with it is said to people."""

from __future__ import annotations

import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fupin_desk.domain.errors import (
    DiskFullError,
    FileExistsAlreadyError,
    LocalKeyMissingError,
    VaultBusyError,
    VaultDamagedError,
    VaultTooNewError,
)
from fupin_desk.store import VaultKeys, create_vault, open_vault
from fupin_desk.store.vault import cipher
from fupin_desk.store.vault.base import VERSION
from fupin_desk.store.vault.cipher import connection_to
from tests.store.desks import KEYS, MadeUpDesk


def test_a_wrong_key_opens_nothing(desk: MadeUpDesk, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(VaultDamagedError):
        open_vault(desk.file, VaultKeys(b"w" * 32, None))
    assert capfd.readouterr() == ("", "")


def test_nothing_of_a_record_can_be_read_from_the_file(desk: MadeUpDesk) -> None:
    desk.save("household", address="nobody-shall-see-this")
    files = [desk.file, desk.file.with_name(f"{desk.file.name}-wal")]
    assert all(b"nobody-shall" not in file.read_bytes() for file in files if file.exists())
    assert not desk.file.read_bytes().startswith(b"SQLite")


def test_a_vault_is_never_made_over_a_file_nor_opened_where_none_is(desk: MadeUpDesk) -> None:
    with pytest.raises(FileExistsAlreadyError):
        create_vault(desk.file, KEYS)
    none = desk.file.with_name("none.db")
    with pytest.raises(VaultDamagedError):
        open_vault(none, KEYS)
    assert not none.exists()


def test_an_empty_file_is_a_damaged_vault_and_never_taken_for_a_new_one(desk: MadeUpDesk) -> None:
    desk.vault.close()
    desk.file.write_bytes(b"")
    with pytest.raises(VaultDamagedError):
        open_vault(desk.file, KEYS)
    assert desk.file.stat().st_size == 0


@pytest.mark.parametrize("at", [40, 5000, 20000])
def test_a_damaged_file_is_called_damaged(desk: MadeUpDesk, at: int) -> None:
    desk.save("household", address="甲")
    desk.vault.close()
    content = bytearray(desk.file.read_bytes())
    content[at] ^= 1
    desk.file.write_bytes(content)
    with pytest.raises(VaultDamagedError):
        _read_all(desk.file)


def _read_all(file: Path) -> None:
    vault = open_vault(file, KEYS)
    try:
        with vault.reading() as reader:
            reader.history_here.rows("PRAGMA integrity_check")
            for table in reader.history_here.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
                reader.history_here.rows(f"SELECT * FROM {table[0]}")
    finally:
        vault.close()


def test_without_its_key_what_is_local_reads_as_nothing_and_cannot_be_written(desk: MadeUpDesk) -> None:
    made = desk.save("household", address="甲", phone="13811111111")
    person = desk.save("person", name="阿依")
    blob = _put_local(desk)
    recovered = desk.reopened(VaultKeys(KEYS.vault, None))
    with recovered.reading() as reader:
        stored = reader.get("household", made)
        assert (stored.values["address"], stored.values["phone"]) == ("甲", None)
        assert "phone" not in stored.heads
        assert reader.get("person", person).values["name"] is None
        assert reader.verify_chain() == []
        assert [change.body for change in reader.changes("local")] == [None] * len(list(reader.changes("local")))
        assert reader.draft("household", made) == {}
        assert blob not in str(reader.history_here.rows("SELECT content FROM blob"))
    with pytest.raises(LocalKeyMissingError), recovered.writing() as work:
        work.save("household", made, {"phone": "13822222222"})
    recovered.save("household", made, address="乙")
    with recovered.writing() as work:
        work.rebuild_tables()
    again = recovered.reopened()
    assert again.value("household", made, "address") == "乙"
    assert again.value("household", made, "phone") == "13811111111"
    assert again.value("person", person, "name") == "阿依"
    again.vault.close()


def _put_local(desk: MadeUpDesk) -> str:
    with desk.writing() as work:
        work.keep_draft("household", "x", "phone", "123-")
        return work.put_blob(b"a local paper", local=True)


def test_a_newer_file_is_refused_and_left_as_it_is(desk: MadeUpDesk) -> None:
    _set_version(desk.file, "0007")
    before = desk.file.read_bytes()
    with pytest.raises(VaultTooNewError) as refused:
        open_vault(desk.file, KEYS)
    assert (refused.value.vault, refused.value.desk) == (7, VERSION)
    assert desk.file.read_bytes() == before


def _set_version(file: Path, version: str) -> None:
    connection = connection_to(file, KEYS.vault)
    connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def test_a_reader_sees_one_moment_while_others_write(desk: MadeUpDesk) -> None:
    made = desk.save("household", address="甲")
    with desk.reading() as reader:
        assert reader.get("household", made).values["address"] == "甲"
        desk.save("household", made, address="乙")
        assert reader.get("household", made).values["address"] == "甲"
    assert desk.value("household", made, "address") == "乙"


def test_a_second_writer_waits_and_is_then_told(desk: MadeUpDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "BUSY_SECONDS", 0.2)
    other = open_vault(desk.file, KEYS)
    with desk.writing() as work:
        work.save("household", None, {"address": "甲"})
        with pytest.raises(VaultBusyError), other.writing(desk.author()):
            pass
    with other.writing(desk.author()) as late:
        assert late.count("household") == 1
    other.close()


def test_a_window_and_a_worker_use_one_vault_at_once(desk: MadeUpDesk) -> None:
    faults: list[BaseException] = []

    def work_on() -> None:
        try:
            for number in range(15):
                desk.save("household", address=f"worker {number}")
        except BaseException as fault:  # noqa: BLE001 - whatever it is, the test tells it
            faults.append(fault)

    workers = [threading.Thread(target=work_on) for _ in range(2)]
    for worker in workers:
        worker.start()
    counts = []
    while any(worker.is_alive() for worker in workers):
        with desk.reading() as reader:
            counts.append(reader.count("household"))
    for worker in workers:
        worker.join()
    assert faults == []
    assert counts == sorted(counts)
    with desk.reading() as reader:
        assert reader.count("household") == 30
        assert reader.verify_chain() == []


@contextmanager
def _no_room_beyond(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_on_a_full_disk_nothing_is_lost_and_nothing_is_half_written(desk: MadeUpDesk) -> None:
    made = desk.save("household", address="甲")
    log = desk.file.with_name(f"{desk.file.name}-wal")
    with (
        _no_room_beyond(max(log.stat().st_size, desk.file.stat().st_size) + 20_000),
        pytest.raises(DiskFullError),
        desk.writing() as work,
    ):
        _save_much(work)
    assert desk.value("household", made, "address") == "甲"
    desk.save("household", made, address="乙")
    with desk.reading() as reader:
        assert reader.count("household") == 1
        assert reader.verify_chain() == []


def _save_much(work: object) -> None:
    for number in range(2000):
        work.save("household", None, {"address": f"{number}" * 20})  # type: ignore[attr-defined]


def test_a_copy_is_encrypted_whole_and_never_written_over_a_file(desk: MadeUpDesk, tmp_path: Path) -> None:
    made = desk.save("household", address="甲", phone="13811111111")
    copy = tmp_path / "copy.db"
    desk.vault.copy_to(copy)
    with pytest.raises(FileExistsAlreadyError):
        desk.vault.copy_to(copy)
    with pytest.raises(VaultDamagedError):
        open_vault(copy, VaultKeys(b"w" * 32, None))
    vault = open_vault(copy, KEYS)
    with vault.reading() as reader:
        assert reader.get("household", made).values["phone"] == "13811111111"
    vault.close()
    assert sorted(file.name for file in tmp_path.glob("copy*")) == ["copy.db"]


def test_keys_are_never_shown() -> None:
    assert "v" * 8 not in repr(KEYS)
    assert "l" * 8 not in repr(KEYS)
