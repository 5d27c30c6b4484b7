"""The catalogue: every word a person reads, in four languages, by its key.

Keys are English names with dots (``field.household.group``, ``error.VaultBusyError``); texts are in
``i18n/<language>/<area>.po``. A text may have ``{placeholders}``; what is put in stays apart from a right-to-left
sentence around it.
"""

from fupin_desk.domain.languages import LANGUAGES as LANGUAGES
from fupin_desk.words.bidi import apart as apart
from fupin_desk.words.translator import Translator as Translator
from fupin_desk.words.translator import words as words
