"""Shares: whose they are, and how long they stand; and entities with the shares in them."""

from __future__ import annotations

from datetime import date
from typing import Any

from fupin_desk.policy.dossier import Subject
from fupin_desk.subjects.consent.agreement import Agreed
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.share.records import Share


class ShareDossier(Agreed[Share]):
    """A share with its consents."""

    __slots__ = ()
    of = Share

    @property
    def day(self) -> date | None:
        """The day it was put in."""
        return self.record.since

    @property
    def nobodys(self) -> bool:
        """Whether it says of nobody that they hold it."""
        return self.record.household is None and self.record.holder_entity is None

    @property
    def household_ids(self) -> list[str]:
        """The holder, where it is a household."""
        return [self.record.household] if self.record.household else []

    def in_force(self, on: date) -> bool:
        """Return whether it stands on that day."""
        return (self.record.since is None or self.record.since <= on) and not self.over(on)

    def over(self, on: date) -> bool:
        """Return whether it was paid out by that day."""
        return self.record.until is not None and self.record.until < on


class EntityDossier(Subject[Entity]):
    """An entity with the shares in it."""

    __slots__ = ()
    of = Entity

    @property
    def shares(self) -> list[ShareDossier]:
        """Shares in it."""
        return [ShareDossier(share, self.graph) for share in self.those(Share, "entity")]


AGREED: tuple[type[Agreed[Any]], ...] = (ShareDossier,)
"""What holds for households only because they agreed to it."""
