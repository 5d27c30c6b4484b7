"""Consents, on the page of their household, each with the paper it was given on."""

from __future__ import annotations

from fupin_desk.policy.specs import ASKED_ABOUT, Among, Lines, PageSpec, Part

PAGES: tuple[PageSpec, ...] = ()
PARTS: tuple[Part, ...] = (
    Lines(
        kind="consent",
        by="household",
        place=60,
        columns=("to", "about", "member", "on", "how", "until", "withdrawn_on"),
        narrow={
            "member": Among("<member.household"),
            "about": ASKED_ABOUT,
        },
        scans=True,
    ),
)
