"""zstd within limits."""

from __future__ import annotations

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.domain.errors import FileDamagedError
from fupin_desk.exchange.compression import compressed, decompressed


@given(st.binary(max_size=5000))
def test_what_is_squeezed_comes_out_again(content: bytes) -> None:
    assert decompressed(compressed(content), len(content)) == content


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(64 << 20))
    with pytest.raises(FileDamagedError, match="ratio"):
        decompressed(bomb, 64 << 20)
    with pytest.raises(FileDamagedError, match="unpacked_size"):
        decompressed(bomb, 1 << 16)


def test_every_cut_is_refused() -> None:
    content = bytes(range(256)) * 8
    whole = compressed(content)
    for end in range(len(whole)):
        with pytest.raises(FileDamagedError):
            decompressed(whole[:end], len(content))


def test_less_than_was_said_is_refused() -> None:
    with pytest.raises(FileDamagedError, match="unpacked_size"):
        decompressed(compressed(b"one"), 4)


def test_a_window_larger_than_ours_is_refused() -> None:
    settings = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)
    content = bytes(range(256)) * (1 << 15)
    writer = zstandard.ZstdCompressor(compression_params=settings).compressobj()
    wide = writer.compress(content) + writer.flush()
    with pytest.raises(FileDamagedError, match="zstd"):
        decompressed(wide, 1 << 16)


def test_something_else_is_refused() -> None:
    with pytest.raises(FileDamagedError, match="zstd"):
        decompressed(b"PK\x03\x04 a zip", 10)


def test_what_follows_the_content_is_refused() -> None:
    whole = compressed(b"one")
    for more in (b"junk", compressed(b"two"), bytes(3)):
        with pytest.raises(FileDamagedError):
            decompressed(whole + more, 3)
