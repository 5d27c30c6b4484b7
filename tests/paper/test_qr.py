"""The code: its content round and round, drawn, and read back from a picture of the page."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from fupin_desk.assets import fonts
from fupin_desk.domain.errors import CertificateRefusedError
from fupin_desk.keys.age import new_identity, recipient_of
from fupin_desk.keys.bech32 import age_key, age_recipient
from fupin_desk.keys.certificate import CertificateRole
from fupin_desk.keys.compact import compact, expanded
from fupin_desk.keys.signing import verify_raw
from fupin_desk.paper.errors import QrNotOursError
from fupin_desk.paper.preview import page_count, page_png
from fupin_desk.paper.qr import decode, encode, to_sign
from fupin_desk.paper.render import render
from fupin_desk.paper.scanning import codes_in
from fupin_desk.paper.sheet import Marks, PaperSheet, Qr
from tests.paper.made_up import a_notice, plain
from tests.paper.office import a_signer, an_authority

NUMBER, DIGEST = "GS-990101001001-2018-0001", bytes(range(32))


@given(
    st.text(min_size=1, max_size=16),
    st.binary(min_size=32, max_size=32),
    st.binary(min_size=1, max_size=64),
    st.binary(min_size=64, max_size=64),
    st.none() | st.dates(),
)
def test_what_is_put_in_comes_out(
    number: str, digest: bytes, certificate: bytes, signature: bytes, on: date | None
) -> None:
    read = decode(encode(number, digest, certificate, signature, on))
    assert (read.number, read.digest, read.certificate, read.signature) == (number, digest, certificate, signature)
    assert read.on == on
    assert read.signed == to_sign(number, digest, certificate, on)


def test_the_two_forms_are_signed_apart_and_a_cut_code_is_damaged() -> None:
    whole = encode(NUMBER, DIGEST, b"c" * 190, b"s" * 64, date(2018, 12, 3))
    assert to_sign(NUMBER, DIGEST, b"c", None)[:5] != to_sign(NUMBER, DIGEST, b"c", date(2018, 12, 3))[:5]
    for length in range(5, len(whole)):
        with pytest.raises(QrNotOursError) as refused:
            decode(whole[:length])
        assert refused.value.reason == "damaged"


@given(st.text(max_size=300))
def test_any_other_text_is_refused(text: str) -> None:
    for said in (text, "FPD1:" + text, "FPD2:" + text):
        with pytest.raises(QrNotOursError):
            decode(said)


@pytest.mark.parametrize(("dots_per_inch", "tilt", "blur"), [(110, 0, 0), (150, 7, 1), (200, 90, 1.5), (200, 33, 2)])
def test_a_picture_of_the_paper_is_enough_to_check_its_signature(dots_per_inch: int, tilt: int, blur: float) -> None:
    office = an_authority()
    signer = a_signer(office, CertificateRole.VILLAGE, "示例县示例乡示例村")
    certificate, on = compact(signer.certificate, office.root), date(2018, 12, 3)
    signature = signer.sign_raw(to_sign(NUMBER, DIGEST, certificate, on))
    content = encode(NUMBER, DIGEST, certificate, signature, on)
    pdf = render(PaperSheet(("zh_CN",), plain("x"), (Marks((Qr(content, side_mm=42),)),)), fonts())
    picture = Image.open(io.BytesIO(page_png(pdf, 0, dots_per_inch))).convert("L")
    seen = picture.rotate(tilt, fillcolor=255, expand=True).filter(ImageFilter.GaussianBlur(blur))
    for form in ("PNG", "JPEG"):
        photograph = io.BytesIO()
        seen.save(photograph, form)
        (text,) = codes_in(photograph.getvalue())
        read = decode(text)
        assert (read.number, read.digest, read.on) == (NUMBER, DIGEST, on)
        verify_raw(expanded(read.certificate, office.root), read.signed, read.signature)


def test_a_code_in_a_pdf_of_blurred_scans_is_read_too() -> None:
    sheet = PaperSheet(("zh_CN",), plain("x"), (Marks((Qr("FPD1:0A1B", side_mm=42),)),))
    page = Image.open(io.BytesIO(page_png(render(sheet, fonts()), 0, 120))).convert("L")
    seen = page.rotate(5, fillcolor=255, expand=True).filter(ImageFilter.GaussianBlur(2))
    scan = io.BytesIO()
    seen.save(scan, "PDF", save_all=True, append_images=[Image.new("L", seen.size, 255)])
    assert codes_in(scan.getvalue()) == ["FPD1:0A1B"]


def test_no_page_of_a_pdf_is_looked_at_twice_where_one_shows_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted: how often a picture is searched."""
    looked = []
    search = zxingcpp.read_barcodes

    def counted(picture: Image.Image, **said: Any) -> Any:
        looked.append(picture.mode)
        return search(picture, **said)

    monkeypatch.setattr(zxingcpp, "read_barcodes", counted)
    pdf = render(a_notice("zh_CN", rows=60), fonts())
    assert codes_in(pdf) == ["FPD1:" + "0A1B2C3D4E" * 20]
    assert looked == ["L"] * page_count(pdf)
    assert page_count(pdf) > 1


def test_a_certificate_is_made_again_from_its_few_bytes_and_by_no_other_office() -> None:
    office = an_authority()
    for name in ("示例村", "ئۈلگە كەنت", "Example Village", "长" * 60):
        certificate = a_signer(office, CertificateRole.VILLAGE, name).certificate
        few = compact(certificate, office.root)
        assert expanded(few, office.root) == certificate
        with pytest.raises(CertificateRefusedError) as refused:
            expanded(few, an_authority().root)
        assert refused.value.reason == "not_our_office"
        for at in range(len(few)):
            with pytest.raises(CertificateRefusedError):
                expanded(few[:at] + bytes([few[at] ^ 1]) + few[at + 1 :], office.root)


@given(st.binary(min_size=32, max_size=32))
def test_an_age_key_is_written_as_age_writes_it(key: bytes) -> None:
    assert age_key(age_recipient(key)) == key
    own = recipient_of(new_identity())
    assert age_recipient(age_key(own)) == own
