"""Shares, on the pages of the entity they are in and of the household that holds them."""

from __future__ import annotations

from fupin_desk.policy.specs import Lines, PageSpec, Part

PAGES: tuple[PageSpec, ...] = ()
PARTS: tuple[Part, ...] = (
    Lines(
        kind="share",
        by="entity",
        place=10,
        columns=("household", "holder_entity", "kind", "paid_in_fen", "since", "until"),
    ),
    Lines(
        kind="share",
        by="household",
        place=70,
        columns=("entity", "kind", "paid_in_fen", "since", "until"),
        leave_out=("holder_entity",),
    ),
)
