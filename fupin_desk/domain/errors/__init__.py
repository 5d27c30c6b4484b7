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

from fupin_desk.domain.errors.base import DeskError
from fupin_desk.domain.errors.exchange import (
    BundleTooBigError,
    BundleTooNewError,
    ExchangeError,
    FileNotWrittenError,
    ForeignBundleError,
    NoSuchDeskError,
    NoSuchDisputeError,
    NotABundleError,
)
from fupin_desk.domain.errors.ledger import (
    LedgerError,
    LedgerTooBigError,
    LedgerUnreadableError,
    LedgerWithoutSheetsError,
)
from fupin_desk.domain.errors.notice import (
    AnsweredByAccusedError,
    DistributionNeededError,
    NoSuchLineError,
    NoSuchNoticeError,
    NoticeChangedError,
    NoticeError,
    NoticeIncompleteError,
    NoticeStateError,
    NoticeTooEarlyError,
    ObjectionsOpenError,
)
from fupin_desk.domain.errors.record import (
    ChangeNotSeenError,
    FieldsRefusedError,
    NotByHandError,
    NothingToUndoError,
    NotJsonError,
    RecordErasedError,
    RecordError,
    UndoTooLateError,
    UnknownKindError,
    UnknownRecordError,
)
from fupin_desk.domain.errors.trust import (
    CertificateRefusedError,
    EmptyPassphraseError,
    FileDamagedError,
    KeyFileBrokenError,
    LastPersonError,
    NameTooLongError,
    NoSuchInvitationError,
    NotAPersonHereError,
    NotEnrolledError,
    NotForThisDeskError,
    PersonAlreadyHereError,
    SecretNotHeldError,
    SignatureWrongError,
    TrustError,
    WrongCodeError,
    WrongCountyCodeError,
    WrongFingerprintError,
    WrongPassphraseError,
    WrongVillageCodeError,
)
from fupin_desk.domain.errors.use import (
    FileExistsAlreadyError,
    FileNotReadableError,
    FileTooBigError,
    UsageError,
    WrongRoleError,
)
from fupin_desk.domain.errors.vault import (
    BlobMissingError,
    ChainBrokenError,
    DiskFullError,
    FolderNotEmptyError,
    LocalKeyMissingError,
    NoDeskHereError,
    VaultBusyError,
    VaultDamagedError,
    VaultError,
    VaultTooNewError,
)

__all__ = [
    "AnsweredByAccusedError",
    "BlobMissingError",
    "BundleTooBigError",
    "BundleTooNewError",
    "CertificateRefusedError",
    "ChainBrokenError",
    "ChangeNotSeenError",
    "DeskError",
    "DiskFullError",
    "DistributionNeededError",
    "EmptyPassphraseError",
    "ExchangeError",
    "FieldsRefusedError",
    "FileDamagedError",
    "FileExistsAlreadyError",
    "FileNotReadableError",
    "FileNotWrittenError",
    "FileTooBigError",
    "FolderNotEmptyError",
    "ForeignBundleError",
    "KeyFileBrokenError",
    "LastPersonError",
    "LedgerError",
    "LedgerTooBigError",
    "LedgerUnreadableError",
    "LedgerWithoutSheetsError",
    "LocalKeyMissingError",
    "NameTooLongError",
    "NoDeskHereError",
    "NoSuchDeskError",
    "NoSuchDisputeError",
    "NoSuchInvitationError",
    "NoSuchLineError",
    "NoSuchNoticeError",
    "NotABundleError",
    "NotAPersonHereError",
    "NotByHandError",
    "NotEnrolledError",
    "NotForThisDeskError",
    "NotJsonError",
    "NothingToUndoError",
    "NoticeChangedError",
    "NoticeError",
    "NoticeIncompleteError",
    "NoticeStateError",
    "NoticeTooEarlyError",
    "ObjectionsOpenError",
    "PersonAlreadyHereError",
    "RecordErasedError",
    "RecordError",
    "SecretNotHeldError",
    "SignatureWrongError",
    "TrustError",
    "UndoTooLateError",
    "UnknownKindError",
    "UnknownRecordError",
    "UsageError",
    "VaultBusyError",
    "VaultDamagedError",
    "VaultError",
    "VaultTooNewError",
    "WrongCodeError",
    "WrongCountyCodeError",
    "WrongFingerprintError",
    "WrongPassphraseError",
    "WrongRoleError",
    "WrongVillageCodeError",
]
