"""Translations keep to the letters and the plain spelling rules of their language: what a typing slip breaks first."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from fupin_desk import assets
from fupin_desk.words.translator import PLACE

pytestmark = pytest.mark.check

ALPHABETS = {
    "ug": "ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي",
    "kk_Arab": "اٴبۆگعدەجزيكقلمنڭوپرستۋۇفحھچشى",
}
"""Uyghur as in the reformed alphabet of 1983; Kazakh in Arabic script as printed in Xinjiang, with the high hamza."""


def texts_of(language: str) -> Iterator[tuple[str, str]]:
    """Yield every text with its key."""
    for file in (assets.catalogue_folder() / language).glob("*.po"):
        with file.open("rb") as opened:
            for message in read_po(opened):
                if message.id:
                    yield str(message.id), str(message.string)


def words_of(language: str) -> Iterator[tuple[str, str]]:
    """Yield every word in Arabic script with its key."""
    for key, text in texts_of(language):
        for word in re.findall("[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff]+", text):
            yield key, word


@pytest.mark.parametrize("language", sorted(ALPHABETS))
def test_only_letters_of_its_alphabet_stand_in_a_translation(language: str) -> None:
    assert not [(key, word) for key, word in words_of(language) if set(word) - set(ALPHABETS[language])]


@pytest.mark.parametrize("language", sorted(ALPHABETS))
def test_no_line_begins_with_a_latin_letter(language: str) -> None:
    """A line runs the way of its first letter: one that begins with PDF would be set from left to right."""
    turned = [
        (key, line)
        for key, text in texts_of(language)
        for line in PLACE.sub("", text).splitlines()
        if re.match(r"[\W\d_]*[A-Za-z]", line) and re.search("[\u0620-\u06ff]", line)
    ]
    assert not turned


def test_no_uyghur_word_begins_with_a_bare_vowel() -> None:
    """A vowel at the beginning of a word is carried by a hamza."""
    assert not [(key, word) for key, word in words_of("ug") if word[0] in "اەوۇۆۈېى"]


def test_a_kazakh_hamza_stands_first_and_only_in_words_that_need_it() -> None:
    """It marks a word of front vowels, unless one of its letters shows that already."""
    slips = [
        (key, word)
        for key, word in words_of("kk_Arab")
        if "ٴ" in word[1:] or (word.startswith("ٴ") and re.search("[كگە]", word))
    ]
    assert not slips
