"""A bundle: what is packed is opened by whom it is for, and by nobody else, and never in part."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fupin_desk import keys
from fupin_desk.domain.changes import Change
from fupin_desk.domain.errors import (
    BundleBeyondLimitError,
    BundleTooBigError,
    BundleTooNewError,
    CertificateRefusedError,
    DeskError,
    FileDamagedError,
    FileNotReadableError,
    ForeignBundleError,
    NotABundleError,
    NotForThisDeskError,
    SignatureWrongError,
)
from fupin_desk.domain.limits import MOST_FILE_BYTES, MOST_HEADS, MOST_LACKING
from fupin_desk.exchange.bundle import bundle_name, open_bundle, pack, pour, recipients_of
from fupin_desk.exchange.compression import compressed
from fupin_desk.exchange.manifest import FORMAT, Manifest, write_manifest
from tests.exchange.county import NOW, County, Place, a_bundle, a_receipt, content_for
from tests.exchange.desks import STREAM, VILLAGE, History, an_id
from tests.exchange.tars import read_tar, write_tar
from tests.exchange.test_lines import histories


def three_changes() -> list[Change]:
    desk = History("desk-a", random.Random(1))
    return [desk.write(an_id(number), "group", f"{number}组") for number in (1, 2, 3)]


def rebuilt(data: bytes, by: Place, recipient: Place, also: dict[str, bytes] | None = None, **said: object) -> bytes:
    """The bundle as a sender would make it whose manifest says something else, or who adds parts."""
    old = read_tar(keys.age.decrypt(data, recipient.reader.identity))
    manifest = msgspec.json.decode(old["manifest.json"], type=Manifest)
    head = write_manifest(msgspec.structs.replace(manifest, **said))
    whole = old | {"manifest.json": head, "manifest.sig": by.signer.sign(head)} | (also or {})
    return keys.age.encrypt(write_tar(whole), [recipient.certificate.age_recipient])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(histories())
def test_what_is_packed_is_opened(county: County, changes: list[Change]) -> None:
    scan = b"a scan"
    blobs = {hashlib.sha256(scan).hexdigest(): scan}
    receipt = a_receipt()
    data = a_bundle(county.village, county.office, changes, blobs=blobs, receipt=receipt, withheld=2, number=7)
    bundle = open_bundle(data, county.office.reader)
    assert set(bundle.changes) == {change.digest for change in changes}
    assert all(bundle.changes[change.digest].digest == change.digest for change in changes)
    assert (bundle.files, bundle.receipt, bundle.sender) == (frozenset(blobs), receipt, county.village.certificate)
    poured: list[bytes] = []
    pour(data, county.office.reader, bundle.files, poured.append)
    assert poured == [scan]
    assert (bundle.manifest.number, bundle.manifest.withheld) == (7, 2)


def test_a_change_given_whole_and_bare_is_there_once_and_whole(county: County) -> None:
    first, *rest = three_changes()
    for changes in ([first, first.stripped(), *rest], [first.stripped(), first, *rest]):
        opened = open_bundle(a_bundle(county.village, county.office, changes), county.office.reader)
        assert list(opened.changes.values()) == [first, *rest]


def test_the_way_back_is_the_same(county: County) -> None:
    changes = three_changes()
    bundle = open_bundle(a_bundle(county.office, county.village, changes), county.village.reader)
    assert list(bundle.changes.values()) == changes


def test_the_manifest_says_how_far_each_stream_goes(county: County) -> None:
    first, second, third = three_changes()
    data = a_bundle(county.village, county.office, [second.stripped(), third], known={STREAM: [first.digest]})
    part = open_bundle(data, county.office.reader).manifest.streams[STREAM]
    assert (part.known, part.heads) == ([first.digest], [third.digest])
    assert (part.first, part.last, part.changes, part.bare) == (second.digest, third.digest, 2, 1)


def test_every_flipped_byte_and_every_cut_of_a_small_bundle_is_refused(county: County) -> None:
    data = a_bundle(county.village, county.office, three_changes()[:1])
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        with pytest.raises(DeskError):
            open_bundle(bytes(changed), county.office.reader)
        with pytest.raises((FileDamagedError, NotABundleError)):
            open_bundle(data[:place], county.office.reader)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_a_larger_bundle_that_was_altered_anywhere_is_refused(county: County, share: float, bits: int) -> None:
    noise = random.Random(1).randbytes(300_000)
    whole = a_bundle(county.village, county.office, blobs={hashlib.sha256(noise).hexdigest(): noise})
    place = int(share * len(whole))
    changed = bytearray(whole)
    changed[place] ^= bits
    for bad in (bytes(changed), whole[:place], whole + bytes(1 + place % 3)):
        with pytest.raises(DeskError):
            open_bundle(bad, county.office.reader)


def test_every_flipped_byte_under_the_encryption_is_refused(county: County) -> None:
    """A sender whose disk is failing encrypts what is already wrong."""
    plain = keys.age.decrypt(a_bundle(county.village, county.office, three_changes()), county.office.reader.identity)
    for place in range(len(plain)):
        changed = bytearray(plain)
        changed[place] ^= 0x10 if place % 2 else 0x01
        wrapped = keys.age.encrypt(bytes(changed), [county.office.certificate.age_recipient])
        with pytest.raises(DeskError):
            open_bundle(wrapped, county.office.reader)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", bytes(4096), b"age-encryption.org/v1"])
def test_another_file_is_no_bundle(county: County, data: bytes) -> None:
    with pytest.raises(NotABundleError):
        open_bundle(data, county.office.reader)
    with pytest.raises(NotABundleError):
        recipients_of(data)


def test_something_else_encrypted_to_us_is_no_bundle(county: County) -> None:
    other = keys.age.encrypt(b"an invitation", [county.office.certificate.age_recipient])
    with pytest.raises(NotABundleError):
        open_bundle(other, county.office.reader)


def test_a_bundle_for_another_desk_is_not_opened(county: County) -> None:
    with pytest.raises(NotForThisDeskError):
        open_bundle(a_bundle(county.office, county.village), county.neighbour.reader)


def test_a_bundle_that_was_opened_and_passed_on_is_seen_to_be_for_somebody_else(county: County) -> None:
    data = a_bundle(county.office, county.village)
    plain = keys.age.decrypt(data, county.village.reader.identity)
    passed_on = keys.age.encrypt(plain, [county.neighbour.certificate.age_recipient])
    with pytest.raises(NotForThisDeskError):
        open_bundle(passed_on, county.neighbour.reader)


def test_another_countys_bundle_is_foreign(county: County, other_county: County) -> None:
    data = a_bundle(other_county.village, county.office)
    with pytest.raises(ForeignBundleError) as refused:
        open_bundle(data, county.office.reader)
    assert refused.value.fingerprint == other_county.village.certificate.fingerprint


def test_a_village_hears_its_office_and_an_office_its_villages(county: County) -> None:
    with pytest.raises(ForeignBundleError):
        open_bundle(a_bundle(county.neighbour, county.village), county.village.reader)
    with pytest.raises(ForeignBundleError):
        open_bundle(a_bundle(county.office, county.office), county.office.reader)


def test_a_certificate_that_somebody_else_signs_with_is_found_out(county: County) -> None:
    data = a_bundle(county.village, county.office)
    with pytest.raises(SignatureWrongError):
        open_bundle(rebuilt(data, county.neighbour, county.office), county.office.reader)


def test_a_sender_who_calls_itself_another_desk_is_refused(county: County) -> None:
    data = a_bundle(county.village, county.office)
    other = {"village": VILLAGE, "desk": "desk-office"}
    said = msgspec.convert(other, type=type(open_bundle(data, county.office.reader).manifest.sender))
    with pytest.raises(FileDamagedError, match="sender"):
        open_bundle(rebuilt(data, county.village, county.office, sender=said), county.office.reader)


def test_a_revoked_desks_bundle_is_refused(county: County) -> None:
    revoked = keys.revoke(keys.RevocationList(), county.village.certificate, keys.RevocationReason.LOST, NOW)
    reader = county.office.reader.__class__(**{**county.office.reader.__dict__, "revoked": revoked})
    with pytest.raises(CertificateRefusedError, match="revoked"):
        open_bundle(a_bundle(county.village, county.office), reader)


def test_a_newer_format_is_told_from_a_damaged_file(county: County) -> None:
    data = rebuilt(a_bundle(county.village, county.office), county.village, county.office, format=FORMAT + 1)
    with pytest.raises(BundleTooNewError) as refused:
        open_bundle(data, county.office.reader)
    assert refused.value.facts == {"bundle": FORMAT + 1, "desk": FORMAT}


def test_too_large_a_bundle_is_neither_made_nor_opened(county: County) -> None:
    data = a_bundle(county.village, county.office, three_changes())
    small = county.office.reader.__class__(**{**county.office.reader.__dict__, "limit": 1000})
    with pytest.raises(BundleTooBigError):
        open_bundle(data, small)
    with pytest.raises(BundleTooBigError):
        pack(content_for(county.office, three_changes()), county.village.signer, limit=500)


def test_a_sender_who_says_a_wrong_size_is_refused_before_anything_is_unpacked(county: County) -> None:
    data = a_bundle(county.village, county.office, three_changes())
    parts = open_bundle(data, county.office.reader).manifest.parts
    for size, error in ((1 << 40, BundleTooBigError), (1 << 27, FileDamagedError), (5, FileDamagedError)):
        lying = {**parts, "changes.jsonl.zst": msgspec.structs.replace(parts["changes.jsonl.zst"], unpacked=size)}
        with pytest.raises(error):
            open_bundle(rebuilt(data, county.village, county.office, parts=lying), county.office.reader)


@pytest.mark.parametrize("said", [{"withheld": -3}, {"number": 0}, {"number": 1 << 70}, {"format": 0}])
def test_numbers_that_count_nothing_are_refused(county: County, said: dict[str, Any]) -> None:
    made = rebuilt(a_bundle(county.village, county.office, three_changes()), county.village, county.office, **said)
    with pytest.raises(FileDamagedError, match="manifest"):
        open_bundle(made, county.office.reader)


def test_parts_that_the_manifest_does_not_name_are_refused(county: County) -> None:
    data = a_bundle(county.village, county.office)
    extra = {"blobs/" + "a" * 64: b"x"}
    with pytest.raises(FileDamagedError, match="parts"):
        open_bundle(rebuilt(data, county.village, county.office, extra), county.office.reader)


def test_a_blob_under_another_name_than_its_digest_is_refused(county: County) -> None:
    data = a_bundle(county.village, county.office, blobs={"a" * 64: b"x"})
    with pytest.raises(FileDamagedError, match="part_digest"):
        open_bundle(data, county.office.reader)


def test_a_stick_that_holds_something_else_the_second_time_is_found_out(county: County, tmp_path: Path) -> None:
    """Files are read when all else has been believed: whoever changed the stick meanwhile gains nothing."""
    one, other = b"a scan", b"a s\0an"
    digest = hashlib.sha256(one).hexdigest()
    file = tmp_path / "a.fdb"
    file.write_bytes(a_bundle(county.village, county.office, blobs={digest: one}))
    opened = open_bundle(file, county.office.reader)
    for there, reason in (({digest: other}, "part_digest"), ({"0" * 64: one}, "parts"), ({}, "parts")):
        file.write_bytes(a_bundle(county.village, county.office, blobs=there))
        poured: list[bytes] = []
        with pytest.raises(FileDamagedError, match=reason):
            pour(file, county.office.reader, opened.files, poured.append)
        assert poured == []
    file.unlink()
    with pytest.raises(FileNotReadableError):
        pour(file, county.office.reader, opened.files, poured.append)


def test_a_file_larger_than_any_scan_is_refused_before_it_is_read(county: County) -> None:
    scan = bytes(MOST_FILE_BYTES + 1)
    data = a_bundle(county.village, county.office, blobs={hashlib.sha256(scan).hexdigest(): scan})
    with pytest.raises(BundleBeyondLimitError) as refused:
        open_bundle(data, county.office.reader)
    assert refused.value.facts["what"] == "file_bytes"


def test_an_empty_file_is_a_file(county: County) -> None:
    digest = hashlib.sha256(b"").hexdigest()
    data = a_bundle(county.village, county.office, blobs={digest: b""})
    poured: list[bytes] = []
    pour(data, county.office.reader, open_bundle(data, county.office.reader).files, poured.append)
    assert poured == [b""]


def test_lines_that_are_not_those_of_the_manifest_are_refused(county: County) -> None:
    """Somebody's program that computes digests in another way would otherwise send changes nobody can join."""
    data = a_bundle(county.village, county.office, three_changes())
    streams = open_bundle(data, county.office.reader).manifest.streams
    wrong = {STREAM: msgspec.structs.replace(streams[STREAM], last="f" * 64)}
    with pytest.raises(FileDamagedError, match="streams"):
        open_bundle(rebuilt(data, county.village, county.office, streams=wrong), county.office.reader)


def test_lines_that_were_cut_off_are_refused(county: County) -> None:
    data = a_bundle(county.village, county.office, three_changes())
    cut = compressed(b'{"stream":')
    with pytest.raises(FileDamagedError):
        open_bundle(rebuilt(data, county.village, county.office, {"changes.jsonl.zst": cut}), county.office.reader)


def test_one_sees_from_outside_for_how_many_it_is(county: County) -> None:
    assert recipients_of(a_bundle(county.village, county.office)) == 1


def test_the_name_says_village_and_head() -> None:
    assert bundle_name(VILLAGE, "0123456789abcdef") == "990101001001-01234567.fdb"
    assert bundle_name(VILLAGE, "0123456789abcdef", turn=2) == "990101001001-01234567-2.fdb"


FORMS: dict[str, Callable[[bytes], bytes]] = {
    "blanks": lambda head: head.replace(b'": ', b'":  ', 1),
    "no blanks": lambda head: msgspec.json.format(head, indent=0),
    "another order": lambda head: msgspec.json.format(json.dumps(dict(reversed(json.loads(head).items()))).encode()),
    "twice": lambda head: head.replace(b'"withheld"', b'"withheld": 5,\n "withheld"', 1),
    "escaped": lambda head: head.replace(b'"made_at"', b'"\\u006dade_at"', 1),
    "a point": lambda head: head.replace(b'"withheld": 0', b'"withheld": 0.0', 1),
    "minus": lambda head: head.replace(b'"withheld": 0', b'"withheld": -0', 1),
    "an end of line": lambda head: head + b"\n",
    "deep": lambda head: head.replace(b'"withheld": 0', b'"withheld": ' + b"[" * 100_000, 1),
}


@pytest.mark.parametrize("way", FORMS)
def test_a_manifest_that_we_would_have_written_in_another_way_is_refused(county: County, way: str) -> None:
    old = read_tar(
        keys.age.decrypt(a_bundle(county.village, county.office, three_changes()), county.office.reader.identity)
    )
    head = FORMS[way](old["manifest.json"])
    assert head != old["manifest.json"]
    parts = old | {"manifest.json": head, "manifest.sig": county.village.signer.sign(head)}
    made = keys.age.encrypt(write_tar(parts), [county.office.certificate.age_recipient])
    with pytest.raises((FileDamagedError, NotABundleError)):
        open_bundle(made, county.office.reader)


@pytest.mark.parametrize(
    "said",
    [
        {"known": ["b" * 64, "a" * 64]},
        {"known": ["a" * 64, "a" * 64]},
        {"lacks": ["a" * 64, "a" * 64]},
        {"heads": ["b" * 64, "a" * 64]},
    ],
)
def test_lists_of_a_manifest_are_in_their_one_order(county: County, said: dict[str, list[str]]) -> None:
    data = a_bundle(county.village, county.office, three_changes())
    streams = open_bundle(data, county.office.reader).manifest.streams
    lying = {STREAM: msgspec.structs.replace(streams[STREAM], **said)}
    with pytest.raises(FileDamagedError, match="manifest"):
        open_bundle(rebuilt(data, county.village, county.office, streams=lying), county.office.reader)


@pytest.mark.parametrize(
    "said",
    [
        {"lacks": [f"{at:064x}" for at in range(MOST_LACKING + 1)]},
        {"heads": [f"{at:064x}" for at in range(MOST_HEADS + 1)]},
        {"known": [f"{at:064x}" for at in range(MOST_HEADS + 1)]},
    ],
)
def test_a_manifest_that_names_more_than_anybody_has_is_refused(county: County, said: dict[str, list[str]]) -> None:
    data = a_bundle(county.village, county.office, three_changes())
    streams = open_bundle(data, county.office.reader).manifest.streams
    lying = {STREAM: msgspec.structs.replace(streams[STREAM], **said)}
    with pytest.raises(BundleBeyondLimitError):
        open_bundle(rebuilt(data, county.village, county.office, streams=lying), county.office.reader)


def test_a_certificate_in_another_spelling_is_refused(county: County) -> None:
    data = a_bundle(county.village, county.office, three_changes())
    certificates = open_bundle(data, county.office.reader).manifest.certificates
    for spelled in (certificates[0] + "\n", "\n" + certificates[0], "before " + certificates[0]):
        made = rebuilt(data, county.village, county.office, certificates=[spelled, *certificates[1:]])
        with pytest.raises(DeskError):
            open_bundle(made, county.office.reader)
