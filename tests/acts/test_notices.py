"""Notices from the records to the wall: what stands on them, what stops them, and how they end."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from fupin_desk.acts import notices
from fupin_desk.acts.notices import Heard
from fupin_desk.acts.notices.snapshot import line_digest
from fupin_desk.acts.records.commands import erase_record
from fupin_desk.domain.errors import (
    NotHungYetError,
    NoticeChangedError,
    NoticeDaysNotSetError,
    NoticeStateError,
    NoticeTooEarlyError,
    ObjectionsOpenError,
)
from fupin_desk.domain.ids import village_id
from tests.journeys.county import VILLAGE, County, Machine
from tests.ledger.made_up import id_number

ON = date(2018, 12, 3)
NUMBER = id_number(1)


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = County(tmp_path)
    yield made
    made.close()


@pytest.fixture
def village(county: County) -> Machine:
    laptop = county.laptop("village")
    laptop.put("village", village_id(VILLAGE), name_ug="ئۈلگە كەنت", objections_outside="示例县扶贫办, 0999-9900000")
    return laptop


def a_plan(village: Machine, *names: str, agreed: int = 99) -> dict[str, str]:
    """Enter a distribution with a line for each name; the first ``agreed`` of them may stand on the wall."""
    asset = village.put("asset", name="光伏电站", kind="solar", value_fen=100)
    said: dict[str, Any] = {
        "asset": asset,
        "year": 2018,
        "income_fen": 100_000,
        "collective_fen": 10_000,
        "rule": "按户",
        "due_on": "2018-12-20",
    }
    plan = village.put("distribution", **said)
    lines = {}
    for place, name in enumerate(names):
        home = village.household(name)
        village.put("member", home["member"], id_number=id_number(place + 1))
        line: dict[str, Any] = {"distribution": plan, "household": home["household"], "amount_fen": 30_000 + place}
        lines[name] = village.put("distribution_line", **line)
        if place < agreed:
            agree(village, home["household"])
    return lines


def agree(village: Machine, household: str) -> str:
    said: dict[str, Any] = {
        "notice_kind": "distribution_plan",
        "asked_by": "测试人",
        "how": "signed",
        "on": "2018-11-20",
    }
    return village.put("consent", household=household, to="notice_name", **said)


def drafted(village: Machine, kind: str = "distribution_plan", *languages: str) -> str:
    return notices.draft_notice(village.desk, kind, list(languages or ("zh_CN", "ug")), ON).number


def pages_of(pdf: bytes) -> list[str]:
    """Return what stands on each page, without blanks."""
    return ["".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_name_stands_only_where_its_household_agreed(village: Machine) -> None:
    a_plan(village, "张三", "李四", agreed=1)
    shown = text_of(notices.notice_paper(village.desk, drafted(village, "distribution_plan", "zh_CN"))[0])
    assert "张三" in shown
    assert "李四" not in shown
    assert "未列姓名的 1 户" in shown
    assert "光伏电站" in shown
    assert NUMBER not in shown
    assert NUMBER[:3] + "*" * 11 + NUMBER[-4:] in shown


def test_a_withdrawn_consent_stops_the_signature(village: Machine) -> None:
    a_plan(village, "张三", agreed=0)
    household = next(iter(village.ids("household")))
    consent = agree(village, household)
    agree(village, household)  # once more, by mistake
    number = drafted(village)
    village.put("consent", consent, withdrawn_on="2018-12-02")
    with pytest.raises(NoticeChangedError) as stopped:
        notices.sign_notice(village.desk, number, ON)
    assert stopped.value.reason == "consent"


def test_the_register_of_linkages_names_nobody(village: Machine) -> None:
    home = village.household("阿依古丽")
    entity = village.put("entity", kind="cooperative", name="红枣合作社", industries=["crops"])
    said: dict[str, Any] = {
        "linkage": "wage",
        "terms": "job",
        "post": "会计阿依古丽",
        "wage_fen": 200_000,
        "wage_per": "month",
        "pay_day": 5,
    }
    contract = village.put("contract", since="2018-06-01", signed_on="2018-06-01", member=home["member"], **said)
    village.put("party", contract=contract, household=home["household"], role="household")
    village.put("party", contract=contract, entity=entity, role="employer")
    shown = text_of(notices.notice_paper(village.desk, drafted(village, "register_of_linkages", "zh_CN"))[0])
    assert "红枣合作社" in shown
    assert village.get("contract", contract)["number"] in shown
    assert "阿依古丽" not in shown
    assert "10,000.00" in shown  # five months' wages are due


@pytest.mark.parametrize("languages", [("zh_CN", "ug"), ("kk_Arab",), ("en",), ("zh_CN", "kk_Arab")])
def test_a_signed_notice_verifies_by_the_offices_certificate_alone(
    county: County, village: Machine, tmp_path: Path, languages: tuple[str, ...]
) -> None:
    a_plan(village, "张三", "李四")
    number = drafted(village, "distribution_plan", *languages)
    notices.sign_notice(village.desk, number, ON)
    out = tmp_path / "notice.pdf"
    assert notices.notice_pdf(village.desk, number, out)
    judged = notices.verify_notice(out, county.office.folder / "office.pem")
    assert judged["valid"], judged
    assert [(each["role"], each["on"]) for each in judged["signers"]] == [("village", "2018-12-03")]
    out.write_bytes(out.read_bytes().replace(b"/Type", b"/Typo", 1))
    assert not notices.verify_notice(out, county.office.folder / "office.pem")["valid"]


def test_pdfsig_sees_a_signature_over_the_whole_file(village: Machine, tmp_path: Path) -> None:
    a_plan(village, "张三")
    number = drafted(village)
    notices.sign_notice(village.desk, number, ON)
    notices.notice_pdf(village.desk, number, tmp_path / "notice.pdf")
    said = subprocess.run(["pdfsig", "-nocert", tmp_path / "notice.pdf"], capture_output=True, text=True, check=False)
    assert "Signature is Valid" in said.stdout
    assert "Total document signed" in said.stdout


def test_another_offices_certificate_does_not_vouch_for_a_notice(village: Machine, tmp_path: Path) -> None:
    a_plan(village, "张三")
    number = drafted(village)
    notices.sign_notice(village.desk, number, ON)
    notices.notice_pdf(village.desk, number, tmp_path / "notice.pdf")
    stranger = County(tmp_path / "elsewhere", "990202")
    judged = notices.verify_notice(tmp_path / "notice.pdf", stranger.office.folder / "office.pem")
    stranger.close()
    assert not judged["valid"]
    assert "not_our_office" in judged["reasons"]


@pytest.mark.parametrize("phone", ["（0999）9900000", "０９９９－９９０００００", "138.9900.0000"])
def test_the_office_publishes_its_telephone_as_it_writes_it(village: Machine, phone: str) -> None:
    village.put("village", village_id(VILLAGE), objections_outside=f"示例县扶贫办，电话{phone}")
    a_plan(village, "张三")
    assert notices.sign_notice(village.desk, drafted(village), ON)


def test_where_nobody_else_is_entered_one_objects_to_the_county_office(county: County) -> None:
    laptop = county.laptop("bare")
    a_plan(laptop, "张三")
    number = drafted(laptop, "distribution_plan", "zh_CN")
    notices.sign_notice(laptop.desk, number, ON)
    assert "村外受理：示例县" in text_of(notices.notice_paper(laptop.desk, number)[0])


def test_a_notice_closes_after_its_days_and_never_while_an_objection_waits(village: Machine) -> None:
    a_plan(village, "张三")
    number = drafted(village)
    notices.sign_notice(village.desk, number, ON)
    closes = notices.post_notice(village.desk, number, ON, "公示栏")
    assert (closes - ON).days == 10
    for told in (date(2018, 12, 12), closes, date(2099, 1, 1)):
        with pytest.raises(NoticeTooEarlyError):
            notices.close_notice(village.desk, number, told, "")
    village.clock.at += timedelta(days=10)
    heard = Heard(said="我家少了一百元", channel="box", on=ON, line=1, by="张三")
    objection = notices.receive_objection(village.desk, number, heard)
    with pytest.raises(ObjectionsOpenError):
        notices.close_notice(village.desk, number, closes, "")
    with village.desk.writing() as work:
        work.void("objection", objection, "错登")
    with pytest.raises(ObjectionsOpenError):
        notices.close_notice(village.desk, number, closes, "")
    notices.answer_objection(village.another("监督员"), objection, "已核实并补发", "监督员", date(2018, 12, 8))
    notices.close_notice(village.desk, number, closes, "")


def test_a_notice_is_not_posted_before_it_hangs(village: Machine) -> None:
    a_plan(village, "张三")
    number = drafted(village)
    notices.sign_notice(village.desk, number, ON)
    with pytest.raises(NotHungYetError):
        notices.post_notice(village.desk, number, ON + timedelta(days=1), "公示栏")
    assert notices.find_notice(village.desk, number).state == "signed"


def test_a_line_is_not_paid_before_it_hangs_nor_while_it_is_objected_to_nor_once_it_differs(village: Machine) -> None:
    lines = a_plan(village, "张三", "李四")
    first = lines["张三"]
    assert notices.payment_blocked(village.desk, first) == "not_posted"
    number = drafted(village)
    notices.sign_notice(village.desk, number, ON)
    notices.post_notice(village.desk, number, ON, "公示栏")
    assert notices.payment_blocked(village.desk, first) is None
    objection = notices.receive_objection(village.desk, number, Heard(said="不对", channel="box", on=ON))
    assert notices.payment_blocked(village.desk, first) == "objected"
    notices.answer_objection(village.another("监督员"), objection, "已核实", "监督员", ON)
    village.put("distribution_line", lines["李四"], amount_fen=1)
    assert notices.payment_blocked(village.desk, first) == "differs"


def test_the_digests_salt_stands_on_every_page_and_stays_on_the_laptop(county: County, village: Machine) -> None:
    a_plan(village, *(f"户主{place}" for place in range(60)))
    number = drafted(village)
    notices.sign_notice(village.desk, number, ON)
    notice = notices.find_notice(village.desk, number)
    assert notice.salt is not None
    assert re.fullmatch("[a-p]{32}", notice.salt)
    pages = pages_of(notices.notice_paper(village.desk, number)[0])
    assert len(pages) > 1
    assert all(notice.salt in page for page in pages)
    county.round(village)
    assert county.office.get("notice", notice.id)["digest"] == notice.digest
    assert "salt" not in county.office.get("notice", notice.id)


def test_what_a_withheld_line_says_cannot_be_tried_out_by_its_digest(village: Machine) -> None:
    a_plan(village, "张三", agreed=0)
    lines, again = (notices.notice_lines(village.desk, drafted(village)) for _ in range(2))
    for line, other in zip(lines, again, strict=True):
        assert line.shown == other.shown
        assert line.digest != other.digest
        assert line.digest != line_digest("", line.position or 0, line.shown or ())


def test_another_laptop_posts_what_was_signed_if_its_lines_add_up(county: County, village: Machine) -> None:
    a_plan(village, "张三", "李四")
    second = county.laptop("second")
    number = drafted(village)
    notices.sign_notice(village.desk, number, ON)
    county.round(village, second)
    county.round(village, second)
    notice, line = notices.find_notice(second.desk, number), notices.notice_lines(second.desk, number)[1]
    assert notice.salt is None
    with second.desk.writing() as work:
        work.save("notice_line", line.id, {"shown": ["amount_fen=1"]})
    with pytest.raises(NoticeChangedError):
        notices.post_notice(second.desk, number, ON, "墙")
    with second.desk.writing() as work:
        work.undo("notice_line", line.id)
    notices.post_notice(second.desk, number, ON, "墙")
    county.round(second, village)
    assert notices.find_notice(village.desk, number).state == "posted"


def test_an_erasure_takes_the_salt_of_a_notice_the_household_stood_on(village: Machine) -> None:
    a_plan(village, "张三", "李四")
    number, other = drafted(village), drafted(village, "register_of_linkages")
    notices.sign_notice(village.desk, number, ON)
    line = notices.notice_lines(village.desk, number)[0]
    assert line.household is not None
    erase_record(village.desk, "household", line.household)
    assert notices.find_notice(village.desk, number).salt is None
    assert notices.find_notice(village.desk, other).salt is not None
    with pytest.raises(NoticeChangedError):
        notices.post_notice(village.desk, number, ON, "墙")


def test_the_same_notice_gives_the_same_unsigned_bytes(village: Machine) -> None:
    a_plan(village, "张三", "李四")
    number = drafted(village)
    before = notices.notice_paper(village.desk, number)[0]
    from fupin_desk.acts.notices.printing import drawn

    drawn.cache_clear()
    assert notices.notice_paper(village.desk, number)[0] == before


def test_a_declined_line_is_no_gap_on_the_wall(village: Machine) -> None:
    lines = a_plan(village, "张三", "李四")
    village.put("distribution_line", lines["李四"], declined=True)
    shown = text_of(notices.notice_paper(village.desk, drafted(village, "distribution_plan", "zh_CN"))[0])
    assert "李四" not in shown
    assert "400.01" in shown  # the collective's 100.00 and the 300.01 that were declined


def test_a_distribution_is_named_by_its_number_or_its_id(village: Machine) -> None:
    lines = a_plan(village, "张三")
    plan = village.get("distribution_line", lines["张三"])["distribution"]
    village.put("distribution", year=2017, income_fen=1, rule="按户")
    for name in (village.get("distribution", plan)["number"], plan):
        number = notices.draft_notice(village.desk, "distribution_plan", ["zh_CN"], ON, name).number
        assert notices.find_notice(village.desk, number).distribution == plan


def test_a_plan_that_does_not_share_out_its_income_says_by_how_much(village: Machine) -> None:
    lines = a_plan(village, "张三", "李四", "王五")
    village.put("distribution_line", lines["王五"], amount_fen=29_999)
    plan = village.get("distribution_line", lines["张三"])["distribution"]
    said = "相差"
    assert said not in text_of(notices.notice_paper(village.desk, drafted(village, "distribution_plan", "zh_CN"))[0])
    village.put("distribution", plan, income_fen=123_450)
    shown = text_of(notices.notice_paper(village.desk, drafted(village, "distribution_plan", "zh_CN"))[0])
    assert "相差 234.50 元" in shown


def test_the_days_are_the_countys_on_the_day_it_is_drafted(county: County, village: Machine) -> None:
    for days, since, until in ((7, "2018-01-01", "2018-12-31"), (15, "2019-01-01", None)):
        said: dict[str, Any] = {"source": "县文件", "approved_by": "审批人"}
        county.office.put("setting", figure="notice_days", value=days, since=since, until=until, **said)
    county.round(village)
    a_plan(village, "张三")
    for on, days in ((ON, 7), (date(2019, 2, 1), 15)):
        number = notices.draft_notice(village.desk, "distribution_plan", ["zh_CN"], on).number
        assert f"公示期{days}天" in "".join(text_of(notices.notice_paper(village.desk, number)[0]).split())
    with pytest.raises(NoticeDaysNotSetError):
        notices.draft_notice(village.desk, "distribution_plan", ["zh_CN"], date(2017, 12, 31))


def test_contracts_that_name_no_entity_have_a_total_that_says_so(village: Machine) -> None:
    for name in ("红枣合作社", None):
        said: dict[str, Any] = {"signed_on": "2018-06-01", "since": "2018-06-01"}
        contract = village.put("contract", linkage="policy", terms="policy", **said)
        if name:
            entity = village.put("entity", kind="cooperative", name=name, industries=["crops"])
            village.put("party", contract=contract, entity=entity, role="cooperative")
    shown = text_of(notices.notice_paper(village.desk, drafted(village, "register_of_linkages", "zh_CN"))[0])
    assert (shown.count("未填写"), shown.count("红枣合作社")) == (2, 2)


def test_a_county_alone_stands_without_a_comma(village: Machine) -> None:
    village.put("village", village_id(VILLAGE), county="Example County")
    a_plan(village, "张三")
    shown = text_of(notices.notice_paper(village.desk, drafted(village, "distribution_plan", "en"))[0])
    assert "Example County\r\n" in shown
    assert ", Example County" not in shown


def test_what_was_drafted_stays_as_it_was_when_the_records_change(village: Machine) -> None:
    lines = a_plan(village, "张三")
    number = drafted(village, "distribution_plan", "zh_CN")
    village.put("distribution_line", lines["张三"], amount_fen=77_700)
    assert "777.00" not in text_of(notices.notice_paper(village.desk, number)[0])


def test_a_notice_goes_through_its_life_in_order(village: Machine) -> None:
    a_plan(village, "张三")
    number = drafted(village)
    with pytest.raises(NoticeStateError):
        notices.post_notice(village.desk, number, ON, "公示栏")
    notices.withdraw_notice(village.desk, number, "error_found")
    with pytest.raises(NoticeStateError):
        notices.sign_notice(village.desk, number, ON)
