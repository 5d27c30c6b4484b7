"""The command line as a script sees it: a process of its own, one JSON value, an exit code."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
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
    around = {name: value for name, value in os.environ.items() if not name.startswith("FUPIN")}
    around |= {"PYTHONPATH": str(HERE), "LC_ALL": "en_US.UTF-8", "PYTHONPYCACHEPREFIX": str(BYTECODE)}
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    if passphrase is not None:
        around["FUPIN_DESK_PASSPHRASE"] = passphrase
    run: Sequence[str] = [sys.executable, "-m", "fupin_desk", *map(str, words), "--json"]
    given = typed.encode() if isinstance(typed, str) else typed
    done = subprocess.run(run, input=given, capture_output=True, env=around, check=False, timeout=900)
    spoken = done.stderr.decode()
    assert "Traceback" not in spoken, spoken
    return Said(done.returncode, json.loads(done.stdout.decode()), spoken)


def done(*words: object, typed: str | bytes = "") -> Any:
    """Run a command that must go well, and return its value."""
    said = command(*words, typed=typed)
    assert (said.code, said.spoken) == (0, ""), (words, said)
    return said.value
