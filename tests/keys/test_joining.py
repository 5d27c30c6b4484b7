"""How a laptop joins an office, and everything that must stop it."""

from __future__ import annotations

import hmac
from collections.abc import Callable

import msgspec
import pytest

from fupin_desk import keys
from fupin_desk.domain.errors import (
    CertificateRefusedError,
    DeskError,
    FileDamagedError,
    SignatureWrongError,
    WrongCodeError,
    WrongFingerprintError,
)
from fupin_desk.keys.canonical import encoded
from fupin_desk.keys.certificate import CertificateRole
from fupin_desk.keys.signing import sign
from tests.keys.offices import NOW, QUICK, Joining, flipped

pytestmark = pytest.mark.filterwarnings("ignore:Parsed a serial number")
EVERY = 13
"""Each 13th bit of a file that a stretched code protects: every byte is met, each at other bits."""


def refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except DeskError:
        return True
    return False


def answered(joining: Joining) -> keys.EnrolmentAnswer:
    answer, _ = keys.enrol(
        joining.authority, joining.office.receipt, joining.invitation, joining.code, joining.request(), NOW
    )
    return answer


def test_a_laptop_joins_by_three_files_and_a_paper(joining: Joining) -> None:
    invitation = keys.read_invitation(keys.invitation_file(joining.invitation))
    request = keys.make_request(
        invitation,
        keys.grouped(joining.code).lower(),
        joining.fingerprint.lower(),
        joining.laptop,
        "desk-a",
        "阿依古丽",
    )
    request = keys.read_request(keys.request_file(request))
    answer, kept = keys.enrol(joining.authority, joining.office.receipt, joining.invitation, joining.code, request, NOW)
    enrolled = keys.accept(keys.read_answer(keys.answer_file(answer)), invitation, joining.laptop, "desk-a")
    assert enrolled.own == kept
    assert (enrolled.own.village, enrolled.own.name) == ("990101001001", "幸福村 بەخت كەنتى")
    assert (enrolled.root, enrolled.receipt, enrolled.office) == (
        joining.office.root,
        joining.office.receipt,
        joining.office.desk,
    )


def test_the_code_is_in_no_file(joining: Joining) -> None:
    files = (keys.invitation_file(joining.invitation), keys.request_file(joining.request()))
    assert not any(joining.code.encode() in file for file in files)
    assert len(joining.code) == 16


def test_a_mistyped_code_or_fingerprint_is_told_on_the_laptop(joining: Joining, other: Joining) -> None:
    for code in (other.code, joining.code[:-1], joining.code[::-1], ""):
        with pytest.raises(WrongCodeError):
            keys.make_request(joining.invitation, code, joining.fingerprint, joining.laptop, "desk-a", "x")
    with pytest.raises(WrongFingerprintError):
        keys.make_request(joining.invitation, joining.code, other.fingerprint, joining.laptop, "desk-a", "x")


def test_every_altered_byte_of_an_invitation_is_refused(joining: Joining) -> None:
    data = keys.invitation_file(joining.invitation)
    for broken in flipped(data, EVERY):
        assert refused(
            lambda broken=broken: keys.check_invitation(  # type: ignore[misc]
                keys.read_invitation(broken), joining.code, joining.fingerprint
            )
        )


def test_another_recovery_key_slipped_into_an_invitation_is_refused(joining: Joining) -> None:
    """Else whoever carries the stick could have every village's vault key sent to themselves."""
    mine = keys.age.recipient_of(keys.age.new_identity())
    body = msgspec.structs.replace(joining.invitation.body, recovery_recipient=mine)
    with pytest.raises(SignatureWrongError):
        keys.check_invitation(msgspec.structs.replace(joining.invitation, body=body), joining.code, joining.fingerprint)


def test_an_invitation_signed_by_another_office_is_refused(joining: Joining, other: Joining) -> None:
    body = joining.invitation.body
    forged = msgspec.structs.replace(joining.invitation, signature=sign(other.authority.root_key, encoded(body)))
    with pytest.raises(SignatureWrongError):
        keys.check_invitation(forged, joining.code, joining.fingerprint)
    swapped = msgspec.structs.replace(body, root_certificate=other.office.root.der)
    with pytest.raises(WrongFingerprintError):
        keys.check_invitation(
            msgspec.structs.replace(joining.invitation, body=swapped), joining.code, joining.fingerprint
        )


def test_an_office_invites_only_in_its_own_name(joining: Joining, other: Joining) -> None:
    with pytest.raises(CertificateRefusedError):
        keys.make_invitation(joining.authority, other.office.desk, joining.office.recovery_recipient, "99", "x")
    with pytest.raises(FileDamagedError):
        keys.make_invitation(joining.authority, joining.office.desk, "age1nobody", "99", "x")
    with pytest.raises(ValueError, match="invited"):
        keys.make_invitation(
            joining.authority,
            joining.office.desk,
            joining.office.recovery_recipient,
            "99",
            "x",
            role=CertificateRole.RECEIPT,
        )


def test_every_altered_byte_of_a_request_is_refused(joining: Joining) -> None:
    data = keys.request_file(joining.request())
    for broken in flipped(data, EVERY):
        assert refused(
            lambda broken=broken: keys.check_request(  # type: ignore[misc]
                keys.read_request(broken), joining.invitation, joining.code
            )
        )


def test_whoever_has_the_file_without_the_paper_cannot_join(joining: Joining, other: Joining) -> None:
    """They can put their own keys into a request that they saw, but not close it."""
    seen, mine = joining.request(), keys.new_desk_keys()
    body = msgspec.structs.replace(seen.body, public_key=mine.public_key, age_recipient=mine.recipient)
    forged = keys.JoinRequest(body, sign(mine.signing_key, encoded(body)), seen.closed)
    with pytest.raises(WrongCodeError):
        keys.check_request(forged, joining.invitation, joining.code)
    with pytest.raises(WrongCodeError):
        keys.check_request(seen, joining.invitation, other.code)


def test_whoever_asks_must_hold_the_key(joining: Joining) -> None:
    """With the paper, but for somebody else's public key."""
    victim = keys.new_desk_keys()
    by_code = keys.check_invitation(joining.invitation, joining.code, joining.fingerprint)
    body = msgspec.structs.replace(joining.request().body, public_key=victim.public_key)
    proof = sign(joining.laptop.signing_key, encoded(body))
    closed = hmac.digest(by_code.request, encoded(body) + proof, "sha256")
    with pytest.raises(SignatureWrongError):
        keys.check_request(keys.JoinRequest(body, proof, closed), joining.invitation, joining.code)


def test_a_request_answers_one_invitation_only(joining: Joining) -> None:
    second, code = keys.make_invitation(
        joining.authority,
        joining.office.desk,
        joining.office.recovery_recipient,
        "990101001002",
        "团结村",
        cost=QUICK,
    )
    for pair in ((second, code), (second, joining.code), (joining.invitation, code)):
        with pytest.raises(WrongCodeError):
            keys.check_request(joining.request(), *pair)


def test_a_request_whose_invitation_was_changed_since_is_refused(joining: Joining) -> None:
    """Whoever has paper and stick may close a request anew, but to this invitation as it is, or to none."""
    by_code = keys.check_invitation(joining.invitation, joining.code, joining.fingerprint)
    for changed in ({"invitation_digest": bytes(32)}, {"invitation": "another"}):
        body = msgspec.structs.replace(joining.request().body, **changed)
        proof = sign(joining.laptop.signing_key, encoded(body))
        closed = hmac.digest(by_code.request, encoded(body) + proof, "sha256")
        with pytest.raises(FileDamagedError, match="other_invitation"):
            keys.check_request(keys.JoinRequest(body, proof, closed), joining.invitation, joining.code)


def test_no_certificate_is_made_for_a_request_that_does_not_hold(joining: Joining, other: Joining) -> None:
    authority, receipt, invitation = joining.authority, joining.office.receipt, joining.invitation
    forged = msgspec.structs.replace(joining.request(), closed=bytes(32))
    with pytest.raises(WrongCodeError):
        keys.enrol(authority, receipt, invitation, joining.code, forged, NOW)
    with pytest.raises(WrongCodeError):
        keys.enrol(authority, receipt, invitation, other.code, joining.request(), NOW)
    for wrong in (joining.office.desk, other.office.receipt, joining.office.root):
        with pytest.raises(CertificateRefusedError):
            keys.enrol(authority, wrong, invitation, joining.code, joining.request(), NOW)
    with pytest.raises(CertificateRefusedError) as caught:
        keys.enrol(authority, receipt, other.invitation, other.code, other.request(), NOW)
    assert caught.value.reason == "not_our_office"


def test_the_certificate_names_the_invited_village_whatever_the_request_says(joining: Joining) -> None:
    body = joining.request().body
    assert "990101001001" not in encoded(body).decode()
    assert keys.read_certificate(answered(joining).desk_certificate).village == "990101001001"


def test_every_altered_byte_of_an_answer_is_refused(joining: Joining) -> None:
    data = keys.answer_file(answered(joining))
    for broken in flipped(data, 5):
        assert refused(
            lambda broken=broken: keys.accept(  # type: ignore[misc]
                keys.read_answer(broken), joining.invitation, joining.laptop, "desk-a"
            )
        )


def test_an_answer_is_for_one_desk_and_its_keys(joining: Joining, other: Joining) -> None:
    answer = answered(joining)
    for laptop, desk, reason in (
        (keys.new_desk_keys(), "desk-a", "other_key"),
        (
            msgspec.structs.replace(joining.laptop, age_identity=keys.new_desk_keys().age_identity),
            "desk-a",
            "other_key",
        ),
        (msgspec.structs.replace(joining.laptop, signing_key=keys.new_desk_keys().signing_key), "desk-a", "other_key"),
        (joining.laptop, "desk-b", "other_desk"),
    ):
        with pytest.raises(CertificateRefusedError) as caught:
            keys.accept(answer, joining.invitation, laptop, desk)
        assert caught.value.reason == reason
    with pytest.raises(CertificateRefusedError) as caught:
        keys.accept(answer, other.invitation, joining.laptop, "desk-a")
    assert caught.value.reason == "not_our_office"


def test_an_answer_from_another_office_or_with_the_wrong_certificate_is_refused(
    joining: Joining, other: Joining
) -> None:
    answer = answered(joining)
    for changed in (
        {"root_certificate": other.office.root.der},
        {"office_certificate": other.office.desk.der},
        {"receipt_certificate": other.office.receipt.der},
        {"receipt_certificate": joining.office.desk.der},
        {"receipt_certificate": answer.desk_certificate},
        {"desk_certificate": joining.office.desk.der},
    ):
        with pytest.raises(CertificateRefusedError):
            keys.accept(msgspec.structs.replace(answer, **changed), joining.invitation, joining.laptop, "desk-a")


def test_another_villages_certificate_for_the_same_keys_is_refused(joining: Joining) -> None:
    elsewhere = keys.issue(
        joining.authority,
        keys.CertificateSubject(
            CertificateRole.VILLAGE,
            "990101001002",
            "团结村",
            joining.laptop.public_key,
            "desk-a",
            joining.laptop.recipient,
        ),
        NOW,
    )
    changed = msgspec.structs.replace(answered(joining), desk_certificate=elsewhere.der)
    with pytest.raises(CertificateRefusedError) as caught:
        keys.accept(changed, joining.invitation, joining.laptop, "desk-a")
    assert caught.value.reason == "other_village"


def test_a_township_joins_as_a_township(joining: Joining) -> None:
    invitation, code = keys.make_invitation(
        joining.authority,
        joining.office.desk,
        joining.office.recovery_recipient,
        "990101001",
        "幸福乡",
        role=CertificateRole.TOWNSHIP,
        cost=QUICK,
    )
    request = keys.make_request(invitation, code, joining.fingerprint, joining.laptop, "desk-t", "王伟")
    answer, made = keys.enrol(joining.authority, joining.office.receipt, invitation, code, request, NOW)
    assert made.role is CertificateRole.TOWNSHIP
    assert keys.accept(answer, invitation, joining.laptop, "desk-t").own == made


@pytest.mark.parametrize("read", [keys.read_invitation, keys.read_request, keys.read_answer, keys.read_recovery_shares])
def test_what_is_none_of_our_files_is_refused_as_such(read: Callable[[bytes], object], joining: Joining) -> None:
    others = [keys.invitation_file(joining.invitation), keys.request_file(joining.request())]
    for data in (b"", b"{}", b"\xff\xfe", b"[" * 100_000, b" " * (2 << 20), *others):
        if read in (keys.read_invitation, keys.read_request) and data in others:
            continue
        with pytest.raises(FileDamagedError):
            read(data)
