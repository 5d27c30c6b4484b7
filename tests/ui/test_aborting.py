"""The window does not abort: no call loses a reference to None, and going over the pages leaves nothing behind.

PySide6 6.12.0 on Python 3.11 loses one with every call that returns nothing; after some thousands Python ends with
"Fatal Python error: deallocating None". So these run in a process of their own, and an abort is a failure.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from fupin_desk.acts.demo import make_demo
from tests.ui.counting import CALLS
from tests.ui.hands import CHEAP

LOSES = ("6.12.0",)
"""Versions of PySide6 known to lose references under Python 3.11."""
COME_AND_GO = 600
"""Objects, of some 144,000, by which two counts differ though nothing stays: caches and jobs, more on a busy machine.

What stays of each round is seen all the same: in six of them, some 340 objects a round; in hundreds, a dozen.
"""
ROOT = Path(__file__).parents[2]


def counted(tmp_path: Path, *asked: str) -> dict[str, Any]:
    """Run ``counting`` and return what it tells."""
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path / "config")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.counting", *asked],
        cwd=ROOT,
        env=around,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is never counted there, nor lost")
def test_no_qt_call_that_returns_nothing_loses_a_reference_to_none(tmp_path: Path) -> None:
    found = counted(tmp_path, "calls")
    lost = {name: change for name, change in found.items() if abs(change) > CALLS // 20}
    assert len(found) > 20  # kinds of calls
    assert lost == {}


@pytest.mark.parametrize("package", ["pyside6-essentials", "shiboken6"])
def test_neither_what_is_installed_nor_what_may_be_is_a_version_that_loses_them(package: str) -> None:
    assert version(package) not in LOSES
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (asked,) = [each for each in map(Requirement, project["dependencies"]) if each.name == package]
    assert not [bad for bad in LOSES if asked.specifier.contains(bad)]
    pinned = (ROOT / "build_scripts" / "requirements.txt").read_text(encoding="utf-8")
    assert not [bad for bad in LOSES if f"{package}=={bad}" in pinned]
    assert f"{package}=={version(package)}" in pinned


KEPT = 1_300
"""Python's objects that a round keeps: of pages of records that were left, until the desk is closed. None should be."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "county"
    make_demo(folder, 1, 8, 1, ["zh_CN", "ug"], CHEAP)
    return folder


def went_round(tmp_path: Path, desk: Path, turns: int) -> None:
    """Go over all pages of a desk and see that neither references go nor widgets come."""
    found = counted(tmp_path, "rounds", str(desk), str(turns))
    references, widgets = found["references"][2:], found["widgets"][2:]  # until every page was made and judged
    assert max(widgets) - min(widgets) <= max(widgets) // 5, widgets
    assert widgets[-1] <= widgets[0] + 20, widgets
    assert min(references) > references[0] - 2 * turns, references
    objects = found["objects"]
    assert min(objects[-2:]) - min(objects[2:4]) <= COME_AND_GO + (12 + KEPT) * turns, objects


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("where", ["village-1", "office"])
def test_a_window_that_goes_over_its_pages_again_loses_nothing(tmp_path: Path, demo: Path, where: str) -> None:
    went_round(tmp_path, demo / where, 6)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("where", ["village-1", "office"])
def test_hundreds_of_rounds_over_all_pages_lose_nothing(
    tmp_path: Path, demo: Path, where: str, size: Callable[[int, int], int]
) -> None:
    went_round(tmp_path, demo / where, size(40, 300))
