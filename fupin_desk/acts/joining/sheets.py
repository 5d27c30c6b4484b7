"""Sheets of paper that go by hand: the invitation's code and fingerprint, and the desk's sealed sheet."""

from __future__ import annotations

from typing import Any

from fupin_desk.assets import fonts
from fupin_desk.domain.languages import ENGLISH, OFFICIAL
from fupin_desk.paper.render import render
from fupin_desk.paper.sheet import Block, PaperSheet, Paragraph, Phrase, Space, Words
from fupin_desk.words import words


def invitation_sheet(language: str, office: str, village: str, code: str, fingerprint: str) -> bytes:
    """Return the paper that goes to the village by another hand than the invitation file.

    ``code`` and ``fingerprint`` as they are to be typed, in groups.
    """
    say = _Saying(language)
    blocks: list[Block] = [
        Paragraph(say("sheet.invitation.from", office=office, village=village)),
        Paragraph(say("sheet.invitation.code"), "heading"),
        Paragraph((Phrase(code),), "heading", "center"),
        Paragraph(say("sheet.invitation.fingerprint"), "heading"),
        *_groups(fingerprint, 6),
        Paragraph(say("sheet.invitation.steps"), "heading"),
        *(Paragraph(say(f"sheet.invitation.step_{step}")) for step in (1, 2, 3)),
        Space(6),
        Paragraph(say("sheet.invitation.keep"), "small"),
    ]
    return _drawn(say, "sheet.invitation.title", blocks)


def sealed_sheet(language: str, desk_name: str, code: str) -> bytes:
    """Return the paper to be sealed in an envelope: with its code the desk opens when every passphrase is forgotten."""
    say = _Saying(language)
    blocks: list[Block] = [
        Paragraph(say("sheet.sealed.of", name=desk_name)),
        Paragraph(say("sheet.sealed.code"), "heading"),
        *_groups(code),
        Paragraph(say("sheet.sealed.use")),
        Paragraph(say("sheet.sealed.danger")),
        Space(10),
        Paragraph(say("sheet.sealed.envelope")),
    ]
    return _drawn(say, "sheet.sealed.title", blocks)


class _Saying:
    """Says things in the language asked for and, beside it, in Chinese."""

    def __init__(self, language: str) -> None:
        self.languages = tuple(dict.fromkeys((language, OFFICIAL))) if language != ENGLISH else (OFFICIAL, ENGLISH)

    def __call__(self, key: str, **facts: Any) -> Words:
        return tuple(Phrase(words(language).say(key, **facts), language) for language in self.languages)


def _groups(code: str, to_a_line: int = 4) -> list[Block]:
    """A long code in lines of a few groups, large enough to be read and typed."""
    groups = code.replace(" ", "-").split("-")
    lines = [groups[at : at + to_a_line] for at in range(0, len(groups), to_a_line)]
    return [Paragraph((Phrase("  ".join(line)),), "heading", "center") for line in lines]


def _drawn(say: _Saying, title: str, blocks: list[Block]) -> bytes:
    return render(PaperSheet(say.languages, say(title), tuple(blocks)), fonts())
