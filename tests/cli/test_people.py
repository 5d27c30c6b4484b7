"""Who opens a desk, and the ways back when a passphrase is forgotten, by command."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

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
    remove = ("person", "remove", folders.village, made.value["person"], "--json")
    assert command(*remove).value["error"] == "vault_busy"  # somebody has the desk open
    folders.laptop.desk.close()
    assert command(*remove).code == 0
    monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", "neu")
    assert command("status", folders.village, "--json").value["error"] == "wrong_passphrase"


def test_nobody_without_a_name_and_never_nobody_at_all(command: Command, folders: Folders) -> None:
    assert command("person", "add", folders.village, "--name", " ", "--json").value["error"] == "fields_refused"
    last = folders.laptop.desk.person
    assert command("person", "remove", folders.village, last, "--json").value["error"] == "last_person"
    assert command("status", folders.village, "--json").code == 0


def test_nobody_is_given_what_only_the_other_kind_of_desk_has(command: Command, folders: Folders) -> None:
    approver = command("person", "add", folders.village, "--name", "二号", "--role", "office_approver", "--json")
    assert approver.value == {"error": "wrong_role", "facts": {"needed": "office", "role": "village"}}
    assert command("person", "add", folders.office, "--name", "二号", "--role", "clerk", "--json").code == 1
    assert command("person", "add", folders.office, "--name", "二号", "--json").code == 0
    roles = {each["role"] for each in command("record", "list", folders.office, "person", "--json").value}
    assert roles == {"office_clerk", "office_approver"}


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


class Town:
    """An office and a village of which each is opened with its own passphrase."""

    def __init__(self, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        self.command, self.monkeypatch = command, monkeypatch

    def at_office(self, *words: object) -> Any:
        return self._done("demo", *words)

    def at_village(self, *words: object) -> Any:
        return self._done("neu", *words)

    def _done(self, passphrase: str, *words: object) -> Any:
        self.monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", passphrase)
        said = self.command(*words, "--json")
        assert said.code == 0, said
        return said.value


def test_the_sheet_opens_the_desk_and_it_joins_anew(
    command: Command, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, village, office = Town(command, monkeypatch), folders.village, folders.office
    command("sheet", "make", village, "--out", tmp_path / "sheet.pdf", "--json")
    found = re.search(r"(?:[0-9A-HJKMNP-TV-Z]{4,5}[-–]?){5,}", read(tmp_path / "sheet.pdf"))
    assert found is not None
    folders.laptop.desk.close()
    town.at_village("sheet", "open", village, "--code", found[0], "--person", "新人")
    assert town.at_village("record", "get", village, "household", folders.home)["id"] == folders.home
    invitation, request, certificate = (tmp_path / name for name in ("i.json", "r.json", "c.json"))
    invite = ("office", "invite", office, "--village", VILLAGE, "--name", "示例村", "--out", invitation)
    made = town.at_office(*invite)
    rejoin = ("village", "rejoin", village, invitation, "--code", made["code"], "--out", request)
    town.at_village(*rejoin, "--fingerprint", made["fingerprint"])
    town.at_office("office", "enrol", office, request, "--out", certificate)
    town.at_village("village", "accept", village, certificate)
    sent = town.at_village("bundle", "make", village, "--out", tmp_path / "stick")
    assert sent["changes"] > 0
    (taken,) = town.at_office("bundle", "take", office, *sent["files"])["bundles"]
    assert (taken["refused"], taken["verdicts"]["taken"]) == (None, sent["changes"])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What a person at the terminal answers, by what they are asked; codes are typed without being shown."""
    answers: dict[str, str] = {}
    monkeypatch.setattr("getpass.getpass", lambda prompt="": answers[prompt.strip().removesuffix(":")])
    monkeypatch.delenv("FUPIN_DESK_NEW_PASSPHRASE")
    return answers


def test_no_code_and_no_passphrase_need_be_an_argument(
    command: Command, folders: Folders, tmp_path: Path, asked: dict[str, str]
) -> None:
    words, invitation = ("--language", "en", "--json"), tmp_path / "i.json"
    made = command(
        "office", "invite", folders.office, "--village", VILLAGE, "--name", "示例村", "--out", invitation, *words
    )
    asked["The code on paper (not shown)"] = made.value["code"].lower()
    join = ("village", "join", tmp_path / "new", invitation, "--out", tmp_path / "r.json", *words)
    said = command(*join, typed=made.value["fingerprint"] + "\n")
    assert (said.code, said.value["village"]) == (0, VILLAGE), said
    code, fresh = tmp_path / "code.txt", tmp_path / "new.txt"
    code.write_text(made.value["code"] + "\r\n", encoding="utf-8-sig")
    fresh.write_text("aus der Datei\n", encoding="utf-8")
    by_file = ("--code-file", code, "--fingerprint", made.value["fingerprint"])
    again = command("village", "join", tmp_path / "two", invitation, *by_file, "--out", tmp_path / "r2.json", *words)
    assert again.code == 0, again
    assert command("person", "passphrase", folders.village, "--new-passphrase-file", fresh, *words).code == 0
    assert command("status", folders.village, "--passphrase-file", fresh, *words).code == 0


def test_a_code_is_given_once_and_a_file_that_is_not_there_is_said(
    command: Command, folders: Folders, tmp_path: Path
) -> None:
    join = ("village", "join", tmp_path / "new", tmp_path / "i.json", "--fingerprint", "x", "--out", tmp_path / "r")
    said = command(*join, "--code", "A", "--code-file", tmp_path / "none", "--json")
    assert (said.code, said.value["error"]) == (2, "usage")
    missing = command(*join, "--code-file", tmp_path / "none", "--json")
    assert missing.value == {"error": "file_not_readable", "facts": {"file": str(tmp_path / "none")}}


def test_a_laptop_is_revoked_by_its_id(command: Command, folders: Folders) -> None:
    laptop = folders.laptop.desk.id
    said = command("office", "revoke", folders.office, laptop, "--reason", "lost", "--json")
    assert (said.code, said.value["desk"]) == (0, laptop)
    assert command("office", "revoke", folders.office, "nobody", "--json").value["error"] == "no_such_desk"
    assert command("office", "revoke", folders.village, laptop, "--json").value["error"] == "wrong_role"
