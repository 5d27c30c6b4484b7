"""Made-up desks: each a vault of its own, with a clock and chances that are the same every time."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fupin_desk.domain.changes import LOCAL_STREAM, Change
from fupin_desk.kinds import KINDS
from fupin_desk.store import Author, Reader, Vault, VaultKeys, Work, create_vault, open_vault

VILLAGE = "990101001001"
STREAM = f"village:{VILLAGE}"
KEYS = VaultKeys(b"v" * 32, b"l" * 32)


@dataclass
class MadeUpDesk:
    """A vault, and somebody who writes in it."""

    file: Path
    name: str
    vault: Vault
    chance: random.Random
    village: str = VILLAGE
    now: datetime = field(default_factory=lambda: datetime(2026, 3, 1, 8, tzinfo=UTC))

    def author(self) -> Author:
        """Whoever writes now; each time a minute later."""
        self.now += timedelta(minutes=1)
        return Author(self.name, f"{self.name}-person", self.village, self.now, self.chance.randbytes)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """One unit of work."""
        with self.vault.writing(self.author()) as work:
            yield work

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One snapshot."""
        with self.vault.reading() as reader:
            yield reader

    def save(self, kind: str, id: str | None = None, **values: Any) -> str:
        """Save in a unit of work of its own; returns the id."""
        with self.writing() as work:
            return work.save(kind, id, values).id

    def value(self, kind: str, id: str, name: str) -> Any:
        """Return what stands in one field."""
        with self.reading() as reader:
            return reader.get(kind, id).values[name]

    def changes(self) -> list[Change]:
        """Return everything that may leave the laptop."""
        with self.reading() as reader:
            return [
                change for stream in reader.streams() if stream != LOCAL_STREAM for change in reader.changes(stream)
            ]

    def take(self, changes: list[Change]) -> None:
        """Take changes from elsewhere."""
        with self.writing() as work:
            work.insert(changes)

    def reopened(self, keys: VaultKeys = KEYS) -> MadeUpDesk:
        """Return the desk after closing and opening its vault."""
        self.vault.close()
        return MadeUpDesk(self.file, self.name, open_vault(self.file, keys), self.chance, self.village, self.now)


def a_desk(folder: Path, name: str = "desk-a", keys: VaultKeys = KEYS) -> MadeUpDesk:
    """Make a desk in an existing folder; its name says what its chances are."""
    file = folder / f"{name}.db"
    return MadeUpDesk(file, name, create_vault(file, keys), random.Random(name))


def everything(reader: Reader) -> dict[str, Any]:
    """Return all that stands in the tables, and by what it is found: what must be the same where the history is."""
    records = {kind: reader.list(kind, voided=True) for kind in KINDS}
    keys = reader.history_here.rows("SELECT kind, key, record FROM search_key ORDER BY 1, 2, 3")
    return {**records, "search_key": [tuple(key) for key in keys]}


def copied_desk(template: Path, folder: Path, name: str) -> MadeUpDesk:
    """Make a desk from an empty vault that is there already: making one anew takes much longer."""
    file = folder / f"{name}.db"
    shutil.copyfile(template, file)
    return MadeUpDesk(file, name, open_vault(file, KEYS), random.Random(name))
