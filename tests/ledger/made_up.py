"""Ledgers of made-up people, as village clerks keep them. No ID number can be anybody's: region 99 does not exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
import xlwt

from fupin_desk.ledger.container import open_book

Sheets = Mapping[str, Sequence[Any]]
"""Rows of cells, by the sheet's name."""
VILLAGE = "990101001001"
HOMES = "户编号 户主姓名 户主身份证号 村民小组 建档立卡情况 联系电话 同意登记日期 询问人 同意方式"
CONTRACTS = "合同编号 联结类型 合同类型 合同形式 户编号 经营主体 签订日期 生效日期 产品 计量单位 保底价（元/单位）"
ORDER = ("2018-03-01", "2018-03-01", "小麦", "公斤", 2.35)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SURNAMES = "王李张刘陈杨赵黄周吴"
GIVEN = ("小明", "丽", "建国", "秀英", "伟", "芳", "军", "静", "涛", "娜")
UYGHUR = ("Alim Tursun", "Gulnar Eli", "Ekber Memet", "Patime Ehmet")


def id_number(at: int, born: str = "19800101") -> str:
    """Return the ID number of the made-up person ``at``; its check digit by the standard's own weights (GB 11643)."""
    plain = f"99{at // 1000 % 10000:04d}{born}{at % 1000:03d}"
    return plain + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(plain, WEIGHTS, strict=True)) % 11]


def xlsx(sheets: Sheets) -> bytes:
    """Return a workbook with these rows; days get a day's format, as typing them does."""
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy/m/d"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date | datetime):
                    sheet.write_datetime(row, column, cell, day)
                elif cell is not None:
                    sheet.write(row, column, cell)
    book.close()
    return written.getvalue()


def sheets_of(data: bytes) -> dict[str, list[list[Any]]]:
    """Return the rows of a workbook as a person sees them, to be changed and written again."""
    return {sheet.name: sheet.cells for sheet in open_book(data).sheets if not sheet.hidden}


def xls(sheets: Sheets) -> bytes:
    """Return the same as an old .xls workbook."""
    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date | datetime):
                    sheet.write(row, column, cell, day)
                elif cell is not None:
                    sheet.write(row, column, cell)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def person(at: int) -> str:
    """Return a common name."""
    return UYGHUR[at // 7 % 4] if at % 7 == 0 else SURNAMES[at % 10] + GIVEN[at // 10 % 10]


def village_ledger(households: int = 300) -> Sheets:
    """Return the ledger of a village: eight rows a household, as the county's programme has them."""
    homes: list[list[Any]] = [
        [
            "户编号",
            "户主姓名",
            "户主身份证号",
            "村民小组",
            "建档立卡情况",
            "联系电话",
            "同意登记日期",
            "询问人",
            "同意方式",
        ]
    ]
    members: list[list[Any]] = [["户编号", "户主姓名", "姓名", "身份证号", "出生日期", "与户主关系", "劳动力"]]
    plots: list[list[Any]] = [["户编号", "地块名称", "面积（亩）", "承包期至"]]
    contracts: list[list[Any]] = [CONTRACTS.split()]
    payments: list[list[Any]] = [["合同编号", "户编号", "金额（元）", "付款日期", "凭证号"]]
    entities = [["主体名称", "主体类型", "经营产业"], ["红星合作社", "合作社", "种植业"]]
    for at in range(1, households + 1):
        number, head = f"{at:04d}", person(at) + str(at)
        homes.append([number, head, id_number(at), f"{at % 6 + 1}组", "建档立卡户", f"138{at:08d}", *_agreed(at)])
        members.append([number, head, head, id_number(at), date(1980, 1, 1), "户主", "有劳动力"])
        for who, relation in enumerate(("妻子", "儿子", "女儿"), 1):
            born = date(1985 + 10 * (who > 1), who, at % 28 + 1)
            members.append([number, head, f"{person(at + who)}{at}{who}", None, born, relation, "弱劳动力"])
        plots.append([number, "河边地", at % 40 / 4 + 1, date(2027, 12, 31)])
        contracts.append([f"HT{at:04d}", "生产性", "订单合同", "两方合同", number, "红星合作社", *ORDER])
        payments.append([f"HT{at:04d}", number, at * 10.5, date(2018, 10, at % 28 + 1), f"P{at}"])
    homes_and_land = {"农户": homes, "家庭成员": members, "承包地块": plots}
    return homes_and_land | {"经营主体": entities, "联结合同": contracts, "兑现": payments}


def _agreed(at: int) -> tuple[Any, ...]:
    return date(2019, 1, at % 28 + 1), "阿里木", "签字"
