"""What the shell gives a command to write on may fail: a full disk, a closed pipe. No answer is no crash."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from fupin_desk.words import words
from tests.journeys.commands import BYTECODE, HERE

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no full disk to write on")


def run(words_said: Sequence[str], out: int) -> tuple[int, str]:
    """Run a command whose standard output is ``out``; return its exit code and what it said besides."""
    around = {name: value for name, value in os.environ.items() if not name.startswith("FUPIN")}
    around |= {"PYTHONPATH": str(HERE), "PYTHONPYCACHEPREFIX": str(BYTECODE)}
    run_it = [sys.executable, "-m", "fupin_desk", *words_said, "--language", "en"]
    done = subprocess.run(run_it, stdout=out, stderr=subprocess.PIPE, env=around, check=False, timeout=900)
    return done.returncode, done.stderr.decode()


@needs_full
def test_an_answer_that_finds_no_room_is_said_not_to_have_been_given(tmp_path: Path) -> None:
    with FULL.open("wb") as full:
        done = run(["template", str(tmp_path / "ledger.xlsx"), "--json"], full.fileno())
    assert done == (1, words("en").say("ask.not_told") + "\n")
    assert (tmp_path / "ledger.xlsx").stat().st_size > 1000


@needs_full
def test_a_refusal_that_finds_no_room_still_says_its_sentence(tmp_path: Path) -> None:
    with FULL.open("wb") as full:
        code, spoken = run(["status", str(tmp_path), "--json"], full.fileno())
    assert code == 1
    assert str(tmp_path) in spoken
    assert "Traceback" not in spoken


@pytest.mark.parametrize("asked", [["schema", "--json"], ["status", "nowhere", "--json"]])
def test_whoever_stops_listening_gets_no_traceback(asked: list[str]) -> None:
    nobody, out = os.pipe()
    os.close(nobody)
    try:
        code, spoken = run(asked, out)
    finally:
        os.close(out)
    assert code == 1
    assert "Traceback" not in spoken
    assert "Exception" not in spoken
