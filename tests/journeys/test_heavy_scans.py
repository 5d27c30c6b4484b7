"""As many scans as one bundle may hold are made and taken in little memory; in processes of their own."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from fupin_desk.acts.bundles.loads import SCANS_BYTES
from fupin_desk.acts.records.papers import LARGEST_SCAN, add_paper
from fupin_desk.domain.changes import sha256
from tests.journeys.commands import HERE
from tests.journeys.county import County, Machine

MOST_MEBIBYTES = 240
"""Of 300 (``tests/exchange/test_memory.py``): 181 to make, 192 to take."""
MEASURED = """
import sys
from fupin_desk.app import main

code = main(sys.argv[1:])
high = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print("peak", int(high.split()[1]) // 1024, "code", code)
"""


def peak_mebibytes(*words: object) -> int:
    """Run a command in a process of its own, which must go well; returns the most memory it had."""
    around = os.environ | {"PYTHONPATH": str(HERE), "FUPIN_DESK_PASSPHRASE": "demo"}
    run = [sys.executable, "-c", MEASURED, *map(str, words), "--json"]
    done = subprocess.run(run, capture_output=True, env=around, text=True, check=True, timeout=300)
    _, mebibytes, _, code = done.stdout.splitlines()[-1].split()
    assert code == "0", done.stdout
    return int(mebibytes)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured as Linux tells it")
def test_as_many_scans_as_one_bundle_may_hold_take_little_memory(
    made_up_county: County, laptop: Machine, tmp_path: Path
) -> None:
    home = laptop.household("张三")["household"]
    chance, digests = random.Random(1), set()
    for number in range(SCANS_BYTES // LARGEST_SCAN):
        file = tmp_path / f"{number}.jpg"
        file.write_bytes(chance.randbytes(LARGEST_SCAN))
        digests.add(sha256(file.read_bytes()))
        add_paper(laptop.desk, file, "contract", home)
    made = peak_mebibytes("bundle", "make", laptop.folder, "--out", tmp_path / "stick")
    (bundle,) = (tmp_path / "stick").iterdir()
    assert bundle.stat().st_size > SCANS_BYTES
    taken = peak_mebibytes("bundle", "take", made_up_county.office.folder, bundle)
    with made_up_county.office.desk.vault.reading() as reader:
        assert all(reader.has_blob(digest) for digest in digests)
    assert max(made, taken) < MOST_MEBIBYTES, (made, taken)
