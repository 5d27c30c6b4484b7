"""An identity number is seen though its day of birth is written as people write days."""

from __future__ import annotations

import pytest

from fupin_desk.paper.leaks import leaks


@pytest.mark.parametrize(
    "text",
    [
        "身份证 990101 生于1990年1月1日 0019",
        "身份证号前6位990101，1990年1月1日生，尾号0019",
        "990101，一九九〇年一月一日，0019",
        "九九〇一〇一 一九九〇年元月一日 〇〇一九",
        "990101 90.1.1 0019",
        "990101，尾号0019，1990-1-1出生",
        "1990年1月1日生，990101，0019",
        "990101 1990年十月二十五日 0014",
    ],
)
def test_an_identity_number_told_in_parts_is_seen(text: str) -> None:
    assert [leak.kind for leak in leaks(f"分配办法：{text}，按户。")] == ["identity"]


@pytest.mark.parametrize(
    "text",
    ["990101 1990年1月2日 0019", "990101，2018年1月1日，0019", "990101年1990年1月1日"],
)
def test_a_code_and_a_day_beside_each_other_are_no_number(text: str) -> None:
    assert leaks(text) == ()
