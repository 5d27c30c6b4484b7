"""What can go wrong with paper in a way a person can mend."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.domain.errors import NoticeError


@dataclass
class LetterMissingError(NoticeError):
    """No font has these characters; printing would leave empty boxes."""

    characters: list[str]
    """As ``U+XXXX``."""
    text: str


@dataclass
class RowTooTallError(NoticeError):
    """Something that must stay on one page is taller than a page; ``text`` is its beginning."""

    text: str


@dataclass
class UnmaskedOnPaperError(NoticeError):
    """An identity, card or phone number would be readable on the paper; nothing was signed."""

    numbers: list[str]
    """``identity``, ``card``, ``phone``."""
    hidden: list[str]
    """Each number's first two digits, then stars: enough to find it, not to know it."""
    where: list[str]
    """What it stands in, its digits hidden; behind the number of its line where that is a list's."""
    pages: list[int] | None
    """None where it stands in what is said, but not in one piece on any page."""


@dataclass
class PaperNotReadableError(NoticeError):
    """The file is not a PDF, or not a whole one."""


@dataclass
class PictureNotReadableError(NoticeError):
    """The file is no picture that can be read."""


@dataclass
class QrNotOursError(NoticeError):
    """There is no QR code of ours (``reason``: none, none_in_file, other, damaged, several), or no digest to look up.

    The latter: ``digest_short``, ``digest_needs_desk``.
    """

    reason: str


@dataclass
class SigningRefusedError(NoticeError):
    """The file cannot be signed here: ``no_such_field``, ``already_signed``, ``not_permitted``."""

    place: str
    """``village`` or ``township``."""
    reason: str
