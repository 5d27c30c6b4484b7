"""Pinyin of Chinese names, whole and in initials, for people who type letters."""

from __future__ import annotations

import os
from functools import lru_cache

# Read otherwise as a family name than as a word; a name is found by either.
SURNAMES = {
    "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "曾": "zeng", "朴": "piao", "区": "ou", "盖": "ge",
    "任": "ren", "华": "hua", "尉": "wei", "覃": "qin", "乐": "yue", "员": "yun", "缪": "miao", "翟": "zhai",
    "折": "she", "黑": "he", "种": "chong", "洗": "xian", "冼": "xian", "盛": "sheng", "葛": "ge", "宁": "ning",
}  # fmt: skip


@lru_cache(maxsize=8192)
def syllable(sign: str) -> str:
    """Return the pinyin of one character, without its tone; the character itself where it has none."""
    # Its tables take a while to load: not before somebody needs them, and no phrases, for one character is none.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin import Style, pinyin

    return str(pinyin(sign, style=Style.NORMAL, v_to_u=False)[0][0]).lower().replace("ü", "v")


def readings(name: str) -> list[list[str]]:
    """Return the ways a Chinese name is read: one, or two where its family name has a reading of its own."""
    plain = [syllable(sign) for sign in name]
    special = SURNAMES.get(name[:1])
    return [plain] if special in (None, plain[0]) else [plain, [str(special), *plain[1:]]]
