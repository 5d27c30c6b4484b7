"""What opening a bundle costs in memory is bounded by what was agreed, whatever is in it; in processes of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

MOST_MEBIBYTES = 300
HERE = Path(__file__).resolve().parents[2]
MEASURE = """
import sys
from pathlib import Path
from fupin_desk.domain.errors import DeskError
from fupin_desk.exchange.admission import Sender
from fupin_desk.exchange.lines import read_lines
from fupin_desk.exchange.merge import judge
from fupin_desk.exchange.compression import decompressed
from tests.exchange.desks import STREAM, History

compressed, size = open(sys.argv[1], "rb").read(), int(sys.argv[2])
said = "taken"
try:
    changes = read_lines(decompressed(compressed, size))
    judge(changes.values(), Sender("desk-a", frozenset({STREAM})), History("office"))
except DeskError as error:
    said = error.code
# getrusage would say at least what the process had that began this one.
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(said, int(peak.split()[1]) // 1024)
"""


def first_line() -> bytes:
    from fupin_desk.exchange.lines import write_lines
    from tests.exchange.desks import a_change

    return write_lines([a_change()])


def rows(way: str) -> bytes:
    """Lines that cost most for their size."""
    from fupin_desk.domain.limits import MOST_CHANGES, MOST_CHANGES_BYTES

    if way == "newlines":
        return b"\n" * (40 << 20)
    if way == "bare roots":
        line = b'{"parents":[],"bare":"%064x"}\n'
        return b'{"stream":"village:990101001001","parents":[],"bare":"%064x"}\n' % 1 + b"".join(
            line % (at + 2) for at in range(MOST_CHANGES - 1)
        )
    if way == "small changes":
        line = b'{"salt":"%032x","values":{"group":"1"}}\n'
        return first_line() + b"".join(line % at for at in range(MOST_CHANGES - 1))
    if way == "long texts":
        text = "组".encode() * 60
        line = b'{"salt":"%032x","values":{"address":"' + text + b'","group":"' + text + b'"}}\n'
        few = (MOST_CHANGES_BYTES - 1000) // len(line % 0)
        return first_line() + b"".join(line % at for at in range(min(few, MOST_CHANGES - 1)))
    deep = b'{"values":' + b"[" * 1000 + b"]" * 1000 + b"}\n"
    return deep * 20_000


@pytest.mark.parametrize("way", ["newlines", "bare roots", "small changes", "long texts", "deep"])
def test_the_worst_that_can_be_sent_takes_less_memory_than_a_laptop_has(way: str, tmp_path: Path) -> None:
    import zstandard

    content = rows(way)
    file = tmp_path / "changes.zst"
    file.write_bytes(zstandard.ZstdCompressor(level=1).compress(content))
    padded = file.read_bytes() + zstandard.ZstdCompressor().compress(b"")  # a bomb that keeps to the ratio
    noise = max(0, len(content) // 200 - len(padded))
    file.write_bytes(padded + b"\x50\x2a\x4d\x18" + noise.to_bytes(4, "little") + bytes(noise))  # a skippable frame
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(file), str(len(content))],
        cwd=HERE, capture_output=True, text=True, check=True, timeout=900,
    )  # fmt: skip
    said, mebibytes = done.stdout.split()
    assert said in ("taken", "file_damaged", "bundle_beyond_limit")
    assert int(mebibytes) < MOST_MEBIBYTES, said
