"""One character as a reader who wants the number takes it: digits of any script and in any dress as plain ones."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import lru_cache

from fupin_desk.assets import resource

WRITTEN: dict[str, dict[str, str]] = tomllib.loads(resource("paper/digits.toml").read_text(encoding="utf-8"))
CHINESE = {sign: digit for digit, signs in WRITTEN["numerals"].items() for sign in signs}
"""Chinese numerals, by the digit each stands for."""
_ROUND, _STRAIGHT = "ΟοОоՕօ◯⚪⭕🅾🞅🔾", "ǀΙІіӀıℓ丨"
_LOOKS_LIKE = {**dict.fromkeys(_ROUND, "O"), **dict.fromkeys(_STRAIGHT, "l"), **dict.fromkeys("ХхΧχ", "X"), "İ": "I"}
"""Characters of other scripts, and signs, as the Latin letter they look like."""
RING = "○"
"""A zero, or what hides a digit."""
_MASKS = "*×＊•●■█＃◆★☆※⁎∗✱▇▮▪◼⬛"


@lru_cache(maxsize=16384)
def plain_sign(sign: str) -> str:
    """One character as a reader takes it."""
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    if sign in _LOOKS_LIKE:
        return _LOOKS_LIKE[sign]
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Mn", "Me") or sign in "\u0640\u115f\u1160\u3164\uffa0\u2800":
        return ""
    if sign in _MASKS:
        return "*"
    if kind == "Pd" or sign in "−‐":
        return "-"
    return _compatible(sign, kind)


def _compatible(sign: str, kind: str) -> str:
    """A circled, bracketed, raised or otherwise dressed character without its dress."""
    value = unicodedata.numeric(sign, None) if kind in ("No", "Nl") and sign not in CHINESE else None
    if value is not None and value == int(value) and 0 <= value <= 9:
        return str(int(value))
    dressed = unicodedata.normalize("NFKC", sign)
    return "".join(map(plain_sign, dressed)) if dressed != sign and len(dressed) < 4 else dressed
