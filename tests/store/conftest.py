"""Fresh desks for the tests that ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fupin_desk.store import create_vault
from tests.store.desks import KEYS, MadeUpDesk, copied_desk


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty vault."""
    file = tmp_path_factory.mktemp("template") / "empty.db"
    create_vault(file, KEYS).close()
    return file


@pytest.fixture
def desk(tmp_path: Path, template: Path) -> Iterator[MadeUpDesk]:
    """One desk of a village."""
    made = copied_desk(template, tmp_path, "desk-a")
    yield made
    made.vault.close()


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[MadeUpDesk]:
    """The office, which has taken nothing yet."""
    made = copied_desk(template, tmp_path, "office")
    yield made
    made.vault.close()
