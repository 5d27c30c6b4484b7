"""The languages of the desk, in one table that everybody reads: windows, paper, ledgers, catalogues, records.

A language's code is the name of its folder in ``i18n/`` too.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from fupin_desk.domain.folding import is_chinese

Direction = Literal["ltr", "rtl"]
Script = Literal["Hans", "Arab", "Latn"]
"""ISO 15924."""


@dataclass(frozen=True, slots=True)
class Language:
    """What is true of one language, whatever is said in it."""

    code: str
    """In commands, records and bundles, and of its folder in ``i18n/``; never changed."""
    own_name: str
    """What it calls itself."""
    spoken: str
    """ISO 639-1: what a system's language tag begins with, and the name of a field in it ends with (``name_ug``)."""
    script: Script
    shaped_as: str
    """The tag by which a font shapes it (BCP 47)."""
    reviewed: bool
    """Whether somebody who reads it every day has gone through its texts."""

    @property
    def direction(self) -> Direction:
        """Which way it is written."""
        return "rtl" if self.script == "Arab" else "ltr"

    @property
    def tag(self) -> str:
        """Its tag in documents (BCP 47)."""
        return self.code.replace("_", "-")


class InLanguages(str):
    """A text as somebody wrote it first, with what it is in other languages."""

    __slots__ = ("others",)
    others: Mapping[str, str]
    """By language."""

    def __new__(cls, text: str, others: Mapping[str, str]) -> InLanguages:
        """Make one of a text and its others by language."""
        made = super().__new__(cls, text)
        made.others = others
        return made

    def joined_with(self, texts: Iterable[InLanguages], between: str) -> InLanguages:
        """Return this text and others as one; in a language only where all of them are in it."""
        whole = [self, *texts]
        languages = [language for language in self.others if all(language in text.others for text in whole)]
        return InLanguages(
            between.join(whole),
            {language: between.join(text.others[language] for text in whole) for language in languages},
        )


def in_one(texts: Iterable[str], between: str) -> InLanguages:
    """Return texts as one, in each language that any is in; what is not stands there as first written."""
    whole = list(texts)
    others = [text.others if isinstance(text, InLanguages) else {} for text in whole]
    languages = dict.fromkeys(language for known in others for language in known)
    pairs = list(zip(whole, others, strict=True))
    return InLanguages(
        between.join(whole),
        {language: between.join(known.get(language, str(text)) for text, known in pairs) for language in languages},
    )


TABLE = (
    Language("zh_CN", "中文", "zh", "Hans", "zh-Hans", reviewed=True),
    Language("ug", "ئۇيغۇرچە", "ug", "Arab", "ug", reviewed=False),
    Language("kk_Arab", "قازاقشا", "kk", "Arab", "kk", reviewed=False),
    Language("en", "English", "en", "Latn", "en", reviewed=True),
)
BY_CODE = {language.code: language for language in TABLE}

LANGUAGES = tuple(BY_CODE)
"""All codes, in the order in which they are offered."""
RIGHT_TO_LEFT = frozenset(language.code for language in TABLE if language.direction == "rtl")
DRAFTS = frozenset(language.code for language in TABLE if not language.reviewed)
"""Of these the texts are drafts, and the window says so."""

OFFICIAL = "zh_CN"
"""What offices write to one another in, and what stands where a text has no other."""
ENGLISH = "en"
ON_WALLS = (OFFICIAL, "ug")
"""What a notice is in where nobody says."""


def direction(code: str) -> Direction:
    """Return which way a language is written; one that is not ours, from the left."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def script(code: str) -> Script:
    """Return the script of a language; of what is in none (a number, a code), Latin."""
    return BY_CODE[code].script if code in BY_CODE else "Latn"


def script_of(text: str) -> Script:
    """Return the script of a text; of one in several the Arabic before the Chinese, and that before the Latin."""
    if any("\u0600" <= sign <= "\u06ff" for sign in text):
        return "Arab"
    return "Hans" if any(map(is_chinese, text)) else "Latn"


def own_name(code: str) -> str:
    """Return what a language calls itself."""
    return BY_CODE[code].own_name


def nearest(tag: str | None) -> str:
    """Return the desk's language for a system's language tag such as ``zh_CN.UTF-8`` or ``kk-CN``; else Chinese."""
    spoken = (tag or "").replace("-", "_").split("_")[0].split(".")[0].lower()
    return next((language.code for language in TABLE if language.spoken == spoken), OFFICIAL)


def written_in(script: Script, among: Container[str] = LANGUAGES) -> str:
    """Return the first language of a script, rather one of ``among``: of a name only its letters tell."""
    ours = [language.code for language in TABLE if language.script == script]
    return next((code for code in ours if code in among), ours[0])


ALPHABETS = {
    "ug": ("ا", "ە", "ب", "پ", "ت", "ج", "چ", "خ", "د", "ر", "ز", "ژ", "س", "ش", "غ", "ف", "ق", "ك", "گ", "ڭ", "ل",
           "م", "ن", "ھ", "و", "ۇ", "ۆ", "ۈ", "ۋ", "ې", "ى", "ي"),
    "kk_Arab": ("ا", "ٵ", "ب", "ۆ", "گ", "ع", "د", "ە", "ج", "ز", "ي", "ك", "ق", "ل", "م", "ن", "ڭ", "و", "ٶ", "پ",
                "ر", "س", "ت", "ۋ", "ۇ", "ٷ", "ف", "ح", "ھ", "چ", "ش", "ى", "ٸ"),
}  # fmt: skip
"""By language, in the order in which its letters are taught: Uyghur as of 1983, Kazakh in the Arabic script as of 1982.
A letter that is only the other's stands after all of them."""


def letters_in_order(language: str) -> tuple[str, ...]:
    """Return the Arabic letters in the order of a language, Uyghur where it has none; then those only others have."""
    own = ALPHABETS.get(language, ALPHABETS["ug"])
    return tuple(dict.fromkeys((*own, *(letter for letters in ALPHABETS.values() for letter in letters))))
