"""A notice where its signed file is not: at the office, which answers those who object to it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from fupin_desk.acts import notices
from fupin_desk.acts.desk import Desk
from fupin_desk.paper.page.measures import TOP
from fupin_desk.words import words
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


@pytest.mark.parametrize("language", ["zh_CN", "ug", "kk_Arab", "en"])
def test_every_page_of_what_is_no_original_says_so_at_its_head_in_each_language(county: County, language: str) -> None:
    village = county.laptop("village")
    a_plan(village, "张三")
    languages = ["zh_CN", "ug", "kk_Arab", "en"]
    number = notices.draft_notice(village.desk, "distribution_plan", languages, ON).number
    assert_marked(village.desk, number, words(language).say("notice.draft"))
    notices.sign_notice(village.desk, number, ON)
    notices.post_notice(village.desk, number, ON, "公示栏")
    county.up(village)
    assert_marked(county.office.desk, number, words(language).say("notice.copy"))
    notices.withdraw_notice(village.desk, number, "error_found")
    county.up(village)
    for desk in (village.desk, county.office.desk):
        assert_marked(desk, number, words(language).say("notice.withdrawn"))


def assert_marked(desk: Desk, number: str, said: str) -> None:
    """Every page but the first bears the words above all else, and nothing of them off the page."""
    pdf, signed = notices.notice_paper(desk, number)
    assert not signed
    with pypdfium2.PdfDocument(pdf) as paper:
        assert len(paper) > 1
        for page in list(paper)[1:]:
            width, height = page.get_size()
            above = page.get_textpage().get_text_bounded(0, height - TOP, width, height)
            assert bare(said) <= bare(above)


def bare(text: str) -> Counter[str]:
    """How often each letter stands there: what is set from the right is read back in another order."""
    return Counter(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalpha())
