"""An ID number is read from any keyboard, and says when somebody was born."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fupin_desk.domain.check import check_values
from fupin_desk.domain.id_numbers import born_by, id_number_right, plain_id_number, read_id_number
from fupin_desk.kinds import KINDS
from tests.domain.test_check import an_id_number

NUMBER = an_id_number("19800101")
WITH_X = next(number for serial in range(100) if (number := an_id_number("19800101", f"{serial:03}"))[-1] == "X")
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
WIDE = str.maketrans({chr(sign): chr(sign + 0xFEE0) for sign in range(0x21, 0x7F)})


@pytest.mark.parametrize("table", [{}, EASTERN, PERSIAN, WIDE])
@pytest.mark.parametrize("mark", ["", " ", "-", "—", "\u3000", "\u200b", "\u202d", "\xa0", "−"])
def test_a_number_is_the_same_in_any_digits_and_groups(table: dict[int, str], mark: str) -> None:
    for number in (NUMBER, WITH_X):
        typed = mark.join((number[:6], number[6:14], number[14:])).translate(table)
        assert read_id_number(typed) == number
        assert check_values(KINDS["member"], {"id_number": typed}) == ({"id_number": number}, [])


@pytest.mark.parametrize("ending", "xXｘＸхХχ×Ⅹⅹ")
def test_any_x_is_the_check_digit_at_the_end_and_nowhere_else(ending: str) -> None:
    assert read_id_number(WITH_X[:-1] + ending) == WITH_X
    assert read_id_number(ending + NUMBER[1:]) is None
    if NUMBER[-1] != "X":
        assert read_id_number(NUMBER[:-1] + ending) is None


@given(st.dates(date(1921, 1, 1), date(1999, 12, 31)), st.integers(0, 999))
def test_an_old_number_of_fifteen_digits_is_the_same_person_and_is_not_kept(born: date, serial: int) -> None:
    number = an_id_number(f"{born:%Y%m%d}", f"{serial:03}")
    old = number[:6] + number[8:17]
    assert read_id_number(old) == number
    assert check_values(KINDS["member"], {"id_number": old})[0] == {}


@given(st.text(max_size=24))
@example("ῆ")  # two signs as a capital, of which one is a mark
def test_what_is_read_is_right_and_reads_as_itself(typed: str) -> None:
    plain = plain_id_number(typed)
    assert plain_id_number(plain) == plain
    number = read_id_number(typed)
    assert number is None or (id_number_right(number) and read_id_number(number) == number)


def test_a_number_says_the_day_of_birth_or_nothing() -> None:
    assert born_by(NUMBER) == date(1980, 1, 1)
    for wrong in (None, "", NUMBER[:15], NUMBER[:6] + "19800230" + NUMBER[14:]):
        assert born_by(wrong) is None
