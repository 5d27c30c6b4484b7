"""Notices and their paper."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.domain.errors.base import DeskError


@dataclass
class NoticeError(DeskError):
    """Notices and their paper."""


@dataclass
class NoSuchNoticeError(NoticeError):
    """This desk has no notice of that number."""

    number: str


@dataclass
class NoticeStateError(NoticeError):
    """The notice is not at the stage for this (``reason``: sign, post, close, withdraw, object)."""

    number: str
    notice_state: str
    reason: str


@dataclass
class NoticeIncompleteError(NoticeError):
    """A notice that does not say to whom outside the village one objects is not signed."""

    number: str
    fields: list[str]
    kind: str = "village"


@dataclass
class NoticeDaysNotSetError(NoticeError):
    """How long a notice hangs is set for no such day, neither by the county nor by the program's own figure."""

    drafted_on: str


@dataclass
class NoticeChangedError(NoticeError):
    """What was drafted is not published so."""

    number: str
    reason: str
    """``altered``, ``certificate``, ``consent``, ``agreement``, ``printing``, ``records``, ``facts``."""
    lines: list[int]
    """The printed numbers of the lines that would read otherwise now, where that is the reason."""


@dataclass
class PersonNamedError(NoticeError):
    """A text of the notice names somebody registered who has not agreed to appear on it; nothing was signed."""

    number: str
    names: list[str]
    """As they are registered."""
    places: list[str]
    """What the texts are: ``rule``, ``asset``, ``entity``, ``number`` (a contract's), ``village`` …"""
    where: list[str]
    """The texts, behind the number of their line where they are a line's."""


@dataclass
class NoticeTooEarlyError(NoticeError):
    """A notice does not close before its day."""

    number: str
    closes_on: str


@dataclass
class NotHungYetError(NoticeError):
    """A notice is noted as posted once it hangs, not before."""

    number: str
    posted_on: str


@dataclass
class ObjectionsOpenError(NoticeError):
    """A notice does not close while objections to it have no answer."""

    number: str
    count: int


@dataclass
class NoSuchLineError(NoticeError):
    """The notice has no line of that number."""

    number: str
    line: int


@dataclass
class AnsweredByAccusedError(NoticeError):
    """Whoever drew up or signed a notice answers no objection to it, under whatever name; nor does nobody."""

    by: str


@dataclass
class ObjectionStaysError(NoticeError):
    """An objection that was received is answered, not reworded, taken out or undone."""

    objection: str


@dataclass
class NoticeAboutNeededError(NoticeError):
    """Which record of a kind the notice is about must be said; this many are on record."""

    kind: str
    count: int


@dataclass
class DistributionNeededError(NoticeError):
    """Which distribution the plan is of must be said; this many are on record."""

    count: int


@dataclass
class PaymentBlockedError(NoticeError):
    """A line is not paid while it is objected to, or the list is not the one that was posted (``reason``).

    Nor is more paid than the line says (``more``), or to another household than its own (``other_household``).
    """

    distribution_line: str
    reason: str
