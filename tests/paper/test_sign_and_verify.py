"""Village, then township; nothing altered, added, foreign or cut is taken for valid."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import fields, signers

from fupin_desk.assets import fonts
from fupin_desk.keys import RevocationList, RevocationReason, Signer, revoke
from fupin_desk.keys.certificate import CertificateRole
from fupin_desk.paper.about import About, write_about
from fupin_desk.paper.as_made import holds_as_made
from fupin_desk.paper.errors import PaperNotReadableError, SigningRefusedError
from fupin_desk.paper.judging import KnownRevocations
from fupin_desk.paper.readback import leaks_in_pdf
from fupin_desk.paper.render import render
from fupin_desk.paper.sign import _DatedSigner, _DatedWriter, _KeyElsewhere, _make_fields, sign
from fupin_desk.paper.verify import verify
from tests.paper.made_up import a_notice
from tests.paper.office import NOW, a_signer, an_authority

AUTHORITY = an_authority()
VILLAGE = a_signer(AUTHORITY, CertificateRole.VILLAGE, "示例村")
TOWNSHIP = a_signer(AUTHORITY, CertificateRole.TOWNSHIP, "مىسال يېزا")
TRUST = AUTHORITY.root.pem
UNSIGNED = render(a_notice("zh_CN", "ug"), fonts())
BY_VILLAGE = sign(UNSIGNED, "village", VILLAGE, NOW)
BY_BOTH = sign(BY_VILLAGE, "township", TOWNSHIP, NOW)


def reasons(pdf: bytes, trust: bytes = TRUST) -> set[str]:
    """Why it is invalid; nothing for a valid file."""
    judged = verify(pdf, trust)
    assert judged.valid == (set(judged.reasons) == {"revocation_unknown"})
    return set(judged.reasons) - {"revocation_unknown"}


def test_a_notice_signed_by_the_village_is_valid_and_names_who_signed() -> None:
    judged = verify(BY_VILLAGE, TRUST)
    assert judged.valid
    assert judged.reasons == ("revocation_unknown",)
    assert [(by.name, by.role, by.on) for by in judged.signers] == [("示例村", "village", date(2018, 11, 1))]


def test_the_township_may_sign_after_the_village_and_both_stay_valid() -> None:
    judged = verify(BY_BOTH, TRUST)
    assert judged.valid
    assert [by.role for by in judged.signers] == ["village", "township"]
    assert BY_BOTH.startswith(BY_VILLAGE)


def test_what_is_signed_still_reads_the_same() -> None:
    assert leaks_in_pdf(BY_BOTH, ("0991-1234567",)) == []
    assert BY_VILLAGE.startswith(UNSIGNED)


def test_nobody_signs_twice_or_before_the_village() -> None:
    with pytest.raises(SigningRefusedError) as twice:
        sign(BY_VILLAGE, "village", VILLAGE, NOW)
    assert twice.value.reason == "already_signed"
    with pytest.raises(SigningRefusedError) as early:
        sign(UNSIGNED, "township", TOWNSHIP, NOW)
    assert early.value.reason == "no_such_field"
    with pytest.raises(PaperNotReadableError):
        sign(b"no PDF", "village", VILLAGE, NOW)


def test_an_unsigned_pdf_and_what_is_no_pdf_are_not_valid() -> None:
    assert reasons(UNSIGNED) == {"unsigned"}
    assert reasons(b"") == {"not_a_pdf"}


def test_bytes_after_the_end_are_seen() -> None:
    assert "bytes_after_end" in reasons(BY_BOTH + b"\n% more")


def test_a_revision_added_after_signing_is_seen() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(BY_BOTH))
    writer.root["/Marked"] = generic.pdf_string("more")
    writer.update_root()  # type: ignore[no-untyped-call]
    changed = io.BytesIO()
    writer.write(changed)  # type: ignore[no-untyped-call]
    assert "changed_after_signing" in reasons(changed.getvalue())


def test_words_put_on_a_page_between_the_signatures_are_seen() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(BY_VILLAGE))
    page = writer.root["/Pages"]["/Kids"][0]
    more = writer.add_object(generic.StreamObject(stream_data=b"0 0 100 100 re f"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), more])
    writer.update_container(page)
    changed = io.BytesIO()
    writer.write(changed)  # type: ignore[no-untyped-call]
    assert "changed_after_signing" in reasons(changed.getvalue())


def test_another_offices_signature_is_not_ours() -> None:
    assert "not_our_office" in reasons(BY_VILLAGE, an_authority().root.pem)


def test_an_altered_notice_is_not_said_to_be_another_offices() -> None:
    altered = bytearray(BY_VILLAGE)
    altered[BY_VILLAGE.index(b"\n%") + 3] ^= 1
    assert reasons(bytes(altered)) == {"altered"}


def test_a_certificate_for_something_else_does_not_sign_notices() -> None:
    receipt = a_signer(AUTHORITY, CertificateRole.RECEIPT, "示例县扶贫办")
    assert reasons(sign(UNSIGNED, "village", receipt, NOW)) == {"wrong_role"}
    assert reasons(sign(BY_VILLAGE, "township", VILLAGE, NOW)) == {"wrong_role", "same_key"}


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(BY_VILLAGE) - 1), st.integers(0, 7))
@example(BY_VILLAGE.index(b"/Contents <308") + 66, 0)  # the digest's name, outside what CMS signs
@example(BY_VILLAGE.index(b"/Contents <308") + 12, 5)  # a hexadecimal letter in the other case
def test_any_flipped_bit_is_seen(at: int, bit: int) -> None:
    altered = bytearray(BY_VILLAGE)
    altered[at] ^= 1 << bit
    assert reasons(bytes(altered))


def test_no_bit_of_the_signature_itself_can_be_other() -> None:
    start = BY_VILLAGE.index(b"/Contents <308") + len(b"/Contents <")
    for at in range(start, BY_VILLAGE.index(b">", start), 23):
        altered = bytearray(BY_VILLAGE)
        altered[at] ^= 1
        assert reasons(bytes(altered)), at


@settings(max_examples=25, deadline=None)
@given(st.integers(0, len(BY_BOTH) - 1))
def test_a_file_cut_anywhere_is_not_the_whole_notice(length: int) -> None:
    judged = verify(BY_BOTH[:length], TRUST)
    assert not judged.valid or BY_BOTH[:length].rstrip() == BY_VILLAGE.rstrip()


@pytest.mark.skipif(which("pdfsig") is None, reason="poppler's pdfsig is not here")
def test_popplers_pdfsig_finds_both_signatures_valid(tmp_path: Path) -> None:
    (tmp_path / "notice.pdf").write_bytes(BY_BOTH)
    run = subprocess.run(["pdfsig", "-nocert", "notice.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stdout.count("Signature is Valid.") == 2, run.stdout
    assert "ETSI.CAdES.detached" in run.stdout
    (tmp_path / "notice.pdf").write_bytes(BY_BOTH.replace(b"/Pages", b"/Pagez", 1))
    run = subprocess.run(["pdfsig", "-nocert", "notice.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stdout.count("Signature is Valid.") < 2


@pytest.mark.skipif(which("pdfsig") is None or which("certutil") is None, reason="pdfsig or certutil is not here")
def test_popplers_pdfsig_trusts_the_village_by_the_offices_root_alone(tmp_path: Path) -> None:
    today = datetime.now(UTC)  # pdfsig goes by the clock: certificates of 2018 run out
    office, village = an_authority(today), tmp_path / "notice.pdf"
    village.write_bytes(sign(UNSIGNED, "village", a_signer(office, CertificateRole.VILLAGE, "示例村", today), today))
    root, stranger = tmp_path / "office.pem", tmp_path / "stranger.pem"
    root.write_bytes(office.root.pem)
    stranger.write_bytes(an_authority(today).root.pem)
    for certificate, trusted in ((root, 1), (stranger, 0)):
        trust = tmp_path / certificate.stem
        trust.mkdir()
        add = ("certutil", "-d", f"sql:{trust}", "-A", "-n", "office", "-t", "CT,C,C", "-a", "-i", certificate)
        subprocess.run(("certutil", "-d", f"sql:{trust}", "-N", "--empty-password"), check=True)
        subprocess.run(add, check=True)
        look = ("pdfsig", "-nssdir", f"sql:{trust}", village)
        said = subprocess.run(look, capture_output=True, text=True, check=False).stdout
        assert said.count("Certificate is Trusted.") == trusted, said


YEARS = timedelta(days=366)


def signed_at(at: datetime, signer: Signer = VILLAGE) -> bytes:
    return sign(UNSIGNED, "village", signer, at)


def judged(pdf: bytes, revoked: RevocationList | None, received: datetime | None = None) -> tuple[bool, set[str]]:
    found = verify(pdf, TRUST, KnownRevocations(revoked, received=lambda _own: received))
    return found.valid, set(found.reasons)


def test_a_certificate_counts_on_the_days_between_its_own() -> None:
    assert reasons(signed_at(NOW + 9 * YEARS)) == set()
    assert reasons(signed_at(NOW + 11 * YEARS)) == {"expired"}
    assert reasons(signed_at(NOW - timedelta(hours=23))) == set()
    assert reasons(signed_at(NOW - YEARS)) == {"not_yet_valid"}


def test_a_date_to_come_does_not_make_old_what_the_office_had_in_time() -> None:
    late = signed_at(NOW + 11 * YEARS)
    assert judged(late, RevocationList(), NOW + timedelta(days=3)) == (True, set())
    assert judged(late, RevocationList(), NOW + 12 * YEARS) == (False, {"expired"})


def test_a_revoked_certificate_is_named_and_an_office_that_had_the_notice_before_says_so() -> None:
    revoked_at = NOW + timedelta(days=30)
    known = revoke(RevocationList(), VILLAGE.certificate, RevocationReason.LOST, revoked_at)
    assert judged(BY_VILLAGE, None) == (True, {"revocation_unknown"})
    assert judged(BY_VILLAGE, RevocationList()) == (True, set())
    assert judged(BY_VILLAGE, known) == (False, {"revoked"})
    assert judged(signed_at(NOW - timedelta(hours=1)), known) == (False, {"revoked"})  # its own date proves nothing
    assert judged(BY_VILLAGE, known, revoked_at - timedelta(days=1)) == (True, {"revoked_since"})
    assert judged(BY_VILLAGE, known, revoked_at + timedelta(days=1)) == (False, {"revoked"})
    assert judged(BY_BOTH, known)[0] is False


def test_two_signers_with_one_key_are_one() -> None:
    twin = a_signer(AUTHORITY, CertificateRole.TOWNSHIP, "示例乡", key=VILLAGE.private_key)
    assert reasons(sign(BY_VILLAGE, "township", twin, NOW)) == {"same_key"}


def test_a_township_signs_for_its_own_villages_only() -> None:
    other = a_signer(AUTHORITY, CertificateRole.TOWNSHIP, "别的乡", village="990101002000")
    assert reasons(sign(BY_VILLAGE, "township", other, NOW)) == {"other_village"}
    own = a_signer(AUTHORITY, CertificateRole.TOWNSHIP, "示例乡", village="990101001000")
    assert reasons(sign(BY_VILLAGE, "township", own, NOW)) == set()


def test_a_notice_that_says_it_is_another_villages_is_not_its_signers() -> None:
    about = About("N-0001-6R3S", "distribution_plan", "990101001001", "2018-11-01")
    unsigned = render(replace(a_notice("zh_CN"), about=write_about(about)), fonts())
    neighbour = a_signer(AUTHORITY, CertificateRole.VILLAGE, "邻村", village="990101001002")
    assert reasons(sign(unsigned, "village", neighbour, NOW)) == {"other_village"}
    own = verify(sign(unsigned, "village", VILLAGE, NOW), TRUST)
    assert (own.valid, own.about) == (True, about)


def test_what_a_notice_says_of_itself_is_what_the_first_signer_signed() -> None:
    about = write_about(About("N-0001-6R3S", "distribution_plan", "990101001001", "2018-11-01"))
    first = sign(render(replace(a_notice("zh_CN"), about=about), fonts()), "village", VILLAGE, NOW)
    writer = IncrementalPdfFileWriter(io.BytesIO(first))
    said = generic.DictionaryObject({generic.pdf_name("/Keywords"): generic.pdf_string("more")})  # type: ignore[no-untyped-call]
    writer.set_info(said)
    changed = io.BytesIO()
    writer.write(changed)  # type: ignore[no-untyped-call]
    found = verify(changed.getvalue(), TRUST)
    assert not found.valid
    assert found.about is not None
    assert found.about.number == "N-0001-6R3S"


def test_a_village_does_not_sign_after_its_township() -> None:
    unsigned = IncrementalPdfFileWriter(io.BytesIO(UNSIGNED))
    for name in ("village", "township"):
        fields.append_signature_field(unsigned, fields.SigFieldSpec(name))
    made = io.BytesIO()
    unsigned.write(made)  # type: ignore[no-untyped-call]
    early = sign(made.getvalue(), "township", TOWNSHIP, NOW)
    assert "wrong_order" in reasons(early)


PDF: Any = generic


def _script(file: Any) -> None:
    said = {"/S": PDF.NameObject("/JavaScript"), "/JS": PDF.TextStringObject("app.alert(1)")}
    action = PDF.DictionaryObject({PDF.NameObject(name): value for name, value in said.items()})
    file.root[PDF.NameObject("/OpenAction")] = action
    file.update_root()


def _attachment(file: Any) -> None:
    content = embed.EmbeddedFileObject.from_file_data(file, b"other lines")
    embed.embed_file(file, embed.FileSpec(file_spec_string="list.txt", embedded_data=content))


def _remark(file: Any) -> None:
    where = PDF.ArrayObject([PDF.NumberObject(at) for at in (60, 60, 500, 500)])
    said = {"/Type": PDF.NameObject("/Annot"), "/Subtype": PDF.NameObject("/Square"), "/Rect": where}
    remark = PDF.DictionaryObject({PDF.NameObject(name): value for name, value in said.items()})
    _change_page(file, "/Annots", PDF.ArrayObject([file.add_object(remark)]))


def _form(file: Any) -> None:
    form = {"/Fields": PDF.ArrayObject(), "/XFA": PDF.TextStringObject("<xdp/>")}
    file.root[PDF.NameObject("/AcroForm")] = PDF.DictionaryObject(
        {PDF.NameObject(name): value for name, value in form.items()}
    )
    file.update_root()


def _white_box(file: Any) -> None:
    page = file.root["/Pages"]["/Kids"].raw_get(0).get_object()
    over = file.add_object(PDF.StreamObject(stream_data=b"q 1 1 1 rg 60 60 400 400 re f Q"))
    _change_page(file, "/Contents", PDF.ArrayObject([page.raw_get("/Contents"), over]))


def _cropped(file: Any) -> None:
    _change_page(file, "/CropBox", PDF.ArrayObject([PDF.NumberObject(at) for at in (0, 400, 595, 841)]))


def _change_page(file: Any, name: str, value: Any) -> None:
    page = file.root["/Pages"]["/Kids"].raw_get(0)
    page.get_object()[PDF.NameObject(name)] = value
    file.mark_update(page)


FOREIGN = (_script, _attachment, _remark, _form, _white_box, _cropped)


def _in_one_piece(pdf: bytes) -> bytes:
    """The same objects in a file of one revision, so that they alone are judged."""
    written = io.BytesIO()
    copied: Any = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf)), {"stream_xrefs": False})
    copied.write(written)
    return written.getvalue()


@pytest.mark.parametrize("adding", FOREIGN, ids=lambda adding: adding.__name__.strip("_"))
def test_what_no_notice_of_ours_holds_is_named_though_the_village_itself_signed_it(
    adding: Callable[[Any], None],
) -> None:
    file: Any = IncrementalPdfFileWriter(io.BytesIO(UNSIGNED))
    adding(file)
    changed = io.BytesIO()
    file.write(changed)
    assert reasons(sign(changed.getvalue(), "village", VILLAGE, NOW)) == {"not_as_made"}
    assert "not_as_made" in reasons(sign(_in_one_piece(changed.getvalue()), "village", VILLAGE, NOW))


def test_every_notice_we_draw_is_as_made_in_one_piece_too() -> None:
    for languages in (("zh_CN",), ("ug",), ("kk_Arab", "en")):
        drawn = render(a_notice(*languages, rows=60), fonts())
        for pdf in (drawn, _in_one_piece(drawn)):
            assert holds_as_made(PdfFileReader(io.BytesIO(pdf)))


def test_what_was_written_over_before_it_was_signed_is_not_ours_though_nothing_of_it_is_left() -> None:
    file: Any = IncrementalPdfFileWriter(io.BytesIO(UNSIGNED))
    page = file.root["/Pages"]["/Kids"].raw_get(0)
    file.mark_update(page)
    changed = io.BytesIO()
    file.write(changed)
    assert reasons(sign(changed.getvalue(), "village", VILLAGE, NOW)) == {"not_as_made"}


@pytest.mark.parametrize("certify", [True, False])
def test_a_signature_that_permits_more_than_a_second_one_is_not_ours(certify: bool) -> None:
    writer = _DatedWriter(UNSIGNED, NOW)
    _make_fields(writer, "village")
    permits = signers.PdfSignatureMetadata(
        field_name="village",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=fields.MDPPerm.ANNOTATE,
    )
    signed = _DatedSigner(permits, _KeyElsewhere(VILLAGE), NOW).sign_pdf(writer, existing_fields_only=True)
    assert reasons(bytes(signed.getbuffer())) == {"not_as_made"}


def test_a_day_of_signing_that_has_not_come_is_said_by_name() -> None:
    for days, found in ((2, ("to_come",)), (0, ()), (-400, ())):
        later = sign(UNSIGNED, "village", VILLAGE, NOW + timedelta(days=3))
        now = NOW + timedelta(days=3 - days)
        judged = verify(later, TRUST, KnownRevocations(RevocationList(), now=now))
        assert (judged.valid, judged.reasons) == (not found, found)
