"""Codes on paper."""

from __future__ import annotations

from itertools import combinations

import pytest

from fupin_desk.domain.errors import WrongCodeError
from fupin_desk.keys.codes import (
    ALPHABET,
    grouped,
    new_invitation_code,
    new_sheet_code,
    read_invitation_code,
    read_sheet_code,
)


def test_an_invitation_code_has_sixteen_characters_that_cannot_be_mistaken_for_others() -> None:
    code = new_invitation_code()
    assert len(code) == 16
    assert set(code) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_no_two_codes_are_the_same() -> None:
    assert len({new_invitation_code() for _ in range(1000)}) == 1000
    assert len({new_sheet_code() for _ in range(1000)}) == 1000


def test_a_code_is_read_however_it_is_spaced_and_on_whatever_keyboard_it_was_typed() -> None:
    code = new_sheet_code()
    assert read_sheet_code(grouped(code)) == code
    assert read_sheet_code(grouped(code).lower().replace("-", " ")) == code
    assert read_sheet_code("".join(chr(ord(sign) + 0xFEE0) for sign in code)) == code  # full-width
    arabic = code.translate({ord(str(digit)): 0x0660 + digit for digit in range(10)})
    assert read_sheet_code(arabic) == code


def test_letters_that_look_like_digits_are_taken_for_them() -> None:
    assert read_invitation_code("oOlL-iI00-1111-ABCD") == "001111001111ABCD"


def test_any_one_wrong_character_is_noticed_in_its_own_group() -> None:
    code = new_sheet_code()
    for place, right in enumerate(code):
        for wrong in ALPHABET.replace(right, ""):
            with pytest.raises(WrongCodeError) as caught:
                read_sheet_code(code[:place] + wrong + code[place + 1 :])
            assert caught.value.group == place // 5 + 1


def test_two_neighbours_or_two_groups_swapped_are_noticed() -> None:
    code = new_sheet_code()
    swaps = [(place, place + 1, 1) for place in range(len(code) - 1)]
    swaps += [(one * 5, other * 5, 5) for one, other in combinations(range(7), 2)]
    for one, other, size in swaps:
        signs = list(code)
        signs[one : one + size], signs[other : other + size] = signs[other : other + size], signs[one : one + size]
        if "".join(signs) != code:
            with pytest.raises(WrongCodeError):
                read_sheet_code("".join(signs))


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 16, "ABCD-EFGH-JKMN-PQR", "中文" * 8, "A" * 17])
def test_what_cannot_be_an_invitation_code_is_refused(typed: str) -> None:
    with pytest.raises(WrongCodeError):
        read_invitation_code(typed)


def test_a_sheet_code_too_short_or_too_long_is_refused() -> None:
    code = new_sheet_code()
    for typed in (code[:-1], code[:-5], code + "A", ""):
        with pytest.raises(WrongCodeError):
            read_sheet_code(typed)
