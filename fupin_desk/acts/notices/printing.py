"""A notice on paper: drawn, shown as a picture, written to a file, and judged when it comes back."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from fupin_desk import keys
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.files import read_file, write_file
from fupin_desk.acts.notices.finding import lines_of, notice_of
from fupin_desk.acts.notices.layout import sheet_of
from fupin_desk.assets import fonts
from fupin_desk.domain.errors import CertificateRefusedError
from fupin_desk.paper import preview, qr
from fupin_desk.paper.render import render
from fupin_desk.paper.sheet import Sheet
from fupin_desk.paper.verify import verify


@lru_cache(maxsize=2)
def drawn(sheet: Sheet) -> bytes:
    """Return the unsigned PDF of a sheet; leafing through a preview draws it once."""
    return render(sheet, fonts())


def notice_paper(desk: Desk, number: str) -> tuple[bytes, bool]:
    """Return a notice's PDF, and whether it is the signed one; NoSuchNoticeError.

    The signed file stays where it was signed: the office, and a second laptop, see what is on it as a copy.
    """
    with desk.vault.reading() as reader:
        notice = notice_of(reader, number)
        if notice.signed_file and reader.has_blob(notice.signed_file):
            return reader.blob(notice.signed_file), True
        lines = lines_of(reader, notice)
    return drawn(sheet_of(notice, lines)), False


def notice_pdf(desk: Desk, number: str, out: Path) -> bool:
    """Write a notice's PDF to a new file; returns whether it is signed. A draft says on every page that it is one."""
    pdf, signed = notice_paper(desk, number)
    write_file(out, pdf)
    return signed


def notice_pages(desk: Desk, number: str) -> int:
    """Return how many pages a notice has."""
    return preview.page_count(notice_paper(desk, number)[0])


def notice_preview(desk: Desk, number: str, page: int, dots_per_inch: int = 96) -> bytes:
    """Return a page of a notice as PNG, the first being 0; ``IndexError`` beyond the last."""
    return preview.page_png(notice_paper(desk, number)[0], page, dots_per_inch)


def verify_notice(file: Path, trust_file: Path) -> dict[str, Any]:
    """Judge a signed notice by the office's root certificate, offline; the reasons are ``paper.verify``'s codes.

    FileNotReadableError, FileTooBigError, CertificateRefusedError; whatever the notice is, the answer is a judgement.
    """
    judged = verify(read_file(file), read_file(trust_file))
    signers = [
        {"name": each.name, "role": each.role, "on": each.on.isoformat() if each.on else None}
        for each in judged.signers
    ]
    return {"valid": judged.valid, "reasons": list(judged.reasons), "signers": signers}


def check_code(text: str, certificate: keys.DeskCertificate) -> dict[str, str]:
    """Check a notice's QR code by the certificate of the desk it names; returns the number and digest it stands for.

    QrNotOursError, CertificateRefusedError (``other_desk``), SignatureWrongError.
    """
    read = qr.decode(text)
    if read.certificate_id != bytes.fromhex(certificate.short):
        raise CertificateRefusedError("other_desk")
    keys.verify_raw(certificate, read.signed, read.signature)
    return {"number": read.number, "digest": read.digest.hex()}
