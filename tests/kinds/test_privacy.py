"""Who sees which of a record's values, and in which form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.domain.disclosure import SEEN_BY, Audience, disclose, mask, may_show
from fupin_desk.domain.fields import Privacy
from fupin_desk.domain.id_numbers import mask_id_number
from fupin_desk.kinds import KINDS

ID_NUMBER = "990101198001010015"


def test_a_notice_shows_three_and_four_signs_of_an_identity_number() -> None:
    assert mask_id_number(ID_NUMBER) == "990***********0015"


@given(st.text("0123456789X", max_size=7))
def test_of_a_number_too_short_to_mask_nothing_is_shown(number: str) -> None:
    assert mask_id_number(number) == "*" * len(number)


@given(st.text("0123456789X", min_size=8, max_size=18))
def test_a_mask_keeps_the_length_and_hides_at_least_one_sign(number: str) -> None:
    masked = mask_id_number(number)
    assert len(masked) == len(number)
    assert "*" in masked
    assert (masked[:3], masked[-4:]) == (number[:3], number[-4:])


def test_only_identity_numbers_have_a_masked_form() -> None:
    fields = KINDS["member"].fields
    assert mask(fields["id_number"], ID_NUMBER) == mask_id_number(ID_NUMBER)
    assert mask(fields["id_number"], None) is None
    assert mask(fields["name"], "帕提古丽") == "帕提古丽"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("audience", Audience)
def test_nobody_is_given_a_value_of_a_class_that_is_not_theirs(kind: str, audience: Audience) -> None:
    spec = KINDS[kind]
    given_out = disclose(spec, "id", {**dict.fromkeys(spec.fields, "x"), "never declared": "x"}, audience)
    assert given_out.values.keys() == {name for name in spec.fields if may_show(spec, name, audience)}
    for name in given_out.values:
        assert spec.fields[name].field.privacy in SEEN_BY[audience]
        assert audience is Audience.COUNTY or spec.fields[name].field.privacy is not Privacy.PRIVATE
        assert spec.fields[name].field.privacy is not Privacy.LOCAL


def test_the_county_sees_an_identity_number_whole_and_the_board_its_masked_form() -> None:
    said = {"id_number": ID_NUMBER}
    assert disclose(KINDS["member"], "id", said, Audience.COUNTY).values == said
    assert disclose(KINDS["member"], "id", said, Audience.BOARD).values == {"id_number": mask_id_number(ID_NUMBER)}
