"""Households: who lives in them, and which come first when income is shared out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fupin_desk.policy.dossier import Dossier
from fupin_desk.subjects.household.records import Household, Member


class HouseholdDossier(Dossier[Household]):
    """A household with its members."""

    __slots__ = ()

    @property
    def members(self) -> Sequence[Member]:
        """All who are written down as members, gone ones too."""
        return self.those(Member, "household")

    @property
    def head(self) -> Member | None:
        """The member who is written down as its head."""
        return next((member for member in self.members if member.id == self.record.head), None)

    def at_home(self, on: date) -> list[Member]:
        """Return the members who live here on that day."""
        return [member for member in self.members if member.gone_since is None or on < member.gone_since]

    def registered(self, on: date) -> bool | None:
        """Return whether it is a registered household (建档立卡) on that day; ``None`` where nobody wrote it down."""
        status, since, lifted = self.record.status, self.record.status_since, self.record.lifted_out_on
        if status is None or (status == "lifted_out" and lifted is None):
            return None
        if lifted is not None and status == "lifted_out":
            return on < lifted
        return status == "registered" and (since is None or since <= on)

    def priority(self, on: date) -> bool | None:
        """Return whether asset income is tilted to it: registered, with weak or lost labour or a disabled person.

        ``None`` where that hangs on whether it was registered, which nobody wrote down.
        """
        tilted = any(member.labour in ("weak", "lost") or member.disabled for member in self.at_home(on))
        return self.registered(on) if tilted else False
