"""Records of which something may be gone because somebody asked for it."""

from __future__ import annotations

from datetime import date

from fupin_desk.policy.dossier import R, Subject
from fupin_desk.subjects.erasure.records import Erasure


class Erasable(Subject[R]):
    """A record that an erasure may have made nobody's."""

    __slots__ = ()

    @property
    def erased_on(self) -> date | None:
        """The day on which an erasure of it was asked for, where one was."""
        orders = self.those(Erasure, "covers")
        return (orders[-1].asked_on or date.min) if orders else None
