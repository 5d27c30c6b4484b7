"""What was asked of the desk does not fit its state."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.domain.errors.base import DeskError


@dataclass
class UsageError(DeskError):
    """What was asked does not fit the state of the desk."""


@dataclass
class WrongRoleError(UsageError):
    """Only the other role can do this."""

    needed: str
    role: str


@dataclass
class FileNotReadableError(UsageError):
    """The file cannot be opened."""

    file: str


@dataclass
class NotABackupError(UsageError):
    """The file is no backup of a desk, or it is cut."""

    file: str


@dataclass
class ClockImpossibleError(UsageError):
    """This computer's clock shows a day on which nothing can be written (before 1970, or after 2199)."""

    today: str


@dataclass
class ReturnPeriodError(UsageError):
    """A return's period ends before it begins, or is longer than so many years."""

    since_on: str
    through_on: str
    years: int


@dataclass
class FileExistsAlreadyError(UsageError):
    """The desk never writes over an existing file."""

    file: str


@dataclass
class FileTooBigError(UsageError):
    """The file is larger than the desk reads in one piece."""

    file: str
    size: int
    largest: int
