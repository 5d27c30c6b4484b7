"""Which fields of which kinds are told of one record at a time."""

from __future__ import annotations

from fupin_desk.kinds import KINDS

UNLISTED = frozenset(
    (kind, name)
    for kind, spec in KINDS.items()
    for name, field in spec.fields.items()
    if field.keeps_no or field.field.one_at_a_time
)
"""Kinds and fields that are told of one record at a time (``Field.one_at_a_time``), and all that keep a no."""
