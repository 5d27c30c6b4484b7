"""Small ledgers, taken in and looked at."""

from __future__ import annotations

from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.ledger import Imported, import_ledger
from tests.ledger.made_up import Sheets, id_number, xlsx

HOMES = ["户编号", "户主姓名", "户主身份证号", "户主出生日期", "村民小组", "联系电话"]
MEMBERS = ["户编号", "户主姓名", "姓名", "身份证号", "出生日期", "与户主关系"]
TERMS = "合同编号 合同类型 户编号 经营主体 主体身份 务工人员 流转地块 租金 原流转合同 资产 约定比例 工资标准"
ONE, TWO = id_number(1), id_number(2, "19700505")


def take(desk: Desk, sheets: Sheets, dry_run: bool = False) -> Imported:
    return import_ledger(desk, xlsx(sheets), dry_run)


def homes(*rows: list[Any]) -> dict[str, list[list[Any]]]:
    return {"农户": [HOMES, *rows]}


def members(*rows: list[Any]) -> dict[str, list[list[Any]]]:
    return {"家庭成员": [MEMBERS, *rows]}


def verdicts(done: Imported) -> list[str]:
    return [answer.verdict for answer in done.answers]


def reasons(done: Imported) -> list[tuple[str, int, str | None, str]]:
    return [(fault.sheet, fault.row, fault.column, fault.reason) for fault in done.refused]


def all_of(desk: Desk, kind: str, voided: bool = False) -> list[dict[str, Any]]:
    with desk.vault.reading() as reader:
        return [stored.values | {"id": stored.id} for stored in reader.list(kind, voided=voided)]


def changes(desk: Desk) -> dict[str, list[str]]:
    with desk.vault.reading() as reader:
        return reader.all_heads()


def contract_sheets() -> dict[str, list[list[Any]]]:
    return homes(["1", "张三", ONE], ["2", "李四", TWO]) | {
        "经营主体": [["主体名称", "主体类型"], ["红星合作社", "合作社"], ["龙头公司", "龙头企业"]],
        "承包地块": [["户编号", "地块名称", "面积"], ["1", "河边地", 2.5], ["1", "山坡地", 1]],
        "资产": [["资产名称", "资产类型", "资产价值"], ["大棚", "温室大棚", "12.5万元"]],
        "联结合同": [
            TERMS.split(),
            ["D1", "反租倒包", "1", "红星合作社", "出租方", "", "河边地、山坡地", 300, "L1"],
            ["L1", "土地流转", "1", "红星合作社", "承租方", "", "河边地", 300],
            ["W1", "务工", "2", "龙头公司", "用工方", "李四", "", "", "", "", "", 2000],
            ["O1", "订单合同", "1", "红星合作社"],
            ["Z1", "资产收益", "2", "龙头公司", "企业", "", "", "", "", "大棚", "5%"],
        ],
        "合同当事人": [["合同编号", "经营主体", "身份"], ["L1", "龙头公司", "企业"]],
        "交售": [
            ["合同编号", "户编号", "验收数量", "交售日期"],
            ["O1", "1", 100.5, "2018-10-01"],
            ["O1", "1", 50, "2018-10-01"],
        ],
        "收益分配": [["分配编号", "资产", "年度", "收益", "分配办法"], ["F1", "大棚", 2018, 10000, "按户"]],
        "分配明细": [["分配编号", "户编号", "分配金额"], ["F1", "1", 500], ["F1", "2", 500]],
        "兑现": [["分配编号", "户编号", "金额", "付款日期", "收款人"], ["F1", "2", 500, "2018-12-01", "李四"]],
        "同意登记": [
            ["户编号", "本人", "同意事项", "涉及合同", "同意日期", "同意方式"],
            ["2", "李四", "签订合同", "W1", "2018-01-01", "签字"],
        ],
    }  # fmt: skip
