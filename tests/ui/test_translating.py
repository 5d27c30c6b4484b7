"""Qt's own texts come from our catalogue; where it has none, Qt's stand, and nothing vanishes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QPixmap
from pytestqt.qtbot import QtBot

from fupin_desk.domain.languages import RIGHT_TO_LEFT
from fupin_desk.ui.translating import OwnTexts
from fupin_desk.words import words


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Let Qt ask our catalogue in a language."""
    texts = OwnTexts(words(language))
    QCoreApplication.installTranslator(texts)
    yield
    QCoreApplication.removeTranslator(texts)


@pytest.fixture(autouse=True)
def chinese(qtbot: QtBot) -> Iterator[None]:
    with spoken("zh_CN"):
        yield


def test_a_button_of_qt_speaks_our_language() -> None:
    assert QCoreApplication.translate("QPlatformTheme", "&Cancel") == "取消"


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_the_buttons_of_qt_speak_a_language_that_qt_does_not(language: str) -> None:
    with spoken(language):
        for button in ("OK", "&Cancel", "&Open", "&Save", "&Copy", "File &name:"):
            assert re.fullmatch("[\u0600-\u06ff :]+", QCoreApplication.translate("QPlatformTheme", button)), button


def test_a_text_we_have_no_words_for_stays_as_qt_has_it() -> None:
    assert QCoreApplication.translate("QSomewhere", "Nobody ever says this") == "Nobody ever says this"
    assert QKeySequence("Ctrl+F").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+F"


def test_a_picture_is_recognised_whatever_it_shows() -> None:
    png = io.BytesIO()
    Image.effect_noise((662, 936), 60).convert("RGB").save(png, "PNG")
    picture = QPixmap()
    assert picture.loadFromData(png.getvalue())
    assert (picture.width(), picture.height()) == (662, 936)
