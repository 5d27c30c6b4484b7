"""The vault: history, record tables, searches, and the desk's own state, in one encrypted file."""

from fupin_desk.store.author import Author, Saved
from fupin_desk.store.cipher import VaultKeys
from fupin_desk.store.comparing import Difference
from fupin_desk.store.erasing import WORDS_LACKING
from fupin_desk.store.history import History
from fupin_desk.store.opening import create_vault, open_vault
from fupin_desk.store.past import PastReader
from fupin_desk.store.reader import Reader
from fupin_desk.store.rows import Stored
from fupin_desk.store.sync_log import EnrolledDesk, KeptBundle, KeptReceipt, SentChange
from fupin_desk.store.temporary_folders import TemporaryFolder, remove_stale_folders
from fupin_desk.store.vault import Vault
from fupin_desk.store.verifying import ChainFault
from fupin_desk.store.work import Work

__all__ = [
    "WORDS_LACKING",
    "Author",
    "ChainFault",
    "Difference",
    "EnrolledDesk",
    "History",
    "KeptBundle",
    "KeptReceipt",
    "PastReader",
    "Reader",
    "Saved",
    "SentChange",
    "Stored",
    "TemporaryFolder",
    "Vault",
    "VaultKeys",
    "Work",
    "create_vault",
    "open_vault",
    "remove_stale_folders",
]
