"""The whole round by command: from an empty folder to the county's receipt that turns the village's records green."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.journeys.commands import command, done
from tests.ledger.made_up import id_number

VILLAGE, STREAM = "990101001001", "village:990101001001"
NUMBERS = ("sent", "taken", "disputed", "held", "returned", "unanswered", "withheld")
GIVEN = ("小明", "建国", "秀英", "丽", "伟")


def set_out(folder: Path) -> tuple[Path, Path]:
    """Make an office and one village's desk, joined; return their folders."""
    office, village = folder / "office", folder / "village"
    made = done("office", "create", office, "--code", "990101", "--name", "示例县", "--person", "审批人")
    invited = done(
        "office", "invite", office, "--village", VILLAGE, "--name", "示例村", "--out", folder / "invitation.json",
        "--sheet", folder / "invitation.pdf",
    )  # fmt: skip
    assert (folder / "invitation.pdf").read_bytes().startswith(b"%PDF")
    assert invited["fingerprint"] == made["fingerprint"]
    join = ("village", "join", village, invited["invitation"], "--code", invited["code"])
    done(*join, "--fingerprint", invited["fingerprint"], "--out", folder / "request.json", "--person", "经办人")
    done("office", "enrol", office, folder / "request.json", "--out", folder / "certificate.json")
    assert done("village", "accept", village, folder / "certificate.json")["village"] == VILLAGE
    return office, village


def made_up_rows() -> dict[str, list[dict[str, Any]]]:
    """Return five households, a cooperative, their orders and a distribution, by sheet and heading."""
    return {
        "农户": [
            {
                "户编号": f"{at:03d}", "户主姓名": f"王{GIVEN[at]}", "户主身份证号": id_number(at), "村民小组": "一组",
                "建档立卡情况": "建档立卡", "联系电话": f"1380000000{at}", "同意登记日期": "2018年11月1日",
                "询问人": "测试人", "同意方式": "签字",
            }
            for at in range(5)
        ],
        "经营主体": [{"主体类型": "合作社", "主体名称": "示例合作社", "服务村": VILLAGE}],
        "联结合同": [
            {
                "合同编号": f"D{at}", "联结类型": "生产性", "合同类型": "订单", "合同形式": "两方",
                "户编号": f"{at:03d}", "经营主体": "示例合作社", "签订日期": "2018/11/1", "生效日期": "2018-11-01",
                "产品": "小麦", "计量单位": "公斤", "保底价（元/单位）": "2.35",
            }
            for at in range(5)
        ],
        "收益分配": [
            {
                "分配编号": "F1", "分配主体": "示例合作社", "收益年度": 2018, "收益总额（元）": 6000,
                "村集体留存（元）": 1000, "应发放日期": "2019-01-10",
            }
        ],
        "分配明细": [
            {"分配编号": "F1", "户编号": f"{at:03d}", "分配金额（元）": 1000, "分配理由": "按户"} for at in range(5)
        ],
        "同意登记": [
            {
                "户编号": f"{at:03d}", "同意事项": "姓名上公示", "公示类别": "收益分配方案公示", "询问人": "测试人",
                "同意方式": "签字", "同意日期": "2018-11-02",
            }
            for at in range(4)
        ],
    }  # fmt: skip


def filled_ledger(template: Path) -> bytes:
    """Return a ledger filled in under the template's own headings: five households, a cooperative, their orders."""
    workbook = CalamineWorkbook.from_path(template)
    headings = {
        sheet: [str(cell).strip("*") for cell in workbook.get_sheet_by_name(sheet).to_python()[0]]
        for sheet in ("农户", "经营主体", "联结合同", "收益分配", "分配明细", "同意登记")
    }
    rows = made_up_rows()
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    for sheet, columns in headings.items():
        place = book.add_worksheet(sheet)
        for row, cells in enumerate([dict(zip(columns, columns, strict=True)), *rows[sheet]]):
            assert cells.keys() <= set(columns), (sheet, cells.keys() - set(columns))
            for name, cell in cells.items():
                place.write(row, columns.index(name), cell)
    book.close()
    return written.getvalue()


def import_twice(folder: Path, village: Path) -> None:
    template, ledger = folder / "template.xlsx", folder / "ledger.xlsx"
    done("template", template)
    ledger.write_bytes(filled_ledger(template))
    before = done("status", village)
    tried = done("import", village, ledger, "--dry-run")
    assert done("status", village) == before
    first = done("import", village, ledger, "--answer", folder / "answer.xlsx")
    assert first == tried
    assert first["refused"] == []
    assert first["taken"] == 5 + 1 + 5 + 1 + 5 + 4
    assert CalamineWorkbook.from_path(folder / "answer.xlsx").sheet_names
    after = done("status", village)
    second = done("import", village, ledger)
    assert second == {"taken": 0, "known": first["taken"], "refused": [], "unread": []}
    assert done("status", village) == after
    assert done("record", "list", village, "household")[0]["status"] == "registered"


def hang_a_notice(folder: Path, office: Path, village: Path) -> None:
    """Draft, sign and post a notice, which does not close before its days are over, and verify its paper."""
    (own,) = done("record", "list", village, "village")
    said = {"id": own["id"], "poor": True, "objections_to": "村委会", "objections_outside": "县里，电话见纸"}
    done("record", "put", village, "village", typed=json.dumps(said))
    kind = ("--kind", "distribution_plan", "--languages", "zh_CN,ug", "--on", "2018-12-03")
    made = done("notice", "draft", village, *kind)
    assert (set(made), made["lines"]) == ({"number", "lines"}, 5)
    number, paper = made["number"], folder / "notice.pdf"
    done("notice", "sign", village, number)
    back_dated = command("notice", "post", village, number, "--on", "2018-12-03")
    assert (back_dated.code, back_dated.value["error"]) == (1, "fields_refused")
    done("notice", "post", village, number)
    early = command("notice", "close", village, number)
    assert (early.code, early.value["error"]) == (1, "notice_too_early")
    assert done("notice", "pdf", village, number, "--out", paper)["signed"] is True
    verified = done("notice", "verify", paper, "--trust", office / "office.pem")
    assert (verified["valid"], verified["reasons"]) == (True, ["revocation_unknown"])


def go_round_once(folder: Path, office: Path, village: Path, turn: int) -> dict[str, int]:
    """Carry a bundle up and the answer down; return the village's numbers, which are the office's too."""
    made = done("bundle", "make", village, "--out", folder / f"up-{turn}")
    taken = done("bundle", "take", office, *made["files"])["bundles"][0]
    assert (taken["refused"], taken["sender"]) == (None, VILLAGE)
    assert taken["verdicts"]["taken"] == made["changes"]
    back = done("bundle", "make", office, "--out", folder / f"down-{turn}")
    assert done("bundle", "take", village, *back["files"])["bundles"][0]["refused"] is None
    here, there = done("status", village), done("status", office)
    (desk,) = there["desks"]
    assert {name: here[name] for name in NUMBERS} == {name: desk[name] for name in NUMBERS}
    assert here["sent"] == sum(here[name] for name in NUMBERS[1:-1])
    assert here["heads"][STREAM] == there["heads"][STREAM]
    assert here["chain"] == there["chain"] == "whole"
    return {name: here[name] for name in NUMBERS}


@pytest.mark.timeout(1800)
def test_the_whole_round_by_command(tmp_path: Path) -> None:
    office, village = set_out(tmp_path)
    import_twice(tmp_path, village)
    silent = done("record", "put", village, "household", typed='{"address": "不愿登记"}')["ids"]
    assert "order-terms" in {each["rule"] for each in done("check", village, "--on", "2018-12-03")}
    hang_a_notice(tmp_path, office, village)

    numbers = go_round_once(tmp_path, office, village, 1)
    assert numbers["taken"] == numbers["sent"] > 30
    assert numbers["withheld"] == len(silent)
    homes = {each["id"]: each for each in done("record", "list", village, "household")}
    there = {each["id"]: each for each in done("record", "list", office, "household", "--all")}
    assert there.keys() == homes.keys() - set(silent)
    for home, said in there.items():
        assert "phone" in homes[home]
        assert homes[home].keys() - said.keys() <= {"phone", "paper_languages", "does_not_wish"}
    assert done("record", "list", office, "notice")[0]["state"] == "posted"

    home = next(iter(there))
    done("record", "put", village, "household", typed=json.dumps({"id": home, "address": "东边三号"}))
    assert go_round_once(tmp_path, office, village, 2)["taken"] == numbers["taken"] + 1
    assert done("record", "get", office, "household", home)["address"] == "东边三号"
    assert command("bundle", "take", office, tmp_path / "nothing.fdb").code == 1
