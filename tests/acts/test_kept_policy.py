"""What an open desk keeps of findings and dues is what judging everything gives, whatever was written and by whom."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from fupin_desk.acts.desk import Desk, in_memory
from fupin_desk.acts.policy.check import check_desk, settled_dues
from fupin_desk.acts.policy.kept import dues_kept, findings_kept
from fupin_desk.acts.views.findings import findings_after, findings_now
from fupin_desk.domain.errors import DeskError
from fupin_desk.domain.findings import Level
from fupin_desk.domain.record import FieldSpec
from fupin_desk.domain.shapes import Date, Reference, References, Text, Words, Yes
from fupin_desk.kinds import CODE_LISTS, KINDS
from fupin_desk.store import Reader, Stored, Work
from fupin_desk.store.records import journal
from tests.acts.made_up_county import county, opened

ON = date(2018, 12, 3)
OFTEN = ("contract", "contract", "contract", "party", "payment", "delivery", "share", "entity", "distribution") * 2
LOOKED_AT = [kind for kind in KINDS if kind not in ("notice", "notice_line", "paper", "objection", "erasure")]


__all__ = ["county", "opened"]


class Clerk:
    """Somebody who writes whatever a form lets them, in the order the dice say."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.dice, self.undid = desk, random.Random(seed), False
        with desk.vault.reading() as reader:
            self.ids = {kind: [each.id for each in reader.records(kind, voided=True)] for kind in LOOKED_AT}
            entities = reader.records("entity")
        self.names = [*[each.legal_person or each.name or "甲" for each in entities][:4], "陈秀英"]

    def value(self, spec: FieldSpec) -> Any:
        field, dice = spec.field, self.dice
        if dice.random() < 0.1:
            return None
        if field.codes:
            return dice.choice(CODE_LISTS[field.codes])
        match field.shape:
            case Date():
                return (ON - timedelta(days=dice.randrange(500))).isoformat()
            case Yes():
                return dice.random() < 0.5
            case Reference():
                return self.one_of(dice.choice(field.kinds))
            case References():
                return [self.one_of(dice.choice(field.kinds or ("household",))) for _ in range(2)]
            case Text() | Words():
                return dice.choice(self.names)
            case _ if spec.python is int:
                return dice.randint(field.least or 0, min(field.most or 10**6, 10**6))
        return None

    def one_of(self, kind: str) -> str:
        ids: list[str] = self.ids.get(kind) or ["none"]
        return self.dice.choice(ids)

    def act(self, work: Work) -> None:
        """Do something to one record."""
        how, kind = self.dice.random(), self.dice.choice([each for each in (*LOOKED_AT, *OFTEN) if self.ids[each]])
        record, fields = self.one_of(kind), [each for each in KINDS[kind].fields.values() if each.name != "voided"]
        if how < 0.1:
            some = self.dice.sample(fields, min(len(fields), 8))
            self.ids[kind].append(work.save(kind, None, {each.name: self.value(each) for each in some}).id)
        elif how < 0.16:
            work.void(kind, record, "试")
        elif how < 0.26:
            for each in [each for each in work.list(kind, voided=True) if each.voided][:3]:
                work.restore(kind, each.id, "试")
        elif how < 0.32:
            if not self.undid:  # of what is done at once nobody undoes two things
                self.undid = True
                work.undo(kind, record)
        elif how < 0.34:
            work.erase("household", self.one_of("household"))
        elif how < 0.42:
            consent = work.get("consent", self.one_of("consent"))
            on = max(str(consent.values["on"] or ""), (ON - timedelta(days=self.dice.randrange(60))).isoformat())
            work.save("consent", consent.id, {"withdrawn_on": on})
        elif how < 0.5:
            work.save("payment", self.one_of("payment"), {"contract": self.one_of("contract")})
        else:
            one = self.dice.choice([each for each in fields if each.field.kinds and how < 0.65] or fields)
            work.save(kind, record, {one.name: self.value(one)})


def same(desk: Desk, on: date = ON) -> None:
    """Compare what is kept with what everything says."""
    with desk.vault.reading() as reader:
        found, dues = findings_kept(desk).at(reader, on), dues_kept(desk).at(reader, on)
        assert dues == settled_dues(reader, on)
    assert msgspec.json.encode(found) == msgspec.json.encode(check_desk(desk, on))


def write_and_compare(desk: Desk, beside: Desk, seed: int, acts: int) -> None:
    """Let two processes write to one vault, on whatever day, and compare what one of them keeps."""
    clerk, findings, at_once, seen, on = Clerk(desk, seed), findings_kept(desk), 0, set(), ON
    for _ in range(acts):
        same(desk, on)
        clerk.undid = False
        on += timedelta(days=clerk.dice.choice([0, 0, 0, 1, 1, 30, 300, -1, -1, -20, -310]))
        writer = beside if clerk.dice.random() < 0.3 else desk
        with suppress(DeskError, IndexError), writer.writing() as work:
            for _ in range(clerk.dice.choice([1, 1, 1, 3])):
                clerk.act(work)
        with desk.vault.reading() as reader:
            found = findings.at_once(reader, on)
        at_once += found is not None
        seen.add(msgspec.json.encode(found or []))
    same(desk, on)
    assert at_once > acts * 0.7
    assert len(seen) > 3  # else nothing that is seen ever changed


@pytest.mark.parametrize("name", ["village-1", "office"])
def test_whatever_is_written_what_is_kept_is_what_everything_says(name: str, opened: Callable[[str], Desk]) -> None:
    write_and_compare(opened(name), opened(name), 1, 60)


@pytest.mark.long
@pytest.mark.parametrize("name", ["village-1", "office"])
def test_however_much_is_written(name: str, opened: Callable[[str], Desk], size: Callable[[int, int], int]) -> None:
    for seed in range(2, 2 + size(2, 12)):
        write_and_compare(opened(name), opened(name), seed, 100)


def job_of(work: Reader) -> Stored:
    """Return a job: a labour law has long asked what it has to say."""
    return next(each for each in work.list("contract") if each.values["terms"] == "job")


def turn(work: Work) -> None:
    """Take out of a job, or put back, what every contract has to say: a finding hangs on it."""
    job = job_of(work)
    work.save("contract", job.id, {"form": None if job.values["form"] else "two_party"})


def test_what_another_process_writes_is_seen_and_what_was_rolled_back_is_not(opened: Callable[[str], Desk]) -> None:
    here, there = opened("village-1"), opened("village-1")
    same(here)
    before = check_desk(here, ON)
    with suppress(OverflowError), here.writing() as work:
        turn(work)
        assert check_desk(here, ON) == before  # it is not there yet
        raise OverflowError
    same(here)
    assert check_desk(here, ON) == before
    with there.writing() as work:
        turn(work)
    with here.vault.reading() as reader:
        assert findings_kept(here).at_once(reader, ON) == check_desk(here, ON) != before
    same(here)
    with here.writing() as work:
        turn(work)
    same(here)
    same(there)


def test_where_another_process_destroyed_values_everything_is_looked_at(opened: Callable[[str], Desk]) -> None:
    here, there = opened("village-1"), opened("village-1")
    same(here)
    with there.writing() as work:
        work.erase("household", work.records("household")[0].id)
    with here.vault.reading() as reader:
        assert findings_kept(here).at_once(reader, ON) is None  # no change tells of each row that is empty now
    same(here)
    with there.writing() as work:
        turn(work)
    with here.vault.reading() as reader:
        assert findings_kept(here).at_once(reader, ON) is not None
    same(here)


def test_of_thousands_of_rows_what_hangs_on_them_is_looked_at_again(
    opened: Callable[[str], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened("village-1")
    same(desk)
    monkeypatch.setattr(journal, "MOST_ROWS", 3)
    monkeypatch.setattr(in_memory, "MANY", 3)
    with desk.writing() as work:
        for each in work.records("household")[:4]:
            work.save("household", each.id, {"group": "九组"})
        turn(work)
    with desk.vault.reading() as reader:
        assert findings_kept(desk).at_once(reader, ON) is None  # whoever cannot wait does not
    before = findings_kept(desk)._kept
    same(desk)
    assert findings_kept(desk)._kept is before  # and not made anew


def test_of_an_older_moment_what_held_then_is_said(opened: Callable[[str], Desk]) -> None:
    desk = opened("village-1")
    before = check_desk(desk, ON)
    with desk.vault.reading() as older:
        assert older.count("contract")
        with desk.writing() as work:
            turn(work)
        same(desk)
        assert findings_kept(desk).at(older, ON) == before
    same(desk)


def test_tables_that_are_made_anew_and_another_day_are_looked_at_anew(opened: Callable[[str], Desk]) -> None:
    desk = opened("village-1")
    same(desk)
    desk.vault.derive_anew()
    with desk.vault.reading() as reader:
        assert findings_kept(desk).at_once(reader, ON) is None
    same(desk)
    same(desk, ON + timedelta(days=200))
    same(desk)


def test_a_figure_that_the_county_sets_is_gone_by_at_once(opened: Callable[[str], Desk]) -> None:
    desk = opened("office")
    same(desk)
    before = check_desk(desk, ON)
    with desk.writing() as work:
        work.save("setting", None, {"figure": "minimum_wage_month", "value": 900_000, "since": "2018-01-01"})
    same(desk)
    assert check_desk(desk, ON) != before


def test_a_saved_field_changes_what_policy_sees_of_it_at_once(opened: Callable[[str], Desk]) -> None:
    desk = opened("village-1")
    before = findings_now(desk, desk.today())
    with desk.writing() as work:
        turn(work)
    after = findings_after(desk, before)
    assert after != before
    assert after == findings_now(desk, desk.today())
    assert any(one.level is not Level.CLASH for one in after[0])
