"""An erasure and what keeps a no: it outlives the record it was noted in, and nothing told later comes back."""

from __future__ import annotations

from pathlib import Path

from fupin_desk.domain.changes import LOCAL_STREAM
from tests.store.desks import MadeUpDesk, copied_desk


def agreements(desk: MadeUpDesk, **said: str) -> dict[str, str | None]:
    """Return of each agreement, by who asked, the day from which it is over."""
    with desk.reading() as reader:
        found = reader.records("consent", said, voided=True)
    return {each.asked_by: each.withdrawn_on and each.withdrawn_on.isoformat() for each in found if each.asked_by}


def test_a_no_goes_on_holding_when_the_agreement_it_was_noted_on_is_erased(desk: MadeUpDesk, template: Path) -> None:
    home, other = desk.save("household", group="一组"), desk.save("household", group="二组")
    said = {"language": "ug", "how": "signed"}
    asked = {
        name: desk.save("consent", household=whose, to=to, on=on, asked_by=name, **said)
        for name, whose, to, on in (
            ("甲", home, "register", "2026-02-01"),
            ("乙", home, "register", "2026-02-20"),
            ("晚", home, "register", "2026-02-21"),
            ("别事", home, "contract", "2026-02-01"),
            ("别户", other, "register", "2026-02-01"),
            ("先", home, "register", "2026-01-01"),
            ("迟", home, "register", "2026-02-02"),
        )
    }
    desk.save("consent", asked["先"], withdrawn_on="2026-01-05")
    desk.save("consent", asked["迟"], withdrawn_on="2026-02-25")
    neighbour = copied_desk(template, desk.file.parent, "desk-b")
    neighbour.take(desk.changes())
    with neighbour.writing() as work:
        work.erase("consent", asked["甲"])
    desk.save("consent", asked["甲"], withdrawn_on="2026-02-20")
    desk.take(neighbour.changes())
    neighbour.vault.close()
    left = {"乙": "2026-02-20", "晚": None, "别事": None, "别户": None, "先": "2026-01-05", "迟": "2026-02-20"}
    assert agreements(desk) == left
    with desk.writing() as work:
        work.erase("consent", asked["先"])
    assert agreements(desk) == {name: day for name, day in left.items() if name != "先"}
    with desk.writing() as work:
        work.erase("household", home)
    assert agreements(desk) == {"别户": None}
    with desk.reading() as reader:
        local = [change.body for change in reader.changes(LOCAL_STREAM) if change.values is not None]
    assert {body.record for body in local if body is not None} == {asked["别户"]}


def test_a_members_noes_hold_after_them_but_never_for_anothers_own_job(desk: MadeUpDesk) -> None:
    home = desk.save("household", group="一组")
    worker, other = desk.save("member", household=home), desk.save("member", household=home)
    job = desk.save("contract", terms="job", member=worker)
    said = {"household": home, "language": "ug", "how": "signed", "on": "2026-02-01", "to": "contract"}
    desk.save("consent", asked_by="本人", member=worker, about=job, **said)
    desk.save("consent", asked_by="户", **said)
    for day in ("2026-02-22", "2026-02-20"):
        no = desk.save("consent", asked_by=day, member=other, **said)
        desk.save("consent", no, withdrawn_on=day)
    with desk.writing() as work:
        work.erase("member", other)
    assert agreements(desk) == {"本人": None, "户": "2026-02-20"}


def test_what_a_neighbour_told_of_somebody_who_is_erased_here_goes_at_once(desk: MadeUpDesk, template: Path) -> None:
    home, other = desk.save("household", group="一组"), desk.save("household", group="二组")
    line = desk.save("distribution_line", household=home, amount_fen=5)
    neighbour = copied_desk(template, desk.file.parent, "desk-b")
    neighbour.take(desk.changes())
    with desk.writing() as work:
        work.erase("household", home)
    desk.save("payment", distribution_line=line, amount_fen=5)
    desk.save("distribution_line", line, declined=True)
    for record in (home, other):
        neighbour.save("household", record, does_not_wish=["loan"])
    with neighbour.reading() as reader:
        told = list(reader.changes(LOCAL_STREAM))
    neighbour.vault.close()
    desk.take(told)
    with desk.reading() as reader:
        local = {(each.body.record, each.erased) for each in reader.changes(LOCAL_STREAM) if each.body is not None}
        assert reader.get("household", home).voided
        assert reader.get("distribution_line", line).values["declined"] is True
    assert local == {(home, True), (other, False), (line, False)}
