"""No identity, card or phone number passes; what a notice ordinarily says does."""

from __future__ import annotations

import hashlib
import random
from itertools import accumulate

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fupin_desk.paper.digits import without_digits
from fupin_desk.paper.leaks import leaks, telephones
from fupin_desk.paper.signs import plain_sign
from tests.paper.made_up import SAID
from tests.paper.numbers import cards, identities, mobiles, old_identities, spaced
from tests.paper.ordinary import OFFICES_OWN, ORDINARY, SAID_ABOUT

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


DIGITS_OF = {
    "accounts": "零壹贰叁肆伍陆柒捌玖",
    "telephone clerks": "洞幺两三四五六拐八勾",
    "merchants": "〇〡〢〣〤〥〦〧〨〩",
    "dark circles": "⓿❶❷❸❹❺❻❼❽❾",
    "mathematical": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "Arabic-Indic": "٠١٢٣٤٥٦٧٨٩",
    "below the line": "₀₁₂₃₄₅₆₇₈₉",
    "full width": "０１２３４５６７８９",
}
LOOK_ALIKE = {"0": "Oo○〇零ОοＯ", "1": "lIІ一壹幺ⅠΙ"}


@pytest.mark.parametrize("number", [IDENTITY, CARD, MOBILE])
@pytest.mark.parametrize("script", DIGITS_OF)
def test_digits_of_two_kinds_mixed_hide_nothing(number: str, script: str) -> None:
    other = number.translate(dict(zip(range(48, 58), DIGITS_OF[script], strict=True)))
    half = len(number) // 2
    for mixed in (other, number[:half] + other[half:], other[:half] + number[half:]):
        assert leaks(f"是{mixed}的"), mixed
    assert leaks("".join(pair[at % 2] for at, pair in enumerate(zip(number, other, strict=True))))


@pytest.mark.parametrize("number", [IDENTITY, CARD, MOBILE, "99010119900307002X", "17600001111"])
def test_letters_and_rings_that_look_like_digits_hide_nothing(number: str) -> None:
    for digit, signs in LOOK_ALIKE.items():
        for sign in signs:
            assert leaks(f"甲{number.replace(digit, sign)}，"), sign
    assert leaks(number.translate(str.maketrans("01", "Ol")))
    assert leaks(" ".join(number.translate(str.maketrans("01", "OI"))))


@pytest.mark.parametrize(("digit", "letter"), [("0", "D"), ("0", "Q"), ("5", "S"), ("8", "B"), ("2", "Z"), ("0", "𝚶")])
def test_letters_that_look_like_digits_hide_nothing_in_a_number_that_is_half_of_digits(digit: str, letter: str) -> None:
    for number in (IDENTITY, CARD, MOBILE, "15912342550"):
        assert leaks(f"甲{number.replace(digit, letter)}，"), number


@pytest.mark.parametrize(
    "text",
    [
        "2018-06-01 bir 1200",
        "100 000 000, one two",
        "Zhongba 1 san 2 wu 2018",
        "one three eight one two",
        "thirteen one three eight one two three fourteen 5678",
    ],
)
def test_a_word_for_a_digit_beside_numbers_makes_no_number_of_them(text: str) -> None:
    assert leaks(text) == ()


def test_a_letter_of_another_script_in_another_dress_is_what_it_looks_like() -> None:
    assert [plain_sign(sign) for sign in "𝚶Ｏ𝐗﹡⑩"] == ["O", "O", "X", "*", "10"]


def test_a_code_that_is_mostly_letters_is_no_number() -> None:
    assert leaks("编号 lBSBSBS1234") == ()


@pytest.mark.parametrize("invisible", "\u200b\u200c\u200d\u2060\ufeff\u00ad\u0640\ufe0f\u061c\u2800\u3164\u115f")
def test_what_nobody_sees_between_digits_hides_nothing(invisible: str) -> None:
    for number in (IDENTITY, CARD, MOBILE):
        assert leaks(invisible.join(number))


@pytest.mark.parametrize("word", ["号", "的", "第", "a", "和", " 号 ", "…", "=", "+", "~", "★", "👍", "之", "ئا"])
def test_words_between_all_groups_hide_nothing(word: str) -> None:
    for number, sizes in ((IDENTITY, (6, 8, 4)), (IDENTITY, (1,) * 18), (CARD, (4, 4, 4, 4, 3)), (MOBILE, (3, 4, 4))):
        assert leaks(f"甲{in_groups(number, sizes, word)}。"), (number, sizes)
    assert leaks(in_groups(MOBILE, (1,) * 11, word))


@pytest.mark.parametrize(
    "text",
    [
        "前六位990101，出生19900101，后四位0019",
        "990101（1990年01月01日）0019",
        "990101-1990 01.01/0019",
        "990101x19900101y0019",
        "138然后1234再5678",
        "138-1234 5678",
        "13-81-23-45-67-8",
        "1-38-1234-5678",
        "13812-345678",
        "1.13812345678",
        "0991-1234567，13812345678",
        "电话013812345678",
        "one three eight one two three four five six seven eight",
        "بىر ئۈچ سەككىز بىر ئىككى ئۈچ تۆت بەش ئالتە يەتتە سەككىز",
        "〇九九一—一二三四五六七",
        "O991-1234567",
        "①13812345678",
        "①13812345678②13912345678",
        "❶6228480000123456782",
        "１３８１２３４５６７８⑴",
        "ⅠⅢⅧⅠⅡⅢⅣⅤⅥⅦⅧ",
        "一仨八一俩仨四五六七八",
        "一三八一二；三四五六七八",
        "壹叁捌壹：贰叁肆：伍陆柒捌",
        "ID138-1234-5678",
        "tel1381234567O",
        "13B1234S67B",
        "one three eİght one two three four fİve sİx seven eİght",
        "one three eıght one two three four fіve ѕix seven eight",
        "0ne three eight one tw0 three f0ur five s1x seven eight",
        "电话one three eight one two three four five six seven eight转",
        "one three eight oh o two three four five six seven",
        "yī sān bā yī èr sān sì wǔ liù qī bā",
        "yi1 san1 ba1 yi1 er4 san1 si4 wu3 liu4 qi1 ba1",
        "yisanbayiersansiwuliuqiba",
        "بير ئۈچ سەككيز بير ئيككي ئۈچ تۆت بەش ئالتە يەتتە سەككيز",
        "بىر ئوچ سەککىز بىر ئىککى ئوچ توت بەش ئالتە يەتتە سەککىز",
        "bir üch sekkiz bir ikki üch töt besh alte yette sekkiz",
        "бір үш сегіз бір екі үш төрт бес алты жеті сегіз",
        "1 three 8 one 2 three 4 five 6 seven 8",
        "138 one two three four 5678",
        "一three八one二three四five六seven八",
        "+86 991 1234567",
        "0998（2345678）",
        "один три восемь один два три четыре пять шесть семь восемь",
        "бир үч сәккиз бир икки үч төт бәш алтә йәттә сәккиз",
        "bir üş segiz bir eki üş tört bes alty jeti segiz",
        "一三捌一二三亖五六七八",
    ],
)
def test_a_number_said_in_a_roundabout_way_is_caught(text: str) -> None:
    assert leaks(text)
    assert leaks(f"分配办法：{text}，按户。")


@pytest.mark.parametrize("before", ["张三", "李一", "ID", "No.", "①", "Ⅰ", "第三"])
@pytest.mark.parametrize("number", [IDENTITY, CARD, MOBILE])
def test_what_a_number_touches_hides_nothing_though_it_could_be_a_digit(number: str, before: str) -> None:
    for script in ("0123456789", DIGITS_OF["accounts"], DIGITS_OF["Arabic-Indic"], "〇一二三四五六七八九"):
        written = number.translate(dict(zip(range(48, 58), script, strict=True)))
        assert leaks(f"{before}{written}号"), written


@pytest.mark.parametrize(
    "mask", ["*" * 9, "X" * 9, "x" * 9, "○" * 9, "●" * 9, "■" * 9, "#" * 9, " ********* ", "·" * 9]
)
def test_a_mask_that_hides_two_digits_too_few_is_caught(mask: str) -> None:
    assert leaks(f"99010{mask}0019")
    assert leaks(f"甲990{mask}010019，")


def test_a_mask_that_hides_one_digit_too_few_is_caught() -> None:
    for hidden in ("9901{}0019", "990{}10019", "990101{}19", "{}19800101"):
        shown = len(hidden) - 2
        assert leaks(hidden.format("*" * (18 - shown))), hidden
        assert shown == 8


@pytest.mark.parametrize("mask", ["*" * 11, "●" * 11, "○" * 11, "×" * 11, "x" * 11])
def test_a_mask_that_shows_the_first_three_and_the_last_four_passes(mask: str) -> None:
    assert leaks(f"990{mask}0019") == leaks(f"张三 990{mask}002X") == ()


def test_of_all_that_notices_ordinarily_say_at_most_one_in_a_hundred_is_stopped() -> None:
    assert len(ORDINARY) + len(OFFICES_OWN) >= 400
    for sentence in SAID_ABOUT:
        stopped = [entry for entry in ORDINARY if leaks(sentence.format(entry))]
        stopped += [entry for entry in OFFICES_OWN if leaks(sentence.format(entry), telephones(entry))]
        assert len(stopped) * 100 <= len(ORDINARY), stopped


def test_an_offices_telephone_passes_however_it_is_written_the_second_time() -> None:
    ways = ("0991-1234567", "(0991) 123 4567", "+86-991-1234567", "０９９１１２３４５６７", "〇九九一－一二三四五六七")
    for said in ways:
        for again in ways:
            assert leaks(f"询问{again}", telephones(said)) == (), (said, again)


def test_the_places_that_are_told_hold_no_digit_however_it_is_written() -> None:
    for script in DIGITS_OF.values():
        hidden = without_digits("问" + MOBILE.translate(dict(zip(range(48, 58), script, strict=True))))
        assert hidden == "问" + "*" * 11
    said = "one three eight one two three four five six seven eight"
    assert without_digits(f"问 {said}") == "问 " + "*" * len(said)
    assert without_digits(f"问{said.replace('one', 'оnе')}人") == "问" + "*" * len(said) + "人"
    assert without_digits("张三l38OO123456") == "张三***********"


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


@pytest.mark.parametrize(
    "said", [IDENTITY, f"7{IDENTITY}", f"{IDENTITY}31", f"12{IDENTITY}34", "99010119900307002X", "99010119900307002x"]
)
def test_of_an_identity_number_two_digits_and_the_length_are_told_whatever_it_touches(said: str) -> None:
    assert [leak.shown for leak in leaks(said) if leak.kind == "identity"] == ["99" + "*" * 16]


@pytest.mark.parametrize("said", ["12990101 19900101 001934", "12990101-19900101-001934", "1299010119 19900101 0019"])
def test_an_identity_number_in_groups_that_begin_or_end_as_others_is_caught(said: str) -> None:
    assert bool(leaks(said)) is (len(said.split(maxsplit=1)[0]) != 10)


def test_eighteen_digits_that_fail_their_check_are_somebodys_only_with_the_birth_date_of_who_signs() -> None:
    assert leaks("990101199001010018")
    assert leaks("990101201801010018") == ()
    assert leaks("929931225688612344") == ()  # a cooperative's code


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
        "年工资18000-116000元；月1500—12000元/人",
        "收据号1708354，2018年；凭证第153号20180130",
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
