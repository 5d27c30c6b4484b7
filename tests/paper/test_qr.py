"""The code: its content round and round, drawn, and read back from a picture of the page."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from fupin_desk.assets import fonts
from fupin_desk.keys.certificate import CertificateRole
from fupin_desk.keys.signing import verify_raw
from fupin_desk.paper.errors import QrNotOursError
from fupin_desk.paper.preview import page_png
from fupin_desk.paper.qr import decode, encode, to_sign
from fupin_desk.paper.render import render
from fupin_desk.paper.sheet import Marks, Qr, Sheet
from tests.paper.made_up import plain
from tests.paper.office import a_signer, an_authority

NUMBER, DIGEST = "GS-990101001001-2018-0001", bytes(range(32))


@given(
    st.text(min_size=1, max_size=16),
    st.binary(min_size=32, max_size=32),
    st.binary(min_size=1, max_size=64),
    st.binary(min_size=64, max_size=64),
)
def test_what_is_put_in_comes_out(number: str, digest: bytes, certificate: bytes, signature: bytes) -> None:
    read = decode(encode(number, digest, certificate, signature))
    assert (read.number, read.digest, read.certificate_id, read.signature) == (number, digest, certificate, signature)
    assert read.signed == to_sign(number, digest, certificate)


@given(st.text(max_size=300))
def test_any_other_text_is_refused(text: str) -> None:
    for said in (text, "FPD1:" + text):
        with pytest.raises(QrNotOursError):
            decode(said)


@pytest.mark.parametrize(("dots_per_inch", "tilt", "blur"), [(96, 0, 0), (150, 7, 1), (200, 90, 1.5)])
def test_a_picture_of_the_paper_is_enough_to_check_its_signature(dots_per_inch: int, tilt: int, blur: float) -> None:
    signer = a_signer(an_authority(), CertificateRole.VILLAGE, "示例村")
    certificate_id = bytes.fromhex(signer.certificate.short)
    signature = signer.sign_raw(to_sign(NUMBER, DIGEST, certificate_id))
    content = encode(NUMBER, DIGEST, certificate_id, signature)
    pdf = render(Sheet(("zh_CN",), plain("x"), (Marks((Qr(content),)),)), fonts())
    picture = Image.open(io.BytesIO(page_png(pdf, 0, dots_per_inch))).convert("L")
    seen = picture.rotate(tilt, fillcolor=255, expand=True).filter(ImageFilter.GaussianBlur(blur))
    (code,) = zxingcpp.read_barcodes(seen)
    read = decode(code.text)
    assert (read.number, read.digest) == (NUMBER, DIGEST)
    verify_raw(signer.certificate, read.signed, read.signature)
