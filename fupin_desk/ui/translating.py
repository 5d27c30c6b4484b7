"""Qt's own texts (OK, Cancel, Copy, File name) from the desk's catalogue: Qt ships none in Uyghur."""

from __future__ import annotations

import re

from PySide6.QtCore import QTranslator

from fupin_desk.words import Translator


class OwnTexts(QTranslator):
    """Answers Qt with the text of ``qt.<the English text in snake_case>``, where the catalogue has one."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words

    def isEmpty(self) -> bool:
        """Never: Qt would not ask."""
        return False

    def translate(
        self,
        context: str,
        source_text: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """Return our text, or None where Qt's own is to stand.

        An empty text would be taken for a translation: Qt's own words would vanish, and with them the names by which
        it tells kinds of pictures apart.
        """
        plain = re.sub(r"\W+", "_", source_text.replace("&", "")).strip("_").lower()
        key = f"qt.{plain}"
        return self._words.say(key) if plain and self._words.has(key) else None
