"""The finished page, read by PDFium, against the order that python-bidi gives the same texts.

PDFium only says where each glyph was drawn. Nothing of our line setter is asked but what it isolates (``isolated``).
"""

from __future__ import annotations

import unicodedata

import pytest
from bidi import get_display
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fupin_desk.assets import fonts
from fupin_desk.domain.languages import RIGHT_TO_LEFT
from fupin_desk.paper.readback import read
from fupin_desk.paper.render import render
from fupin_desk.paper.sheet import PaperSheet, Paragraph, Phrase
from fupin_desk.paper.text.atoms import cleaned, isolated
from fupin_desk.paper.text.setter import set_lines
from fupin_desk.words import words

FONTS = fonts()
LANGUAGES = ("zh_CN", "ug", "kk_Arab")
BEFORE = {"zh_CN": "资产：", "ug": "مۈلۈك: ", "kk_Arab": "مۇلىك: "}
PIECES = (
    *("光伏", "示例村", "solar", "kW", "ئۈلگە", "قۇياش", "كەنت", "اۋىل", "جەر"),
    *("100", "2018-11-01", "3.5", "12,500.50", "0991-1234567", "٣٥"),
    *("(", ")", "（", "）", "[", "]", "，", "،", ":", "؟", "%", "-", " ", " "),
)
MIXED = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join).filter(lambda text: text.strip())
ONE_BRACKET = str.maketrans("()[]", "||||")
"""The library does not mirror brackets; ``test_mixed`` holds which way they open."""


def compared(text: str) -> str:
    """What is drawn of a text; a hyphen at the end of a line PDFium takes for one that parts a word, and leaves out."""
    plain = unicodedata.normalize("NFKC", text).translate(ONE_BRACKET)
    return "".join(sign for sign in plain if unicodedata.category(sign) not in ("Cf", "Zs", "Mn")).strip("-")


def drawn(sheet: PaperSheet) -> list[str]:
    """The lines of a page from above, between its title and its number: each glyph by its place."""
    lines: dict[float, list[tuple[float, str]]] = {}
    for piece in read(render(sheet, FONTS))[0]:
        lines.setdefault(piece.y, []).append((piece.left, piece.text))
    return [compared("".join(text for _, text in sorted(lines[y]))) for y in sorted(lines, reverse=True)][1:-1]


def shown(text: str, language: str) -> list[str]:
    """The lines of a text as the library shows them."""
    base = int(language in RIGHT_TO_LEFT)
    lines = (isolated(cleaned(line).strip(), base) for line in text.split("\n"))
    return [compared(get_display(line, base_dir="LR"[base])) for line in lines]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(MIXED, min_size=1, max_size=3), st.sampled_from(LANGUAGES), st.booleans())
@example(["جەر0991-1234567"], "zh_CN", False)
@example(["电站جەر2018-11-01"], "kk_Arab", True)
@example(["kW(100؟(كەنت0991-1234567"], "zh_CN", False)
def test_every_glyph_of_a_finished_page_stands_where_another_library_puts_it(
    lines: list[str], language: str, as_name: bool
) -> None:
    text = "\n".join(lines)
    text = BEFORE[language] + words(language).apart(text) if as_name else text
    sheet = PaperSheet((language,), (Phrase("x", language),), (Paragraph((Phrase(text, language),)),))
    assert [line for line in drawn(sheet) if line] == [line for line in shown(text, language) if line]


@pytest.mark.parametrize("number", ["0991-1234567", "2018-11-01", "12,500.50"])
def test_a_number_written_onto_a_word_of_the_other_direction_stays_on_its_side(number: str) -> None:
    (line,) = set_lines(f"جەر{number}", "zh_CN", 12, 1000, FONTS)
    places = {glyph.text: glyph.x for glyph in line.glyphs}
    assert places["ج"] < places[number[0]]
