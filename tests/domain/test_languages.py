"""One table of languages, and nobody keeps another."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from fupin_desk import assets
from fupin_desk.domain.codes import LANGUAGE
from fupin_desk.domain.languages import (
    BY_CODE,
    DRAFTS,
    LANGUAGES,
    RIGHT_TO_LEFT,
    TABLE,
    InLanguages,
    nearest,
    written_in,
)

PROGRAM = Path(assets.__file__).parent


def test_every_language_has_its_folder_and_every_folder_its_language() -> None:
    assert sorted(LANGUAGES) == sorted(folder.name for folder in assets.catalogue_folder().iterdir() if folder.is_dir())


def test_records_offer_the_languages_of_the_table() -> None:
    assert LANGUAGE.codes == LANGUAGES == ("zh_CN", "ug", "kk_Arab", "en")


def test_the_arabic_script_runs_from_the_right_and_its_texts_are_drafts() -> None:
    assert RIGHT_TO_LEFT == DRAFTS == {"ug", "kk_Arab"}
    assert [language.tag for language in TABLE] == ["zh-CN", "ug", "kk-Arab", "en"]


@pytest.mark.parametrize("language", TABLE)
def test_what_a_language_calls_itself_is_in_its_own_script(language: object) -> None:
    of = BY_CODE[language.code]  # type: ignore[attr-defined]
    letters = {"Hans": "[\u4e00-\u9fff]+", "Arab": "[\u0600-\u06ff]+", "Latn": "[A-Za-z]+"}
    assert re.fullmatch(letters[of.script], of.own_name)
    assert nearest(f"{of.spoken}_XX.UTF-8") == of.code


def test_a_name_is_taken_for_one_of_the_languages_a_paper_is_in() -> None:
    assert written_in("Arab") == "ug"
    assert written_in("Arab", ("zh_CN", "kk_Arab")) == "kk_Arab"
    assert written_in("Arab", ("kk_Arab", "ug")) == "ug"
    assert written_in("Hans", ("ug",)) == "zh_CN"


def test_no_other_part_of_the_program_names_a_language_by_its_code() -> None:
    """Made-up counties may: their people speak one or another."""
    naming = [
        f"{file.relative_to(PROGRAM)}:{node.lineno}"
        for file in PROGRAM.rglob("*.py")
        if file.name != "languages.py" and "demo" not in file.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf8")))
        if isinstance(node, ast.Constant) and node.value in {*LANGUAGES, ",".join(LANGUAGES[:2])} - {"en"}
    ]
    assert naming == []


def test_texts_in_several_languages_are_joined_in_those_that_all_of_them_have() -> None:
    one = InLanguages("甲", {"ug": "ئا", "en": "A"})
    two = InLanguages("乙", {"ug": "ب"})
    both = one.joined_with([two], " / ")
    assert (both, both.others) == ("甲 / 乙", {"ug": "ئا / ب"})
    assert one.joined_with([], " / ").others == one.others
