"""The fonts hold every letter the desk writes, are plain TrueType, and are made once and whole."""

import os
import subprocess
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from fupin_desk import assets
from fupin_desk.assets import Fonts, fonts

UYGHUR = "ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي،؛؟«»"
KAZAKH = "اٵبپتجچحدرزسشعفقكگڭلمنھەوۆٶۇٷۋىٸيءٴئ،؛؟«»"
SHOWN = {"arabic_regular", "arabic_bold", "window_arabic_regular", "window_arabic_bold"}


def gb2312() -> set[str]:
    """Every character of the national standard GB 2312-1980."""
    rows = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {char for pair in rows for char in pair.decode("gb2312", "ignore")}


def opened(path: Path) -> TTFont:
    return TTFont(BytesIO(path.read_bytes()), lazy=True)


def missing(wanted: Iterable[str], path: Path) -> set[str]:
    """The characters the font has no glyph for."""
    held = opened(path).getBestCmap()
    return {char for char in wanted if ord(char) not in held}


def glyphs(font: uharfbuzz.Font, text: str) -> list[int]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return [info.codepoint for info in buffer.glyph_infos]


@pytest.mark.parametrize("role", ["cjk_regular", "cjk_bold"])
def test_chinese_fonts_hold_all_of_gb_2312(role: str) -> None:
    wanted = gb2312()
    assert len(wanted) == 7445
    assert missing(wanted, getattr(fonts(), role)) == set()


def test_rare_characters_of_names_are_there() -> None:
    assert missing("㐂喆堃犇淼赟骉翀玥龑靐昇镕", fonts().cjk_regular) == set()


@pytest.mark.parametrize("role", sorted(SHOWN))
@pytest.mark.parametrize("letters", [UYGHUR, KAZAKH], ids=["uyghur", "kazakh"])
def test_arabic_fonts_hold_every_uyghur_and_kazakh_letter_in_every_form(role: str, letters: str) -> None:
    path = getattr(fonts(), role)
    assert missing(letters, path) == set()
    joined = [f"ب{char}ب" for char in letters] + [f"{char}ب" for char in letters] + list(letters)
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    assert [text for text in joined if 0 in glyphs(font, text)] == []


def test_latin_fonts_hold_latin_and_pinyin() -> None:
    wanted = {chr(code) for code in range(0x20, 0x7F)} | set("āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ·×–—…‰€")
    assert missing(wanted, fonts().latin_regular) == set()


@pytest.mark.parametrize("role", Fonts.__dataclass_fields__)
def test_fonts_are_static_truetype_that_reportlab_embeds(role: str) -> None:
    font = opened(getattr(fonts(), role))
    assert "glyf" in font
    assert not {"fvar", "gvar", "CFF "} & set(font.keys())
    assert font["OS/2"].usWeightClass == (700 if role.endswith("bold") else 400)
    assert font["name"].getDebugName(2) == ("Bold" if role.endswith("bold") else "Regular")


def test_bold_is_bolder_than_regular() -> None:
    def stem(path: Path) -> int:
        font = opened(path)
        one = font["glyf"][font.getBestCmap()[ord("一")]]
        return int(one.yMax - one.yMin)

    assert stem(fonts().cjk_bold) > 1.3 * stem(fonts().cjk_regular)


def test_two_desks_preparing_at_once_leave_one_whole_set(tmp_path: Path) -> None:
    target = tmp_path / "fonts"
    prepare = f"import pathlib; from fupin_desk import assets; assets._prepare(pathlib.Path({str(target)!r}), None)"
    here = Path(assets.__file__).parent.parent
    both = [subprocess.Popen([sys.executable, "-c", prepare], cwd=here) for _ in range(2)]
    assert [one.wait(900) for one in both] == [0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["fonts"]
    ready = fonts().cjk_regular.parent
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {
        path.name: path.read_bytes() for path in ready.iterdir()
    }


def test_a_preparation_cut_short_leaves_nothing_under_the_final_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="no space"):
        assets._prepare(tmp_path / "fonts", None)
    assert list(tmp_path.iterdir()) == []


def test_resources_and_catalogues_lie_beside_the_package() -> None:
    beside = Path(assets.__file__).resolve().parent.parent
    assert assets.resource("policy") == beside / "resources" / "policy"
    assert assets.catalogue_folder() == beside / "i18n"
