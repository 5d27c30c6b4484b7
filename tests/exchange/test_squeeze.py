"""zstd within limits."""

from __future__ import annotations

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.domain.errors import FileDamagedError
from fupin_desk.exchange.squeeze import squeezed, unsqueezed


@given(st.binary(max_size=5000))
def test_what_is_squeezed_comes_out_again(content: bytes) -> None:
    assert unsqueezed(squeezed(content), len(content)) == content


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(64 << 20))
    with pytest.raises(FileDamagedError, match="ratio"):
        unsqueezed(bomb, 64 << 20)
    with pytest.raises(FileDamagedError, match="unpacked_size"):
        unsqueezed(bomb, 1 << 16)


def test_every_cut_is_refused() -> None:
    content = bytes(range(256)) * 8
    whole = squeezed(content)
    for end in range(len(whole)):
        with pytest.raises(FileDamagedError):
            unsqueezed(whole[:end], len(content))


def test_less_than_was_said_is_refused() -> None:
    with pytest.raises(FileDamagedError, match="unpacked_size"):
        unsqueezed(squeezed(b"one"), 4)


def test_a_window_larger_than_ours_is_refused() -> None:
    settings = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)
    content = bytes(range(256)) * (1 << 15)
    writer = zstandard.ZstdCompressor(compression_params=settings).compressobj()
    wide = writer.compress(content) + writer.flush()
    with pytest.raises(FileDamagedError, match="zstd"):
        unsqueezed(wide, 1 << 16)


def test_something_else_is_refused() -> None:
    with pytest.raises(FileDamagedError, match="zstd"):
        unsqueezed(b"PK\x03\x04 a zip", 10)


def test_what_follows_the_content_is_refused() -> None:
    whole = squeezed(b"one")
    for more in (b"junk", squeezed(b"two"), bytes(3)):
        with pytest.raises(FileDamagedError):
            unsqueezed(whole + more, 3)
