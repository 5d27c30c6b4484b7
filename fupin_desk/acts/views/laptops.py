"""The laptops an office let in, and what each is called."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.acts.desk import Desk


@dataclass(frozen=True)
class Laptop:
    """One laptop, as the office knows it."""

    desk: str
    village: str
    name: str
    """Of the village, as it was invited."""
    person: str
    """Who joined with it."""
    since: str
    """The day it was let in (ISO 8601)."""
    revoked_at: str | None
    """The instant the office stopped standing behind it (UTC)."""


def laptops(desk: Desk) -> list[Laptop]:
    """Return every laptop that was let in, by village, the revoked ones among them; none at a village."""
    with desk.vault.reading() as reader:
        return [
            Laptop(
                enrolled.desk,
                enrolled.village,
                enrolled.name,
                enrolled.person,
                enrolled.enrolled_on,
                enrolled.revoked_at,
            )
            for enrolled in reader.desks()
        ]
