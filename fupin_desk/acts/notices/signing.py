"""A notice is signed: gated, sealed, and signed by the village's desk for good.

Always true:

* nothing is signed that shows an unmasked number, or a name whose household does not agree today, in a line or a text;
* what is signed is what was drafted, and what would be drafted now;
* a notice says to whom outside the village one objects;
* title and seal bear the village's name in the certificate that signs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.notices.drafting import check_current, language_of
from fupin_desk.acts.notices.finding import lines_of, must_stand, notice_of
from fupin_desk.acts.notices.gating import all_agree, pass_gate
from fupin_desk.acts.notices.layout import Signing, sheet_of
from fupin_desk.acts.notices.naming import check_names, written_texts
from fupin_desk.acts.notices.objections import check_day
from fupin_desk.acts.notices.printing import drawn
from fupin_desk.acts.notices.snapshot import Facts, cells_of, facts_of, intact, notice_digest, printed, unnamed_count
from fupin_desk.domain.errors import NoticeChangedError, NoticeIncompleteError
from fupin_desk.keys import Signer, compact
from fupin_desk.kinds.notices import notice_spec
from fupin_desk.paper import qr
from fupin_desk.store import Reader
from fupin_desk.subjects.notice.records import Notice, NoticeLine

ENOUGH_UNNAMED = 3
"""From so many households on that are not named together, none of them is found by the sum."""


@dataclass(frozen=True)
class FewUnnamed:
    """Households on a list without a name, so few that a neighbour can work out what one of them gets."""

    count: int
    amount_fen: int
    """Of all of them together."""
    rule: str
    """By which it is shared out; empty where nothing is said of that."""

    @property
    def key(self) -> str:
        """The catalogue key of the sentence that says so."""
        return "notice.few_unnamed" if self.rule else "notice.few_unnamed_no_rule"


def sign_notice(desk: Desk, number: str, on: date) -> str:
    """Sign a drafted notice and keep the file; returns its digest.

    FieldsRefusedError for a day to come or before it was drafted, as where the computer's clock was set back.
    NoSuchNoticeError, NoticeStateError, NoticeIncompleteError, NoticeChangedError, PersonNamedError,
    UnmaskedOnPaperError, NotEnrolledError: then nothing was signed.
    """
    desk.must_be("village")
    signer = desk.signer()
    with desk.writing() as work:
        notice = notice_of(work, number)
        must_stand(notice, "sign", "drafted")
        check_day("notice", "signed_on", on, desk.today(), (notice.drafted_on, "before_drafted"))
        lines = lines_of(work, notice)
        if notice.salt is None:
            raise NoticeChangedError(notice.number or "", "altered", [])
        check_fit(work, notice, lines, on)
        facts = facts_of(notice)
        if not facts.objections_outside:
            raise NoticeIncompleteError(notice.number or "", ["objections_outside"])
        if facts.village.get(language_of(signer.certificate.name)) != signer.certificate.name:
            raise NoticeChangedError(notice.number or "", "certificate", [])
        check_current(desk, work, notice, lines, on)
        check_names(work, notice, written_texts(notice.kind, facts, lines), on)
        digest = notice_digest(notice, facts, lines, on)
        signed = _signed(desk, signer, _dated(notice, digest, on), lines, facts)
        kept = work.put_blob(signed)
        values = {"state": "signed", "signed_on": on, "signed_file": kept, "digest": digest}
        work.save("notice", notice.id, values)
    return kept


def _dated(notice: Notice, digest: str, on: date) -> Notice:
    import msgspec

    return msgspec.structs.replace(notice, digest=digest, signed_on=on)


def _signed(desk: Desk, signer: Signer, notice: Notice, lines: list[NoticeLine], facts: Facts) -> bytes:
    from fupin_desk.paper.sign import sign  # takes long to import, and few days' work asks for it

    assert notice.signed_on is not None
    sheet = sheet_of(notice, lines, Signing(notice.signed_on, code_of(signer, notice)))
    pdf = drawn(sheet)
    pass_gate(sheet, pdf, notice, facts, lines)
    return sign(pdf, "village", signer, desk.now().astimezone())


def code_of(signer: Signer, notice: Notice) -> str:
    """Return the QR code of a notice about to be signed: with the certificate, so that the paper is enough to check."""
    number, digest, on = notice.number or "", bytes.fromhex(notice.digest or ""), notice.signed_on
    certificate = compact(signer.certificate, signer.issuers[-1])
    signature = signer.sign_raw(qr.to_sign(number, digest, certificate, on))
    return qr.encode(number, digest, certificate, signature, on)


def check_fit(reader: Reader, notice: Notice, lines: list[NoticeLine], on: date) -> None:
    """Refuse a notice whose lines are not those drafted, or on which somebody stands who no longer agrees."""
    if not intact(notice, lines):
        raise NoticeChangedError(notice.number or "", "altered", [])
    if not all_agree(reader, notice, lines, on):
        raise NoticeChangedError(notice.number or "", "consent", [])


def few_unnamed(desk: Desk, number: str) -> FewUnnamed | None:
    """Return what a neighbour can work out of a list on which so few households are not named; None where none can.

    One such household gets what the line says; of two, each knows what the other gets. Whoever signs is told so, with
    the rule by which it is shared out: from that, too, amounts follow.
    """
    with desk.vault.reading() as reader:
        notice = notice_of(reader, number)
        lines = lines_of(reader, notice)
    spec = notice_spec(notice.kind)
    unnamed = unnamed_count(lines) if spec.consent else 0
    if not 0 < unnamed < ENOUGH_UNNAMED:
        return None
    cells = [cells for cells in map(cells_of, printed(lines)) if "name" not in cells]
    amount = sum(int(cells_of_line[name]) for cells_of_line in cells for name in spec.sums)
    return FewUnnamed(unnamed, amount, str(facts_of(notice).said.get(spec.shared_by, "")))
