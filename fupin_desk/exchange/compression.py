"""zstd (RFC 8878), so that what is unpacked never takes more room than was agreed beforehand.

zstd itself neither reports a cut stream nor limits what it unpacks to: the size stated beside it is compared to the
last byte. Reasons of FileDamagedError: ``unpacked_size``, ``ratio``, ``zstd``.
"""

from __future__ import annotations

import zstandard

from fupin_desk.domain.errors import BundleBeyondLimitError, FileDamagedError
from fupin_desk.domain.limits import MOST_CHANGES_BYTES

MOST_RATIO = 200
"""A line of JSON takes at least a few bytes that cannot be guessed: real bundles stay far below."""
_SMALL = 1 << 16
_WINDOW = 1 << 23
"""8 MiB: what the ``zstd`` program reads without being told to."""
# Most of a bundle is random (ids, salts): short matches among it cost time and bring nothing. As small as level 19 in a
# third of its time.
_SETTINGS = zstandard.ZstdCompressionParameters.from_level(
    19, strategy=zstandard.STRATEGY_BTOPT, search_log=5, min_match=6, target_length=256, window_log=23
)


def compressed(content: bytes) -> bytes:
    """Return the content, smaller; the same bytes each time."""
    return zstandard.ZstdCompressor(compression_params=_SETTINGS).compress(content)


def decompressed(data: bytes, size: int) -> bytes:
    """Return the content, which must be ``size`` bytes long; FileDamagedError, BundleBeyondLimitError.

    Never makes more than that.
    """
    if size > max(_SMALL, len(data) * MOST_RATIO):
        raise FileDamagedError("ratio")
    if size > MOST_CHANGES_BYTES:
        raise BundleBeyondLimitError("changes_bytes", size, MOST_CHANGES_BYTES)
    unpacking = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    try:
        with unpacking.stream_reader(data, read_across_frames=True) as reader:  # to the last byte, as ``zstd -d`` does
            content = reader.read(size + 1)
    except zstandard.ZstdError as problem:
        raise FileDamagedError("zstd") from problem
    if len(content) != size:
        raise FileDamagedError("unpacked_size")
    return content
