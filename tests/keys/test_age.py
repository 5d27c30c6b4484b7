"""Encrypted files, and the ordinary age program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from fupin_desk.domain.errors import FileDamagedError, NotForThisDeskError
from fupin_desk.keys import age
from tests.keys.offices import flipped

needs_age = pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed")


def test_each_recipient_opens_the_file_and_nobody_else() -> None:
    village, office, stranger = (age.new_identity() for _ in range(3))
    data = age.encrypt(b"records", [age.recipient_of(village), age.recipient_of(office)])
    assert age.decrypt(data, village) == age.decrypt(data, office) == b"records"
    with pytest.raises(NotForThisDeskError):
        age.decrypt(data, stranger)


def test_every_flipped_bit_and_every_cut_of_an_encrypted_file_is_refused() -> None:
    mine = age.new_identity()
    data = age.encrypt(b"records" * 9, [age.recipient_of(mine)])
    for broken in [*flipped(data), *(data[:length] for length in range(len(data))), data + b"x"]:
        with pytest.raises((FileDamagedError, NotForThisDeskError)):
            age.decrypt(broken, mine)


def test_a_file_encrypted_to_nobody_is_a_bug() -> None:
    with pytest.raises(ValueError, match="nobody"):
        age.encrypt(b"records", [])


def test_what_is_no_recipient_is_refused() -> None:
    right = age.recipient_of(age.new_identity())
    assert age.is_recipient(right)
    for wrong in ("", "age1", right[:-1], right.upper(), right + "q"):
        assert not age.is_recipient(wrong)
    with pytest.raises(FileDamagedError):
        age.encrypt(b"records", [right[:-1]])


@needs_age
def test_the_age_program_opens_what_we_encrypt(tmp_path: Path) -> None:
    mine = age.new_identity()
    (tmp_path / "key").write_text(mine + "\n")
    (tmp_path / "file").write_bytes(age.encrypt("记录".encode(), [age.recipient_of(mine)]))
    ran = subprocess.run(["age", "-d", "-i", tmp_path / "key", tmp_path / "file"], check=True, capture_output=True)
    assert ran.stdout.decode() == "记录"


@needs_age
def test_we_open_what_the_age_program_encrypts() -> None:
    mine = age.new_identity()
    command = ["age", "-r", age.recipient_of(mine)]
    ran = subprocess.run(command, input="记录".encode(), check=True, capture_output=True)
    assert age.decrypt(ran.stdout, mine).decode() == "记录"


def test_the_armoured_form_which_can_be_altered_unnoticed_is_not_taken() -> None:
    with pytest.raises(FileDamagedError):
        age.decrypt(b"-----BEGIN AGE ENCRYPTED FILE-----\n", age.new_identity())
