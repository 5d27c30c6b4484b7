"""Commands run inside this process, on desks whose passphrases are cheap to guess."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.cli import run
from tests.journeys.county import PASSPHRASE, County, Machine, county, surroundings

ENGLISH = ("--language", "en")


@dataclass(frozen=True)
class Said:
    """What a command gave back."""

    code: int
    out: str
    spoken: str

    @property
    def value(self) -> Any:
        """The one JSON value on standard output, which is nothing else."""
        return json.loads(self.out)


Command = Callable[..., Said]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command as it is typed; ``typed`` is what comes in on standard input."""
    around = surroundings("command")
    monkeypatch.setenv("FUPIN_DESK_PASSPHRASE", PASSPHRASE)

    def said(*words: object, typed: str | bytes = "") -> Said:
        content = typed.encode() if isinstance(typed, str) else typed
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        capsys.readouterr()
        code = run([*map(str, words)], around)
        return Said(code, *capsys.readouterr())

    return said


@dataclass(frozen=True)
class Folders:
    """Where the desks of a county are."""

    county: County
    laptop: Machine
    office: Path
    village: Path
    home: str
    """The id of a household there."""


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Folders]:
    with county(tmp_path / "county") as made:
        laptop = made.laptop("laptop")
        home = laptop.household("王小明")["household"]
        yield Folders(made, laptop, made.office.folder, laptop.folder, home)
