"""A notice where its signed file is not: at the office, which answers those who object to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fupin_desk.acts import notices
from tests.acts.test_notices import ON, a_plan, drafted, text_of
from tests.journeys.county import County


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = County(tmp_path)
    yield made
    made.close()


def test_the_office_sees_what_hangs_in_the_village_as_a_copy_and_not_as_a_draft(county: County) -> None:
    village = county.laptop("village")
    a_plan(village, "张三")
    number = drafted(village, "distribution_plan", "zh_CN")
    notices.sign_notice(village.desk, number, ON)
    notices.post_notice(village.desk, number, ON, "公示栏")
    county.up(village)
    pdf, signed = notices.notice_paper(county.office.desk, number)
    assert not signed
    assert "副本" in text_of(pdf)
    assert "草稿" not in text_of(pdf)
    assert "张三" in text_of(pdf)
