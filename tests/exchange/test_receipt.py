"""The office's signed answer, and what a village makes of it."""

from __future__ import annotations

import json

import msgspec
import pytest

from fupin_desk import keys
from fupin_desk.domain.errors import (
    BundleTooBigError,
    BundleTooNewError,
    CertificateRefusedError,
    DeskError,
    FileDamagedError,
    ForeignBundleError,
    NotForThisDeskError,
    SignatureWrongError,
)
from fupin_desk.domain.limits import MOST_RECEIPT_BYTES
from fupin_desk.exchange.bundle import SignedReceipt, open_bundle
from fupin_desk.exchange.manifest import FORMAT, Place
from fupin_desk.exchange.receipt import (
    Receipt,
    Standing,
    State,
    numbers,
    read_receipt,
    seen_after,
    sign_receipt,
    standing,
    states_after,
)
from tests.exchange.county import NOW, County, a_bundle
from tests.exchange.desks import AT, STREAM, VILLAGE, History, an_id


def a_receipt(**said: object) -> Receipt:
    usual: dict[str, object] = {
        "desk": Place(VILLAGE, "desk-a"),
        "number": 1,
        "issued_at": AT,
        "answers": 1,
        "heads": {},
        "bare": [],
        "disputed": [],
        "held": [],
        "returned": {},
        "settled": [],
        "previous": [],
    }
    return Receipt(**(usual | said))  # type: ignore[arg-type]


def issued(county: County, *earlier: SignedReceipt, **said: object) -> SignedReceipt:
    return sign_receipt(a_receipt(previous=[receipt.digest for receipt in earlier], **said), county.receipts)


def test_what_is_signed_is_read(county: County) -> None:
    revoked = keys.revoke(keys.RevocationList(), county.neighbour.certificate, keys.RevocationReason.LOST, NOW)
    said = a_receipt(returned={"a" * 64: "field"}, revoked=revoked, renewals=[county.village.certificate.pem.decode()])
    read = read_receipt(sign_receipt(said, county.receipts), county.root, county.village.certificate)
    assert msgspec.structs.replace(read, certificate="") == said


def test_it_travels_in_the_bundle_on_the_way_back(county: County) -> None:
    signed = issued(county)
    bundle = open_bundle(a_bundle(county.office, county.village, receipt=signed), county.village.reader)
    assert bundle.receipt == signed


def test_every_altered_byte_is_refused(county: County) -> None:
    signed = issued(county)
    for place in range(len(signed.content)):
        changed = bytearray(signed.content)
        changed[place] ^= 1 << place % 8
        with pytest.raises(DeskError):
            read_receipt(SignedReceipt(bytes(changed), signed.signature), county.root, county.village.certificate)


def test_only_the_receipt_key_signs_receipts(county: County) -> None:
    with pytest.raises(CertificateRefusedError):
        sign_receipt(a_receipt(), county.office.signer)
    content = msgspec.json.encode(
        msgspec.structs.replace(a_receipt(), certificate=county.office.certificate.pem.decode()), order="sorted"
    )
    with pytest.raises(ForeignBundleError):
        read_receipt(SignedReceipt(content, county.office.signer.sign(content)), county.root, None)


def test_another_countys_receipt_is_foreign(county: County, other_county: County) -> None:
    with pytest.raises(ForeignBundleError):
        read_receipt(issued(other_county), county.root, county.village.certificate)


def test_another_desks_receipt_is_not_ours(county: County) -> None:
    with pytest.raises(NotForThisDeskError):
        read_receipt(issued(county), county.root, county.neighbour.certificate)


def test_a_signature_of_something_else_is_refused(county: County) -> None:
    one, other = issued(county), issued(county, number=2)
    with pytest.raises(SignatureWrongError):
        read_receipt(SignedReceipt(one.content, other.signature), county.root, county.village.certificate)


def test_a_revoked_receipt_key_is_refused(county: County) -> None:
    revoked = keys.revoke(keys.RevocationList(), county.certificates.receipt, keys.RevocationReason.LOST, NOW)
    with pytest.raises(CertificateRefusedError, match="revoked"):
        read_receipt(issued(county), county.root, county.village.certificate, revoked)


def test_a_newer_format_is_told_from_a_damaged_receipt(county: County) -> None:
    with pytest.raises(BundleTooNewError):
        read_receipt(issued(county, format=FORMAT + 1), county.root, None)
    with pytest.raises(FileDamagedError):
        read_receipt(SignedReceipt(b"{}", b""), county.root, None)


# ---- older, newer, and an office that fell back


def read(county: County, signed: SignedReceipt) -> Receipt:
    return read_receipt(signed, county.root, None)


def test_an_older_receipt_is_stale_even_if_it_never_came_before(county: County) -> None:
    first = issued(county)
    second = issued(county, first)
    third = issued(county, first, second)
    seen = seen_after(first, read(county, first), [])
    seen = seen_after(third, read(county, third), seen)
    assert standing(third, read(county, third), third.digest, seen) is Standing.KNOWN
    assert standing(second, read(county, second), third.digest, seen) is Standing.STALE
    assert standing(first, read(county, first), third.digest, seen) is Standing.STALE
    fourth = issued(county, first, second, third)
    assert standing(fourth, read(county, fourth), third.digest, seen) is Standing.NEW


def test_an_office_that_restored_a_backup_is_found_out_by_what_it_does_not_remember(county: County) -> None:
    first = issued(county)
    second = issued(county, first)
    seen = seen_after(second, read(county, second), seen_after(first, read(county, first), []))
    after_restore = issued(county, first, number=2, answers=5)
    assert standing(after_restore, read(county, after_restore), second.digest, seen) is Standing.FALLEN_BACK
    seen = seen_after(after_restore, read(county, after_restore), seen)
    assert standing(second, read(county, second), after_restore.digest, seen) is Standing.STALE


def test_the_very_first_receipt_is_new(county: County) -> None:
    first = issued(county)
    assert standing(first, read(county, first), None, set()) is Standing.NEW


# ---- what it says of what was sent


def test_each_change_sent_stands_somewhere_and_the_numbers_add_up() -> None:
    desk = History("desk-a")
    changes = [desk.write(an_id(number), "group", "1组").digest for number in range(1, 8)]
    returned, held, disputed, bare, taken, late, later = changes
    receipt = a_receipt(
        heads={STREAM: [taken]}, bare=[bare], disputed=[disputed], held=[held], returned={returned: "field"}
    )
    states = states_after(receipt, changes, desk.ancestors)
    assert [states[digest] for digest in changes] == [
        State.RETURNED, State.HELD, State.DISPUTED, State.UNANSWERED, State.TAKEN, State.UNANSWERED, State.UNANSWERED,
    ]  # fmt: skip
    assert (late, later) == tuple(changes[5:])
    assert numbers(states) == {"sent": 7, "taken": 1, "disputed": 1, "held": 1, "returned": 1, "unanswered": 3}


def test_what_the_office_knows_only_to_exist_is_not_green() -> None:
    """Sent bare at first, sent whole later: an older receipt has reached it, and has not got it."""
    desk = History("desk-a")
    change = desk.write(an_id(1), "group", "1组").digest
    assert states_after(a_receipt(heads={STREAM: [change]}, bare=[change]), [change], desk.ancestors) == {
        change: State.UNANSWERED
    }


def test_green_is_withdrawn_when_the_office_falls_back() -> None:
    desk = History("desk-a")
    first, second = (desk.write(an_id(number), "group", "1组").digest for number in (1, 2))
    before = states_after(a_receipt(heads={STREAM: [second]}), [first, second], desk.ancestors)
    after = states_after(a_receipt(heads={STREAM: [first]}), [first, second], desk.ancestors)
    assert (before[second], after[second]) == (State.TAKEN, State.UNANSWERED)


def test_heads_that_this_desk_does_not_know_yet_make_nothing_green() -> None:
    desk = History("desk-a")
    change = desk.write(an_id(1), "group", "1组").digest
    assert states_after(a_receipt(heads={STREAM: ["f" * 64]}), [change], desk.ancestors)[change] is State.UNANSWERED


def test_nothing_sent_is_nothing_everywhere() -> None:
    assert set(numbers({}).values()) == {0}


@pytest.mark.parametrize("way", ["no blanks", "twice", "a point", "another order"])
def test_a_receipt_that_the_office_would_have_written_in_another_way_is_refused(county: County, way: str) -> None:
    content = issued(county).content
    turned = json.dumps(dict(reversed(json.loads(content).items()))).encode()
    written = {
        "no blanks": msgspec.json.format(content, indent=0),
        "twice": content.replace(b'"number"', b'"number": 9,\n "number"', 1),
        "a point": content.replace(b'"number": 1', b'"number": 1.0', 1),
        "another order": msgspec.json.format(turned, indent=1),
    }[way]
    assert written != content
    with pytest.raises(FileDamagedError):
        read_receipt(SignedReceipt(written, county.receipts.sign(written)), county.root, None)


def test_a_receipt_larger_than_twenty_years_make_it_is_not_read(county: County) -> None:
    with pytest.raises(BundleTooBigError):
        read_receipt(SignedReceipt(b" " * (MOST_RECEIPT_BYTES + 1), b""), county.root, None)
