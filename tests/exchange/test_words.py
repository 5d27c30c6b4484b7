"""What a person is told of an exchange has its words in every language."""

from __future__ import annotations

import pytest

from fupin_desk.exchange.admission import Reason
from fupin_desk.exchange.receipt import Standing
from fupin_desk.words import LANGUAGES, words

pytestmark = pytest.mark.check


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_every_standing_of_a_receipt_has_its_words(language: str) -> None:
    keys = [f"returned.{reason}" for reason in Reason] + [f"standing.{each}" for each in Standing]
    assert [key for key in keys if not words(language).has(key)] == []
