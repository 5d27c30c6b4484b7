"""What a notice's file says of itself among its properties, signed with it: for whoever holds it beside the sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"fupin-desk notice; number (\S+); kind (\w+); village (\d{6,12}); signed (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class About:
    """The notice a signed file is."""

    number: str
    kind: str
    """A code of ``notice_kind``."""
    village: str
    """Its code."""
    signed_on: str
    """As it is printed, ``yyyy-MM-dd``."""


def write_about(about: About) -> str:
    """Return it as it stands in the file's keywords."""
    return (
        f"fupin-desk notice; number {about.number}; kind {about.kind}; "
        f"village {about.village}; signed {about.signed_on}"
    )


def read_about(keywords: str) -> About | None:
    """Return what a file's keywords say; None for anything but what ``write_about`` writes."""
    match = _WRITTEN.fullmatch(keywords)
    return About(*match.groups()) if match else None
