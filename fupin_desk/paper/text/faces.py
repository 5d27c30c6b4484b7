"""Which font writes which character: Chinese, Arabic script, Latin, each in two weights."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from fupin_desk.assets import Fonts
from fupin_desk.domain.languages import script
from fupin_desk.paper.errors import LetterMissingError

_ARABIC_SIZE = 1.12
"""Amiri's letters are small for their size beside Noto Sans SC; drawn this much larger they look alike."""
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\u2066\u2067\u2068\u2069\ufe00\ufe01\ufe0e\ufe0f")


@dataclass(frozen=True, eq=False, slots=True)
class Face:
    """One font file, ready to shape; sizes are per em."""

    key: str
    script: str
    path: Path
    face: hb.Face
    font: hb.Font
    scale: float
    letters: dict[str, bool] = field(default_factory=dict)

    @property
    def upem(self) -> int:
        """Font units in an em."""
        return int(self.face.upem)

    def has(self, character: str) -> bool:
        """Whether the font has a glyph of its own for the character."""
        known = self.letters.get(character)
        if known is None:
            known = self.letters[character] = bool(self.font.get_nominal_glyph(ord(character)))
        return known


@dataclass(frozen=True, eq=False, slots=True)
class Typeface:
    """The three fonts of one weight."""

    cjk: Face
    arabic: Face
    latin: Face

    def faces_of(self, text: str, language: str) -> list[Face | None]:
        """The font of every character; None for controls that show nothing.

        Punctuation and spaces go with what is before them. Raises ``LetterMissingError`` naming every character that no
        font has: nothing is ever printed as an empty box.
        """
        own = {"Arab": self.arabic, "Hans": self.cjk, "Latn": self.latin}[script(language)]
        before = own
        faces: list[Face | None] = []
        missing: list[str] = []
        for character in text:
            if character in _INVISIBLE:
                faces.append(None)
                continue
            face = self._face(character, before, own)
            if face is None:
                missing.append(character)
                continue
            faces.append(face)
            before = face
        if missing:
            raise LetterMissingError(sorted({f"U+{ord(character):04X}" for character in missing}), text)
        return faces

    def _face(self, character: str, before: Face, own: Face) -> Face | None:
        """The first font that has the character, in the order its script asks for."""
        script = _script(character)
        order: tuple[Face, ...] = (before, own, self.latin, self.cjk, self.arabic)
        if script:
            order = ({"hani": self.cjk, "arab": self.arabic, "latn": self.latin}[script], *order)
        return next((face for face in order if face.has(character)), None)


@lru_cache(maxsize=8192)
def _script(character: str) -> str:
    """``hani``, ``arab`` or ``latn`` where the character has a script of its own (digits: Latin), else ""."""
    kind = unicodedata.bidirectional(character)
    if kind == "AL" or character in "،؛؟" or ("\u0600" <= character <= "\u06ff" and kind in ("NSM", "AN")):
        return "arab"
    if unicodedata.east_asian_width(character) in "WF":
        return "hani"
    return "latn" if kind in ("L", "EN") else ""


@lru_cache(maxsize=8)
def typeface(fonts: Fonts, bold: bool) -> Typeface:
    """The loaded fonts of one weight; files are mapped into memory, once."""
    weight = "bold" if bold else "regular"
    return Typeface(
        _load(getattr(fonts, f"cjk_{weight}"), f"C{weight[0]}", "Hani", 1.0),
        _load(getattr(fonts, f"arabic_{weight}"), f"A{weight[0]}", "Arab", _ARABIC_SIZE),
        _load(getattr(fonts, f"latin_{weight}"), f"L{weight[0]}", "Latn", 1.0),
    )


def _load(path: Path, key: str, script: str, scale: float) -> Face:
    """One font for HarfBuzz, in font units."""
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    return Face(key, script, path, face, hb.Font(face), scale)
