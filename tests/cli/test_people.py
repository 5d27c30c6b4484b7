"""Who opens a desk, and the ways back when a passphrase is forgotten, by command."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.conftest import Command, Folders
from tests.journeys.county import VILLAGE


@pytest.fixture(autouse=True)
def new_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUPIN_DESK_NEW_PASSPHRASE", "neu")


def read(pdf: Path) -> str:
    """Return the text of a PDF without blanks."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()


def test_a_person_comes_with_a_passphrase_of_their_own_and_goes(
    command: Command, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = command("person", "add", folders.village, "--name", "二号", "--json")
    assert (made.code, set(made.value)) == (0, {"person"})
    monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", "neu")
    assert command("status", folders.village, "--json").code == 0
    monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", "demo")
    assert command("person", "remove", folders.village, made.value["person"], "--json").code == 0
    monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", "neu")
    assert command("status", folders.village, "--json").value["error"] == "wrong_passphrase"


def test_nobody_without_a_name_and_never_nobody_at_all(command: Command, folders: Folders) -> None:
    assert command("person", "add", folders.village, "--name", " ", "--json").value["error"] == "fields_refused"
    last = folders.laptop.desk.person
    assert command("person", "remove", folders.village, last, "--json").value["error"] == "last_person"
    assert command("status", folders.village, "--json").code == 0


def test_a_passphrase_is_changed(command: Command, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command("person", "passphrase", folders.village, "--json").code == 0
    assert command("status", folders.village, "--json").value["error"] == "wrong_passphrase"
    monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", "neu")
    assert command("status", folders.village, "--json").code == 0


def test_an_invitation_s_code_and_fingerprint_stand_on_its_sheet(
    command: Command, folders: Folders, tmp_path: Path
) -> None:
    invite = (
        "office",
        "invite",
        folders.office,
        "--village",
        VILLAGE,
        "--name",
        "示例村",
        "--out",
        tmp_path / "i.json",
    )
    made = command(*invite, "--sheet", tmp_path / "i.pdf", "--json")
    assert made.code == 0, made
    text = read(tmp_path / "i.pdf").replace("-", "")
    assert made.value["code"] in text
    assert made.value["fingerprint"].replace("-", "") in text
    again = command(*invite[:-1], tmp_path / "j.json", "--sheet", tmp_path / "i.pdf", "--json")
    assert again.value["error"] == "file_exists_already"
    assert not (tmp_path / "j.json").exists()


def test_a_new_sheet_that_cannot_be_written_leaves_the_former_one_its_power(
    command: Command, folders: Folders, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.pdf"
    assert command("sheet", "make", folders.village, "--out", sheet, "--json").code == 0
    ring = (folders.village / "keys.json").read_bytes()
    assert command("sheet", "make", folders.village, "--out", sheet, "--json").value["error"] == "file_exists_already"
    assert (folders.village / "keys.json").read_bytes() == ring


def test_the_sheet_opens_the_desk_and_it_joins_anew(
    command: Command, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("sheet", "make", folders.village, "--out", tmp_path / "sheet.pdf", "--json")
    found = re.search(r"(?:[0-9A-HJKMNP-TV-Z]{4,5}[-–]?){5,}", read(tmp_path / "sheet.pdf"))
    assert found is not None
    folders.laptop.desk.close()
    opened = command("sheet", "open", folders.village, "--code", found[0], "--person", "新人", "--json")
    assert opened.code == 0, opened
    monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", "neu")
    assert command("record", "get", folders.village, "household", folders.home, "--json").code == 0
    invite = (
        "office",
        "invite",
        folders.office,
        "--village",
        VILLAGE,
        "--name",
        "示例村",
        "--out",
        tmp_path / "i.json",
    )
    monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", "demo")
    made = command(*invite, "--json").value
    monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", "neu")
    rejoin = (
        "village",
        "rejoin",
        folders.village,
        tmp_path / "i.json",
        "--code",
        made["code"],
        "--out",
        tmp_path / "r",
    )
    assert command(*rejoin, "--fingerprint", made["fingerprint"], "--json").code == 0
    monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", "demo")
    assert command("office", "enrol", folders.office, tmp_path / "r", "--out", tmp_path / "c", "--json").code == 0
    monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", "neu")
    assert command("village", "accept", folders.village, tmp_path / "c", "--json").code == 0
    sent = command("bundle", "make", folders.village, "--out", tmp_path / "stick", "--json").value
    assert sent["changes"] > 0
    monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", "demo")
    taken = command("bundle", "take", folders.office, *sent["files"], "--json").value["bundles"][0]
    assert (taken["refused"], taken["verdicts"]["taken"]) == (None, sent["changes"])
