"""Payments: a list of all, and those of a contract or a household on its page."""

from __future__ import annotations

from fupin_desk.policy.specs import Among, Lines, PageSpec, Part
from fupin_desk.subjects.contract.page import BOUND

PAGES = (
    PageSpec(
        kind="payment",
        columns=("paid_on", "household", "amount_fen", "contract", "voucher", "confirmed_on"),
        order="-paid_on",
    ),
)
PARTS: tuple[Part, ...] = (
    Lines(
        kind="payment",
        by="contract",
        place=30,
        columns=("paid_on", "household", "amount_fen", "voucher", "confirmed_on"),
        order="-paid_on",
        leave_out=("distribution_line",),
        # nobody is paid under a neighbour's contract by a slip
        narrow={
            "household": Among(BOUND, or_any=True),
            "member": Among(f"{BOUND}/<member.household", or_any=True),
        },
        suggest={"household": BOUND, "by_entity": "<party.contract/entity"},
    ),
    Lines(
        kind="payment",
        by="household",
        place=50,
        columns=("paid_on", "amount_fen", "contract", "distribution_line", "voucher", "confirmed_on"),
        order="-paid_on",
        narrow={
            "member": Among("<member.household"),
            "contract": Among("<party.household/contract"),
            "distribution_line": Among("<distribution_line.household"),
        },
    ),
)
