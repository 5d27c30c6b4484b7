"""Receipts: what the office signs for each desk, and what a village makes of the newest one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import msgspec

from fupin_desk import keys
from fupin_desk.acts.desk import Desk
from fupin_desk.domain.changes import COUNTY_STREAM, Change, village_stream
from fupin_desk.domain.verdicts import Verdict
from fupin_desk.exchange.bundle import SignedReceipt
from fupin_desk.exchange.manifest import Place
from fupin_desk.exchange.receipt import Receipt, Standing, State, seen_after, standing, states_after
from fupin_desk.kinds.erasure import unnamed_words
from fupin_desk.store import WORDS_LACKING, EnrolledDesk, KeptReceipt, Reader, Work
from fupin_desk.subjects.notice.objection import Objection

NEWEST, SEEN, VOUCHING, REVOKED = "receipt.newest", "receipt.seen", "receipt.vouching", "revoked"
GREEN = (State.TAKEN, State.DISPUTED)
"""The office has it, content and all."""
BARE_GIVEN = "bare_given."
"""Before a desk: what the office gave it bare, as it says itself or the office remembers."""


def revocations(reader: Reader) -> keys.RevocationList:
    """Return the certificates that the office no longer stands behind, as far as this desk has heard."""
    value = reader.get_value(REVOKED)
    return keys.RevocationList() if value is None else msgspec.convert(value, keys.RevocationList)


def newest_receipt(reader: Reader) -> Receipt | None:
    """Return the receipt that a village goes by, or None before the first."""
    digest = reader.get_value(NEWEST)
    if digest is None:
        return None
    kept = reader.get_value("receipt.content")
    return msgspec.json.decode(str(kept).encode(), type=Receipt)


# ---- at the office


def receipt_for(work: Work, to: EnrolledDesk, at: str, answers: int) -> Receipt:
    """Return what the office has to say to one desk now; ``answers``: the highest number among its bundles, or 0."""
    streams = (village_stream(to.village), COUNTY_STREAM)
    offers = work.open_offers(to.desk)
    earlier = work.receipts(to.desk)
    told = _disputed_before(earlier)
    by_verdict = {
        verdict: sorted(judged.digest for judged in offers if judged.verdict is verdict)
        for verdict in (Verdict.DISPUTED, Verdict.HELD)
    }
    returned = {judged.digest: judged.reason or "" for judged in offers if judged.verdict is Verdict.RETURNED}
    return Receipt(
        desk=Place(to.village, to.desk),
        number=len(earlier) + 1,
        issued_at=at,
        answers=answers,
        heads={stream: work.heads(stream) for stream in streams},
        bare=_bare(work, streams, returned),
        disputed=by_verdict[Verdict.DISPUTED],
        held=by_verdict[Verdict.HELD],
        returned=dict(sorted(returned.items())),
        settled=sorted(told - set(by_verdict[Verdict.DISPUTED]) - returned.keys()),
        revoked=revocations(work),
        previous=[receipt.digest for receipt in earlier],
    )


def laptops_that_wait(reader: Reader) -> list[EnrolledDesk]:
    """Return the laptops for which no answer was written since they brought something, or since there is news."""
    brought = reader.bundle_numbers(made=False)
    return [
        enrolled
        for enrolled in reader.desks()
        if enrolled.revoked_at is None and _waits(reader, enrolled, brought.get(enrolled.desk, 0))
    ]


def _waits(reader: Reader, enrolled: EnrolledDesk, brought: int) -> bool:
    now = {stream: reader.heads(stream) for stream in (village_stream(enrolled.village), COUNTY_STREAM)}
    given = reader.receipts(enrolled.desk)
    if not given:
        return bool(brought) or any(now.values())
    last = msgspec.json.decode(given[-1].content, type=Receipt)
    return brought > last.answers or {stream: sorted(heads) for stream, heads in now.items()} != {
        stream: sorted(last.heads.get(stream, ())) for stream in now
    }


def _disputed_before(receipts: list[KeptReceipt]) -> set[str]:
    return {digest for kept in receipts for digest in msgspec.json.decode(kept.content, type=Receipt).disputed}


def _bare(work: Work, streams: tuple[str, ...], returned: dict[str, str]) -> list[str]:
    digests = {digest for stream in streams for digest in work.bare(stream)}
    return sorted(digests - returned.keys())


def learn_revocations(work: Work, told: keys.RevocationList) -> keys.RevocationList:
    """Go by what this office itself signed once, whatever it was put back to, and return all it knows by now."""
    known = keys.joined(revocations(work), told)
    work.set_value(REVOKED, msgspec.to_builtins(known))
    since = {revocation.serial: revocation.revoked_at.isoformat() for revocation in known.revocations}
    for enrolled in work.desks():
        serial = keys.read_certificate(enrolled.certificate.encode()).serial
        if enrolled.revoked_at is None and serial in since:
            work.enrol_desk(msgspec.structs.replace(enrolled, revoked_at=since[serial]))
    return known


def note_revoked(desk: Desk, work: Work, certificate: keys.DeskCertificate, reason: keys.RevocationReason) -> None:
    """Put a certificate on the office's list; doing it again changes nothing."""
    known = keys.revoke(revocations(work), certificate, reason, desk.now())
    work.set_value(REVOKED, msgspec.to_builtins(known))


# ---- at a village


def vouching_receipt(desk: Desk, reader: Reader) -> SignedReceipt | None:
    """Return the oldest receipt that reaches what the office has lost: what it signed, it takes in any desk's name."""
    vouching = reader.get_value(VOUCHING, [])
    kept = next((receipt for receipt in reader.receipts(desk.id) if receipt.digest in vouching), None)
    return None if kept is None else SignedReceipt(kept.content, kept.signature)


def brought_back(desk: Desk, reader: Reader) -> SignedReceipt | None:
    """Return the one receipt that a bundle takes along: what vouches for what the office has lost, else the newest.

    The newest only where it tells of certificates that are revoked: an office put back to a backup learns from it whom
    it no longer stood behind, before it takes anything from them again.
    """
    newest = newest_receipt(reader)
    vouching = vouching_receipt(desk, reader)
    if vouching is not None or newest is None or not newest.revoked.revocations:
        return vouching
    digest = reader.get_value(NEWEST)
    return next(
        (SignedReceipt(kept.content, kept.signature) for kept in reader.receipts(desk.id) if kept.digest == digest),
        None,
    )


def _still_vouching(work: Work, receipt: Receipt, lost: str | None) -> list[str]:
    """Return the receipts that say more than the newest: those from before each time the office fell back.

    ``lost``: the one that was the newest when it did so just now.
    """
    told = [
        (kept_receipt.digest, msgspec.json.decode(kept_receipt.content, type=Receipt))
        for kept_receipt in work.receipts(receipt.desk.desk)
    ]
    wanted = {*work.get_value(VOUCHING, []), *(_back_to_whole(work, told, lost) if lost else ())}
    there = _whole_at(work, receipt)
    return [
        digest
        for digest, earlier in told
        if digest in wanted and not (_whole_at(work, earlier) <= there and _revoked_in(earlier) <= _revoked_in(receipt))
    ]


def _back_to_whole(work: Work, told: Sequence[tuple[str, Receipt]], lost: str) -> Iterator[str]:
    """Yield a receipt and those before it, back to one that tells of nothing this desk lost when it was put back.

    Of what a receipt reaches the office can see no more than it is brought: heads that nobody has reach nothing.
    """
    digests = [digest for digest, _ in told]
    last = digests.index(lost) if lost in digests else -1
    for digest, earlier in reversed(told[: last + 1]):
        yield digest
        if not work.missing({head for heads in earlier.heads.values() for head in heads}):
            return


def _revoked_in(receipt: Receipt) -> set[str]:
    return {revocation.serial for revocation in receipt.revoked.revocations}


def _whole_at(work: Work, receipt: Receipt) -> set[str]:
    """Return what the office had with its content when it signed a receipt, as far as it is here."""
    reached = work.ancestors({head for heads in receipt.heads.values() for head in heads})
    return reached.difference(receipt.bare, receipt.returned)


def withdraw_green(work: Work, signed: SignedReceipt, receipt: Receipt, coming: Mapping[str, Change]) -> None:
    """Count nothing as taken that a receipt does not say so of, before what it comes with (``coming``) takes effect.

    ``receipt`` is what ``signed`` says, believed. An order to erase that comes along destroys what only the county need
    keep, where the county has it.
    """
    if standing(signed, receipt, work.get_value(NEWEST), work.get_value(SEEN, [])) is Standing.STALE:
        return

    def behind(heads: Collection[str]) -> set[str]:
        reached, here, waiting = set[str](), set[str](), list(heads)
        while waiting:
            digest = waiting.pop()
            if digest in coming and digest not in reached:
                reached.add(digest)
                waiting += coming[digest].parents
            elif digest not in coming:
                here.add(digest)
        return reached | work.ancestors(here)

    note_words_lacking(work, receipt, behind)
    states = states_after(receipt, work.sent(), behind)
    work.set_sent({digest: state.value for digest, state in states.items() if state not in GREEN}, receipt.returned)


def keep_signed(work: Work, desk: str, signed: SignedReceipt, receipt: Receipt) -> None:
    """Keep a receipt as it was signed for a desk; ``receipt`` is what ``signed`` says."""
    work.keep_receipt(
        KeptReceipt(
            digest=signed.digest,
            desk=desk,
            number=receipt.number,
            content=signed.content,
            signature=signed.signature,
        )
    )


def take_receipt(desk: Desk, work: Work, signed: SignedReceipt, receipt: Receipt) -> Standing:
    """Go by a receipt, if it is the newest: each change sent stands where it says, and nowhere else.

    ``receipt`` is what ``signed`` says, believed; what the bundle brought must have been taken first. An older receipt
    says nothing any more.
    """
    seen = set(work.get_value(SEEN, []))
    now_standing = standing(signed, receipt, work.get_value(NEWEST), seen)
    work.set_value(SEEN, sorted(seen_after(signed, receipt, seen)))
    if now_standing is Standing.STALE:
        newest = newest_receipt(work)
        if newest is not None:  # what the bundle brought may be some of what the newest one tells of
            go_by(work, newest)
        return now_standing
    # Once more for a known one too: of an answer in several bundles each brings the receipt, and some of what it tells.
    go_by(work, receipt)
    if now_standing is Standing.KNOWN:
        return now_standing
    keep_signed(work, desk.id, signed, receipt)
    lost = work.get_value(NEWEST) if now_standing is Standing.FALLEN_BACK else None
    work.set_value(VOUCHING, _still_vouching(work, receipt, lost))
    work.set_value(NEWEST, signed.digest)
    work.set_value("receipt.content", signed.content.decode())
    work.set_value(REVOKED, msgspec.to_builtins(keys.joined(revocations(work), receipt.revoked)))
    if receipt.renewals:
        renewed = keys.read_certificate(receipt.renewals[-1].encode())
        keys.check_issued(renewed, desk.certificate("root"), keys.CertificateRole.VILLAGE)
        if renewed.public_key == desk.secrets.desk_keys.public_key:
            work.set_value("certificate.own", renewed.pem.decode())
    return now_standing


def note_words_lacking(work: Work, receipt: Receipt, ancestors: Callable[[Collection[str]], Collection[str]]) -> None:
    """Note what unnamed objections say here and the office has not: it stays, whoever is erased (``store.erasing``)."""
    objections = {("objection", objection.id) for objection in work.records_of(Objection, voided=True)}
    written = [(change, change.body) for change in work.histories(objections) if change.body is not None]
    words = unnamed_words({change.digest: body for change, body in written})
    here = [change.digest for change, _ in written if change.digest in words and not change.erased]
    states = states_after(receipt, here, ancestors)
    lacking = sorted(digest for digest, state in states.items() if state not in GREEN)
    work.set_value(WORDS_LACKING, lacking or None)


def go_by(work: Work, receipt: Receipt) -> None:
    """Write down where every change sent stands by this receipt."""
    sent = work.sent()
    # What the office has of this desk, or tells of, was sent, though the copy it was put back to does not know of it.
    told = {*receipt.held, *receipt.disputed, *receipt.returned}
    # What was lost here when this desk was put back, and which the office has lost too, was never sent.
    lost = work.missing(sent.keys() - told)
    work.forget_sent(sorted(lost))
    sent = {digest: sent_change for digest, sent_change in sent.items() if digest not in lost}
    unsent = sorted({*work.unsent_of(receipt.desk.desk), *told} - sent.keys())
    states = states_after(receipt, [*sent, *unsent], work.ancestors)
    work.note_sent([digest for digest in unsent if states[digest] is not State.UNANSWERED], 0)
    work.set_sent({digest: state.value for digest, state in states.items()}, receipt.returned)
    note_words_lacking(work, receipt, work.ancestors)
