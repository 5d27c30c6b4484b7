"""What was paid from a list stays what it was paid on; who was paid by mistake is put right payment first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.ledger import export_ledger
from fupin_desk.acts.policy.check import check_desk
from fupin_desk.acts.records.commands import put_record, redo_record, restore_record, undo_record, void_record
from fupin_desk.acts.records.filling import keep_field, new_id
from fupin_desk.domain.errors import FieldsRefusedError, PaymentBlockedError
from tests.acts.ledger.sheets import ONE, TWO, homes, reasons, take
from tests.acts.village_desk import NOW, a_village_desk
from tests.ledger.made_up import sheets_of

LINES = ["分配编号", "户编号", "分配金额"]
PAID = ["分配编号", "户编号", "金额", "付款日期"]
LIST = {
    "收益分配": [["分配编号", "年度", "收益", "分配办法"], ["F1", 2018, 200, "按户"]],
    "分配明细": [LINES, ["F1", "1", 100], ["F1", "2", 100]],
}


class Paid:
    """A desk with a list of two lines of 100 yuan, of which the first was paid."""

    def __init__(self, folder: Path) -> None:
        self.desk: Desk = a_village_desk(folder / "desk")
        sheets = homes(["1", "张三", ONE], ["2", "李四", TWO]) | LIST | {"兑现": [PAID, ["F1", "1", 100, "2019-01-05"]]}
        assert take(self.desk, sheets).refused == []
        homes_ = {each["ledger_number"]: each["id"] for each in self.all("household")}
        self.home, self.other = homes_["1"], homes_["2"]
        self.line, self.open = (
            next(each["id"] for each in self.all("distribution_line") if each["household"] == home)
            for home in (self.home, self.other)
        )
        [self.payment] = [each["id"] for each in self.all("payment")]
        [self.list] = [each["id"] for each in self.all("distribution")]

    def all(self, kind: str) -> list[dict[str, Any]]:
        with self.desk.vault.reading() as reader:
            return [stored.values | {"id": stored.id} for stored in reader.list(kind)]

    def put(self, kind: str, record: str | None, /, **values: Any) -> str:
        return put_record(self.desk, kind, values, record).id

    def why_not(self, kind: str, record: str, /, **values: Any) -> list[tuple[str, str]]:
        """Return where and why values are refused: by the form as by the command."""
        with pytest.raises(FieldsRefusedError) as put:
            self.put(kind, record, **values)
        with pytest.raises(FieldsRefusedError) as kept:
            keep_field(self.desk, kind, record, values, {})
        assert put.value.refused == kept.value.refused
        return [(one["field"], one["reason"]) for one in put.value.refused]

    def why_blocked(self, record: str | None, /, **values: Any) -> str:
        with pytest.raises(PaymentBlockedError) as put:
            self.put("payment", record, **values)
        with pytest.raises(PaymentBlockedError) as kept:
            keep_field(self.desk, "payment", record or new_id(self.desk), values, {})
        assert put.value.reason == kept.value.reason
        return str(put.value.reason)

    def seen(self) -> list[tuple[str, Any]]:
        """Return what is seen of money that pays nothing."""
        found = check_desk(self.desk, NOW.date())
        return [(one.id, one.facts["case"]) for one in found if one.rule == "payment-counts"]


@pytest.fixture
def paid(tmp_path: Path) -> Iterator[Paid]:
    made = Paid(tmp_path)
    yield made
    made.desk.close()


def refused(act: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(FieldsRefusedError) as why:
        act()
    return [(one["field"], one["reason"]) for one in why.value.refused]


def test_a_line_that_was_paid_gives_no_less_and_to_nobody_else(paid: Paid) -> None:
    assert paid.why_not("distribution_line", paid.line, amount_fen=9999) == [("amount_fen", "paid_more")]
    assert paid.why_not("distribution_line", paid.line, amount_fen=None) == [("amount_fen", "paid_more")]
    assert paid.why_not("distribution_line", paid.line, declined=True) == [("declined", "paid")]
    assert paid.why_not("distribution_line", paid.line, household=paid.other) == [("household", "paid")]
    assert paid.why_not("distribution_line", paid.line, household=None) == [("household", "paid")]
    elsewhere = paid.put("distribution", None, year=2018, income_fen=100)
    for distribution in (elsewhere, None):
        assert paid.why_not("distribution_line", paid.line, distribution=distribution) == [("distribution", "paid")]
    paid.put("distribution_line", paid.line, amount_fen=10001, why="核对后")
    paid.put("distribution_line", paid.line, amount_fen=10000, declined=False)
    paid.put("distribution_line", paid.open, amount_fen=1, household=None, declined=True)


def test_a_line_that_was_paid_is_not_taken_out_nor_is_its_list(paid: Paid) -> None:
    for kind, record in (("distribution_line", paid.line), ("distribution", paid.list)):
        assert refused(lambda: void_record(paid.desk, kind, record, "写错")) == [("voided", "paid")]  # noqa: B023
    void_record(paid.desk, "distribution_line", paid.open, "写错")
    void_record(paid.desk, "payment", paid.payment, "写错")
    void_record(paid.desk, "distribution_line", paid.line, "写错")
    void_record(paid.desk, "distribution", paid.list, "写错")
    assert paid.seen() == []


def test_once_the_payment_is_taken_out_the_line_is_free(paid: Paid) -> None:
    void_record(paid.desk, "payment", paid.payment, "记错了户")
    paid.put("distribution_line", paid.line, amount_fen=1, declined=True)
    with pytest.raises(PaymentBlockedError):  # nor is the payment put back on what the line says now
        restore_record(paid.desk, "payment", paid.payment, "误撤")


def test_undoing_takes_nothing_from_under_a_payment(paid: Paid) -> None:
    line = paid.put("distribution_line", None, distribution=paid.list, household=paid.home, amount_fen=100)
    paid.put("distribution_line", line, amount_fen=200)
    paid.put("payment", None, distribution_line=line, household=paid.home, amount_fen=200, paid_on="2019-01-06")
    for _again in range(2):
        assert refused(lambda: undo_record(paid.desk, "distribution_line", line)) == [("amount_fen", "paid_more")]
    paid.put("distribution_line", paid.open, declined=True)
    undo_record(paid.desk, "distribution_line", paid.open)
    paid.put("payment", None, distribution_line=paid.open, household=paid.other, amount_fen=1, paid_on="2019-01-06")
    assert refused(lambda: redo_record(paid.desk, "distribution_line", paid.open)) == [("declined", "paid")]


def test_a_payment_is_not_given_to_another_household_than_its_lines(paid: Paid) -> None:
    assert paid.why_blocked(paid.payment, household=paid.other) == "other_household"
    paid.put("payment", paid.payment, household=None)
    assert paid.why_blocked(paid.payment, household=paid.other) == "other_household"
    paid.put("payment", paid.payment, household=paid.home)


def test_nothing_is_paid_on_a_declined_line_of_a_list_nobody_drafted(paid: Paid) -> None:
    paid.put("distribution_line", paid.open, declined=True)
    said = {"distribution_line": paid.open, "household": paid.other, "amount_fen": 100, "paid_on": "2019-01-06"}
    assert paid.why_blocked(None, **said) == "declined"
    sheet = {"兑现": [PAID, ["F1", "2", 100, "2019-01-06"]]}
    assert reasons(take(paid.desk, sheet)) == [("兑现", 2, "分配编号", "line_declined")]


def test_a_sheet_lowers_no_line_that_was_paid(paid: Paid) -> None:
    for dry in (True, False):
        done = take(paid.desk, {"分配明细": [LINES, ["F1", "1", 99], ["F1", "2", 50]]}, dry)
        assert reasons(done) == [("分配明细", 2, "分配金额", "paid_more")]
    assert sorted(each["amount_fen"] for each in paid.all("distribution_line")) == [5000, 10000]


def test_an_exported_sheet_gives_no_paid_line_or_payment_to_another_household(paid: Paid) -> None:
    assert take(paid.desk, homes(["3", "王五"])).refused == []
    file = paid.desk.folder.parent / "out.xlsx"
    export_ledger(paid.desk, file, "zh_CN", False)
    book = sheets_of(file.read_bytes())
    for sheet, amount, reason in (("分配明细", 100, "paid"), ("兑现", 100, "line_of_another")):
        rows = [list(row) for row in book[sheet]]
        [mine] = [row for row in rows[1:] if "张三" in row]
        assert amount in mine
        mine = [{"张三": "王五", "1": "3"}.get(str(cell), cell) for cell in mine]
        done = take(paid.desk, {sheet: [rows[0], mine]})
        assert [fault.reason for fault in done.refused] == [reason]


def test_what_another_desk_wrote_beside_a_payment_stands_and_is_told(paid: Paid) -> None:
    assert paid.seen() == []
    for values, case in (
        ({"amount_fen": 9999}, "more"),
        ({"declined": True}, "owes_nothing"),
        ({"household": paid.other}, "other_household"),
        ({"voided": "taken_out"}, "gone"),
    ):
        with paid.desk.writing() as work:
            before = work.get("distribution_line", paid.line).values
            work.save("distribution_line", paid.line, values)  # as a merge would, beside what is refused by hand
        assert paid.seen() == [(paid.payment, case)]
        if case == "more":  # what stood so can be put right one field at a time
            paid.put("distribution_line", paid.line, why="核对")
        with paid.desk.writing() as work:
            work.save("distribution_line", paid.line, {name: before[name] for name in values})
    assert paid.seen() == []
