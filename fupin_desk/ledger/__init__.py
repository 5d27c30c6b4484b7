"""The village's ledger as a spreadsheet: the empty form, the filled one read in, and the answer to every row.

Pure on bytes: what a row means for the records on the desk is decided in ``acts.ledger``.
"""

from fupin_desk.ledger.answering import answer
from fupin_desk.ledger.book import Book, Fault, LedgerAnswer, LedgerPage, LedgerRow, Note
from fupin_desk.ledger.reading import read
from fupin_desk.ledger.template import template

__all__ = ["Book", "Fault", "LedgerAnswer", "LedgerPage", "LedgerRow", "Note", "answer", "read", "template"]
