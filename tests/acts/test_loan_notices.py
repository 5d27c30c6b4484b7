"""Notices of loans at a desk: one after another, and of households that do not agree any more, or are gone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts import notices
from fupin_desk.acts.notices.snapshot import cells_of, facts_of, printed
from fupin_desk.acts.records.commands import erase_record, void_record
from fupin_desk.domain.errors import NoticeChangedError
from fupin_desk.words import LANGUAGES
from tests.acts.one_laptop import laptop
from tests.acts.test_notices import text_of
from tests.journeys.county import Machine

__all__ = ["laptop"]

KIND = "subsidised_micro_loans"
ON, LATER = date(2018, 12, 5), date(2018, 12, 7)
LENT: dict[str, Any] = {"kind": "micro", "signed_on": "2018-11-12", "rate_ppm": 47_500, "months": 24}


@pytest.fixture
def village(laptop: Machine) -> Machine:
    """A village of three borrowers of one bank."""
    laptop.clock.at = datetime(2018, 12, 5, 1, tzinfo=UTC)
    laptop.put("entity", kind="other", kind_reason="银行", name="信用联社", industries=["rural_services"])
    for at, name in enumerate(("张一", "张二", "张三")):
        lend(laptop, name, 1_000_001 + at)
    return laptop


def lend(village: Machine, name: str, fen: int) -> str:
    """Lend to a new household; returns its id."""
    household = str(village.household(name)["household"])
    (bank,) = village.ids("entity")
    more: dict[str, Any] = {"security": "none", "used_for": "production", "used_by": "borrower", "subsidised": True}
    village.put("loan", household=household, bank=bank, principal_fen=fen, **LENT, **more)
    return household


def draft(village: Machine, on: date = ON, languages: tuple[str, ...] = ("zh_CN",)) -> str:
    return notices.draft_notice(village.desk, KIND, languages, on).number


def signed(village: Machine, on: date = ON) -> str:
    number = draft(village, on)
    notices.sign_notice(village.desk, number, on)
    return number


def lent(village: Machine, number: str) -> list[tuple[str, int]]:
    """Return of each line how many households borrowed, and how much together."""
    lines = map(cells_of, printed(notices.notice_lines(village.desk, number)))
    return [(cells["borrowers"], int(cells["principal_fen"])) for cells in lines]


def said(village: Machine, number: str) -> dict[str, Any]:
    return dict(facts_of(notices.find_notice(village.desk, number)).said)


def take_back(village: Machine, household: str) -> None:
    """Write down that a household does not agree to being registered any more."""
    village.clock.at = datetime(2018, 12, 7, 1, tzinfo=UTC)
    for consent in village.ids("consent"):
        if village.get("consent", consent)["household"] == household:
            village.put("consent", consent, withdrawn_on=LATER.isoformat())


THREE = 1_000_001 + 1_000_002 + 1_000_003


# ---- one after another


def test_the_next_notice_repeats_the_last_until_three_households_have_changed(village: Machine) -> None:
    first = signed(village)
    lend(village, "李四", 777_700)
    second = signed(village)
    assert lent(village, second) == lent(village, first) == [("3", THREE)]
    assert said(village, second)["stands"] == "3"
    for name in ("李五", "李六"):
        lend(village, name, 555_500)
    assert lent(village, draft(village)) == [("6", THREE + 777_700 + 2 * 555_500)]


def test_loans_written_down_after_a_notice_changed_since_whatever_day_they_were_lent(village: Machine) -> None:
    """What was known when it was drafted is what it printed, not what the records say of that day now."""
    signed(village)
    for name in ("李四", "李五", "李六"):
        lend(village, name, 100)
    assert lent(village, draft(village)) == [("6", THREE + 300)]


def test_of_two_drafts_the_second_is_not_signed_where_beside_the_first_it_tells_of_one(village: Machine) -> None:
    first = draft(village)
    notices.sign_notice(village.desk, draft(village), ON)
    lend(village, "李四", 777_700)
    second = draft(village)
    assert lent(village, second) == [("3", THREE)]
    with pytest.raises(NoticeChangedError):
        notices.sign_notice(village.desk, first, ON)
    notices.sign_notice(village.desk, second, ON)


def test_a_draft_tells_nothing_yet_so_that_the_next_one_may_say_anything(village: Machine) -> None:
    draft(village)
    lend(village, "李四", 777_700)
    assert lent(village, draft(village)) == [("4", THREE + 777_700)]


def test_a_notice_withdrawn_for_an_error_is_not_repeated_and_one_replaced_is(village: Machine) -> None:
    first = signed(village)
    notices.withdraw_notice(village.desk, first, "replaced")
    lend(village, "李四", 777_700)
    second = signed(village)
    assert lent(village, second) == [("3", THREE)]
    notices.withdraw_notice(village.desk, second, "error_found")
    third = draft(village)
    assert (lent(village, third), said(village, third)["few"]) == ([], "3")


def test_an_erased_household_is_counted_no_more_and_is_not_the_difference_of_two_notices(village: Machine) -> None:
    lend(village, "李四", 777_700)
    first = signed(village)
    erase_record(village.desk, "household", str(village.get("loan", sorted(village.ids("loan"))[0])["household"]))
    second = signed(village)
    assert lent(village, second) == lent(village, first) == [("4", THREE + 777_700)]
    assert said(village, second)["stands"] == "3"


def test_who_joins_after_an_erasure_is_not_the_difference_of_two_notices(village: Machine) -> None:
    """The past has lost what was erased, not that the former sum had more than it tells of."""
    first = signed(village)
    erase_record(village.desk, "household", str(village.get("loan", sorted(village.ids("loan"))[0])["household"]))
    lend(village, "李四", 777_700)
    second = signed(village)
    assert lent(village, second) == lent(village, first) == [("3", THREE)]
    for name in ("李五", "李六"):
        lend(village, name, 555_500)
    assert lent(village, draft(village)) == [("5", THREE - 1_000_001 + 777_700 + 2 * 555_500)]


def test_what_is_left_of_one_who_never_agreed_is_not_told_to_the_county_by_a_sum(village: Machine) -> None:
    """A loan that names no household stays on this laptop: so does its amount."""
    number = str(village.household("不同意", consents=False)["household"])
    (bank,) = village.ids("entity")
    loan = village.put("loan", household=number, bank=bank, principal_fen=777_700, subsidised=True, **LENT)
    assert lent(village, draft(village)) == [("3", THREE)]
    erase_record(village.desk, "household", number)
    assert village.get("loan", loan)["principal_fen"] == 777_700
    assert lent(village, draft(village)) == [("3", THREE)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_says_as_of_which_day_it_is_and_why(village: Machine, language: str) -> None:
    signed(village)
    lend(village, "李四", 777_700)
    shown = text_of(notices.notice_paper(village.desk, draft(village, LATER, (language,)))[0])
    assert ON.isoformat() in shown
    assert "30,000.06" in shown
    assert "37,777" not in shown


def test_what_is_owed_is_left_blank_and_not_nothing_where_it_would_tell(village: Machine) -> None:
    loan = sorted(village.ids("loan"))[0]
    village.put("loan_event", loan=loan, kind="repaid", on="2018-12-01", amount_fen=200_000)
    number = draft(village)
    shown = text_of(notices.notice_paper(village.desk, number)[0])
    assert said(village, number)["unsaid"] == "3"
    assert "30,000.06" in shown
    assert "28,000.06" not in shown
    assert "0.00" not in shown.replace("000.06", "")


# ---- who does not agree any more, or is gone


def test_a_notice_is_not_signed_that_counts_a_household_which_has_taken_its_agreement_back(village: Machine) -> None:
    household = lend(village, "李四", 777_700)
    number = draft(village)
    take_back(village, household)
    with pytest.raises(NoticeChangedError) as refused:
        notices.sign_notice(village.desk, number, LATER)
    assert (refused.value.reason, refused.value.lines) == ("records", [1])
    assert notices.find_notice(village.desk, number).state == "drafted"
    assert lent(village, signed(village, LATER)) == [("3", THREE)]


def test_a_signed_notice_is_not_posted_that_counts_a_household_which_has_taken_it_back(village: Machine) -> None:
    household = lend(village, "李四", 777_700)
    number = signed(village)
    take_back(village, household)
    with pytest.raises(NoticeChangedError) as refused:
        notices.post_notice(village.desk, number, LATER, "村委会")
    assert refused.value.reason == "agreement"
    assert notices.find_notice(village.desk, number).state == "signed"


def test_of_every_kind_a_draft_is_not_signed_in_a_line_of_which_somebody_takes_an_agreement_back(
    village: Machine,
) -> None:
    """A line of two households is nobody's while both agree: the county would get it as that."""
    both = [str(village.household(name)["household"]) for name in ("赵一", "赵二")]
    contract = village.put("contract", terms="order", linkage="operating", since="2018-06-01", floor_price_fen=250)
    for household in both:
        village.put("party", contract=contract, household=household, role="household")
    number, again = (notices.draft_notice(village.desk, "register_of_linkages", ["zh_CN"], ON).number for _ in range(2))
    notices.sign_notice(village.desk, again, ON)
    take_back(village, both[1])
    with pytest.raises(NoticeChangedError) as refused:
        notices.sign_notice(village.desk, number, LATER)
    assert (refused.value.reason, refused.value.lines) == ("records", [1])
    with pytest.raises(NoticeChangedError):
        notices.post_notice(village.desk, again, LATER, "村委会")
    redrafted = notices.draft_notice(village.desk, "register_of_linkages", ["zh_CN"], LATER).number
    notices.sign_notice(village.desk, redrafted, LATER)
    notices.post_notice(village.desk, redrafted, LATER, "村委会")


def test_a_notice_is_not_printed_that_would_not_be_posted(village: Machine, tmp_path: Path) -> None:
    household = lend(village, "李四", 777_700)
    unsigned, number = draft(village), signed(village)
    take_back(village, household)
    for refused_one in (unsigned, number):
        with pytest.raises(NoticeChangedError) as refused:
            notices.notice_pdf(village.desk, refused_one, tmp_path / "refused.pdf")
        assert refused.value.reason == "agreement"
    assert not (tmp_path / "refused.pdf").exists()


def test_a_notice_that_hangs_is_printed_again_and_the_next_repeats_its_table(village: Machine, tmp_path: Path) -> None:
    """What it tells is told; that somebody took an agreement back is not told by a smaller sum beside it."""
    household = lend(village, "李四", 777_700)
    hangs = signed(village)
    notices.post_notice(village.desk, hangs, ON, "村委会")
    take_back(village, household)
    assert notices.notice_pdf(village.desk, hangs, tmp_path / "hangs.pdf")
    assert lent(village, signed(village, LATER)) == lent(village, hangs) == [("4", THREE + 777_700)]


def test_a_signed_notice_is_posted_whatever_else_was_written_since(village: Machine) -> None:
    number = signed(village)
    take_back(village, str(village.household("路人")["household"]))
    lend(village, "李四", 777_700)
    notices.post_notice(village.desk, number, LATER, "村委会")
    assert notices.find_notice(village.desk, number).state == "posted"


def test_a_household_that_was_taken_out_is_not_counted_and_a_draft_that_counts_it_not_signed(village: Machine) -> None:
    household = lend(village, "李四", 777_700)
    number, other = draft(village), signed(village)
    void_record(village.desk, "household", household, "迁出")
    with pytest.raises(NoticeChangedError):
        notices.sign_notice(village.desk, number, ON)
    with pytest.raises(NoticeChangedError) as refused:
        notices.post_notice(village.desk, other, ON, "村委会")
    assert refused.value.reason == "agreement"


def test_who_moved_away_before_the_first_notice_is_not_on_it(village: Machine, tmp_path: Path) -> None:
    void_record(village.desk, "household", lend(village, "李四", 777_700), "迁出")
    number = draft(village)
    assert lent(village, number) == [("3", THREE)]
    assert not notices.notice_pdf(village.desk, number, tmp_path / "notice.pdf")


# ---- who was erased


def test_a_signed_notice_is_neither_posted_nor_printed_that_counts_a_household_erased_since(
    village: Machine, tmp_path: Path
) -> None:
    """The past has lost the household: what was erased is not known, and never taken for nothing."""
    number = signed(village)
    erase_record(village.desk, "household", str(village.get("loan", sorted(village.ids("loan"))[0])["household"]))
    with pytest.raises(NoticeChangedError) as posting:
        notices.post_notice(village.desk, number, ON, "村委会")
    with pytest.raises(NoticeChangedError) as printing:
        notices.notice_pdf(village.desk, number, tmp_path / "refused.pdf")
    assert (posting.value.reason, printing.value.reason) == ("agreement", "agreement")
    assert notices.find_notice(village.desk, number).state == "signed"
    assert not (tmp_path / "refused.pdf").exists()


def test_a_draft_is_not_printed_that_counts_a_household_erased_since(village: Machine, tmp_path: Path) -> None:
    number = draft(village)
    erase_record(village.desk, "household", str(village.get("loan", sorted(village.ids("loan"))[0])["household"]))
    with pytest.raises(NoticeChangedError) as printing:
        notices.notice_pdf(village.desk, number, tmp_path / "refused.pdf")
    assert printing.value.reason == "agreement"


def test_a_loan_erased_alone_is_not_posted_in_a_sum(village: Machine) -> None:
    lend(village, "李四", 777_700)
    number = signed(village)
    erase_record(village.desk, "loan", sorted(village.ids("loan"))[0])
    with pytest.raises(NoticeChangedError) as refused:
        notices.post_notice(village.desk, number, ON, "村委会")
    assert refused.value.reason == "agreement"


def test_of_every_kind_a_signed_notice_is_not_posted_in_which_somebody_erased_since_had_a_part(
    village: Machine,
) -> None:
    """A line of two households is nobody's: it outlives either, and says what both had."""
    both = [str(village.household(name)["household"]) for name in ("赵一", "赵二")]
    contract = village.put("contract", terms="order", linkage="operating", since="2018-06-01", floor_price_fen=250)
    for household in both:
        village.put("party", contract=contract, household=household, role="household")
    number = notices.draft_notice(village.desk, "register_of_linkages", ["zh_CN"], ON).number
    notices.sign_notice(village.desk, number, ON)
    erase_record(village.desk, "household", both[1])
    with pytest.raises(NoticeChangedError) as refused:
        notices.post_notice(village.desk, number, ON, "村委会")
    assert refused.value.reason == "agreement"


def test_a_notice_is_posted_and_printed_whoever_was_erased_without_a_part_in_it(
    village: Machine, tmp_path: Path
) -> None:
    """Nor is one that was signed once the household was gone; nor one asked about that hangs already."""
    bystander = str(village.household("路人")["household"])
    number = signed(village)
    erase_record(village.desk, "household", bystander)
    notices.post_notice(village.desk, number, ON, "村委会")
    erase_record(village.desk, "household", str(village.get("loan", sorted(village.ids("loan"))[0])["household"]))
    assert notices.notice_pdf(village.desk, number, tmp_path / "hangs.pdf")
    again = signed(village)
    notices.post_notice(village.desk, again, ON, "村委会")


def test_what_was_erased_between_drafting_and_signing_is_judged_at_signing_alone(village: Machine) -> None:
    """What a notice says without it may be signed, and then hangs."""
    stranger = str(village.household("不同意", consents=False)["household"])
    (bank,) = village.ids("entity")
    village.put("loan", household=stranger, bank=bank, principal_fen=777_700, subsidised=True, **LENT)
    number = draft(village)
    erase_record(village.desk, "household", stranger)
    notices.sign_notice(village.desk, number, ON)
    notices.post_notice(village.desk, number, ON, "村委会")
