"""The command line as a script sees it: a process of its own, one JSON value, an exit code."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[2]
BYTECODE = Path(
    os.environ.get("PYTHONPYCACHEPREFIX") or Path(tempfile.gettempdir()) / f"fupin-desk-bytecode-{getpass.getuser()}"
)
"""Where Python keeps what it has compiled, so that thirty processes need not compile everything thirty times."""


@dataclass(frozen=True)
class Said:
    """What a command gave back."""

    code: int
    value: Any
    """The one JSON value on standard output."""
    spoken: str
    """Standard error."""


def command(*words: object, typed: str | bytes = "", passphrase: str | None = "demo") -> Said:
    """Run a command with ``--json`` and return what it gave back."""
    around = _around()
    if passphrase is not None:
        around["FUPIN_DESK_PASSPHRASE"] = passphrase
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder) / name for name in ("in", "out", "error")]
        for stream, content in zip(
            streams, (typed.encode() if isinstance(typed, str) else typed, b"", b""), strict=True
        ):
            stream.write_bytes(content)
        code = _warm().run([*map(str, words), "--json"], around, streams)
        out, spoken = (stream.read_text("utf-8") for stream in streams[1:])
    assert "Traceback" not in spoken, spoken
    return Said(code, json.loads(out), spoken)


class _Warm:
    """A process of ``warm.py``; it ends when this one does, for nobody writes to it any more."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.warm"],
            cwd=HERE,
            env=_around(),
            text=True,
            encoding="utf-8",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def run(self, words: Sequence[str], around: Mapping[str, str], streams: Sequence[Path]) -> int:
        """Run a command and return its exit code."""
        asked, answered = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answered is not None
        asked.write(json.dumps({"words": words, "around": around, "streams": [str(each) for each in streams]}) + "\n")
        asked.flush()
        return int(answered.readline())


def _around() -> dict[str, str]:
    around = {name: value for name, value in os.environ.items() if not name.startswith("FUPIN")}
    around |= {"PYTHONPATH": str(HERE), "LC_ALL": "en_US.UTF-8", "PYTHONPYCACHEPREFIX": str(BYTECODE)}
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    return around


@cache
def _warm() -> _Warm:
    return _Warm()


def done(*words: object, typed: str | bytes = "") -> Any:
    """Run a command that must go well, and return its value."""
    said = command(*words, typed=typed)
    assert (said.code, said.spoken) == (0, ""), (words, said)
    return said.value
