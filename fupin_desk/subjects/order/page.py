"""Deliveries, on the page of their contract."""

from __future__ import annotations

from fupin_desk.policy.specs import Among, Lines, PageSpec, Part
from fupin_desk.subjects.contract.page import BOUND

PAGES: tuple[PageSpec, ...] = ()
PARTS: tuple[Part, ...] = (
    Lines(
        kind="delivery",
        by="contract",
        place=20,
        columns=("on", "household", "accepted_milli", "price_fen", "confirmed_on"),
        order="-on",
        # nobody delivers under a neighbour's contract by a slip
        narrow={"household": Among(BOUND, or_any=True)},
        suggest={"household": BOUND},
    ),
)
