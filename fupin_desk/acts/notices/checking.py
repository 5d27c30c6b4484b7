"""Signed notices judged when they come back: the file, its QR code, a photograph of the sheet, the printed digest.

Everything is judged by the office's certificate. A list of revocations, or a desk, adds what is known besides: which
certificates were revoked, what the office had when, and whether the notice is the one this desk knows.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fupin_desk import keys
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import read_file
from fupin_desk.acts.notices.finding import lines_of
from fupin_desk.acts.notices.snapshot import facts_of, printed
from fupin_desk.acts.notices.trust import Trust, trusting
from fupin_desk.domain.errors import CertificateRefusedError, NoticeError, SignatureWrongError
from fupin_desk.domain.languages import OFFICIAL
from fupin_desk.kinds.notices import notice_spec
from fupin_desk.paper import qr
from fupin_desk.paper.errors import PaperNotReadableError, QrNotOursError
from fupin_desk.paper.judging import NOTES, certificate_reasons
from fupin_desk.paper.preview import page_count
from fupin_desk.paper.scanning import codes_in
from fupin_desk.store import Reader
from fupin_desk.subjects.notice.records import Notice
from fupin_desk.words.figures import money

if TYPE_CHECKING:
    from fupin_desk.paper.verify import Verification

_SIGNERS = (keys.CertificateRole.VILLAGE, keys.CertificateRole.OFFICE)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TYPED = re.compile(r"[0-9a-fA-FoO\s-]{16,200}")
"""What somebody types who has a printed digest before them."""
_ONLY_HERE = frozenset({"unknown_here"})


# ---- the file


def verify_notice(
    file: Path,
    trust_file: Path | None = None,
    revocations: Path | None = None,
    desk: Desk | None = None,
    now: datetime | None = None,
) -> dict[str, Any]:
    """Judge a signed notice; the reasons are ``paper.verify``'s codes, and ``withdrawn`` where a desk knows so.

    By the office's root certificate, or the one a desk knows. FileNotReadableError, FileTooBigError,
    CertificateRefusedError, and what a list may be; whatever the notice is, the answer is a judgement.
    """
    pdf = read_file(file)
    with trusting(trust_file, revocations, desk, now) as trust:
        return _verified(pdf, trust)


def _verified(pdf: bytes, trust: Trust) -> dict[str, Any]:
    from fupin_desk.paper.verify import verify  # takes long to import, and few days' work asks for it

    digest = hashlib.sha256(pdf).hexdigest()
    judged = verify(pdf, trust.root.der, trust.known(digest))
    notices = trust.reader.records("notice", {"signed_file": digest}) if trust.reader is not None else []
    reasons = _graver_first([*judged.reasons, *_of_state(notices)])
    signers = [
        {"name": signed_by.name, "role": signed_by.role, "on": signed_by.on.isoformat() if signed_by.on else None}
        for signed_by in judged.signers
    ]
    told = {"valid": NOTES.issuperset(reasons), "reasons": reasons, "signers": signers}
    return {**told, "notice": _described(pdf, judged, trust.root) if judged.signers else None}


def _described(pdf: bytes, judged: Verification, root: keys.DeskCertificate) -> dict[str, Any]:
    """What to hold beside the sheet; what an older file does not say of itself, its code may."""
    first, about = judged.signers[0], judged.about
    number, kind, on = (about.number, about.kind, about.signed_on) if about else (None, None, None)
    if about is None:
        code = next(iter(_ours(pdf)), None)
        number = code.number if code else None
    return {
        "number": number,
        "kind": kind,
        "village": first.name,
        "village_code": about.village if about else first.village,
        "county": root.name,
        "county_code": root.village,
        "signed_on": on or (first.on.isoformat() if first.on else None),
        "pages": _pages(pdf),
    }


def _pages(pdf: bytes) -> int | None:
    try:
        return page_count(pdf)
    except PaperNotReadableError:
        return None


def _ours(file: bytes) -> list[qr.QrContent]:
    """The codes of notices in a picture or PDF; none where it cannot be read."""
    try:
        return [qr.decode(text) for text in codes_in(file) if text.startswith("FPD")]
    except NoticeError:
        return []


def _graver_first(reasons: list[str]) -> list[str]:
    """Each reason once: what makes the notice invalid, then what is only to be known besides."""
    return sorted(dict.fromkeys(reasons), key=lambda reason: reason in NOTES | _ONLY_HERE)


def _of_state(notices: list[Notice]) -> list[str]:
    return ["withdrawn"] if any(notice.state == "withdrawn" for notice in notices) else []


# ---- the code


def check_notice(
    code_read: str,
    trust_file: Path | None = None,
    revocations: Path | None = None,
    desk: Desk | None = None,
    now: datetime | None = None,
) -> dict[str, Any]:
    """Check a notice by its code's text, a picture of it, its PDF, or (with a desk) the digest printed below the code.

    ``proves`` says how much was judged, and ``on_paper`` what it must show (``_to_compare``).

    QrNotOursError with any of its reasons, PictureNotReadableError, PaperNotReadableError, CertificateRefusedError, and
    what a file or list may be.
    """
    with trusting(trust_file, revocations, desk, now) as trust:
        told = _checked(code_read, trust)
    return told if told["valid"] else {**told, "proves": None}


def _checked(code_read: str, trust: Trust) -> dict[str, Any]:
    text = code_read.strip("\r\n\t")
    file = _file(code_read)
    if file is None and not text.startswith("FPD") and _TYPED.fullmatch(text):
        return _by_digest(text, trust)
    if file is None:
        return _by_code(_read(text), trust)
    content = read_file(file)
    if content.startswith(b"FPD"):
        return _by_code(_read(content.decode("ascii", errors="replace").strip("\r\n\t")), trust)
    if not content.lstrip().startswith(b"%PDF-"):
        return _by_code(_only(codes_in(content), "none"), trust)
    told = _by_code(_only(codes_in(content), "none_in_file"), trust)
    return _with_file(told, _verified(content, trust))


def _file(typed: str) -> Path | None:
    """The file somebody means, if it is one: a code is no name of a file."""
    path = Path(typed)
    try:
        there = path.is_file()
    except (OSError, ValueError):
        there = False
    named = path.suffix.lower() in (".png", ".jpg", ".jpeg", ".pdf", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".heic")
    return path if there or (named and not typed.startswith("FPD")) else None


def _read(text: str) -> qr.QrContent:
    """A code as a telephone shows it; blanks at its end, which are part of it, are often lost on the way."""
    for lost in ("", " ", "  "):
        try:
            return qr.decode(text + lost)
        except QrNotOursError as problem:
            refused = problem
    raise refused


def _only(texts: list[str], nothing: str) -> qr.QrContent:
    """The one notice's code among those in a picture; ``nothing`` is the reason where there is no code at all."""
    ours = [text for text in texts if text.startswith("FPD")]
    if len(ours) > 1:
        raise QrNotOursError("several")
    if not ours:
        raise QrNotOursError("other" if texts else nothing)
    return qr.decode(ours[0])


def _by_code(code: qr.QrContent, trust: Trust) -> dict[str, Any]:
    reasons: list[str] = []
    own: keys.DeskCertificate | None = None
    try:
        own = _signer(code, trust)
        keys.verify_raw(own, code.signed, code.signature)
    except CertificateRefusedError as problem:
        reasons.append(problem.reason)
    except SignatureWrongError:
        reasons.append("altered")
    if own is not None:
        known = trust.known(code.digest.hex())
        reasons += certificate_reasons(own, trust.root, _SIGNERS, code.on or own.not_before, known)
    reasons += _compared(code, trust)
    return {
        "valid": (NOTES | _ONLY_HERE).issuperset(reasons),
        "reasons": _graver_first(reasons),
        "number": code.number,
        "village": own.name if own else None,
        "village_code": own.village if own else None,
        "county": trust.root.name,
        "signed_on": code.on.isoformat() if code.on else None,
        "digest": code.digest.hex(),
        "signer": {"name": own.name, "role": own.role.value, "village": own.village} if own else None,
        **_to_compare("code", code.number, code.digest.hex(), trust.reader),
    }


def _to_compare(proves: str, number: str, digest: str, reader: Reader | None) -> dict[str, Any]:
    """What was judged (``code``, ``digest`` or ``file``), and what the sheet must say that bears it, if a desk knows.

    A code or a digest is good on any paper it is copied to: that a line was left out above it shows only beside these.
    """
    notices = reader.records_of(Notice, {"number": number, "digest": digest}) if reader is not None else []
    if not notices or reader is None:
        return {"proves": proves, "on_paper": None}
    facts = facts_of(notices[0])
    spec, amounts = notice_spec(notices[0].kind), {**facts.said, **facts.total}
    sums = {name.removesuffix("_fen"): amounts.get(name) for name in (*spec.sums, *spec.checked)}
    lines = len(printed(lines_of(reader, notices[0])))
    return {"proves": proves, "on_paper": {"lines": lines, **{name: money(fen) for name, fen in sums.items() if fen}}}


def _signer(code: qr.QrContent, trust: Trust) -> keys.DeskCertificate:
    """The certificate in the code; of the code's first form, the one this desk knows under its beginning."""
    if code.mark == "FPD2:":
        return keys.expanded(code.certificate, trust.root)
    for pem in _certificates_here(trust.reader) if trust.reader is not None else ():
        known = keys.read_certificate(pem.encode())
        if bytes.fromhex(known.short) == code.certificate:
            return known
    raise CertificateRefusedError("certificate_unknown")


def _certificates_here(reader: Reader) -> Iterator[str]:
    yield from (enrolled.certificate for enrolled in reader.desks())
    if own := reader.get_value("certificate.own"):
        yield str(own)


def _compared(code: qr.QrContent, trust: Trust) -> list[str]:
    """What the desk knows of that notice, where one was named."""
    if trust.reader is None:
        return []
    notices: list[Notice] = trust.reader.records("notice", {"number": code.number})
    if not notices:
        return ["unknown_here"]
    return ([] if any(notice.digest == code.digest.hex() for notice in notices) else ["other_content"]) + _of_state(
        notices
    )


def _with_file(told: dict[str, Any], verified: dict[str, Any]) -> dict[str, Any]:
    """The judgement over the code and over the file that bears it: both must hold, and speak of one notice."""
    reasons = [*told["reasons"], *verified["reasons"]]
    notice = verified["notice"]
    same = ("number", "village_code", "signed_on")
    if notice and any(None not in (notice[name], told[name]) and notice[name] != told[name] for name in same):
        reasons.append("other_content")
    valid = told["valid"] and verified["valid"] and "other_content" not in reasons
    return {**told, "valid": valid, "reasons": _graver_first(reasons), "proves": "file", "file": verified}


def _by_digest(typed: str, trust: Trust) -> dict[str, Any]:
    """What this desk knows of the notice with a printed digest."""
    digest = re.sub(r"[\s-]", "", typed).lower().replace("o", "0")
    if not _DIGEST.fullmatch(digest):
        raise QrNotOursError("digest_short")
    if trust.reader is None:
        raise QrNotOursError("digest_needs_desk")
    notices: list[Notice] = trust.reader.records("notice", {"digest": digest})
    notice = notices[0] if notices else None
    signed = notice is not None and notice.signed_on is not None
    reasons = [*([] if signed else ["unknown_here"]), *_of_state(notices)]
    return {
        "valid": not reasons,
        "reasons": reasons,
        "number": notice.number if notice else None,
        "village": facts_of(notice).village.get(OFFICIAL) if notice else None,
        "village_code": notice.village if notice else None,
        "county": trust.root.name,
        "signed_on": notice.signed_on.isoformat() if notice and notice.signed_on else None,
        "digest": digest,
        "signer": None,
        **_to_compare("digest", (notice.number if notice else None) or "", digest, trust.reader),
    }
