"""Passphrases, certificates and joining."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.domain.errors.base import DeskError


@dataclass
class TrustError(DeskError):
    """Passphrases, certificates and joining."""


@dataclass
class WrongPassphraseError(TrustError):
    """The passphrase opens nothing here."""


@dataclass
class EmptyPassphraseError(TrustError):
    """A passphrase needs at least one character."""


@dataclass
class NotAPersonHereError(TrustError):
    """The key file knows nobody of that id."""

    person: str


@dataclass
class PersonAlreadyHereError(TrustError):
    """The key file has that person already."""

    person: str


@dataclass
class LastPersonError(TrustError):
    """Without this person nobody could open the desk any more."""

    person: str


@dataclass
class SecretNotHeldError(TrustError):
    """The person who opened the desk does not hold these secrets, so cannot give, use or take them."""

    secrets: list[str]


@dataclass
class KeyFileBrokenError(TrustError):
    """The key file is missing, cut or altered (``reason``: missing, unreadable, altered)."""

    reason: str


@dataclass
class WrongCodeError(TrustError):
    """A code from paper was mistyped or belongs to something else; ``group`` counts from 1 where the slip is known."""

    group: int | None


@dataclass
class WrongFingerprintError(TrustError):
    """The fingerprint typed is none (``reason``: mistyped), or not that of the certificate in the file (other)."""

    reason: str
    found: str


@dataclass
class CertificateRefusedError(TrustError):
    """A certificate cannot be trusted (``reason``, a code: ``fupin_desk.keys.certificate`` lists them)."""

    reason: str


@dataclass
class NotForThisDeskError(TrustError):
    """The file is encrypted to somebody else."""


@dataclass
class FileDamagedError(TrustError):
    """The file is cut or altered, or is not what it should be (``reason``: a code)."""

    reason: str


@dataclass
class SignatureWrongError(TrustError):
    """The signature does not belong to this content and this certificate."""


@dataclass
class NameTooLongError(TrustError):
    """A certificate has no room for a name of more than ``limit`` characters."""

    limit: int


@dataclass
class NotEnrolledError(TrustError):
    """The office's answer has not been taken yet: this desk has no certificate."""

    village: str


@dataclass
class WrongCountyCodeError(TrustError):
    """A county's code has six digits."""

    typed: str


@dataclass
class WrongVillageCodeError(TrustError):
    """A village's code has twelve digits and begins with its county's."""

    typed: str
    county: str


@dataclass
class NoSuchInvitationError(TrustError):
    """The request answers no invitation that this office keeps: it was used, or another office gave it."""

    invitation: str


@dataclass
class DeskTakenError(TrustError):
    """A request to join is in another desk's name (``reason``: office, other_village, keys, other_keys)."""

    desk: str
    reason: str
