"""The vault: history, record tables, searches, and the desk's own state, in one encrypted file."""

from fupin_desk.store.erasure.erasing import WORDS_LACKING
from fupin_desk.store.exchange.sync_log import EnrolledDesk, KeptBundle, KeptReceipt, SentChange
from fupin_desk.store.history.author import Author, Saved
from fupin_desk.store.history.history import History
from fupin_desk.store.history.verifying import ChainFault
from fupin_desk.store.records.comparing import Difference
from fupin_desk.store.records.journal import Journal, Moment
from fupin_desk.store.records.list_keys import WorkedNumbers
from fupin_desk.store.records.list_order import NotSortableError
from fupin_desk.store.records.list_query import ListQuery, Lists, Span
from fupin_desk.store.records.rows import Stored
from fupin_desk.store.records.steps import Step
from fupin_desk.store.vault.cipher import VaultKeys
from fupin_desk.store.vault.opening import create_vault, open_vault
from fupin_desk.store.vault.past import PastReader
from fupin_desk.store.vault.reader import Reader
from fupin_desk.store.vault.temporary_folders import TemporaryFolder, remove_stale_folders
from fupin_desk.store.vault.vault import Vault
from fupin_desk.store.vault.work import Work

__all__ = [
    "WORDS_LACKING",
    "Author",
    "ChainFault",
    "Difference",
    "EnrolledDesk",
    "History",
    "Journal",
    "KeptBundle",
    "KeptReceipt",
    "ListQuery",
    "Lists",
    "Moment",
    "NotSortableError",
    "PastReader",
    "Reader",
    "Saved",
    "SentChange",
    "Span",
    "Step",
    "Stored",
    "TemporaryFolder",
    "Vault",
    "VaultKeys",
    "Work",
    "WorkedNumbers",
    "create_vault",
    "open_vault",
    "remove_stale_folders",
]
