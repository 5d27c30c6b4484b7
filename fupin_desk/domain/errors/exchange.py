"""Bundles, receipts and disputes."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.domain.errors.base import DeskError


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
class BundleBeyondLimitError(ExchangeError):
    """The bundle holds, or would leave here, more than any honest laptop makes (``what``: ``domain.limits``)."""

    what: str
    found: int
    limit: int


@dataclass
class ForeignBundleError(ExchangeError):
    """The bundle or receipt comes from another county, or from a desk that has no business sending it here."""

    sender: str
    village: str
    fingerprint: str


@dataclass
class LaptopNotMetError(ExchangeError):
    """The file is from a laptop of this village whose card nobody has taken in here."""

    laptop: str
    desk: str


@dataclass
class NoNeighbourError(ExchangeError):
    """No other laptop of this village was met here, or the office revoked those that were."""

    village: str


@dataclass
class FileNotWrittenError(ExchangeError):
    """The file could not be written, or reads back as something else (``reason``: denied, missing, differs, failed)."""

    file: str
    reason: str


@dataclass
class NoSuchDeskError(ExchangeError):
    """The sender's certificate is ours, but no desk of that id was ever let in (the office was put back to before)."""

    village: str
    desk: str


@dataclass
class NoSuchDisputeError(ExchangeError):
    """There is no such open dispute, or no such value in it: it may have been settled already."""

    dispute: str
