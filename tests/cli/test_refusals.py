"""What is refused says so in one JSON value and one sentence, writes nothing, and exits with 1; wrong usage with 2."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest

from fupin_desk.words import LANGUAGES, words
from tests.cli.conftest import Command, Folders, Said
from tests.ledger.made_up import village_ledger, xlsx


def refused(said: Said, code: str) -> dict[str, Any]:
    """See that a command was refused as it must be; returns the facts."""
    assert said.code == 1, said
    assert said.value.keys() == {"error", "facts"}
    assert said.value["error"] == code
    assert said.spoken.strip()
    assert "{" not in said.spoken.splitlines()[0]
    facts: dict[str, Any] = said.value["facts"]
    return facts


@pytest.mark.parametrize(
    ("kind", "typed", "field", "reason"),
    [
        ("household", {"shoe_size": 43}, "shoe_size", "unknown_field"),
        ("member", {"born_on": "2018-02-30"}, "born_on", "date"),
        ("payment", {"amount_fen": -1}, "amount_fen", None),
        ("payment", {"amount_fen": 12.5}, "amount_fen", None),
        ("payment", {"amount_fen": True}, "amount_fen", None),
        ("plot", {"area_centimu": -300}, "area_centimu", None),
        ("member", {"id_number": "990101198001010013"}, "id_number", None),
        ("household", {"phone": "12"}, "phone", None),
        ("household", {"status": "rich"}, "status", None),
        ("household", {"industries": ["cotton"]}, "industries", None),
        ("household", {"head": "not-an-id"}, "head", None),
        ("household", {"address": "长" * 5000}, "address", None),
        ("household", {"address": ["a"]}, "address", None),
        ("household", {"address": {"a": 1}}, "address", None),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_field_reason_and_what_was_typed(
    command: Command, folders: Folders, kind: str, typed: dict[str, Any], field: str, reason: str | None
) -> None:
    before = folders.laptop.changes()
    said = command("record", "put", folders.village, kind, "--json", typed=json.dumps(typed))
    facts = refused(said, "fields_refused")
    assert facts["kind"] == kind
    (found,) = facts["refused"]
    assert found["field"] == field
    assert reason is None or found["reason"] == reason
    assert "typed" in found
    assert folders.laptop.changes() == before


def test_many_records_are_put_all_or_none_and_every_bad_line_is_named(command: Command, folders: Folders) -> None:
    before = folders.laptop.changes()
    lines = ['{"address": "好"}', '{"shoe": 1}', '{"address": "也好"}', '{"status": "rich"}']
    said = command("record", "put", folders.village, "household", "--json", typed="\n".join(lines))
    assert [each["line"] for each in refused(said, "fields_refused")["refused"]] == [2, 4]
    assert folders.laptop.changes() == before


@pytest.mark.parametrize(
    "typed",
    ["{", "[1]", '"text"', "null", "5", '{"a": 1}\n{', "不是", b"\xff\xfe{}", '{"a": NaN}', '{"address": 1e999}',
     "[" * 100_000, '{"id": 5}',
     '{"address": "x", "address": "y"}',
     '{"_seen": 5}', '{"_seen": {"address": 5}}', '{"_seen": {"address": [5]}, "address": "x"}', '{"village": 5}',
     '{"id": "x", "address": "y"}', '{"id": "../../etc", "address": "y"}', '{"village": "abc", "address": "y"}',
     '{"address": "\\ud800"}', '{"address": "\\u0000"}'],
)  # fmt: skip
def test_what_is_no_record_is_refused_and_never_a_crash(command: Command, folders: Folders, typed: str | bytes) -> None:
    before = folders.laptop.changes()
    said = command("record", "put", folders.village, "household", "--json", typed=typed)
    assert said.code == 1, said
    assert set(said.value) == {"error", "facts"}
    assert said.value["error"] in {"not_json", "fields_refused"}
    assert folders.laptop.changes() == before


def test_unknown_kinds_and_records_say_which(command: Command, folders: Folders) -> None:
    for act in (("list",), ("get", folders.home), ("void", folders.home, "--reason", "x"), ("undo", folders.home)):
        said = command("record", act[0], folders.village, "spaceship", *act[1:], "--json")
        assert refused(said, "unknown_kind") == {"kind": "spaceship"}
    nobody = "01677194-4268-71af-af9e-000000000000"
    for act in (("get", nobody), ("void", nobody, "--reason", "x"), ("erase", nobody)):
        said = command("record", act[0], folders.village, "household", *act[1:], "--json")
        assert refused(said, "unknown_record") == {"kind": "household", "id": nobody}
    refused(command("record", "undo", folders.village, "household", nobody, "--json"), "nothing_to_undo")


def test_a_record_for_a_village_that_nobody_would_send_is_refused(command: Command, folders: Folders) -> None:
    put = ("household", "--json")
    for desk, village in (
        (folders.village, "990101001002"),
        (folders.office, None),
        (folders.office, "990102001001"),
        (folders.office, "990101"),
    ):
        said = command("record", "put", desk, *put, typed=json.dumps({"address": "东", "village": village}))
        (found,) = refused(said, "fields_refused")["refused"]
        assert (found["field"], found["reason"]) == (
            "village",
            "other_village" if len(village or "") == 12 else "village",
        )
    given = json.dumps({"address": "东", "village": "990101001001"})
    (made,) = command("record", "put", folders.office, *put, typed=given).value["ids"]
    moved = json.dumps({"id": made, "village": "990101001002"})
    refused(command("record", "put", folders.office, *put, typed=moved), "fields_refused")
    for figure in ("minimum_wage", "working_age"):  # a slip, and what the law alone sets: nobody would ever hear of it
        slip = json.dumps({"figure": figure, "value": 1, "since": "2018-01-01"})
        told = refused(command("record", "put", folders.office, "setting", "--json", typed=slip), "fields_refused")
        assert told["refused"][0]["reason"] == "code"
    setting = json.dumps({"figure": "minimum_wage_month", "value": 1, "since": "2018-01-01"})
    assert command("record", "put", folders.office, "setting", "--json", typed=setting).code == 0
    refused(command("record", "put", folders.village, "setting", "--json", typed=setting), "wrong_role")


def test_what_was_got_can_be_put(command: Command, folders: Folders) -> None:
    before = folders.laptop.changes()
    got = command("record", "get", folders.village, "household", folders.home, "--json").out
    assert command("record", "put", folders.village, "household", "--json", typed=got).value == {"ids": [folders.home]}
    assert folders.laptop.changes() == before


def test_seeing_a_change_that_never_was_is_refused(command: Command, folders: Folders) -> None:
    said = {"id": folders.home, "address": "东", "_seen": {"address": ["0" * 64]}}
    facts = refused(
        command("record", "put", folders.village, "household", "--json", typed=json.dumps(said)), "change_not_seen"
    )
    assert facts["field"] == "address"


def test_what_only_its_own_commands_write_is_not_put_in_by_hand(command: Command, folders: Folders) -> None:
    for kind in ("erasure", "notice", "notice_line"):
        assert refused(command("record", "put", folders.village, kind, "--json", typed="{}"), "not_by_hand") == {
            "kind": kind
        }


def test_a_record_is_not_voided_without_a_reason(command: Command, folders: Folders) -> None:
    for reason in ("", "  "):
        said = command("record", "void", folders.village, "household", folders.home, "--reason", reason, "--json")
        assert refused(said, "fields_refused")["refused"][0]["reason"] == "empty"


def test_names_that_cannot_be_make_no_invitation_and_no_office(
    command: Command, folders: Folders, tmp_path: Path
) -> None:
    for name in ("", " ", "长" * 61, "a\x00b"):
        invite = ("office", "invite", folders.office, "--village", "990101001001", "--name", name)
        refused(command(*invite, "--out", tmp_path / "i.json", "--json"), "fields_refused")
        made = command("office", "create", tmp_path / "new", "--code", "990103", "--name", name, "--json")
        refused(made, "fields_refused")
    assert not (tmp_path / "i.json").exists()
    assert not (tmp_path / "new").exists()


def test_nobody_to_ask_for_the_passphrase_is_a_refusal_too(
    command: Command, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(*_said: object, **_how: object) -> str:
        raise click.Abort

    monkeypatch.delenv("FUPIN_DESK_PASSPHRASE")
    monkeypatch.setattr("click.prompt", nobody)
    refused(command("status", folders.village, "--json"), "called_off")


def test_a_bug_too_gives_its_one_value(command: Command, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fupin_desk.acts.keeping.status.status", lambda _desk: 1 / 0)
    said = command("status", folders.village, "--json")
    assert (said.code, said.value) == (1, {"error": "bug", "facts": {}})
    assert "ZeroDivisionError" in said.spoken


def test_breaking_off_is_a_refusal_that_promises_no_half_done_thing(
    command: Command, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fupin_desk.acts.keeping.status.status", broken_off)
    said = command("status", folders.village, "--json", "--language", "en")
    assert refused(said, "called_off") == {}
    assert said.spoken == words("en").say("ask.broken_off") + "\n"


def test_a_passphrase_file_may_come_from_notepad(command: Command, folders: Folders, tmp_path: Path) -> None:
    file = tmp_path / "passphrase.txt"
    for content in (b"demo", b"demo\n", b"demo\r\n", b"\xef\xbb\xbfdemo\r\n"):
        file.write_bytes(content)
        assert command("dispute", "list", folders.village, "--passphrase-file", file, "--json").value == [], content
    for content in (b"", b"demo ", b" demo"):
        file.write_bytes(content)
        refused(command("dispute", "list", folders.village, "--passphrase-file", file, "--json"), "wrong_passphrase")
    file.write_bytes("demo".encode("utf-16"))
    refused(command("dispute", "list", folders.village, "--passphrase-file", file, "--json"), "file_not_readable")


def test_what_became_of_each_bundle_is_told_in_words(command: Command, folders: Folders, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no bundle")
    said = command("bundle", "take", folders.office, tmp_path / "notes.txt", "--language", "en")
    assert said.code == 1
    assert "Refused: yes" in said.out
    assert "From: —" in said.out
    assert "_" not in said.out.replace(str(tmp_path), "")
    assert words("en").say("error.NotABundleError") in said.spoken


def test_a_bundle_does_not_go_where_no_folder_can_be(command: Command, folders: Folders, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("留着")
    make = ("bundle", "make", folders.village, "--json", "--out")
    refused(command(*make, file), "file_exists_already")
    refused(command(*make, file / "in"), "file_not_written")
    assert command("status", folders.village, "--json").value["sent"] == 0


def test_an_answer_that_cannot_be_written_stops_the_import_before_it_begins(
    command: Command, folders: Folders, tmp_path: Path
) -> None:
    ledger = tmp_path / "ledger.xlsx"
    ledger.write_bytes(xlsx(village_ledger(2)))
    before = folders.laptop.changes()
    said = command("import", folders.village, ledger, "--answer", ledger, "--json")
    refused(said, "file_exists_already")
    assert folders.laptop.changes() == before


def test_a_wrong_passphrase_a_missing_desk_and_the_wrong_role(
    command: Command, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(command("status", tmp_path, "--json"), "no_desk_here")
    refused(command("office", "invite", folders.village, "--village", "990101001001", "--name", "x", "--out",
                    tmp_path / "i", "--json"), "wrong_role")  # fmt: skip
    refused(command("dispute", "settle", folders.village, "abc", "--value", "1", "--json"), "wrong_role")
    refused(command("import", folders.office, tmp_path / "none.xlsx", "--json"), "file_not_readable")
    monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", "falsch")
    refused(command("status", folders.village, "--json"), "wrong_passphrase")
    file = tmp_path / "passphrase"
    file.write_text("demo\n")
    assert command("status", folders.village, "--json", "--passphrase-file", file).code == 0
    refused(command("status", folders.village, "--json", "--passphrase-file", tmp_path / "no"), "file_not_readable")


def test_files_are_never_written_over(command: Command, folders: Folders, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("留着")
    invite = ("office", "invite", folders.office, "--village", "990101001001", "--name", "x", "--out", there)
    refused(command(*invite, "--json"), "file_exists_already")
    refused(command("template", there, "--json"), "file_exists_already")
    assert there.read_text() == "留着"


@pytest.mark.parametrize(
    "typed",
    [
        ["frobnicate"], ["record"], ["record", "put"], ["status"], ["status", "a", "b"],
        ["check", "x", "--on", "heute"], ["demo", "x", "--villages", "0"],
        ["check", "x", "--on", "2018-02-30"], ["office", "create", "x"], ["record", "void", "x", "household", "y"],
        ["notice", "draft", "x", "--kind", "ranking"], ["demo", "x", "--languages", "fr"],
        ["dispute", "settle", "x", "y"], ["dispute", "settle", "x", "y", "--change", "a", "--value", "1"],
        ["dispute", "settle", "x", "y", "--value", "{"], ["status", "x", "--colour"], ["bundle", "take", "x"],
        ["--language", "fr", "status", "x"],
    ],
)  # fmt: skip
def test_wrong_usage_exits_with_two_and_one_value(command: Command, typed: list[str]) -> None:
    said = command(*typed, "--json")
    assert said.code == 2, said
    assert said.value["error"] == "usage"
    assert said.value["facts"].keys() == {"message"}
    assert said.spoken.strip()
    plain = command(*typed)
    assert (plain.code, plain.out) == (2, "")
    assert plain.spoken.strip()


def test_json_may_stand_anywhere(command: Command, folders: Folders) -> None:
    values = [
        command(*typed).value
        for typed in (
            ["--json", "record", "list", folders.village, "household"],
            ["record", "--json", "list", folders.village, "household"],
            ["record", "list", "--json", folders.village, "household"],
            ["record", "list", folders.village, "--json", "household"],
            ["record", "list", folders.village, "household", "--json"],
        )
    ]
    assert values == [values[0]] * 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_and_answers_are_spoken_in_the_language_asked_for(
    command: Command, folders: Folders, tmp_path: Path, language: str
) -> None:
    said = command("status", tmp_path, "--language", language)
    assert (said.code, said.out) == (1, "")
    assert said.spoken.strip() == words(language).say("error.NoDeskHereError", folder=str(tmp_path))
    told = command("--language", language, "status", folders.village)
    assert words(language).say("answer.chain.whole") in told.out
    assert "_at" not in told.out  # every number and day has its word
    made = command("record", "put", folders.village, "household", "--language", language, typed='{"group": "x"}')
    assert words(language).say("done.record_put") in made.out
