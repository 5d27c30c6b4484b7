"""A notice on paper: drawn, shown as a picture, and written to a file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import write_file
from fupin_desk.acts.notices.finding import lines_of, notice_of
from fupin_desk.acts.notices.gating import check_hangable, check_printable
from fupin_desk.acts.notices.layout import sheet_of
from fupin_desk.assets import fonts
from fupin_desk.paper import preview
from fupin_desk.paper.render import render
from fupin_desk.paper.sheet import PaperSheet


@lru_cache(maxsize=2)
def drawn(sheet: PaperSheet) -> bytes:
    """Return the unsigned PDF of a sheet; leafing through a preview draws it once."""
    return render(sheet, fonts())


def notice_paper(desk: Desk, number: str) -> tuple[bytes, bool]:
    """Return a notice's PDF, and whether it is the signed one; NoSuchNoticeError.

    The signed file stays where it was signed: the office, and a second laptop, see what is on it as a copy. So does
    everybody of one that was withdrawn, with that on every page: its signed file would be taken for one that holds.
    """
    with desk.vault.reading() as reader:
        notice = notice_of(reader, number)
        if notice.state != "withdrawn" and notice.signed_file and reader.has_blob(notice.signed_file):
            return reader.blob(notice.signed_file), True
        lines = lines_of(reader, notice)
    return drawn(sheet_of(notice, lines)), False


def notice_pdf(desk: Desk, number: str, out: Path) -> bool:
    """Write a notice's PDF to a new file; returns whether it is signed. A draft says on every page that it is one.

    What is not signed passes the same gate before it leaves the desk: UnmaskedOnPaperError, PersonNamedError,
    NoticeChangedError where somebody on it by name (``printing``) or counted in it (``agreement``) no longer agrees, or
    was erased; so does what is signed and does not hang yet.
    """
    pdf, signed = notice_paper(desk, number)
    if signed:
        check_hangable(desk, number)
    else:
        check_printable(desk, number, pdf)
    write_file(out, pdf)
    return signed


def notice_pages(desk: Desk, number: str) -> int:
    """Return how many pages a notice has."""
    return preview.page_count(notice_paper(desk, number)[0])


def notice_preview(desk: Desk, number: str, page: int, dots_per_inch: int = 96) -> bytes:
    """Return a page of a notice as PNG, the first being 0; ``IndexError`` beyond the last."""
    return preview.page_png(notice_paper(desk, number)[0], page, dots_per_inch)
