"""Lists that a person reads, continued by a subject in its own test."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "subjects"


def told_by_subjects(name: str) -> Iterator[Any]:
    """Yield what the tests of subjects say under a name."""
    for file in sorted(FOLDER.glob("test_*.py")):
        found = getattr(import_module(f"tests.subjects.{file.stem}"), name, None)
        if found is not None:
            yield found
