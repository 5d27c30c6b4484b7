"""FORMAT.md: what it says is so, and its commands and its program open a bundle that we made."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from fupin_desk.domain.changes import Change
from fupin_desk.exchange import bundle as exchange
from fupin_desk.exchange.admission import Reason
from fupin_desk.exchange.lines import BundleLine
from fupin_desk.exchange.manifest import FORMAT, BundlePart, Manifest, Place, StreamPart
from fupin_desk.exchange.receipt import Receipt, sign_receipt
from tests.exchange.county import County, a_bundle
from tests.exchange.desks import History, a_change, an_id, erased
from tests.exchange.test_receipt import a_receipt

DOCUMENT = Path(exchange.__file__).with_name("FORMAT.md").read_text(encoding="utf-8")
TOOLS = ("age", "age-keygen", "tar", "openssl", "zstd", "sha256sum", "sed")
SCAN = b"a scanned paper"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)


def some_changes() -> list[Change]:
    desk = History("desk-a")
    first, second = desk.write(an_id(1), "group", "1组"), desk.write(an_id(2), "address", '"河边"\n\\ ئۆي')
    third = desk.write(an_id(1), "group", "2组")
    fork = a_change(parents=[first.digest], record=an_id(3), based_on={"group": ["e" * 64]})
    join = a_change(parents=sorted([third.digest, fork.digest]), values={"industries": ["cotton"], "voided": None})
    return [erased(first), second, third, fork, join, a_change(parents=[join.digest]).stripped()]


@pytest.fixture
def shell(county: County, tmp_path: Path) -> Callable[[str], str]:
    """A folder with a bundle, the key it is for and the office's certificate, and a shell in it."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not on this machine: {', '.join(missing)}")
    receipt = sign_receipt(a_receipt(), county.receipts)
    blobs = {hashlib.sha256(SCAN).hexdigest(): SCAN}
    data = a_bundle(county.village, county.office, some_changes(), blobs=blobs, receipt=receipt)
    (tmp_path / "bundle.fdb").write_bytes(data)
    (tmp_path / "key.txt").write_text(county.office.reader.identity + "\n")
    (tmp_path / "office.pem").write_bytes(county.root.pem)

    def run(commands: str) -> str:
        done = subprocess.run(
            ["sh", "-eu", "-c", commands], cwd=tmp_path, capture_output=True, text=True, timeout=900, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_the_ordinary_programs_open_a_bundle(shell: Callable[[str], str], tmp_path: Path) -> None:
    unpack, believe, parts = blocks("sh")[:3]
    shell(unpack)
    assert (tmp_path / "blobs" / hashlib.sha256(SCAN).hexdigest()).read_bytes() == SCAN
    said = shell(believe)
    assert "sender.pem: OK" in said
    assert "Verified OK" in said
    assert "990101001001" in said
    whole = shell(parts)
    assert whole.count("is whole") == 4
    assert '"stream":"village:990101001001"' in whole


def test_the_programs_find_an_altered_manifest(shell: Callable[[str], str], tmp_path: Path) -> None:
    shell(blocks("sh")[0])
    manifest = tmp_path / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"withheld": 0', b'"withheld": 1'))
    with pytest.raises(AssertionError):
        shell(blocks("sh")[1])


def test_the_program_in_the_document_computes_our_digests(shell: Callable[[str], str], tmp_path: Path) -> None:
    shell("".join(blocks("sh")[:3]))
    (program,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [change.digest for change in some_changes()]


def test_the_programs_verify_a_receipt(shell: Callable[[str], str]) -> None:
    said = shell(blocks("sh")[0] + blocks("sh")[4])
    assert "receipt.pem: OK" in said
    assert "Verified OK" in said


def test_a_bundle_that_the_programs_wrote_is_opened_by_us(
    shell: Callable[[str], str], county: County, tmp_path: Path
) -> None:
    shell(blocks("sh")[0] + blocks("sh")[5])
    opened = exchange.open_bundle((tmp_path / "again.fdb").read_bytes(), county.office.reader)
    assert list(opened.changes.values()) == some_changes()


def test_the_worked_example_is_right(shell: Callable[[str], str]) -> None:
    change = a_change()
    assert change.body is not None
    digests = [line.split()[0] for line in shell(blocks("sh")[3]).splitlines()]
    assert digests == [change.body.values, change.body_digest, change.digest]
    said = [f"`{digest[:8]}…`" for digest in digests]
    assert f"print {said[0]}, {said[1]} and {said[2]}" in DOCUMENT


def test_the_program_for_a_fingerprint_prints_what_stands_on_paper(shell: Callable[[str], str], county: County) -> None:
    assert shell(blocks("sh")[6]).strip() == county.root.fingerprint


@pytest.mark.parametrize("part", [Manifest, Place, StreamPart, BundlePart, BundleLine, Receipt])
def test_every_key_is_documented(part: type[msgspec.Struct]) -> None:
    named = set(re.findall(r"`([a-z_0-9]+)`", DOCUMENT)) | set(re.findall(r'"([a-z]+)"', DOCUMENT))
    assert {field.encode_name for field in msgspec.structs.fields(part)} <= named


def test_every_reason_is_documented() -> None:
    assert {reason.value for reason in Reason} <= set(re.findall(r"`([a-z]+)`", DOCUMENT))


def test_the_format_number_is_the_one_in_the_document() -> None:
    assert f"Format number: **{FORMAT}**" in DOCUMENT
