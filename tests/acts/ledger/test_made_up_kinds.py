"""A new kind's sheet works without a line of code besides its class: in, out, corrected, and in again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_a_new_kind_with_a_sheet_is_exported_corrected_imported_withheld_and_erased(tmp_path: Path) -> None:
    """In a program of its own: what kinds there are is read when it starts."""
    command = [sys.executable, "-m", "tests.acts.ledger.made_up_kinds", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
