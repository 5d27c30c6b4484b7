"""The vault on this laptop."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.domain.errors.base import DeskError


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
class VaultCopyTornError(VaultError):
    """The file was copied while it was written, or lies beside the log of another copy: its parts do not fit."""

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
