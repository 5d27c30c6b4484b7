"""What a field takes and what it refuses, each by the standard it stands on; the digits are computed anew here."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.domain.check import check_unfit, check_values, complete
from fupin_desk.kinds import KINDS

USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DIGITS = st.text("0123456789", min_size=14, max_size=14)


def an_id_number(born: str, serial: str = "001") -> str:
    """A number of the region that does not exist, with its check digit by GB 11643-1999, 2.6."""
    body = f"990101{born}{serial}"
    rest = sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(body)) % 11
    return body + "10X98765432"[rest]


def a_uscc(body: str = "9399010100000001M") -> str:
    """A credit code of 18 signs, with its check sign by GB 32100-2015, 5.4."""
    rest = sum(USCC_SIGNS.index(sign) * 3**at for at, sign in enumerate(body)) % 31
    return body + USCC_SIGNS[-rest % 31]


def a_card(body: str) -> str:
    """A card number with its check digit by Luhn's formula (ISO/IEC 7812-1)."""
    doubled = [int(digit) * (2 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(body))]
    return body + str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def why_not(kind: str, **values: Any) -> list[str]:
    """The reasons for which values are refused."""
    return [each.reason for each in check_values(KINDS[kind], values)[1]]


@given(born=st.dates(date(1900, 1, 1), date(2020, 12, 31)), serial=st.integers(0, 999), wrong=st.integers(0, 9))
def test_an_identity_number_needs_its_check_digit(born: date, serial: int, wrong: int) -> None:
    number = an_id_number(f"{born:%Y%m%d}", f"{serial:03}")
    assert check_values(KINDS["member"], {"id_number": f" {number.lower()} "})[0] == {"id_number": number}
    if number[-1] != str(wrong):
        assert why_not("member", id_number=number[:-1] + str(wrong)) == ["id_number"]


@pytest.mark.parametrize("born", ["20010229", "19801301", "19800431", "00000101"])
def test_an_identity_number_needs_a_day_that_was(born: str) -> None:
    assert why_not("member", id_number=an_id_number(born)) == ["id_number"]


@pytest.mark.parametrize("number", ["990101198001010", "99010119800101001", "9901011980010100１X", "abc"])
def test_an_identity_number_has_eighteen_signs(number: str) -> None:
    assert why_not("member", id_number=number) == ["id_number"]


@pytest.mark.parametrize(("on", "refused"), [("2018-12-01", ["child"]), ("2018-12-02", []), ("2018-12-03", [])])
def test_a_child_ends_on_its_fourteenth_birthday(on: str, refused: list[str]) -> None:
    said = {"id_number": an_id_number("20041202")}
    assert [each.reason for each in check_unfit(KINDS["member"], {}, said, date.fromisoformat(on))] == refused


def test_a_birth_that_is_not_the_numbers_is_refused() -> None:
    number, day = an_id_number("19800101"), date(2018, 12, 2)
    for born_on, why in (("1980-01-02", ["birth_differs"]), ("1980-01-01", [])):
        refused = check_unfit(KINDS["member"], {}, {"id_number": number, "born_on": born_on}, day)
        assert [each.reason for each in refused] == why
    assert check_unfit(KINDS["member"], {}, {"born_on": "1980-01-02"}, day) == []


@given(st.text(USCC_SIGNS, min_size=17, max_size=17), st.sampled_from(USCC_SIGNS))
def test_a_credit_code_needs_its_check_sign(body: str, wrong: str) -> None:
    code = a_uscc(body)
    assert why_not("entity", uscc=code) == []
    if code[-1] != wrong:
        assert why_not("entity", uscc=body + wrong) == ["uscc"]


@pytest.mark.parametrize("code", ["9399010100000001", a_uscc()[:-1], f"{a_uscc()}0", f"I{a_uscc()[1:]}"])
def test_a_credit_code_has_eighteen_signs_and_no_letters_that_look_like_digits(code: str) -> None:
    assert why_not("entity", uscc=code) == ["uscc"]


@given(DIGITS, st.integers(1, 9))
def test_a_card_needs_its_check_digit(body: str, off: int) -> None:
    card = a_card(f"62{body}")
    assert why_not("household", bank_card=card) == []
    assert why_not("household", bank_card=card[:-1] + str((int(card[-1]) + off) % 10)) == ["card"]


@pytest.mark.parametrize("length", [11, 20])
def test_a_card_has_twelve_to_nineteen_digits_however_well_it_adds_up(length: int) -> None:
    assert why_not("household", bank_card=a_card("6" * (length - 1))) == ["card"]


@pytest.mark.parametrize("length", [12, 19])
def test_the_shortest_and_the_longest_card_are_taken(length: int) -> None:
    assert why_not("household", bank_card=a_card("6" * (length - 1))) == []


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x7f", "\ud800"])
def test_signs_that_end_a_text_or_break_paper_are_refused(sign: str) -> None:
    assert why_not("household", address=f"沙枣{sign}路") == ["type"]


def test_spaces_and_line_ends_of_one_line_become_single_spaces() -> None:
    taken, refused = check_values(KINDS["household"], {"address": "  沙枣 \t路\n 3号 "})
    assert (taken, refused) == ({"address": "沙枣 路 3号"}, [])


def test_what_only_some_terms_have_is_asked_of_those_alone() -> None:
    contract = KINDS["contract"]
    assert "floor_price_fen" in complete(contract, {"terms": "order"})
    assert "floor_price_fen" not in complete(contract, {"terms": "job"})
    assert "wage_fen" in complete(contract, {"terms": "job"})
    assert "number" not in complete(contract, {"number": "C-1"})
