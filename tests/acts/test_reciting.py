"""What a notice keeps frozen is told in words, in every language, never in codes or JSON."""

from __future__ import annotations

import pytest

from fupin_desk.acts.notices.reciting import recited
from fupin_desk.acts.notices.snapshot import Facts, facts_as_lines, shown
from fupin_desk.words import LANGUAGES

SUM = {"entity": "示例合作社", "count": 3, "due_fen": 1250050, "paid_fen": 500}
REGISTER = Facts(languages=["ug"], village={"zh_CN": "示例村"}, days=10, total=SUM, said={"by_entity": [SUM]})
PLAN = Facts(
    languages=["ug"],
    village={"zh_CN": "示例村"},
    days=10,
    total={"count": 2, "amount_fen": 7_700_000},
    said={"asset": "光伏", "income_fen": 7_820_000, "collective_fen": 120_000},
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_totals_of_a_notice_are_told_as_they_are_printed(language: str) -> None:
    for kind, facts, told in (
        ("register_of_linkages", REGISTER, ("12,500.50", "5.00", "示例合作社")),
        ("distribution_plan", PLAN, ("77,000.00", "78,200.00", "1,200.00", "光伏")),
    ):
        said = recited("notice", "totals", {"kind": kind, "totals": facts_as_lines(facts)}, language) or ""
        assert all(each in said for each in told)
        assert not any(code in said for code in ("_fen", "{", "\\", "notice."))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_of_a_notice_is_told_as_it_is_printed(language: str) -> None:
    lease = {"terms": "lease", "area_centimu": "550", "rent_fen": "45000", "due_fen": "165452", "paid_fen": "0"}
    said = recited("notice_line", "shown", {"shown": shown(lease)}, language) or ""
    assert all(each in said for each in ("5.5", "450.00", "1,654.52"))
    assert not any(code in said for code in ("_fen", "_centimu", "lease=", "notice."))
    named = recited("notice_line", "shown", {"shown": shown({"name": "张三", "amount_fen": "40000"})}, language) or ""
    assert "张三" in named
    assert "400.00" in named


def test_what_is_no_frozen_value_is_left_to_be_told_as_ever() -> None:
    assert recited("notice", "number", {"number": "N-1"}, "zh_CN") is None
    assert recited("notice", "totals", {"kind": "register_of_linkages", "totals": ["damaged"]}, "zh_CN") is None
    assert recited("notice", "totals", {"totals": None}, "zh_CN") is None
