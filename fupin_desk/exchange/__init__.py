"""What travels on the stick, as values: bytes in, values out. It knows no vault; acts join the two.

    tarball      the parts of a bundle as a plain tar, read strictly
    compression  zstd, within limits
    lines        changes as short lines of JSON
    manifest     what a bundle says of itself, under the sender's signature
    parts        what is in a bundle, read piece by piece
    bundle       pack and open
    atomic_write a file written so that it is there whole or not at all
    ancestry     which change has seen which
    admission    what a sender may say, and what a change may hold
    merge        one verdict for every change offered
    disputes     which of them say something else than what stands beside them
    receipt      the office's signed answer, and what a village makes of it
    outgoing     what a village sends

The format, for others: ``FORMAT.md``.
"""
