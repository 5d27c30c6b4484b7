"""A notice drawn, gated and signed, against drawing it alone."""

from __future__ import annotations

from datetime import date

import msgspec

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.notices import draft_notice
from fupin_desk.acts.notices.finding import lines_of, notice_of
from fupin_desk.acts.notices.gating import own_telephones
from fupin_desk.acts.notices.layout import Signing, sheet_of
from fupin_desk.acts.notices.snapshot import facts_of
from fupin_desk.assets import fonts
from fupin_desk.paper import qr
from fupin_desk.paper.readback import gate
from fupin_desk.paper.render import render
from fupin_desk.paper.sign import sign
from tests.bench.measure import Ratio, in_turn

ON = date(2018, 12, 3)


def notice_ratio(village: Desk, turns: int) -> Ratio:
    """Measure with a distribution plan in Chinese and Uyghur, of up to 200 lines."""
    with village.vault.reading() as reader:
        plan = reader.records("distribution")[0].id
    number = draft_notice(village, "distribution_plan", ["zh_CN", "ug"], ON, plan).number
    with village.vault.reading() as reader:
        notice = notice_of(reader, number)
        lines = lines_of(reader, notice)[:200]
    notice = msgspec.structs.replace(notice, digest="00" * 32, signed_on=ON)
    signer = village.signer()
    certificate = bytes.fromhex(signer.certificate.short)
    signature = signer.sign_raw(qr.to_sign(number, bytes(32), certificate))
    sheet = sheet_of(notice, lines, Signing(ON, qr.encode(number, bytes(32), certificate, signature)))
    allowed = own_telephones(facts_of(notice))

    def ours() -> None:
        pdf = render(sheet, fonts())
        gate(sheet, pdf, allowed)
        sign(pdf, "village", signer, village.now())

    mine, peer = in_turn(ours, lambda: render(sheet, fonts()), turns)
    return Ratio(f"notice of {len(lines)} lines drawn, gated, signed", "drawing alone", mine, peer, "s", 3)
