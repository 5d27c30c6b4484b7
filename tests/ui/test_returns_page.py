"""A return in the window: worked out over a period, looked at, saved; a period that cannot be is refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.county import County
from tests.ui.hands import Hands

Make = Callable[..., Hands]


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A village in which two households are owed wages."""
    county = County(tmp_path)
    laptop = county.laptop("village")
    shop = laptop.put("entity", kind="workshop", name="服装车间")
    terms: dict[str, Any] = {"linkage": "wage", "terms": "job", "wage_fen": 150_000, "wage_per": "month", "pay_day": 10}
    for name in ("王小明", "ئايگۈل"):
        home = laptop.household(name)
        job = laptop.put("contract", since="2018-06-01", signed_on="2018-06-01", member=home["member"], **terms)
        laptop.put("party", contract=job, entity=shop, role="employer")
    county.close()
    return tmp_path / "village"


@pytest.mark.parametrize("language", ["zh_CN", "ug"])
def test_a_return_is_worked_out_looked_at_and_saved(hands: Make, village: Path, tmp_path: Path, language: str) -> None:
    clerk = hands("clerk", language)
    clerk.unlock(village)
    page = clerk.go("returns")
    clerk.click(page.do)
    clerk.until(lambda: hasattr(page, "rows") and page.rows.isVisible())
    rows = page.rows.rows
    cells = [rows.row(place).cells for place in range(rows.rowCount())]
    assert [row[5] for row in cells] == ["1,500.00"] * 10 + ["15,000.00"]  # July to November, of two
    assert cells[-1][1] == clerk.shell.words.say("return.total")
    if folder := os.environ.get("FUPIN_PICTURES"):
        clerk.shell.resize(1366, 768)
        clerk.until(lambda: clerk.shell.width() > 1000)
        clerk.shell.grab().save(f"{folder}/returns-{language}.png")
    out = tmp_path / "return.xlsx"
    clerk.type(page.out.line, str(out))
    clerk.click(page.save)
    assert out.read_bytes().startswith(b"PK")


def test_a_period_that_ends_before_it_begins_is_refused_and_nothing_is_written(
    hands: Make, village: Path, tmp_path: Path
) -> None:
    clerk = hands("clerk")
    clerk.unlock(village)
    page = clerk.go("returns")
    clerk.type(page.through, "2017-12-31")
    clerk.type(page.out.line, str(tmp_path / "return.xlsx"))
    clerk.click(page.save)
    assert clerk.shell.frame is not None
    assert "2017-12-31" in clerk.shell.frame.strip.said.text()
    assert not (tmp_path / "return.xlsx").exists()
