"""No identity, card or phone number passes; what a notice ordinarily says does."""

from __future__ import annotations

import hashlib
import random
from itertools import accumulate

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fupin_desk.paper.leaks import leaks, telephones
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


IDENTITY, CARD, MOBILE = "990101199001010019", "6228480000123456782", "13812345678"
MARKS = [" ", "-", ".", "·", "/", "、", "，", "_", ":", "|", " - ", " / ", "－", "．", "\n", "\u3000", ")"]


GROUPS: dict[str, tuple[str, list[tuple[int, ...]]]] = {
    "identity": (IDENTITY, [(6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (4, 4, 4, 4, 2), (1,) * 18]),
    "card": (CARD, [(4, 4, 4, 4, 3), (6, 13), (6, 6, 7)]),
    "phone": (MOBILE, [(3, 4, 4), (3, 8), (7, 4), (1,) * 11]),
}


def in_groups(number: str, sizes: tuple[int, ...], mark: str) -> str:
    ends = list(accumulate(sizes))
    return mark.join(number[end - size : end] for size, end in zip(sizes, ends, strict=True))


@pytest.mark.parametrize("mark", MARKS)
def test_a_number_in_groups_is_caught_whatever_stands_between_them(mark: str) -> None:
    for kind, (number, ways) in GROUPS.items():
        for sizes in ways:
            assert kind in {leak.kind for leak in leaks(f"张三{in_groups(number, sizes, mark)}号")}, sizes


@pytest.mark.parametrize("mark", [*MARKS, ""])
def test_a_mobile_number_that_begins_like_a_year_is_caught(mark: str) -> None:
    for sizes in GROUPS["phone"][1]:
        assert "phone" in {leak.kind for leak in leaks(f"张三{in_groups('19812345678', sizes, mark)}号")}, sizes


@pytest.mark.parametrize("sizes", [(3, 3, 5), (4, 3, 4), (4, 4, 3), (5, 6), (6, 5)])
def test_a_mobile_number_with_blanks_between_is_caught_wherever_they_stand(sizes: tuple[int, ...]) -> None:
    assert [leak.kind for leak in leaks(f"张三 {in_groups(MOBILE, sizes, ' ')} 号")] == ["phone"]


@pytest.mark.parametrize("number", [IDENTITY, MOBILE])
@pytest.mark.parametrize(
    "digits", ["〇一二三四五六七八九", "零一二三四五六七八九", "⓪①②③④⑤⑥⑦⑧⑨", "۰۱۲۳۴۵۶۷۸۹", "⁰¹²³⁴⁵⁶⁷⁸⁹"]
)
def test_a_number_in_other_digits_is_caught(number: str, digits: str) -> None:
    assert leaks("是" + number.translate(dict(zip(range(48, 58), digits, strict=True))) + "的")


def test_a_number_with_a_stroke_of_the_pen_drawn_through_it_is_caught() -> None:
    assert leaks("\u0640".join(IDENTITY))


@pytest.mark.parametrize("said", ["Tel.0991-1234567", "电话:0991.1234567", "No. 0991 / 1234567", "tel0991-1234567"])
def test_a_landline_is_caught_behind_the_word_for_it(said: str) -> None:
    assert [leak.kind for leak in leaks(said)] == ["phone"]


@pytest.mark.parametrize(
    "phone",
    ["（0991）1234567", "０９９１－１２３４５６７", "0991—1234567", "0991.1234567", "138.1234.5678", "+86 13812345678"],
)
def test_the_offices_own_telephone_is_known_however_it_is_written(phone: str) -> None:
    said = f"县扶贫办，电话{phone}（工作日）"
    assert leaks(said) != ()
    assert leaks(said, telephones(said)) == ()


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
        "154、93652555KGW3JRL3XY 1500-123-2018 C-1487-0001 928",
        "1998 391 2012；2017 2018 2019 2020；1996-1227 618",
        "1,380,013,800.00 / 138.00 / 1,234.56",
        "二〇一八年十一月一日，三户一组，一二三四五六",
        "3f99ab12 " + hashlib.sha256(b"notice").hexdigest(),
        "第 12 条 2018年11月1日 -5% 4.35%",
        "第 12 19900101 0019 号；第 12-19900101-0019 号",
        "003412199001010011 号",
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
            " ".join(digest[at : at + 8] for at in range(0, 32, 8)),
            f"0991-1234567, {chance.randrange(10**9)}",
        ]
        assert [leak for text in said for leak in leaks(text, ("0991-1234567",))] == []
