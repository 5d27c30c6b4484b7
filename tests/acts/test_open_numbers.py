"""Nothing that shows an open number is ever signed, in whichever field of whichever record somebody wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fupin_desk.acts import notices
from fupin_desk.domain.ids import village_id
from fupin_desk.paper.errors import UnmaskedOnPaperError
from tests.acts.test_notices import ON, a_plan
from tests.journeys.county import VILLAGE, County, Machine
from tests.paper.numbers import cards, identities, mobiles

LANGUAGES = ("zh_CN", "ug", "kk_Arab", "en")


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Machine]:
    county = County(tmp_path)
    laptop = county.laptop("village")
    laptop.put("village", village_id(VILLAGE), objections_outside="示例县扶贫办, 0999-9900000")
    a_plan(laptop, "张三")
    entity = laptop.put("entity", kind="cooperative", name="合作社", industries=["crops"])
    contract = laptop.put("contract", terms="order", linkage="operating", since="2018-06-01", floor_price_fen=250)
    laptop.put("party", contract=contract, entity=entity, role="cooperative")
    yield laptop
    county.close()


def writes(kind: str, field: str) -> Callable[[Machine, str], None]:
    """Return what writes words into the one record there is of a kind, also where a person could not type them."""

    def write(village: Machine, words: str) -> None:
        (record,) = village.ids(kind)
        with village.desk.writing() as work:
            work.save(kind, record, {field: words})

    return write


PLACES = {
    ("distribution_plan", "distribution", "rule"),
    ("distribution_plan", "asset", "name"),
    ("distribution_plan", "member", "name"),
    ("distribution_plan", "village", "county"),
    ("distribution_plan", "village", "township"),
    ("register_of_linkages", "contract", "number"),
    ("register_of_linkages", "entity", "name"),
}


@pytest.mark.parametrize(("notice", "kind", "field"), sorted(PLACES))
def test_no_number_of_a_person_is_signed_wherever_it_was_written(
    village: Machine, notice: str, kind: str, field: str
) -> None:
    write = writes(kind, field)

    @settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(number=st.one_of(identities(), cards(), mobiles()), language=st.sampled_from(LANGUAGES))
    def stopped(number: str, language: str) -> None:
        write(village, f"甲 {number}")
        drafted = notices.draft_notice(village.desk, notice, [language], ON).number
        with pytest.raises(UnmaskedOnPaperError) as refused:
            notices.sign_notice(village.desk, drafted, ON)
        assert number not in str(asdict(refused.value))
        assert notices.find_notice(village.desk, drafted).state == "drafted"
        assert not notices.notice_paper(village.desk, drafted)[1]

    stopped()


@pytest.mark.parametrize("notice", ["distribution_plan", "register_of_linkages"])
@pytest.mark.parametrize("number", ["990101199001010019", "6228480000123456782"])
@pytest.mark.parametrize("field", ["objections_to", "objections_outside"])
def test_beside_the_offices_telephone_no_other_number_passes(
    village: Machine, notice: str, number: str, field: str
) -> None:
    village.put("village", village_id(VILLAGE), None, **{field: f"县扶贫办，电话0999-9900000，{number}"})
    drafted = notices.draft_notice(village.desk, notice, ["zh_CN"], ON).number
    with pytest.raises(UnmaskedOnPaperError):
        notices.sign_notice(village.desk, drafted, ON)


def test_the_same_records_without_it_are_signed(village: Machine) -> None:
    for notice in ("distribution_plan", "register_of_linkages"):
        drafted = notices.draft_notice(village.desk, notice, list(LANGUAGES), date(2018, 12, 3)).number
        assert notices.sign_notice(village.desk, drafted, ON)
