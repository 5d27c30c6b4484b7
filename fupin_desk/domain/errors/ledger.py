"""Spreadsheets."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.domain.errors.base import DeskError


@dataclass
class LedgerError(DeskError):
    """Spreadsheets."""


@dataclass
class LedgerUnreadableError(LedgerError):
    """No spreadsheet that can be read (``reason``: empty, not_a_workbook, other_format,
    password, broken, web_page, document, packed).
    """

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
