"""What a person can act on: every error the desk shows, as facts.

    DeskError
    ├── RecordError       what was entered cannot be
    ├── VaultError        the vault on this laptop
    ├── TrustError        passphrases, certificates, joining
    ├── ExchangeError     bundles and receipts
    ├── LedgerError       spreadsheets
    ├── NoticeError       notices and their paper
    └── UsageError        what was asked of the desk does not fit its state

The sentence is in i18n under ``error.<class name>``; the code (``snake_case`` without "Error") is what scripts see.
Codes are a closed list; none is given another meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any


@dataclass
class DeskError(Exception):
    """Something a person can do something about."""

    def __post_init__(self) -> None:
        """Let the class and its facts be seen in logs; a person sees the sentence."""
        super().__init__(self.code, self.facts)

    @property
    def code(self) -> str:
        """The name scripts rely on."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__.removesuffix("Error")).lower()

    @property
    def facts(self) -> dict[str, Any]:
        """What the sentence needs, JSON-able."""
        return {fact.name: getattr(self, fact.name) for fact in fields(self)}


# ---- records


@dataclass
class RecordError(DeskError):
    """What was entered cannot be."""


@dataclass
class FieldsRefusedError(RecordError):
    """One or more values cannot be; nothing was written."""

    kind: str
    refused: list[dict[str, Any]]
    """``field``, ``reason`` (a code, ``refused.<reason>`` in i18n) and ``typed`` of each; ``line`` where there are several."""


@dataclass
class UnknownKindError(RecordError):
    """There is no such kind of record."""

    kind: str


@dataclass
class UnknownRecordError(RecordError):
    """There is no such record on this desk."""

    kind: str
    id: str


@dataclass
class UndoTooLateError(RecordError):
    """A field was changed again since: undoing would lose that."""

    kind: str
    id: str
    fields: list[str]


@dataclass
class NothingToUndoError(RecordError):
    """The record has no change that could be undone."""

    kind: str
    id: str


@dataclass
class ChangeNotSeenError(RecordError):
    """A save says it saw a change that was never made to this field of the record."""

    kind: str
    id: str
    field: str
    change: str


@dataclass
class RecordErasedError(RecordError):
    """The record was erased at somebody's wish; what comes next is a new record."""

    kind: str
    id: str


@dataclass
class NotJsonError(RecordError):
    """The text is not a JSON object, or lines of them."""

    line: int


# ---- the vault


@dataclass
class VaultError(DeskError):
    """Something is the matter with the vault on this laptop."""


@dataclass
class NoDeskHereError(VaultError):
    """The folder holds no desk."""

    folder: str


@dataclass
class FolderNotEmptyError(VaultError):
    """A desk can only be made in a new or empty folder."""

    folder: str


@dataclass
class VaultTooNewError(VaultError):
    """A newer desk has written this vault; this one must not."""

    vault: int
    desk: int


@dataclass
class VaultDamagedError(VaultError):
    """The vault file cannot be read with the right key."""

    file: str


@dataclass
class VaultBusyError(VaultError):
    """Another program holds the vault."""

    file: str


@dataclass
class DiskFullError(VaultError):
    """There is no room left; nothing was lost and nothing was written."""

    folder: str


@dataclass
class LocalKeyMissingError(VaultError):
    """What never leaves the laptop has a key of its own, and it is not here (a vault opened by recovery)."""


@dataclass
class BlobMissingError(VaultError):
    """A paper's content is not in this vault: it was never brought here, or it was erased."""

    digest: str


@dataclass
class ChainBrokenError(VaultError):
    """The history does not verify: a digest differs from what was recorded."""

    stream: str
    digest: str


# ---- trust


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
    """The office's certificate in the file is not the one whose fingerprint stands on paper."""

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


# ---- exchange


@dataclass
class ExchangeError(DeskError):
    """Bundles and receipts."""


@dataclass
class NotABundleError(ExchangeError):
    """The file is something else than a bundle."""


@dataclass
class BundleTooNewError(ExchangeError):
    """A newer desk has made this bundle, or has signed this receipt; this one cannot read it."""

    bundle: int
    desk: int


@dataclass
class BundleTooBigError(ExchangeError):
    """The bundle is larger than the desk reads in one piece, packed or unpacked."""

    bytes: int
    limit: int


@dataclass
class ForeignBundleError(ExchangeError):
    """The bundle or receipt comes from another county, or from a desk that has no business sending it here."""

    sender: str
    village: str
    fingerprint: str


@dataclass
class FileNotWrittenError(ExchangeError):
    """The file could not be written, or reads back as something else (``reason``: denied, missing, differs, failed)."""

    file: str
    reason: str


# ---- spreadsheets


@dataclass
class LedgerError(DeskError):
    """Spreadsheets."""


@dataclass
class LedgerUnreadableError(LedgerError):
    """The file is no spreadsheet that can be read (``reason``: empty, not_a_workbook, other_format, password, broken)."""

    reason: str


@dataclass
class LedgerTooBigError(LedgerError):
    """The spreadsheet is larger than a ledger can be, or unfolds to more."""

    limit_mb: int
    limit_rows: int


@dataclass
class LedgerWithoutSheetsError(LedgerError):
    """No sheet of the workbook has the headings of a ledger."""

    sheets: list[str]


# ---- notices


@dataclass
class NoticeError(DeskError):
    """Notices and their paper."""


# ---- use


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
class FileExistsAlreadyError(UsageError):
    """The desk never writes over an existing file."""

    file: str


@dataclass
class FileTooBigError(UsageError):
    """The file is larger than the desk reads in one piece."""

    file: str
    size: int
    largest: int
