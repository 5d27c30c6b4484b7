"""The office's signed answer to one desk: how far it has come, and what did not go through.

Always true:

* a change is green at the village only while the newest receipt says that the office has it, content and all;
* sent = taken + disputed + held + returned + unanswered;
* an older receipt is known for one by its digest, never by a date or a number: each names all before it.

An office that restored a backup signs a receipt that does not name the newest one the village has. Then everything is
judged anew by that receipt: what the office lost is unanswered again, and is sent again.

Reasons of FileDamagedError: ``receipt``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum

import msgspec

from fupin_desk.domain.changes import sha256
from fupin_desk.domain.errors import (
    BundleTooBigError,
    BundleTooNewError,
    CertificateRefusedError,
    FileDamagedError,
    ForeignBundleError,
    NotForThisDeskError,
)
from fupin_desk.domain.limits import MOST_RECEIPT_BYTES
from fupin_desk.exchange import signed_json
from fupin_desk.exchange.bundle import SignedReceipt
from fupin_desk.exchange.lines import Digest
from fupin_desk.exchange.manifest import Place
from fupin_desk.keys import (
    CertificateRole,
    DeskCertificate,
    RevocationList,
    Signer,
    check_issued,
    check_not_revoked,
    read_certificate,
    verify,
)

FORMAT = 1
"""A reader refuses a higher number."""


class State(StrEnum):
    """Where a change that was sent stands, as the village knows it."""

    TAKEN = "taken"
    DISPUTED = "disputed"
    HELD = "held"
    RETURNED = "returned"
    UNANSWERED = "unanswered"


class Standing(StrEnum):
    """What a receipt is to a village, beside those it has."""

    NEW = "new"
    KNOWN = "known"
    """The newest one it has."""
    STALE = "stale"
    """An older one: it says nothing any more."""
    FALLEN_BACK = "fallen_back"
    """New, from an office that does not remember the newest one: it restored a backup."""


class Receipt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``receipt.json``. Lists are sorted where nothing else is said."""

    format: int = FORMAT
    desk: Place
    """Whom it answers."""
    number: int
    """Counts the receipts to this desk, from 1: shown, never compared."""
    issued_at: str
    """By the office's clock: shown, never compared."""
    answers: int
    """The highest number among the desk's bundles that the office has taken; 0 for none."""
    heads: dict[str, list[Digest]]
    """How far the office has come, in each stream the desk reads."""
    bare: list[Digest]
    """Changes at or behind these heads that the office knows only to exist (but for returned ones)."""
    disputed: list[Digest]
    held: list[Digest]
    returned: dict[Digest, str]
    """Each with its reason (``admission.Reason``)."""
    settled: list[Digest]
    """Those disputed in an earlier receipt that are not any longer; they count as taken."""
    revoked: RevocationList = msgspec.field(default_factory=RevocationList)
    """All certificates this office no longer stands behind."""
    renewals: list[str] = []
    """Certificates (PEM) for this desk that take the place of those it has; the newest last."""
    previous: list[Digest]
    """Digests of all receipts to this desk before this one, oldest first."""
    certificate: str = ""
    """PEM, of the receipt key; ``sign_receipt`` fills it in."""


class _Version(msgspec.Struct):
    format: int


def sign_receipt(receipt: Receipt, signer: Signer) -> SignedReceipt:
    """Return it under the receipt key's signature; CertificateRefusedError (``wrong_role``) for another key."""
    if signer.certificate.role is not CertificateRole.RECEIPT:
        raise CertificateRefusedError("wrong_role")
    whole = msgspec.structs.replace(receipt, certificate=signer.certificate.pem.decode())
    content = signed_json.encoded(whole)
    return SignedReceipt(content, signer.sign(content))


def read_receipt(
    signed: SignedReceipt, root: DeskCertificate, own: DeskCertificate | None, revoked: RevocationList | None = None
) -> Receipt:
    """Return what the office says to ``own`` (None: to whomever, for an office that reads its own).

    FileDamagedError, BundleTooBigError, BundleTooNewError, ForeignBundleError, CertificateRefusedError (``revoked``),
    SignatureWrongError, NotForThisDeskError.
    """
    receipt = _decoded(signed.content)
    certificate = read_certificate(receipt.certificate.encode())
    try:
        check_issued(certificate, root, CertificateRole.RECEIPT)
    except CertificateRefusedError as problem:
        raise ForeignBundleError(certificate.name, certificate.village, certificate.fingerprint) from problem
    check_not_revoked(certificate, revoked or RevocationList())
    verify(certificate, signed.content, signed.signature)
    if own is not None and receipt.desk != Place(own.village, own.desk):
        raise NotForThisDeskError
    return signed_json.decoded(signed.content, Receipt, "receipt")


def _decoded(content: bytes) -> Receipt:
    if len(content) > MOST_RECEIPT_BYTES:
        raise BundleTooBigError(len(content), MOST_RECEIPT_BYTES)
    try:
        version = msgspec.json.decode(content, type=_Version).format
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise FileDamagedError("receipt") from problem
    if version > FORMAT:
        raise BundleTooNewError(version, FORMAT)
    try:
        return msgspec.json.decode(content, type=Receipt)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise FileDamagedError("receipt") from problem


def standing(signed: SignedReceipt, receipt: Receipt, newest: str | None, seen: Collection[str]) -> Standing:
    """Return what a receipt is to this village.

    ``newest``: digest of the newest one it took. ``seen``: digests of all it ever took, and all that those name as
    ``previous`` (``seen_after`` keeps it).
    """
    digest = sha256(signed.content)
    if digest == newest:
        return Standing.KNOWN
    if digest in seen:
        return Standing.STALE
    return Standing.NEW if newest is None or newest in receipt.previous else Standing.FALLEN_BACK


def seen_after(signed: SignedReceipt, receipt: Receipt, seen: Iterable[str]) -> set[str]:
    """Return every receipt that is old or known from now on."""
    return {*seen, *receipt.previous, signed.digest}


def states_after(
    receipt: Receipt, sent: Iterable[str], ancestors: Callable[[Collection[str]], Collection[str]]
) -> dict[str, State]:
    """Return where each change of ``sent`` stands by this receipt alone; nothing is left from earlier ones.

    ``sent``: every change the desk has ever sent with its content. ``ancestors`` returns everything at or behind the
    heads given, as far as this desk knows it, so the bundle's changes are to be taken first.
    """
    reached = set(ancestors({head for heads in receipt.heads.values() for head in heads}))
    reached.difference_update(receipt.bare)
    disputed, held = set(receipt.disputed), set(receipt.held)
    return {digest: _state(digest, receipt.returned, held, disputed, reached) for digest in sent}


def _state(
    digest: str, returned: Mapping[str, str], held: Collection[str], disputed: Collection[str], reached: Collection[str]
) -> State:
    if digest in returned:
        return State.RETURNED
    if digest in held:
        return State.HELD
    if digest not in reached:
        return State.UNANSWERED
    return State.DISPUTED if digest in disputed else State.TAKEN


def numbers(states: Mapping[str, State]) -> dict[str, int]:
    """Return ``sent`` and how many of it stand in each state; they add up."""
    standing_at = list(states.values())
    return {"sent": len(standing_at), **{state.value: standing_at.count(state) for state in State}}
