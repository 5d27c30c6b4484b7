"""A notice checked when it comes back: its file, its code, a photograph, the printed digest; with a desk or not."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
import segno
from PIL import Image, ImageFilter

from fupin_desk.acts import notices
from fupin_desk.acts.joining.revoke import revoke_desk, write_revocations
from fupin_desk.acts.notices import check_notice, verify_notice
from fupin_desk.acts.notices.snapshot import facts_as_lines, facts_of, notice_digest
from fupin_desk.assets import fonts
from fupin_desk.domain.errors import CertificateRefusedError, FileNotReadableError, NoticeChangedError
from fupin_desk.domain.ids import village_id
from fupin_desk.keys import RevocationReason
from fupin_desk.paper import qr
from fupin_desk.paper.about import About, write_about
from fupin_desk.paper.errors import PictureNotReadableError, QrNotOursError
from fupin_desk.paper.preview import page_count, page_png
from fupin_desk.paper.render import render
from fupin_desk.paper.scanning import codes_in
from fupin_desk.paper.sheet import Marks, PaperSheet, Phrase, Qr
from fupin_desk.paper.sign import sign
from tests.acts.test_notices import ON, a_plan
from tests.journeys.county import VILLAGE, County, surroundings


@dataclass(frozen=True)
class Made:
    """A county that is shut down, with the signed notice of a village's laptop."""

    folder: Path
    fingerprint: str
    number: str
    code: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("signed")
    county = County(folder)
    village = county.laptop("village")
    village.put("village", village_id(VILLAGE), objections_outside="示例县扶贫办, 0999-9900000")
    a_plan(village, "张三")
    number = notices.draft_notice(village.desk, "distribution_plan", ["zh_CN", "ug"], ON).number
    notices.sign_notice(village.desk, number, ON)
    notices.notice_pdf(village.desk, number, folder / "notice.pdf")
    (code,) = codes_in((folder / "notice.pdf").read_bytes())
    county.close()
    return Made(folder, county.fingerprint, number, code)


class Signed:
    """A copy of it, open, and what the notice's code says."""

    def __init__(self, made: Made, folder: Path) -> None:
        shutil.copytree(made.folder, folder, dirs_exist_ok=True)
        self.folder, self.number, self.code = folder, made.number, made.code
        self.county = County.reopened(
            folder, made.fingerprint, {name: surroundings(f"{name} again") for name in ("office", "village")}
        )
        self.village = self.county.laptops["village"]
        self.pdf = folder / "notice.pdf"
        self.trust = self.county.office.folder / "office.pem"

    def photograph(self, form: str = "JPEG", tilt: int = 8, blur: float = 1.2) -> Path:
        """The last page, held aslant."""
        pdf = self.pdf.read_bytes()
        picture = Image.open(io.BytesIO(page_png(pdf, page_count(pdf) - 1, 170))).convert("RGB")
        file = self.folder / f"photo.{form.lower()}"
        picture.rotate(tilt, expand=True, fillcolor="white").filter(ImageFilter.GaussianBlur(blur)).save(file, form)
        return file


@pytest.fixture
def signed(made: Made, tmp_path: Path) -> Iterator[Signed]:
    found = Signed(made, tmp_path)
    yield found
    found.county.close()


def test_the_code_alone_says_number_village_day_and_signer_by_the_offices_certificate(signed: Signed) -> None:
    for said in (signed.code, str(signed.photograph()), str(signed.photograph("PNG", 90, 0.5)), str(signed.pdf)):
        found = check_notice(said, signed.trust)
        assert found["valid"], found["reasons"]
        assert found["reasons"] == ["revocation_unknown"]
        assert (found["number"], found["signed_on"]) == (signed.number, ON.isoformat())
        assert (found["village"], found["village_code"]) == ("示例村", VILLAGE)
        assert found["signer"] == {"name": "示例村", "role": "village", "village": VILLAGE}
        assert found["digest"] == notices.find_notice(signed.village.desk, signed.number).digest


def test_a_code_of_another_office_an_altered_or_a_cut_one_is_told_apart(signed: Signed, tmp_path: Path) -> None:
    stranger = County(tmp_path / "elsewhere", "990202")
    stranger.close()
    found = check_notice(signed.code, stranger.office.folder / "office.pem")
    assert (found["valid"], found["reasons"]) == (False, ["not_our_office"])
    read = qr.decode(signed.code)
    forged = qr.encode("N-0009-6R3S", read.digest, read.certificate, read.signature, read.on)
    assert check_notice(forged, signed.trust)["reasons"][0] == "altered"
    later = qr.encode(read.number, read.digest, read.certificate, read.signature, date(2018, 12, 4))
    assert not check_notice(later, signed.trust)["valid"]
    with pytest.raises(QrNotOursError) as cut:
        check_notice(signed.code[:-7], signed.trust)
    assert cut.value.reason == "damaged"


def test_every_bad_picture_gets_an_answer_of_its_own(signed: Signed, tmp_path: Path) -> None:
    def refused(said: str) -> str:
        with pytest.raises(QrNotOursError) as problem:
            check_notice(said, signed.trust)
        return problem.value.reason

    blank, other, several = (tmp_path / f"{name}.png" for name in ("blank", "other", "several"))
    Image.new("RGB", (600, 800), "white").save(blank)
    segno.make("https://example.invalid/").save(str(other), scale=8)
    page = Image.new("L", (1600, 800), "white")
    for place, content in enumerate((signed.code, signed.code[:-3])):
        picture = io.BytesIO()
        segno.make(content, error="m").save(picture, kind="png", scale=6)
        page.paste(Image.open(picture), (800 * place, 0))
    page.save(several)
    assert refused(str(blank)) == "none"
    assert refused(str(other)) == "other"
    assert refused(str(several)) == "several"
    assert refused("not a code") == "other"
    assert refused("0123 4567 89ab cdef") == "digest_short"
    (tmp_path / "text.png").write_text("no picture", encoding="utf-8")
    with pytest.raises(PictureNotReadableError):
        check_notice(str(tmp_path / "text.png"), signed.trust)
    with pytest.raises(FileNotReadableError):
        check_notice(str(tmp_path / "missing.jpg"), signed.trust)


def test_a_blank_lost_at_the_end_of_a_copied_code_is_no_harm(signed: Signed) -> None:
    read = qr.decode(signed.code)
    assert check_notice(signed.code + "\r\n", signed.trust)["number"] == read.number


def test_the_printed_digest_is_checked_at_a_desk_that_knows_the_notice(signed: Signed) -> None:
    digest = notices.find_notice(signed.village.desk, signed.number).digest or ""
    typed = "\n".join(" ".join(digest[at : at + 8] for at in range(start, start + 32, 8)) for start in (0, 32))
    for said in (typed, typed.upper(), digest.replace("0", "O")):
        found = check_notice(said, desk=signed.village.desk)
        assert (found["valid"], found["number"], found["signed_on"]) == (True, signed.number, ON.isoformat())
    unknown = check_notice("0" * 64, desk=signed.village.desk)
    assert (unknown["valid"], unknown["reasons"]) == (False, ["unknown_here"])
    with pytest.raises(QrNotOursError) as alone:
        check_notice(digest, signed.trust)
    assert alone.value.reason == "digest_needs_desk"


def test_a_desk_says_that_a_notice_was_withdrawn_or_says_something_else(signed: Signed) -> None:
    desk = signed.village.desk
    assert check_notice(signed.code, desk=desk)["valid"]
    notices.withdraw_notice(desk, signed.number, "error_found")
    assert check_notice(signed.code, desk=desk)["reasons"] == ["withdrawn", "revocation_unknown"]
    assert verify_notice(signed.pdf, desk=desk)["reasons"] == ["withdrawn", "revocation_unknown"]
    assert verify_notice(signed.pdf, signed.trust)["valid"]


def test_a_file_and_the_code_on_it_must_be_of_one_notice(signed: Signed) -> None:
    found = check_notice(str(signed.pdf), signed.trust)
    assert found["file"]["notice"] == {
        "number": signed.number,
        "kind": "distribution_plan",
        "village": "示例村",
        "village_code": VILLAGE,
        "county": "示例县",
        "county_code": "990101",
        "signed_on": ON.isoformat(),
        "pages": page_count(signed.pdf.read_bytes()),
    }
    signed.pdf.write_bytes(signed.pdf.read_bytes() + b"\n% more")
    assert "bytes_after_end" in check_notice(str(signed.pdf), signed.trust)["reasons"]


def test_an_office_that_had_the_notice_before_it_revoked_the_laptop_still_vouches_for_it(signed: Signed) -> None:
    office, laptop = signed.county.office, signed.village
    lost = signed.county.laptop("second")
    signed.county.up(laptop)
    revoke_desk(office.desk, laptop.desk.id, RevocationReason.LOST)
    revoke_desk(office.desk, lost.desk.id, RevocationReason.LOST)
    for judged in (verify_notice(signed.pdf, desk=office.desk), check_notice(signed.code, desk=office.desk)):
        assert (judged["valid"], judged["reasons"]) == (True, ["revoked_since"])
    listed = signed.folder / "revocations.json"
    assert write_revocations(office.desk, listed) == 2
    for judged in (verify_notice(signed.pdf, signed.trust, listed), check_notice(signed.code, signed.trust, listed)):
        assert (judged["valid"], judged["reasons"]) == (False, ["revoked"])


def test_what_was_signed_with_a_revoked_key_and_never_sent_before_is_not_valid(signed: Signed) -> None:
    office, laptop = signed.county.office, signed.village
    revoke_desk(office.desk, laptop.desk.id, RevocationReason.LOST)
    assert verify_notice(signed.pdf, desk=office.desk)["reasons"] == ["revoked"]
    assert "revoked" in check_notice(signed.code, desk=office.desk)["reasons"]


def test_a_list_somebody_wrote_in_is_refused_and_another_offices_too(signed: Signed, tmp_path: Path) -> None:
    listed = tmp_path / "revocations.json"
    write_revocations(signed.county.office.desk, listed)
    assert verify_notice(signed.pdf, signed.trust, listed)["reasons"] == []
    stranger = County(tmp_path / "elsewhere", "990202")
    other = tmp_path / "other.json"
    write_revocations(stranger.office.desk, other)
    stranger.close()
    with pytest.raises(CertificateRefusedError):
        verify_notice(signed.pdf, signed.trust, other)
    whole = listed.read_bytes()
    for at in range(0, len(whole), 17):
        listed.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(Exception, match=r".*") as refused:
            verify_notice(signed.pdf, signed.trust, listed)
        assert hasattr(refused.value, "code"), refused.value


def test_a_list_or_an_answer_from_before_the_signature_says_nothing_of_what_came_later(signed: Signed) -> None:
    office, village = signed.county.office, signed.village
    old, new = signed.folder / "old.json", signed.folder / "new.json"
    today = office.clock.at
    office.clock.at -= timedelta(days=1)
    write_revocations(office.desk, old)
    signed.county.round(village)
    judged = [verify_notice(signed.pdf, signed.trust, old), check_notice(signed.code, signed.trust, old)]
    judged += [verify_notice(signed.pdf, desk=village.desk), check_notice(signed.code, desk=village.desk)]
    for each in judged:
        assert (each["valid"], each["reasons"]) == (True, ["revocation_unknown"])
    office.clock.at = today
    revoke_desk(office.desk, signed.county.laptop("second").desk.id, RevocationReason.LOST)
    write_revocations(office.desk, new)
    assert verify_notice(signed.pdf, signed.trust, new)["reasons"] == []
    assert verify_notice(signed.pdf, revocations=new, desk=village.desk)["reasons"] == []
    assert check_notice(signed.code, desk=office.desk)["reasons"] == []
    signed.county.round(village)
    assert check_notice(signed.code, desk=village.desk)["reasons"] == []


def test_title_and_seal_bear_the_certificates_village_whatever_the_desk_is_called(signed: Signed) -> None:
    desk = signed.village.desk
    signed.village.put("village", village_id(VILLAGE), None, name_zh="别的村", name_ug="باشقا كەنت")
    number = notices.draft_notice(desk, "distribution_plan", ["zh_CN", "ug"], ON).number
    facts = facts_of(notices.find_notice(desk, number))
    assert facts.village == {"zh_CN": "示例村", "ug": "باشقا كەنت (示例村)"}
    assert notices.sign_notice(desk, number, ON)


def test_a_notice_drafted_under_another_name_is_drafted_again(signed: Signed) -> None:
    desk = signed.village.desk
    number = notices.draft_notice(desk, "distribution_plan", ["zh_CN"], ON).number
    notice = notices.find_notice(desk, number)
    facts = msgspec.structs.replace(facts_of(notice), village={"zh_CN": "别的村"})
    digest = notice_digest(notice, facts, notices.notice_lines(desk, number), None)
    with desk.writing() as work:
        work.save("notice", notice.id, {"totals": facts_as_lines(facts), "digest": digest})
    with pytest.raises(NoticeChangedError) as stopped:
        notices.sign_notice(desk, number, ON)
    assert stopped.value.reason == "certificate"


def test_a_pdf_without_a_code_is_said_to_be_none_of_a_signed_notice(signed: Signed) -> None:
    draft = notices.draft_notice(signed.village.desk, "distribution_plan", ["zh_CN"], ON).number
    notices.withdraw_notice(signed.village.desk, signed.number, "error_found")
    for number in (draft, signed.number):
        paper = signed.folder / f"{number}.pdf"
        notices.notice_pdf(signed.village.desk, number, paper)
        with pytest.raises(QrNotOursError) as refused:
            check_notice(str(paper), signed.trust)
        assert refused.value.reason == "none_in_file"


def test_what_makes_a_notice_invalid_is_said_before_what_is_only_not_known(signed: Signed) -> None:
    content = bytearray(signed.pdf.read_bytes())
    content[len(content) // 3] ^= 1
    (signed.folder / "altered.pdf").write_bytes(content)
    assert verify_notice(signed.folder / "altered.pdf", signed.trust)["reasons"] == ["altered", "revocation_unknown"]


def test_by_its_digest_alone_a_notice_is_told_with_its_villages_name(signed: Signed) -> None:
    digest = notices.find_notice(signed.village.desk, signed.number).digest
    assert check_notice(str(digest), desk=signed.village.desk)["village"] == "示例村"


def test_a_code_or_a_digest_proves_no_list_and_the_desk_says_what_the_sheet_must_hold(signed: Signed) -> None:
    """A line left out of a new paper, under the old code and digest, shows only beside the number of lines and sum."""
    desk = signed.village.desk
    notice = notices.find_notice(desk, signed.number)
    there = {"lines": 1, "amount": "300.00", "income": "1,000.00", "collective": "100.00"}
    for said, proves in ((signed.code, "code"), (notice.digest or "", "digest"), (str(signed.pdf), "file")):
        found = check_notice(said, desk=desk)
        assert (found["proves"], found["on_paper"]) == (proves, there)
    assert check_notice(signed.code, signed.trust)["on_paper"] is None
    notices.withdraw_notice(desk, signed.number, "error_found")
    assert check_notice(signed.code, desk=desk)["proves"] is None


def test_a_file_that_bears_the_code_of_another_day_is_said_to_say_something_else(signed: Signed) -> None:
    """One desk signs two papers with one number: the code of the first does not stand on the second."""
    about = write_about(About(signed.number, "distribution_plan", VILLAGE, "2018-11-02"))
    title = (Phrase("公示", "zh_CN"),)
    sheet = PaperSheet(("zh_CN",), title, (Marks((Qr(signed.code, (), 42.0),)),), about=about)
    desk = signed.village.desk
    forged = sign(render(sheet, fonts()), "village", desk.signer(), desk.now())
    (signed.folder / "forged.pdf").write_bytes(forged)
    found = check_notice(str(signed.folder / "forged.pdf"), signed.trust)
    assert (found["valid"], found["reasons"][0], found["proves"]) == (False, "other_content", None)
    assert found["file"]["valid"]
