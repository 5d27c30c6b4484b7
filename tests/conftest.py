"""What every test stands on: no screen needed, repeatable examples, and a size for the long ones.

A test marked ``long`` asks the fixture ``size`` how big to be: ``size(small, full)`` is ``small`` unless
FUPIN_LONG=full says otherwise. Without FUPIN_LONG (``dev.py test`` without ``--long``) it is left out.
"""

import gc
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SCREEN = Path(__file__).parent / "ui" / "screen.json"
"""The screen the windows of the tests stand on: that of a laptop a village has."""
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={SCREEN}")

LONG = os.environ.get("FUPIN_LONG", "")

LONGEST = frozenset({"test_readme.py", "test_whole_round.py", "test_killing.py", "test_aborting.py"})
"""Files with tests of many seconds each: run first, so that in the end no worker waits for another's one long test."""

settings.register_profile("house", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(autouse=True, scope="session")
def _own_temporary_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what a killed process of one worker leaves behind from being cleared, and counted, by another's."""
    tempfile.tempdir = str(tmp_path_factory.mktemp("temporary"))


@pytest.fixture
def size() -> Callable[[int, int], int]:
    """How big a long test shall be: its small size, or its full one."""
    return lambda small, full: full if LONG == "full" else small


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if LONG not in ("", "small", "full"):
        raise pytest.UsageError("FUPIN_LONG is small or full")
    if not LONG:
        left_out = [item for item in items if item.get_closest_marker("long")]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_collection_finish() -> None:
    """Keep the thousands of tests themselves out of what each window's end makes Python look through for garbage."""
    gc.collect()
    gc.freeze()
