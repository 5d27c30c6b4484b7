"""When somebody was born, as far as it is known, and how old that makes them."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.ages import age_on, birth, births_agree
from tests.domain.test_check import an_id_number

NUMBER = an_id_number("19800615")


def test_somebody_born_on_29_february_grows_older_on_1_march() -> None:
    assert age_on(date(2004, 2, 29), date(2022, 2, 28)) == 17
    assert age_on(date(2004, 2, 29), date(2022, 3, 1)) == 18


def test_a_birth_is_known_by_the_day_the_number_or_the_year() -> None:
    day = date(1980, 6, 15)
    assert (
        birth(day, None) == birth("1980-06-15", None) == birth(None, NUMBER) == birth(None, NUMBER, 1999) == (day, day)
    )
    assert birth(None, None, 1980) == (date(1980, 1, 1), date(1980, 12, 31))
    assert birth("1981-01-01", NUMBER) == (day, date(1981, 1, 1))
    assert birth(None, "990101") is birth(None, None) is None


def test_births_agree_where_both_can_be_right() -> None:
    assert births_agree({"born_on": "1980-06-15"}, {"id_number": NUMBER})
    assert births_agree({"born_in": 1980}, {"id_number": NUMBER})
    assert births_agree({}, {"id_number": NUMBER})
    assert not births_agree({"born_in": 1981}, {"id_number": NUMBER})
    assert not births_agree({"born_on": "1980-06-16"}, {"id_number": NUMBER})
    assert not births_agree({"born_in": 1980}, {"born_in": 1981})
