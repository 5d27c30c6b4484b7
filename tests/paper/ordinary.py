"""What notices ordinarily say, with the figures and codes they hold: none of it is a number of anybody.

``ordinary.txt`` has lines as village offices write them, and codes in every form in which offices number things; codes
and names are made up. Telephones of offices pass where the office itself says them.
"""

from __future__ import annotations

from pathlib import Path

_PARTS = (Path(__file__).parent / "ordinary.txt").read_text(encoding="utf-8").split("## ")[1:]
_LISTS = {heading: entries for heading, *entries in (part.strip().split("\n") for part in _PARTS)}
OFFICES_OWN = _LISTS.pop("telephones of offices")
ORDINARY = [entry for entries in _LISTS.values() for entry in entries]
SAID_ABOUT = (
    "{}", "资产：{}", "分配办法：{}。", "根据{}，现予公示", "مۈلۈك: {}، ئېلان قىلىنىدۇ", "Rule: {}, as posted",
)  # fmt: skip
"""Sentences of notices in which such things stand."""
