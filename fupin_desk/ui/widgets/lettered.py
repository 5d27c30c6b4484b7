"""Buttons that are pressed by Alt and a letter: no two of a page by the same, and each keeps the letter it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from string import ascii_uppercase, digits

from PySide6.QtWidgets import QPushButton

from fupin_desk.acts.notices.romanised import spell_word


class Lettered(QPushButton):
    """A button whose letter is shown in it: underlined where the label has it, else in brackets behind."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.letter = ""
        self._label = label
        self._show()

    def text(self) -> str:
        """Return the label as it was given."""
        return self._label

    def setText(self, label: str) -> None:
        """Show a label."""
        self._label = label
        self._show()

    def give(self, letter: str) -> None:
        """Take a letter, or none."""
        if letter != self.letter:
            self.letter = letter
            self._show()

    def _show(self) -> None:
        plain = self._label.replace("&", "&&")
        if not self.letter:
            super().setText(plain)
            return
        place = plain.upper().find(self.letter) if plain.isascii() else -1
        super().setText(f"{plain[:place]}&{plain[place:]}" if place >= 0 else f"{plain}(&{self.letter})")
        if not self.accessibleName():
            self.setAccessibleName(self._label)


def allot(labels: Iterable[str], taken: Iterable[str], kept: Mapping[str, str]) -> dict[str, str]:
    """Return a letter for each label: the one it was given before, else one it is spelled with, else any that is free.

    ``taken`` are given away already; a label for which none is left gets none.
    """
    wanted, used = list(dict.fromkeys(labels)), set(taken)
    found = {label: kept[label] for label in wanted if label in kept and kept[label] not in used}
    used |= set(found.values())
    for label in wanted:
        letter = found.get(label) or next((each for each in _candidates(label) if each not in used), "")
        found[label] = letter
        used.add(letter)
    return found


def _candidates(label: str) -> Iterator[str]:
    """Yield letters for a label, the one it begins with first, then what its words and signs begin with."""
    words = label.split()
    for part in (*words, *(sign for word in words if not word.isascii() for sign in word)):
        spelled = part if part.isascii() else next(iter(spell_word(part)), "")
        if (first := spelled[:1].upper()) in ascii_uppercase and first:
            yield first
    for sign in label.upper():
        if sign in ascii_uppercase:
            yield sign
    yield from ascii_uppercase
    yield from digits
