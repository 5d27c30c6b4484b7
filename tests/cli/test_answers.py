"""What scripts get: the shapes of design.md, to the key."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from fupin_desk.kinds import KINDS
from tests.cli.conftest import Command, Folders
from tests.ledger.made_up import xlsx

VERDICTS = {"taken", "known", "disputed", "held", "returned"}
NUMBERS = {"sent", "taken", "disputed", "held", "returned", "unanswered", "withheld"}
DIGEST = 64


def answered(command: Command, *words: object, typed: str | bytes = "") -> Any:
    """Return the value of a command that must go well."""
    said = command(*words, "--json", typed=typed)
    assert (said.code, said.spoken) == (0, ""), said
    assert said.out.endswith("\n")
    assert said.out.count("\n") == 1
    return said.value


def test_setting_out_answers_with_files_code_and_fingerprint(command: Command, tmp_path: Path) -> None:
    office, village = tmp_path / "office", tmp_path / "village"
    made = answered(command, "office", "create", office, "--code", "990101", "--name", "示例县")
    assert set(made) == {"certificate", "fingerprint"}
    assert Path(made["certificate"]).read_text().startswith("-----BEGIN CERTIFICATE-----")
    invite = ("office", "invite", office, "--village", "990101001001", "--name", "村", "--out", tmp_path / "i.json")
    invited = answered(command, *invite)
    assert set(invited) == {"invitation", "code", "fingerprint"}
    assert len(invited["code"]) == 16
    assert invited["fingerprint"] == made["fingerprint"]
    join = ("village", "join", village, tmp_path / "i.json", "--code", invited["code"], "--out", tmp_path / "r.json")
    joined = answered(command, *join, "--fingerprint", made["fingerprint"])
    assert {"request"} <= set(joined)
    enrolled = answered(command, "office", "enrol", office, tmp_path / "r.json", "--out", tmp_path / "c.json")
    assert {"certificate"} <= set(enrolled)
    assert Path(enrolled["certificate"]).exists()
    assert answered(command, "village", "accept", village, tmp_path / "c.json")["village"] == "990101001001"


def test_record_put_answers_with_ids_in_order(command: Command, folders: Folders) -> None:
    lines = "\n".join(json.dumps({"address": f"{at}号"}) for at in range(3))
    made = answered(command, "record", "put", folders.village, "household", typed=lines)
    assert set(made) == {"ids"}
    addresses = [
        answered(command, "record", "get", folders.village, "household", each)["address"] for each in made["ids"]
    ]
    assert addresses == ["0号", "1号", "2号"]


def test_record_put_takes_a_file_a_list_and_a_byte_order_mark(
    command: Command, folders: Folders, tmp_path: Path
) -> None:
    file = tmp_path / "records.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps([{"group": "一组"}, {"group": "二组"}]).encode())
    assert len(answered(command, "record", "put", folders.village, "household", file)["ids"]) == 2
    assert answered(command, "record", "put", folders.village, "household", "-", typed="\n\n") == {"ids": []}


def test_absent_leaves_null_clears_and_seen_is_what_it_is_based_on(command: Command, folders: Folders) -> None:
    put = ("record", "put", folders.village, "household")
    answered(command, *put, typed=json.dumps({"id": folders.home, "address": "东边"}))
    before = answered(command, "record", "get", folders.village, "household", folders.home)
    answered(command, *put, typed=json.dumps({"id": folders.home, "group": None}))
    found = answered(command, "record", "get", folders.village, "household", folders.home)
    assert "group" not in found
    assert found["address"] == "东边"
    for address in ("一", "二"):
        said = {"id": folders.home, "address": address, "_seen": before["_seen"]}
        answered(command, *put, typed=json.dumps(said))
    assert answered(command, "record", "get", folders.village, "household", folders.home)["_disputed"] == ["address"]
    (dispute,) = answered(command, "dispute", "list", folders.village)
    assert set(dispute) == {"id", "kind", "record", "field", "values"}
    assert [set(each) for each in dispute["values"]] == [{"change", "value", "by"}] * 2
    assert (dispute["kind"], dispute["record"], dispute["field"]) == ("household", folders.home, "address")


def test_record_list_leaves_out_voided_ones_unless_all_are_asked_for(command: Command, folders: Folders) -> None:
    (gone,) = answered(command, "record", "put", folders.village, "household", typed='{}{"group": "x"}'[2:])["ids"]
    assert answered(command, "record", "void", folders.village, "household", gone, "--reason", "重复") == {"id": gone}
    shown = answered(command, "record", "list", folders.village, "household")
    every = answered(command, "record", "list", folders.village, "household", "--all")
    assert [each["id"] for each in shown] == [folders.home]
    assert {each["id"] for each in every} == {folders.home, gone}
    assert answered(command, "record", "undo", folders.village, "household", gone) == {"id": gone}
    assert len(answered(command, "record", "list", folders.village, "household")) == 2


def test_history_answers_with_steps_and_undo_and_redo_go_over_them(command: Command, folders: Folders) -> None:
    put = ("record", "put", folders.village, "household")
    for group in ("一组", "二组"):
        answered(command, *put, typed=json.dumps({"id": folders.home, "group": group}))
    newest, before, *_ = answered(command, "history", folders.village, "--limit", "3")
    assert set(newest) == {"step", "at", "by", "said", "undone", "stays", "records"}
    assert newest["records"] == [{"kind": "household", "id": folders.home}]
    assert "二组" in newest["said"]
    (older,) = answered(command, "history", folders.village, "--limit", "1", "--before", str(newest["step"]))
    assert older == before
    gone = answered(command, "undo", folders.village)
    assert (gone["count"], gone["steps"], gone["left"]) == (1, [newest["step"]], [])
    gone = answered(command, "undo", folders.village, "--to", str(before["step"]))
    assert gone["steps"] == [before["step"]]
    refused = command("redo", folders.village, "--to", str(older["step"] - 1), "--json")
    assert refused.code == 1
    again = answered(command, "redo", folders.village, "--to", str(newest["step"]))
    assert again["steps"] == [before["step"], newest["step"]]
    assert answered(command, "record", "get", folders.village, "household", folders.home)["group"] == "二组"


def test_check_answers_with_findings(command: Command, folders: Folders) -> None:
    found = answered(command, "check", folders.village, "--on", "2018-12-03")
    assert isinstance(found, list)
    for each in found:
        assert set(each) == {"rule", "clause", "level", "kind", "id", "facts"}
        assert each["level"] in {"breach", "gap", "note", "not_judged"}
        assert each["kind"] in KINDS


def test_bundles_answer_with_files_and_verdicts(command: Command, folders: Folders, tmp_path: Path) -> None:
    made = answered(command, "bundle", "make", folders.village, "--out", tmp_path / "stick")
    assert set(made) == {"files", "changes", "withheld"}
    assert len(made["files"]) == 1
    said = command("bundle", "take", folders.office, *made["files"], tmp_path / "none.fdb", "--json")
    assert said.code == 0
    assert set(said.value) == {"bundles"}
    good, bad = said.value["bundles"]
    assert set(bad) == {"file", "sender", "refused", "verdicts"}
    assert set(good) == {*bad, "persons"}
    assert good["persons"] == {"new": 1, "elsewhere": 0}
    assert set(good["verdicts"]) == VERDICTS
    assert (good["sender"], good["refused"], bad["sender"]) == ("990101001001", None, None)
    assert bad["refused"] == "file_not_readable"
    assert str(tmp_path / "none.fdb") in said.spoken
    assert command("bundle", "take", folders.office, tmp_path / "none.fdb", "--json").code == 1
    assert answered(command, "bundle", "show", made["files"][0])["recipients"] == 1
    assert answered(command, "bundle", "show", made["files"][0], folders.office)["sender"] == "990101001001"


def test_status_answers_with_numbers_that_add_up(command: Command, folders: Folders, tmp_path: Path) -> None:
    here = answered(command, "status", folders.village)
    assert set(here) == NUMBERS | {"heads", "chain", "whole_at", "verified"}
    assert here["chain"] == "whole"
    assert here["heads"].keys() == {"local", "village:990101001001"}
    assert all(len(head) == DIGEST for head in here["heads"].values())
    there = answered(command, "status", folders.office)
    assert set(there) == {"desks", "heads", "chain", "whole_at", "verified"}
    assert [set(each) for each in there["desks"]] == [NUMBERS | {"village", "desk"}]


def test_a_dispute_is_settled_by_a_change_or_by_a_third_value(command: Command, folders: Folders) -> None:
    second = folders.county.laptop("second")
    folders.county.round(folders.laptop, second)
    for turn, said in enumerate(("--change", "--value")):
        folders.laptop.put("household", folders.home, address=f"东边{turn}")
        second.put("household", folders.home, address=f"西边{turn}")
        folders.county.up(folders.laptop)
        folders.county.up(second)
        (dispute,) = answered(command, "dispute", "list", folders.office)
        pick = dispute["values"][0]
        value = pick["change"] if said == "--change" else '"第三"'
        settle = ("dispute", "settle", folders.office, dispute["id"], said, value)
        assert answered(command, *settle) == {"id": folders.home}
        found = answered(command, "record", "get", folders.office, "household", folders.home)
        assert found["address"] == (pick["value"] if said == "--change" else "第三")
        again = command(*settle, "--json")
        assert (again.code, again.value["error"]) == (1, "no_such_dispute")
        folders.county.down(folders.laptop, second)


def test_a_template_and_an_import_answer_with_rows(command: Command, folders: Folders, tmp_path: Path) -> None:
    template = tmp_path / "ledger.xlsx"
    assert answered(command, "template", template) == {"file": str(template)}
    found = answered(command, "import", folders.village, template, "--answer", tmp_path / "answer.xlsx")
    assert found == {"taken": 0, "known": 0, "refused": [], "unread": []}
    assert (tmp_path / "answer.xlsx").exists()


def test_an_import_says_what_was_not_taken_where_the_answer_is_and_what_to_do_now(
    command: Command, folders: Folders, tmp_path: Path
) -> None:
    template, filled, out = tmp_path / "ledger.xlsx", tmp_path / "filled.xlsx", tmp_path / "answer.xlsx"
    command("template", template)
    filled.write_bytes(xlsx({"农户": [["户编号", "户主姓名"], ["71", "未知"], ["72", "郝新"]]}))
    empty, wrong = (command("import", folders.village, each, "--language", "en") for each in (template, filled))
    assert "No row of the workbook is filled in" in empty.spoken
    assert "1 rows were not taken" in wrong.spoken
    told = command("import", folders.village, filled, "--answer", out, "--language", "en").spoken
    assert f"The answer to every row is in {out}" in told


def test_schema_answers_with_json_schema(command: Command) -> None:
    assert set(answered(command, "schema")) == set(KINDS)
    one = answered(command, "schema", "household")
    assert one["properties"].keys() >= {"address", "phone", "head"}
    said = command("schema", "nothing", "--json")
    assert (said.code, said.value["error"]) == (1, "unknown_kind")


def test_a_notice_answers_at_every_step(command: Command, folders: Folders, tmp_path: Path) -> None:
    (own,) = answered(command, "record", "list", folders.village, "village")
    said = {"id": own["id"], "poor": True, "objections_to": "村委会", "objections_outside": "县里，电话见纸"}
    answered(command, "record", "put", folders.village, "village", typed=json.dumps(said))
    on, paper = ("--on", "2018-12-03"), tmp_path / "notice.pdf"
    made = answered(command, "notice", "draft", folders.village, "--kind", "register_of_linkages", *on)
    assert set(made) == {"number", "lines"}
    number = made["number"]
    steps = (("sign",), ("post",), ("pdf", "--out", paper))
    for step, *more in steps:
        if step != "sign":
            again = command("notice", "sign", folders.village, number, "--json")
            assert (again.code, again.value["error"]) == (1, "notice_state")
        assert answered(command, "notice", step, folders.village, number, *more)["number"] == number
    early = command("notice", "close", folders.village, number, *on, "--json")
    assert (early.code, early.value["error"]) == (1, "notice_too_early")
    back_dated = command("notice", "post", folders.village, number, "--on", "2018-11-20", "--json")
    assert back_dated.code == 1
    trust = ("--trust", folders.office / "office.pem")
    verified = answered(command, "notice", "verify", paper, *trust)
    assert verified.keys() == {"valid", "reasons", "signers", "notice"}
    assert verified["valid"] is True
    assert set(verified["signers"][0]) == {"name", "role", "on"}
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(paper.read_bytes().replace(b"/Type", b"/Tipe", 1))
    refused = command("notice", "verify", altered, *trust, "--json")
    assert (refused.code, refused.value["valid"]) == (1, False)
    assert refused.value["reasons"]


def test_erasing_answers_with_how_many_records(command: Command, folders: Folders) -> None:
    assert answered(command, "record", "erase", folders.village, "household", folders.home) == {"erased": 3}


def test_the_demo_answers_with_what_it_made(command: Command, tmp_path: Path) -> None:
    made = answered(command, "demo", tmp_path / "demo", "--villages", "1", "--households", "8", "--seed", "7")
    assert set(made) == {"office", "office_certificate", "villages", "notices", "bundles", "receipts"}
    files = [made["office_certificate"], *made["notices"], *made["bundles"], *made["receipts"]]
    assert all(Path(file).is_file() for file in files)
    assert all(Path(folder, "desk.json").is_file() for folder in (made["office"], *made["villages"]))
    assert len(files) > 4
    again = command("demo", tmp_path / "demo", "--json")
    assert (again.code, again.value["error"]) == (1, "folder_not_empty")


def test_what_was_left_aside_is_told_beside_the_answer(command: Command, folders: Folders, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.xlsx"
    ledger.write_bytes(xlsx({"农户": [["户编号", "户主姓名", "属相"], ["1", "张三", "龙"]], "别的": [["a"]]}))
    trial = ("import", folders.village, ledger, "--dry-run")
    unread = [{"sheet": "农户", "column": "C", "heading": "属相"}]
    assert answered(command, *trial) == {"taken": 1, "known": 0, "refused": [], "unread": unread}
    said = command(*trial, "--language", "zh_CN")
    assert all(each in said.spoken for each in ("属相", "别的", "什么都没有写入"))


def test_a_person_is_told_a_record_in_the_words_of_the_window_and_no_digests(
    command: Command, folders: Folders
) -> None:
    said = {"id": folders.home, "status": "registered", "industries": ["crops", "livestock"]}
    answered(command, "record", "put", folders.village, "household", typed=json.dumps(said))
    for words in (("get", folders.village, "household", folders.home), ("list", folders.village, "household")):
        told = command("record", *words, "--language", "zh_CN").out
        assert "建档立卡情况: 建档立卡贫困户\n" in told
        assert "从事产业: 种植业、养殖业\n" in told
        assert "_seen" not in told
        assert not re.search("[0-9a-f]{64}", told)


def test_a_person_is_told_which_fields_of_a_record_are_disputed(command: Command, folders: Folders) -> None:
    put = ("record", "put", folders.village, "household")
    seen = answered(command, "record", "get", folders.village, "household", folders.home)["_seen"]
    for address in ("一", "二"):
        answered(command, *put, typed=json.dumps({"id": folders.home, "address": address, "_seen": seen}))
    assert (
        "有争议: 住址\n"
        in command("record", "get", folders.village, "household", folders.home, "--language", "zh_CN").out
    )
