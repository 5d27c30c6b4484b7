"""After an erasure the value is nowhere in the file, and the history still verifies."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from fupin_desk.domain.errors import BlobMissingError, RecordErasedError, UnknownRecordError
from fupin_desk.kinds import KINDS
from fupin_desk.store import Stored, open_vault
from tests.store.desks import KEYS, STREAM, MadeUpDesk, copied_desk, everything
from tests.store.plain_pages import plain_pages

TELLING = [
    "帕提古丽",
    "patiguli",
    "ptgl",
    "再乃甫",
    "99010119800101",
    "胡杨树下",
    "1387766",
    "骆驼刺",
    "账户尾号",
    "纸上的话",
    "二月三十",
]
"""What stands only in the records of the household that is erased, and in the words it is found by."""


def a_household(desk: MadeUpDesk) -> dict[str, str]:
    """Make a household with everything that can hang on one; returns the ids by name."""
    with desk.writing() as work:
        home = work.save("household", None, {"address": "胡杨树下", "phone": "13877665544"}).id
        member = work.save("member", None, {"household": home, "name": "再乃甫", "labour": "weak"}).id
        entity = work.save("entity", None, {"name": "骑手合作社", "kind": "cooperative"}).id
        contract = work.save("contract", None, {"terms": "job", "member": member, "wage_fen": 300000}).id
        party = work.save("party", None, {"contract": contract, "household": home, "role": "household"}).id
        paid = {"household": home, "contract": contract, "amount_fen": 4567, "voucher": "V-77", "paid_on": "2026-03-01"}
        payment = work.save("payment", None, {**paid, "confirmed_how": "signed"}).id
        scan = work.put_blob("骆驼刺 scan".encode())
        notice_file = work.put_blob("账户尾号 signed notice".encode())
        paper = work.save("paper", None, {"household": home, "digest": scan, "title": "骆驼刺"}).id
        notice = work.save("notice", None, {"signed_file": notice_file, "kind": "distribution_plan"}).id
        line = work.save("notice_line", None, {"notice": notice, "household": home, "shown": ["账户尾号"]}).id
        consent_paper = work.put_blob("纸上的话".encode(), local=True)
        consent = work.save("consent", None, {"household": home, "to": "register", "paper": consent_paper}).id
        work.keep_draft("member", member, "born_on", "二月三十")
    with desk.writing() as work:
        work.save("member", member, {"name": "帕提古丽", "id_number": an_id_number("99010119800101")})
        work.save("household", home, {"head": member})
    return {
        "household": home, "member": member, "entity": entity, "contract": contract, "party": party, "payment": payment,
        "paper": paper, "notice": notice, "notice_line": line, "consent": consent, "scan": scan,
        "notice_file": notice_file, "consent_paper": consent_paper,
    }  # fmt: skip


def an_id_number(first: str) -> str:
    """Return an ID number that begins so and has the right check digit."""
    from stdnum.cn import ric

    body = first.ljust(17, "1")
    return body + ric.calc_check_digit(body)


def seen_in_file(desk: MadeUpDesk) -> set[str]:
    """Return which telling words are in the pages of the file or its log."""
    pages = plain_pages(desk.file, KEYS.vault)
    return {word for word in TELLING if word.encode() in pages or json.dumps(word).encode() in pages}


def test_before_an_erasure_what_is_not_local_can_be_seen_under_the_encryption(desk: MadeUpDesk) -> None:
    a_household(desk)
    assert set(TELLING) - seen_in_file(desk) == {"1387766", "纸上的话", "二月三十"}


def test_after_an_erasure_the_values_are_nowhere_in_the_file_and_the_chain_is_whole(desk: MadeUpDesk) -> None:
    made = a_household(desk)
    other = desk.save("household", address="沙枣路")
    with desk.writing() as work:
        touched = work.erase("household", made["household"])
    assert {record for _, record in touched} >= {made[each] for each in ("household", "member", "payment", "consent")}
    assert seen_in_file(desk) == set()
    with desk.reading() as reader:
        assert reader.verify_chain() == []
        assert reader.list("household")[0].id == other
        assert [each for kind in ("member", "paper", "consent", "notice_line") for each in reader.list(kind)] == []
        assert reader.search("patiguli") == []
        assert reader.draft("member", made["member"]) == {}
        for file in ("scan", "notice_file", "consent_paper"):
            with pytest.raises(BlobMissingError):
                reader.blob(made[file])
        for kind in KINDS:
            for stored in reader.list(kind, voided=True):
                assert not telling_in(stored), stored


def telling_in(stored: Stored) -> bool:
    """Return whether a record still says anything telling."""
    return any(word in str(stored.values) for word in TELLING)


def test_accounts_keep_amount_date_voucher_and_contract_and_nobodys_name(desk: MadeUpDesk) -> None:
    made = a_household(desk)
    with desk.writing() as work:
        work.erase("household", made["household"])
    with desk.reading() as reader:
        payment = reader.get("payment", made["payment"]).values
        contract = reader.get("contract", made["contract"]).values
        party = reader.get("party", made["party"])
    assert {name: value for name, value in payment.items() if value is not None} == {
        "contract": made["contract"],
        "amount_fen": 4567,
        "voucher": "V-77",
        "paid_on": "2026-03-01",
    }
    assert (contract["member"], contract["wage_fen"]) == (None, 300000)
    assert party.voided


def test_what_was_erased_cannot_be_written_to_or_undone_and_a_new_record_can_be_made(desk: MadeUpDesk) -> None:
    made = a_household(desk)
    with desk.writing() as work:
        work.erase("household", made["household"])
    with pytest.raises(RecordErasedError), desk.writing() as work:
        work.save("member", made["member"], {"name": "再乃甫"})
    with pytest.raises(RecordErasedError), desk.writing() as work:
        work.undo("payment", made["payment"])
    with pytest.raises(UnknownRecordError), desk.writing() as work:
        work.erase("household", "0199e2a0-0000-7000-8000-000000000000")
    assert desk.value("household", desk.save("household", address="沙枣路"), "address") == "沙枣路"


def test_the_order_travels_and_is_carried_out_at_the_office(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    made = a_household(desk)
    office.take(desk.changes())
    with office.writing() as work:
        work.put_blob("骆驼刺 scan".encode())
        assert work.search("ptgl") == [made["household"]]
    with desk.writing() as work:
        work.erase("household", made["household"])
    office.take(desk.changes())
    assert seen_in_file(office) == set()
    with office.reading() as reader, desk.reading() as here:
        assert reader.verify_chain() == []
        assert reader.search("ptgl") == []
        assert reader.get("payment", made["payment"]).values == here.get("payment", made["payment"]).values
        assert reader.heads(STREAM) == here.heads(STREAM)


def test_what_is_written_without_knowing_of_the_order_is_dropped_on_arrival(
    desk: MadeUpDesk, office: MadeUpDesk
) -> None:
    made = a_household(desk)
    office.take(desk.changes())
    with office.writing() as work:
        work.save("member", made["member"], {"other_name": "骆驼刺"})
        work.save("member", None, {"household": made["household"], "name": "再乃甫"})
        late = work.save("payment", None, {"household": made["household"], "amount_fen": 99}).id
        work.save("payment", made["payment"], {"amount_fen": 5000})
    unknowing = office.changes()
    with desk.writing() as work:
        work.erase("household", made["household"])
    order = desk.changes()
    desk.take(unknowing)
    assert seen_in_file(desk) == set()
    assert desk.value("payment", late, "amount_fen") == 99
    assert desk.value("payment", late, "household") is None
    assert desk.value("payment", made["payment"], "amount_fen") == 5000
    office.take(order)
    assert seen_in_file(office) == set()
    office.take(desk.changes())
    desk.take(office.changes())
    with desk.reading() as here, office.reading() as there:
        assert here.verify_chain() == []
        assert there.verify_chain() == []
        states = [everything(here), everything(there)]
    for state in states:
        state["search_key"] = [key for key in state["search_key"] if key[0] != "household"]
    assert states[0]["payment"] == states[1]["payment"]
    assert states[0]["member"] == states[1]["member"]


def test_a_desk_that_takes_everything_after_the_erasure_gets_no_value_either(
    desk: MadeUpDesk, office: MadeUpDesk
) -> None:
    made = a_household(desk)
    with desk.writing() as work:
        work.erase("household", made["household"])
    office.take(desk.changes())
    with desk.reading() as here, office.reading() as there:
        assert there.verify_chain() == []
        assert here.get("payment", made["payment"]).values == there.get("payment", made["payment"]).values
        assert there.list("household") == []
    with office.writing() as work:
        before = everything(work)
        work.rebuild_tables()
        assert everything(work) == before


def test_a_restored_copy_erases_again_when_it_takes_the_order(desk: MadeUpDesk) -> None:
    made = a_household(desk)
    copy = desk.file.with_name("copy.db")
    desk.vault.copy_to(copy)
    with desk.writing() as work:
        work.erase("household", made["household"])
    order = desk.changes()
    restored = MadeUpDesk(copy, "desk-a", open_vault(copy, KEYS), desk.chance)
    assert "帕提古丽".encode() in plain_pages(copy, KEYS.vault)
    restored.take(order)
    restored.vault.close()
    assert seen_in_file(restored) == set()


def test_an_order_reaches_no_other_village(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    made = a_household(desk)
    office.take(desk.changes())
    office.village = "990101001002"
    with office.writing() as work:
        stranger = work.save("household", None, {"address": "沙枣路"}).id
        own = work.save("household", None, {"address": "柳树街"}).id
        covers = sorted([made["member"], made["paper"], made["consent"], own])
        order = work.save("erasure", None, {"of_kind": "household", "of": own, "covers": covers}).changes
    with office.reading() as reader:
        foreign = [change for digest in order if (change := reader.change(digest))]
        rest = [change for change in reader.changes("village:990101001002") if change not in foreign]
    desk.take([*rest, *foreign])
    assert desk.value("household", own, "address") is None
    assert desk.value("member", made["member"], "name") == "帕提古丽"
    assert desk.value("household", stranger, "address") == "沙枣路"
    with desk.reading() as reader:
        assert reader.blob(made["scan"])
        assert reader.draft("member", made["member"]) == {"born_on": "二月三十"}


def test_an_order_reaches_nothing_that_is_nobodys_own(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    made = a_household(desk)
    covers = sorted([made["entity"], made["household"]])
    desk.save("erasure", of_kind="household", of=made["household"], covers=covers)
    office.take(desk.changes())
    assert office.value("household", made["household"], "address") is None
    assert office.value("entity", made["entity"], "name") == "骑手合作社"


def test_traces_are_cleaned_at_the_next_opening_if_somebody_was_reading(desk: MadeUpDesk) -> None:
    made = a_household(desk)
    with desk.reading() as reader:
        assert reader.count("household") == 1
        with desk.writing() as work:
            work.erase("household", made["household"])
        assert seen_in_file(desk) != set()
    again = desk.reopened()
    desk.vault = again.vault
    assert seen_in_file(desk) == set()


def test_an_order_reaches_no_record_of_the_same_id_in_another_villages_stream(
    desk: MadeUpDesk, office: MadeUpDesk, template: Path, tmp_path: Path
) -> None:
    home = desk.save("household", address="胡杨树下")
    foreign = copied_desk(template, tmp_path, "desk-b")
    foreign.village = "990101001002"
    foreign.save("household", home, address="沙枣路")
    office.take([*desk.changes(), *foreign.changes()])
    with desk.writing() as work:
        work.erase("household", home)
    office.take(desk.changes())
    foreign.vault.close()
    kept = [change.values for change in office.changes() if change.body and change.body.record == home]
    assert [values and values["address"] for values in kept] == [None, "沙枣路"]


def test_what_was_begun_for_an_erased_household_and_never_kept_goes_with_it(desk: MadeUpDesk) -> None:
    made, other = a_household(desk), desk.save("household", address="沙枣路")
    begun, beside, foreign = (f"0199e2a0-0000-7000-8000-00000000000{number}" for number in range(3))
    with desk.writing() as work:
        work.keep_draft("member", begun, "household", made["household"])
        work.keep_draft("member", begun, "name", "帕提古丽")
        work.keep_draft("consent", beside, "member", begun)
        work.keep_draft("member", foreign, "household", other)
        work.keep_draft("household", other, "moved_from", made["household"])
    with desk.writing() as work:
        work.erase("household", made["household"])
    with desk.reading() as reader:
        assert sorted(reader.drafts()) == [("household", other), ("member", foreign)]


def test_a_draft_that_is_all_there_is_to_erase_is_wiped_from_the_file_too(desk: MadeUpDesk) -> None:
    home = desk.save("household", address="胡杨树下")
    for typed in (None, "13"):
        with desk.writing() as work:
            if typed:
                work.keep_draft("household", home, "phone", typed)
        with desk.writing() as work:
            work.erase("household", home)
            assert work.destroyed
            assert work.drafts() == []
    with desk.writing() as work:
        work.erase("household", home)
        assert not work.destroyed


def test_what_an_order_names_is_erased_when_it_comes_later_and_does_not_say_whose_it_is(
    desk: MadeUpDesk, office: MadeUpDesk
) -> None:
    made = a_household(desk)
    before = {change.digest: change for change in desk.changes()}
    with desk.writing() as work:
        work.erase("household", made["household"])
    order = [change for change in desk.changes() if change.digest not in before]
    office.take([*(change.stripped() for change in before.values()), *order])
    members = [each for each in before.values() if each.body is not None and each.body.record == made["member"]]
    first, late = members[0], members[-1]
    assert "household" not in (late.values or {})
    office.take([msgspec.structs.replace(first, salt=None, values=None), late])
    assert seen_in_file(office) == set()
    assert office.value("member", made["member"], "name") is None


@pytest.mark.parametrize("knowing", [True, False])
def test_what_was_put_right_in_an_account_is_not_undone_by_an_order_that_did_not_know_of_it(
    desk: MadeUpDesk, office: MadeUpDesk, template: Path, tmp_path: Path, knowing: bool
) -> None:
    """Which of two changes has the higher digest is chance: so there are several payments."""
    other = copied_desk(template, tmp_path, "desk-b")
    home = desk.save("household", address="胡杨树下")
    paid = {desk.save("payment", household=home, amount_fen=100, voucher=f"V-{at}"): 200 + at for at in range(8)}
    other.take(desk.changes())
    for each in (desk, other) if knowing else (other,):
        with each.writing() as work:
            work.erase("household", home)
    for payment, amount in paid.items():
        desk.save("payment", payment, amount_fen=amount)
    office.take(other.changes())
    office.take(desk.changes())
    desk.take(office.changes())
    other.take(office.changes())
    for each in (desk, other, office):
        assert {payment: each.value("payment", payment, "amount_fen") for payment in paid} == paid
