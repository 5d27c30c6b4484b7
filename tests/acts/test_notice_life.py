"""A notice through its days: who stands in it unnamed, what changed since its draft, and what comes before what."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from fupin_desk.acts import notices
from fupin_desk.acts.notices import Heard
from fupin_desk.acts.notices.snapshot import cells_of, line_digest, printed
from fupin_desk.acts.records.commands import void_record
from fupin_desk.domain.errors import (
    FieldsRefusedError,
    NotHungYetError,
    NoticeChangedError,
    NoticeStateError,
    PaymentBlockedError,
    PersonNamedError,
)
from fupin_desk.domain.ids import village_id
from fupin_desk.paper.errors import UnmaskedOnPaperError
from tests.acts.test_notices import NUMBER, ON, a_plan, county, drafted, pages_of, text_of, village
from tests.journeys.county import VILLAGE, Machine

__all__ = ["county", "village"]


# ---- those who are not named


def test_households_that_are_not_named_stand_in_one_line_with_their_number_and_sum(village: Machine) -> None:
    a_plan(village, "张三", "李四", "王五", "赵六", agreed=1)
    number = drafted(village, "distribution_plan", "zh_CN")
    lines = printed(notices.notice_lines(village.desk, number))
    assert [cells_of(line).get("name") for line in lines] == ["张三", None]
    assert cells_of(lines[1]) == {"amount_fen": str(30_001 + 30_002 + 30_003), "households": "3"}
    shown = text_of(notices.notice_paper(village.desk, number)[0])
    assert "未列姓名的 3 户" in shown
    assert "900.06" in shown
    for alone in ("300.01", "300.02", "300.03"):
        assert alone not in shown
    notices.sign_notice(village.desk, number, ON)
    notices.post_notice(village.desk, number, ON, "")


def test_each_of_them_is_paid_and_objected_to_as_before(village: Machine) -> None:
    lines = a_plan(village, "张三", "李四", "王五", "赵六", agreed=1)
    number = drafted(village)
    notices.sign_notice(village.desk, number, ON)
    notices.post_notice(village.desk, number, ON, "")
    assert {notices.payment_blocked(village.desk, line) for line in lines.values()} == {None}
    objection = notices.receive_objection(village.desk, number, Heard(said="少了", channel="box", on=ON, line=2))
    blocked = {name: notices.payment_blocked(village.desk, line) for name, line in lines.items()}
    assert blocked == {"张三": None, "李四": "objected", "王五": "objected", "赵六": "objected"}
    notices.answer_objection(village.another("监督员"), objection, "已核实", "监督员", ON)
    village.put("distribution_line", lines["李四"], amount_fen=1)
    assert notices.payment_blocked(village.desk, lines["张三"]) == "differs"


def test_what_is_printed_for_several_is_what_is_frozen_of_each(village: Machine) -> None:
    a_plan(village, "张三", "李四", "王五", agreed=0)
    number = drafted(village)
    part = next(line for line in notices.notice_lines(village.desk, number) if line.household)
    notice = notices.find_notice(village.desk, number)
    said = ["amount_fen=1"]
    with village.desk.writing() as work:
        work.save("notice_line", part.id, {"shown": said, "digest": line_digest(notice.salt or "", 1, said)})
    with pytest.raises(NoticeChangedError) as refused:
        notices.sign_notice(village.desk, number, ON)
    assert refused.value.reason == "altered"


@pytest.mark.parametrize(("unnamed", "told"), [(0, False), (1, True), (2, True), (3, False)])
def test_whoever_signs_is_told_what_follows_of_one_or_two_households_without_a_name(
    village: Machine, unnamed: int, told: bool
) -> None:
    a_plan(village, "张三", "李四", "王五", agreed=3 - unnamed)
    number = drafted(village)
    few = notices.few_unnamed(village.desk, number)
    assert (few is not None) == told
    if few is not None:
        assert (few.count, few.rule) == (unnamed, "按户")
        assert few.amount_fen == sum(30_002 - place for place in range(unnamed))
    assert notices.few_unnamed(village.desk, drafted(village, "register_of_linkages")) is None


# ---- what changed between draft and signing


@pytest.mark.parametrize(
    ("change", "reason", "lines"),
    [
        (lambda village, lines: village.put("distribution_line", lines["李四"], amount_fen=1), "records", [2]),
        (lambda village, lines: village.put("distribution_line", lines["张三"], amount_fen=1), "records", [1]),
        (
            lambda village, lines: void_record(village.desk, "distribution_line", lines["张三"], "写错"),
            "records",
            [1, 2],
        ),
        (
            lambda village, _: village.put("distribution", next(iter(village.ids("distribution"))), rule="按人"),
            "facts",
            [],
        ),
        (lambda village, _: village.put("village", village_id(VILLAGE), township="改名乡"), "facts", []),
        (lambda village, _: village.put("asset", next(iter(village.ids("asset"))), name="大棚"), "facts", []),
    ],
    ids=["unnamed", "named", "voided", "rule", "village", "asset"],
)
def test_a_draft_whose_records_changed_is_not_signed_and_a_new_one_is(
    village: Machine, change: Callable[[Machine, dict[str, str]], object], reason: str, lines: list[int]
) -> None:
    made = a_plan(village, "张三", "李四", "王五", agreed=1)
    number = drafted(village)
    change(village, made)
    with pytest.raises(NoticeChangedError) as refused:
        notices.sign_notice(village.desk, number, ON)
    assert (refused.value.reason, refused.value.lines) == (reason, lines)
    assert notices.find_notice(village.desk, number).state == "drafted"
    notices.withdraw_notice(village.desk, number, "replaced")
    assert notices.sign_notice(village.desk, drafted(village), ON)


def only(village: Machine, kind: str) -> str:
    (record,) = village.ids(kind)
    return record


def test_a_payment_written_down_since_changes_a_register(village: Machine) -> None:
    home = village.household("张三")["household"]
    contract = village.put("contract", terms="order", linkage="operating", since="2018-06-01", floor_price_fen=250)
    village.put("party", contract=contract, household=home, role="household")
    number = drafted(village, "register_of_linkages")
    village.put("payment", contract=contract, household=home, amount_fen=5, paid_on=ON.isoformat())
    with pytest.raises(NoticeChangedError) as refused:
        notices.sign_notice(village.desk, number, ON)
    assert (refused.value.reason, refused.value.lines) == ("records", [1])


# ---- days


def test_nothing_of_a_notice_happens_before_what_it_follows_or_on_a_day_to_come(village: Machine) -> None:
    a_plan(village, "张三", "李四")
    number, before, to_come = drafted(village), ON - timedelta(days=1), ON + timedelta(days=40)
    notices.sign_notice(village.desk, number, ON)
    assert day_refused(lambda: notices.post_notice(village.desk, number, before, "")) == ("posted_on", "before_signed")
    with pytest.raises(NotHungYetError):
        notices.post_notice(village.desk, number, to_come, "")
    closes_on = notices.post_notice(village.desk, number, ON, "")
    for on, reason in ((before, "before_posted"), (to_come, "to_come")):
        heard = Heard(said="少了", channel="box", on=on)
        refused = day_refused(lambda heard=heard: notices.receive_objection(village.desk, number, heard))  # type: ignore[misc]
        assert refused == ("received_on", reason)
    village.clock.at += timedelta(days=1)
    heard = Heard(said="少了", channel="box", on=ON + timedelta(days=1))
    objection, other = notices.receive_objection(village.desk, number, heard), village.another("监督员")
    for on, reason in ((ON, "before_received"), (to_come, "to_come")):
        refused = day_refused(
            lambda on=on: notices.answer_objection(other, objection, "已核实", "监督员", on)  # type: ignore[misc]
        )
        assert refused == ("answered_on", reason)
    village.clock.at += timedelta(days=20)
    other = village.another("另一人")
    notices.answer_objection(other, objection, "已核实", "另一人", village.desk.today())
    assert day_refused(lambda: notices.close_notice(village.desk, number, to_come, "")) == ("closed_on", "to_come")
    notices.close_notice(village.desk, number, closes_on + timedelta(days=1), "")


def test_nothing_is_signed_before_the_day_of_its_draft_nor_ahead_of_time(village: Machine) -> None:
    a_plan(village, "张三", agreed=0)
    number, ahead = drafted(village), ON + timedelta(days=3)
    for on, reason in ((ON - timedelta(days=1), "before_drafted"), (ahead, "to_come")):
        refused = day_refused(lambda on=on: notices.sign_notice(village.desk, number, on))  # type: ignore[misc]
        assert refused == ("signed_on", reason)
    assert notices.find_notice(village.desk, number).state == "drafted"
    ahead_of_time = notices.draft_notice(village.desk, "distribution_plan", ["zh_CN"], ahead).number
    refused = day_refused(lambda: notices.sign_notice(village.desk, ahead_of_time, ON))
    assert refused == ("signed_on", "before_drafted")


def test_no_objection_or_payment_written_by_hand_has_a_day_that_its_notice_cannot_have(village: Machine) -> None:
    lines = a_plan(village, "张三")
    number = drafted(village)
    notice = notices.find_notice(village.desk, number).id
    said = {"notice": notice, "said": "少了", "channel": "box", "received_on": ON.isoformat()}
    with pytest.raises(NoticeStateError):
        village.put("objection", None, None, **said)
    notices.sign_notice(village.desk, number, ON)
    notices.post_notice(village.desk, number, ON, "")
    for on, reason in (("2018-01-01", "before_posted"), ("2019-12-01", "to_come")):
        early = {**said, "received_on": on}
        refused = day_refused(lambda early=early: village.put("objection", None, None, **early))  # type: ignore[misc]
        assert refused == ("received_on", reason)
    undated = village.put("objection", None, None, **{**said, "received_on": None})
    assert day_refused(lambda: village.put("objection", undated, received_on="2018-01-01"))[1] == "before_posted"
    assert village.put("objection", undated, received_on=ON.isoformat())
    line = village.get("distribution_line", lines["张三"])
    paid = {"distribution_line": line["id"], "household": line["household"], "amount_fen": 1, "paid_on": "2019-12-01"}
    notices.answer_objection(village.another("监督员"), undated, "已核实", "监督员", ON)
    assert day_refused(lambda: village.put("payment", None, None, **paid)) == ("paid_on", "to_come")


def day_refused(act: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(FieldsRefusedError) as refused:
        act()
    (one,) = refused.value.refused
    return one["field"], one["reason"]


def test_nobody_is_paid_from_a_list_before_it_hung(village: Machine) -> None:
    lines = a_plan(village, "张三")
    home = next(iter(village.ids("household")))
    said: dict[str, Any] = {"distribution_line": lines["张三"], "household": home, "amount_fen": 30_000}
    number = drafted(village)
    notices.sign_notice(village.desk, number, ON)
    with pytest.raises(PaymentBlockedError) as refused:
        village.put("payment", None, None, **said, paid_on=ON.isoformat())
    assert refused.value.reason == "not_posted"
    notices.post_notice(village.desk, number, ON, "")
    with pytest.raises(PaymentBlockedError) as refused:
        village.put("payment", None, None, **said, paid_on="2018-12-02")
    assert refused.value.reason == "not_posted"
    paid = village.put("payment", None, None, **said, paid_on=ON.isoformat())
    with pytest.raises(PaymentBlockedError):
        village.put("payment", paid, paid_on="2018-12-02")


def test_what_was_paid_while_the_first_list_hung_is_written_down_though_another_took_its_place(
    village: Machine,
) -> None:
    lines = a_plan(village, "张三")
    first = drafted(village)
    notices.sign_notice(village.desk, first, ON)
    notices.post_notice(village.desk, first, ON, "")
    notices.withdraw_notice(village.desk, first, "error_found")
    village.clock.at += timedelta(days=5)
    later = village.desk.today()
    again = notices.draft_notice(village.desk, "distribution_plan", ["zh_CN"], later).number
    notices.sign_notice(village.desk, again, later)
    notices.post_notice(village.desk, again, later, "")
    paid_on = (ON + timedelta(days=1)).isoformat()
    said: dict[str, Any] = {"distribution_line": lines["张三"], "amount_fen": 10_000}
    assert village.put("payment", None, None, **said, paid_on=paid_on)
    with pytest.raises(PaymentBlockedError):
        village.put("payment", None, None, **said, paid_on="2018-12-02")


def test_of_a_list_that_nobody_set_out_to_post_it_is_written_down_what_was_paid(village: Machine) -> None:
    lines = a_plan(village, "张三")
    home = next(iter(village.ids("household")))
    said: dict[str, Any] = {"distribution_line": lines["张三"], "household": home, "amount_fen": 30_000}
    assert village.put("payment", None, None, **said, paid_on="2017-12-02")


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/Lima"])
def test_a_notice_s_file_says_the_day_it_is_of_by_the_desk_s_own_clock(
    village: Machine, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        village.clock.at = datetime(2018, 12, 2, 20, 30, tzinfo=UTC)  # in Shanghai the next day has begun
        a_plan(village, "张三", agreed=0)
        today = village.desk.today()
        number = notices.draft_notice(village.desk, "distribution_plan", ["zh_CN"], today).number
        assert dates_of(notices.notice_paper(village.desk, number)[0]) == {today}
        notices.sign_notice(village.desk, number, today)
        assert dates_of(notices.notice_paper(village.desk, number)[0]) == {today}
        assert today == (date(2018, 12, 3) if zone == "Asia/Shanghai" else date(2018, 12, 2))
    finally:
        monkeypatch.undo()
        time.tzset()


def dates_of(pdf: bytes) -> set[date]:
    """Return the days a file says it was made, changed and signed on, as they are written."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        said = [str(document.docinfo[name]) for name in ("/CreationDate", "/ModDate") if name in document.docinfo]
        fields: Any = document.Root.AcroForm.Fields if "/AcroForm" in document.Root else []
        said += [str(field.V.M) for field in fields if "/V" in field]
        return {datetime.strptime(each[2:10], "%Y%m%d").date() for each in said}  # noqa: DTZ007 - a day has no zone


# ---- what is printed


def test_a_withdrawn_notice_is_printed_with_that_on_every_page_and_never_as_signed(
    village: Machine, tmp_path: Path
) -> None:
    a_plan(village, *(f"户主{place}" for place in range(60)))
    number = drafted(village, "distribution_plan", "zh_CN")
    notices.sign_notice(village.desk, number, ON)
    notices.withdraw_notice(village.desk, number, "replaced")
    assert notices.notice_pdf(village.desk, number, tmp_path / "withdrawn.pdf") is False
    pages = pages_of((tmp_path / "withdrawn.pdf").read_bytes())
    assert len(pages) > 1
    assert all("已撤回" in page for page in pages)


def test_a_draft_passes_the_gate_before_it_is_printed(village: Machine, tmp_path: Path) -> None:
    a_plan(village, "张三", "李四", agreed=1)
    (plan,) = village.ids("distribution")
    out = tmp_path / "draft.pdf"
    for rule, error in ((f"按户，{NUMBER}", UnmaskedOnPaperError), ("李四经手，按户", PersonNamedError)):
        village.put("distribution", plan, rule=rule)
        with pytest.raises(error):
            notices.notice_pdf(village.desk, drafted(village), out)
        assert not out.exists()
    village.put("distribution", plan, rule="按户")
    number = drafted(village)
    assert notices.notice_pdf(village.desk, number, out) is False
    (consent,) = [one for one in village.ids("consent") if village.get("consent", one)["to"] == "notice_name"]
    village.put("consent", consent, withdrawn_on=ON.isoformat())
    with pytest.raises(NoticeChangedError) as refused:
        notices.notice_pdf(village.desk, number, tmp_path / "again.pdf")
    assert refused.value.reason == "printing"
