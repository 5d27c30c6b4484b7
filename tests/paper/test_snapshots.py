"""Where everything stands on made-up notices, as kept; a person reads every difference.

To keep what is drawn now: ``FUPIN_KEEP_SNAPSHOTS=1 pytest tests/paper/test_snapshots.py``, then look at the pages.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from fupin_desk.assets import fonts
from fupin_desk.paper.render import layout
from fupin_desk.paper.sheet import PaperSheet
from tests.paper.made_up import a_notice, a_register

KEPT = Path(__file__).parent / "snapshots"
SHEETS = {
    "register": a_register(),
    "distribution-zh-ug": a_notice("zh_CN", "ug"),
    "distribution-kk": a_notice("kk_Arab"),
    "distribution-en": a_notice("en"),
}


@pytest.mark.parametrize("name", SHEETS)
def test_every_text_stands_where_it_stood(name: str) -> None:
    kept = KEPT / f"{name}.json"
    drawn = as_text(SHEETS[name])
    if os.environ.get("FUPIN_KEEP_SNAPSHOTS"):
        kept.write_text(drawn, encoding="utf-8")
    assert drawn == kept.read_text(encoding="utf-8")


def as_text(sheet: PaperSheet) -> str:
    """A line for everything that is drawn, page by page."""
    pages = [",\n".join(json.dumps(e, ensure_ascii=False) for e in page) for page in layout(sheet, fonts())]
    return "[\n" + ",\n".join(f"[\n{page}\n]" for page in pages) + "\n]\n"
