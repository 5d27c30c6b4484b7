"""What may leave the desk on paper: no open number, and nobody by name who has not agreed to stand there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.notices.drafting import check_agreed
from fupin_desk.acts.notices.finding import lines_of, notice_of
from fupin_desk.acts.notices.gathering import heads_of, named_households
from fupin_desk.acts.notices.layout import sheet_of
from fupin_desk.acts.notices.naming import check_names, written_texts
from fupin_desk.acts.notices.snapshot import Facts, cells_of, facts_of
from fupin_desk.domain.errors import NoticeChangedError
from fupin_desk.paper.leaks import telephones
from fupin_desk.paper.readback import gate
from fupin_desk.paper.sheet import PaperSheet
from fupin_desk.store import Reader
from fupin_desk.subjects.notice.records import Notice, NoticeLine


def pass_gate(sheet: PaperSheet, pdf: bytes, notice: Notice, facts: Facts, lines: Sequence[NoticeLine]) -> None:
    """Let a notice pass only if neither its words nor its finished pages show an open number; UnmaskedOnPaperError."""
    gate(sheet, pdf, own_telephones(facts), [written.text for written in written_texts(notice.kind, facts, lines)])


def own_telephones(facts: Facts) -> tuple[str, ...]:
    """Return the telephone numbers that the offices themselves publish, to object by."""
    texts = [facts.text(name) for name in ("objections_to", "objections_outside")]
    return tuple(
        number for text in texts for text_said in (text, *text.others.values()) for number in telephones(text_said)
    )


def all_agree(reader: Reader, notice: Notice, lines: Sequence[NoticeLine], on: date) -> bool:
    """Return whether everybody who stands on a list by name still agrees to it on a day."""
    named = {line.household or "" for line in lines if "name" in cells_of(line)}
    return not named - named_households(reader, heads_of(reader, named), on, notice.kind or "", notice.about)


def check_printable(desk: Desk, number: str, pdf: bytes) -> None:
    """Refuse to print, unsigned, what could not be signed for what it shows.

    UnmaskedOnPaperError, PersonNamedError, NoticeChangedError (``printing``, ``agreement``).
    """
    with desk.vault.reading() as reader:
        notice = notice_of(reader, number)
        lines = lines_of(reader, notice)
        facts = facts_of(notice)
        _check_agreeing(desk, reader, notice, lines, facts)
    pass_gate(sheet_of(notice, lines), pdf, notice, facts, lines)


def check_hangable(desk: Desk, number: str) -> None:
    """Refuse to print a signed notice that may not be hung up any more: its paper would be. One that hangs, hangs.

    PersonNamedError, NoticeChangedError (``printing``, ``agreement``).
    """
    with desk.vault.reading() as reader:
        notice = notice_of(reader, number)
        if notice.state == "signed":
            _check_agreeing(desk, reader, notice, lines_of(reader, notice), facts_of(notice))


def _check_agreeing(desk: Desk, reader: Reader, notice: Notice, lines: Sequence[NoticeLine], facts: Facts) -> None:
    """Refuse what somebody stands on, or is counted in, who does not agree today.

    The office cannot judge that: what it prints was signed in the village.
    """
    if desk.role != "village":
        return
    today = desk.today()
    if not all_agree(reader, notice, lines, today):
        raise NoticeChangedError(notice.number or "", "printing", [])
    check_names(reader, notice, written_texts(notice.kind, facts, lines), today)
    if notice.state in ("drafted", "signed"):
        check_agreed(desk, reader, notice, today)
