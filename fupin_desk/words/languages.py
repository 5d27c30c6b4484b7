"""The languages of the desk, and which way each is written."""

from __future__ import annotations

from typing import Literal

LANGUAGES = ("zh_CN", "ug", "kk_Arab", "en")
"""Chinese, Uyghur, Kazakh in Arabic script, English."""

RIGHT_TO_LEFT = frozenset({"ug", "kk_Arab"})

Direction = Literal["ltr", "rtl"]


def direction(language: str) -> Direction:
    """Return which way the language is written."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def nearest(tag: str | None) -> str:
    """Return the desk's language for a system's language tag such as ``zh_CN.UTF-8`` or ``kk-CN``; else English."""
    spoken = (tag or "").replace("-", "_").split("_")[0].split(".")[0].lower()
    return {"zh": "zh_CN", "ug": "ug", "kk": "kk_Arab"}.get(spoken, "en")
