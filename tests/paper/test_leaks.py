"""No identity, card or phone number passes; what a notice ordinarily says does."""

from __future__ import annotations

import hashlib
import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fupin_desk.paper.leaks import leaks
from tests.paper.made_up import SAID
from tests.paper.numbers import cards, identities, mobiles, old_identities, spaced

TEXTS = st.sampled_from(
    [said for entry in SAID.values() for said in entry.values()] + ["GS-990101001001-2018-0001", "12,500.50"]
)


@st.composite
def somewhere(draw: st.DrawFn, number: str, inside_digits: bool) -> str:
    """A notice's text with the number put in at any place."""
    text = draw(TEXTS)
    at = draw(st.integers(0, len(text)))
    if not inside_digits:
        beside = text[max(at - 1, 0) : at + 1] + text[max(at - 2, 0) : max(at - 1, 0)] + text[at + 1 : at + 2]
        assume(not any(character.isdigit() or character in "Xx" for character in beside))
    return text[:at] + draw(spaced(number, inside_digits)) + text[at:]


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_an_identity_number_anywhere_in_any_text_is_caught(data: st.DataObject) -> None:
    text = data.draw(somewhere(data.draw(identities()), inside_digits=True))
    assert "identity" in {leak.kind for leak in leaks(text)}


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_an_old_identity_number_is_caught_where_no_digit_touches_it(data: st.DataObject) -> None:
    text = data.draw(somewhere(data.draw(old_identities()), inside_digits=False))
    assert "identity" in {leak.kind for leak in leaks(text)}


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_bank_card_is_caught_where_no_digit_touches_it(data: st.DataObject) -> None:
    text = data.draw(somewhere(data.draw(cards()), inside_digits=False))
    assert leaks(text)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_mobile_phone_is_caught_where_no_digit_touches_it(data: st.DataObject) -> None:
    text = data.draw(somewhere(data.draw(mobiles()), inside_digits=False))
    assert "phone" in {leak.kind for leak in leaks(text)}


@pytest.mark.parametrize(
    "phone", ["0991-1234567", "(0991)1234567", "（0991）1234567", "010-12345678", "0991 123 4567", "09911234567"]
)
def test_a_landline_is_caught_unless_it_is_the_offices_own(phone: str) -> None:
    assert [leak.kind for leak in leaks(f"电话{phone}。")] == ["phone"]
    assert leaks(f"电话{phone}。", (phone,)) == ()
    assert leaks(f"电话{phone}。", ("0991-7654321",)) != ()


def test_an_allowed_number_never_lets_an_identity_number_pass() -> None:
    identity = "990101199001010010"
    assert leaks(identity, (identity,))


def test_a_leak_does_not_carry_the_number() -> None:
    (leak,) = leaks("13812345678")
    assert leak.shown == "13*********"


def test_a_mask_that_shows_the_birth_date_is_caught() -> None:
    assert leaks("99010119900101****")
    assert not leaks("990***********0010")


@pytest.mark.parametrize(
    "text",
    [
        "990101001001",
        "GS-990101001001-2018-0001",
        "HT-2018-0991-0012345",
        "2018-11-01 09:30 至 2018-11-10",
        "12,500.50 元；1,380,013,800.00",
        "13800138000.00",
        "91650100MA7756789X",
        "3f99ab12 " + hashlib.sha256(b"notice").hexdigest(),
        "第 12 条 2018年11月1日 -5% 4.35%",
    ],
)
def test_numbers_of_a_notice_are_not_taken_for_people(text: str) -> None:
    assert leaks(text) == ()


def test_a_thousand_ordinary_notices_pass() -> None:
    chance = random.Random(1)
    for number in range(1000):
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        day = f"20{chance.randrange(10, 30)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        village = f"99{chance.randrange(10**10):010d}"
        said = [
            f"GS-{village}-{day[:4]}-{number:04d}",
            f"{village} {day} {chance.randrange(10**6)}",
            f"{day} {chance.randrange(10**9) / 100:,.2f}",
            f"HT{day.replace('-', '')}{number:04d}",
            f"{day}—{day}, 990***********{number:04d}",
            digest,
            " ".join(digest[at : at + 8] for at in range(0, 64, 8)),
            f"0991-1234567, {chance.randrange(10**9)}",
        ]
        assert [leak for text in said for leak in leaks(text, ("0991-1234567",))] == []
