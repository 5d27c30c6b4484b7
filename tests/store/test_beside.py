"""What the vault keeps beside the history: drafts, files, the desk's own state, and the books of the exchange."""

from __future__ import annotations

import pytest

from fupin_desk.domain.errors import BlobMissingError
from fupin_desk.domain.verdicts import Judged, Verdict
from fupin_desk.store import EnrolledDesk, KeptBundle, KeptReceipt
from tests.store.desks import KEYS, MadeUpDesk
from tests.store.plain_pages import plain_pages


def test_what_was_typed_and_cannot_be_stays_beside_the_field_and_out_of_the_history(desk: MadeUpDesk) -> None:
    member = desk.save("member", name="张三")
    before = len(desk.changes())
    with desk.writing() as work:
        work.keep_draft("member", member, "born_on", "2026-02-30")
        work.keep_draft("member", member, "id_number", "12")
    with desk.reading() as reader:
        assert reader.draft("member", member) == {"born_on": "2026-02-30", "id_number": "12"}
        assert reader.drafts() == [("member", member)]
    assert len(desk.changes()) == before
    with desk.writing() as work:
        work.keep_draft("member", member, "born_on", None)
        assert work.draft("member", member) == {"id_number": "12"}
        work.keep_draft("member", member, "id_number", None)
        assert work.drafts() == []


def test_a_draft_is_forgotten_when_a_value_that_can_be_is_saved(desk: MadeUpDesk) -> None:
    member = desk.save("member", name="张三")
    with desk.writing() as work:
        work.keep_draft("member", member, "born_on", "2026-02-30")
        work.keep_draft("member", member, "id_number", "12")
    desk.save("member", member, born_on="2000-02-28")
    with desk.reading() as reader:
        assert reader.draft("member", member) == {"id_number": "12"}


def test_drafts_are_sealed_under_the_laptops_own_key(desk: MadeUpDesk) -> None:
    with desk.writing() as work:
        work.keep_draft("member", "m", "born_on", "thirtieth-of-february")
        work.put_blob(b"a-local-scan" * 50, local=True)
        work.put_blob(b"a-common-scan" * 50)
    pages = plain_pages(desk.file, KEYS.vault)
    assert b"thirtieth" not in pages
    assert b"a-local-scan" not in pages
    assert b"a-common-scan" in pages


def test_a_file_is_kept_once_under_its_digest(desk: MadeUpDesk) -> None:
    with desk.writing() as work:
        digest = work.put_blob(b"scan")
        assert work.put_blob(b"scan") == digest
        local = work.put_blob(b"own", local=True)
    with desk.reading() as reader:
        assert (reader.blob(digest), reader.blob(local)) == (b"scan", b"own")
        assert reader.has_blob(digest)
        assert not reader.has_blob("ab" * 32)
        with pytest.raises(BlobMissingError):
            reader.blob("ab" * 32)


def test_the_desks_own_state_is_kept_and_forgotten(desk: MadeUpDesk) -> None:
    with desk.writing() as work:
        work.set_value("invitation.1", {"code": "a"})
        work.set_value("invitation.2", [1, 2])
        assert work.get_value("invitation.1") == {"code": "a"}
    with desk.reading() as reader:
        assert reader.values_under("invitation.") == {"invitation.1": {"code": "a"}, "invitation.2": [1, 2]}
        assert reader.get_value("nothing", "otherwise") == "otherwise"
    with desk.writing() as work:
        work.set_value("invitation.1", None)
        assert work.get_value("invitation.1") is None


def test_a_desk_let_in_is_written_down_once_and_as_it_is_now(desk: MadeUpDesk) -> None:
    laptop = EnrolledDesk(desk="d1", village="990101001001", name="A", certificate="PEM")
    with desk.writing() as work:
        work.enrol_desk(laptop)
        revoked = EnrolledDesk(desk="d1", village="990101001001", name="A", certificate="PEM", revoked_at="2026-01-01")
        work.enrol_desk(revoked)
        assert work.desks() == [revoked]
        assert work.enrolled_desk("d1") == revoked
        assert work.enrolled_desk("d2") is None


def test_what_was_sent_keeps_its_first_bundle_and_takes_the_newest_answer(desk: MadeUpDesk) -> None:
    with desk.writing() as work:
        work.note_sent(["aa", "bb"], 1)
        work.set_sent({"aa": "taken", "bb": "returned"}, {"bb": "value"})
        work.note_sent(["aa", "cc"], 2)
        assert {sent.digest: (sent.bundle, sent.state, sent.reason) for sent in work.sent().values()} == {
            "aa": (1, "taken", None),
            "bb": (1, "returned", "value"),
            "cc": (2, "unanswered", None),
        }
        assert work.sent_counts() == {"returned": 1, "taken": 1, "unanswered": 1}


def test_an_offering_again_changes_no_sum(desk: MadeUpDesk) -> None:
    with desk.writing() as work:
        work.note_offers("d1", [Judged("aa", Verdict.DISPUTED), Judged("bb", Verdict.HELD)])
        work.note_offers("d1", [Judged("aa", Verdict.KNOWN), Judged("bb", Verdict.TAKEN)])
        assert work.offer_counts() == {"d1": {"disputed": 1, "taken": 1}}
        work.settle_offers(["aa"])
        assert work.offers("d1") == [Judged("aa", Verdict.TAKEN), Judged("bb", Verdict.TAKEN)]


def test_held_changes_come_back_as_they_were(desk: MadeUpDesk) -> None:
    desk.save("household", group="一组")
    changes = desk.changes()
    with desk.writing() as work:
        work.replace_held(changes)
        assert work.held() == changes
        work.replace_held([])
        assert work.held() == []


def test_an_erasure_empties_what_is_held_about_the_household(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    home = desk.save("household", address="胡杨树下")
    office.take(desk.changes())
    desk.save("member", household=home, name="帕提古丽")
    with office.writing() as work:
        work.replace_held(desk.changes()[-1:])
    with office.writing() as work:
        work.erase("household", home)
    with office.reading() as reader:
        assert [change.bare for change in reader.held()] == [True]
    assert "帕提古丽".encode() not in plain_pages(office.file, KEYS.vault)


def test_nothing_is_held_that_an_order_to_erase_reached_before_and_it_is_in_nobodys_books(
    desk: MadeUpDesk, office: MadeUpDesk
) -> None:
    home, other = desk.save("household", address="胡杨树下"), desk.save("household", address="河边")
    office.take(desk.changes())
    with office.writing() as work:
        work.erase("household", home)
    desk.save("member", household=home, name="帕提古丽")
    desk.save("member", household=other, name="王小明")
    reached, free = desk.changes()[-2:]
    with office.writing() as work:
        work.note_offers("d1", [Judged(each.digest, Verdict.HELD) for each in (reached, free)])
        work.replace_held([reached, free])
        assert {each.digest: each for each in work.held()} == {reached.digest: reached.stripped(), free.digest: free}
        assert work.offers("d1") == [Judged(free.digest, Verdict.HELD)]
    assert "帕提古丽".encode() not in plain_pages(office.file, KEYS.vault)


def test_receipts_and_bundles_are_kept_in_their_order(desk: MadeUpDesk) -> None:
    first = KeptReceipt(digest="bb", desk="d1", number=1, content=b"{}", signature=b"s")
    second = KeptReceipt(digest="aa", desk="d1", number=2, content=b"{}", signature=b"s")
    made = KeptBundle(digest="cc", made=True, desk="office", number=1, at="2026-01-01T00:00:00Z", file="x.fdb")
    taken = KeptBundle(digest="dd", made=False, desk="d1", number=1, at="2026-01-01T00:00:00Z", file="y.fdb")
    with desk.writing() as work:
        for receipt in (first, second, first):
            work.keep_receipt(receipt)
        for bundle in (made, taken, made):
            work.keep_bundle(bundle)
        assert work.receipts("d1") == [first, second]
        assert work.bundles(made=True) == [made]
        assert work.bundles(made=False) == [taken]
