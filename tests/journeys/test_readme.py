"""The README's steps, word by word: each command as it stands there, one after another, from an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fupin_desk.words import words
from tests.journeys.commands import BYTECODE, HERE
from tests.journeys.test_whole_round import filled_ledger

PRINTED = {
    "CODE": re.compile(r"(?<![-\w])([0-9A-Z]{16})(?![-\w])"),
    "FINGERPRINT": re.compile(r"\b([0-9A-Z]{4}(?:-[0-9A-Z]{4}){5})\b"),
    "NUMBER": re.compile(r"\b(N-\d{4}-[0-9A-Z]{4})\b"),
}
"""How the words in capitals are recognised in what an earlier step printed."""
BESIDE = {
    "fupin-desk import village ledger.xlsx --answer answer.xlsx": [
        words("zh_CN").say("done.import_answer", file="answer.xlsx").translate(dict.fromkeys(range(0x2066, 0x206A)))
    ],
}
"""What a step says beside its answer; all others say nothing there."""


def steps() -> Iterator[str]:
    """Yield the commands under "How a county sets out", in order."""
    text = (HERE / "README.md").read_text(encoding="utf-8")
    part = text.split("## How a county sets out")[1].split("\n## ")[0]
    for block in re.findall(r"^   ```\n(.*?)^   ```", part, re.MULTILINE | re.DOTALL):
        yield from map(str.strip, re.sub(r"\\\n", " ", block).strip().splitlines())


@pytest.fixture
def around(tmp_path: Path) -> dict[str, str]:
    """Return a shell's surroundings in which ``fupin-desk`` is the program of this tree."""
    here = tmp_path / "bin"
    here.mkdir()
    program = here / "fupin-desk"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m fupin_desk "$@"\n')
    program.chmod(0o755)
    found = {name: value for name, value in os.environ.items() if not name.startswith("FUPIN")}
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found | {
        "PATH": f"{here}{os.pathsep}{found['PATH']}",
        "PYTHONPATH": str(HERE),
        "PYTHONPYCACHEPREFIX": str(BYTECODE),
        "FUPIN_DESK_PASSPHRASE": "demo",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="the README speaks to a POSIX shell")
def test_the_steps_of_the_readme_work_as_they_stand(tmp_path: Path, around: dict[str, str]) -> None:
    table = tmp_path / "table"
    table.mkdir()
    ledger, said = table / "ledger.xlsx", {name: name for name in PRINTED}
    commands = ["mkdir stick", *steps()]
    assert len(commands) > 20
    for each in commands:
        if each.startswith("fupin-desk import"):
            ledger.write_bytes(filled_ledger(ledger))
        line = re.sub(r"\b(?:CODE|FINGERPRINT|NUMBER)\b", lambda found: said[found.group()], each)
        done = subprocess.run(
            ["bash", "-c", line], cwd=table, env=around, capture_output=True, text=True, timeout=900, check=False
        )
        plain, beside = (re.sub("[\u2066-\u2069]", "", text) for text in (done.stdout, done.stderr))
        assert (done.returncode, beside.splitlines()) == (0, BESIDE.get(each, [])), (line, done.stdout, done.stderr)
        assert done.stdout or each.startswith("mkdir"), line
        said.update({name: found.group(1) for name, form in PRINTED.items() if (found := form.search(plain))})
    assert (table / "notice.pdf").read_bytes().startswith(b"%PDF")
