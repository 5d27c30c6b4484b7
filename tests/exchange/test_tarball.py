"""The tar: any tar program's friend, and strict with whatever comes in."""

from __future__ import annotations

import io
import tarfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.domain.errors import FileDamagedError
from fupin_desk.exchange.tarball import BLOCK
from tests.exchange.tars import read_tar, write_tar

BLOB = "blobs/" + "a" * 64
PARTS = {"manifest.json": b"{}", "manifest.sig": b"", BLOB: bytes(513)}
names = st.sampled_from(["manifest.json", "manifest.sig", "changes.jsonl.zst", "receipt.json", "receipt.sig", BLOB])


def a_tar(*members: tuple[str, bytes, bytes], form: int = tarfile.USTAR_FORMAT) -> bytes:
    """As Python's tarfile writes it: name, type, content."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as tar:
        for name, kind, content in members:
            member = tarfile.TarInfo(name)
            member.type, member.size = kind, len(content)
            member.linkname = "manifest.json" if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE) else ""
            tar.addfile(member, io.BytesIO(content))
    return out.getvalue()


@given(st.dictionaries(names, st.binary(max_size=1200)))
def test_what_is_written_is_read_again_in_order(parts: dict[str, bytes]) -> None:
    for pieces in (1, 511, 512, 513, 1 << 20):
        assert list(read_tar(write_tar(parts), pieces).items()) == list(parts.items())


@given(st.dictionaries(names, st.binary(max_size=1200)))
def test_another_program_reads_what_we_write(parts: dict[str, bytes]) -> None:
    with tarfile.open(fileobj=io.BytesIO(write_tar(parts))) as tar:
        read = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]
    assert read == parts


def test_we_read_what_another_program_writes() -> None:
    regular = tarfile.REGTYPE
    assert read_tar(a_tar(*((name, regular, content) for name, content in PARTS.items()))) == PARTS


@pytest.mark.parametrize(
    "name",
    ["/manifest.json", "../manifest.json", "./manifest.json", "blobs/../manifest.json", "blobs/x", "notes.txt",
     "blobs/" + "A" * 64, "manifest.json/", "清单", "a" * 100],
)  # fmt: skip
def test_a_name_that_has_no_place_in_a_bundle_is_refused(name: str) -> None:
    with pytest.raises(FileDamagedError) as refused:
        read_tar(a_tar((name, tarfile.REGTYPE, b"x")))
    assert refused.value.reason == "part_name"


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_what_is_no_plain_file_is_refused(kind: bytes) -> None:
    with pytest.raises(FileDamagedError):
        read_tar(a_tar(("manifest.json", kind, b"")))


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_names_by_extension_are_refused(form: int) -> None:
    with pytest.raises(FileDamagedError):
        read_tar(a_tar(("manifest.json" * 20, tarfile.REGTYPE, b""), form=form))


def test_a_part_that_comes_twice_is_refused() -> None:
    part = ("manifest.json", tarfile.REGTYPE, b"1")
    with pytest.raises(FileDamagedError) as refused:
        read_tar(a_tar(part, part))
    assert refused.value.reason == "part_repeated"


def test_every_cut_is_refused() -> None:
    whole = write_tar(PARTS)
    for end in range(len(whole)):
        with pytest.raises(FileDamagedError):
            read_tar(whole[:end])


def test_a_changed_bit_outside_the_parts_is_refused_or_changes_nothing() -> None:
    whole = write_tar(PARTS)
    inside = set(range(BLOCK, BLOCK + 2)) | set(range(4 * BLOCK, 4 * BLOCK + 513))
    passed = 0
    for bit in range(len(whole) * 8):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        if bit // 8 not in inside:
            with suppress(FileDamagedError):
                assert read_tar(bytes(changed)) == PARTS
                passed += 1
    assert passed <= 2 * len(PARTS), "only the blank and the NUL behind a checksum may change places"


def test_bytes_behind_the_end_are_refused() -> None:
    with pytest.raises(FileDamagedError):
        read_tar(write_tar(PARTS) + b"x" * BLOCK)
    assert read_tar(write_tar(PARTS) + bytes(BLOCK)) == PARTS


def test_a_size_larger_than_the_file_is_refused_before_it_is_read() -> None:
    whole = bytearray(write_tar({"manifest.json": b"x"}))
    whole[124:136] = b"77777777777\0"
    whole[148:156] = b"%06o\0 " % (sum(whole[:148]) + 8 * 32 + sum(whole[156:BLOCK]))
    with pytest.raises(FileDamagedError):
        read_tar(bytes(whole))
