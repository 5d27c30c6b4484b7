"""What is kept is what judging everything gives, whatever was changed since: byte for byte, in the same order."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, cast

import msgspec
import pytest

from fupin_desk.domain.record import FieldSpec, Record, kind_name
from fupin_desk.domain.shapes import DATE, LINES, REFERENCE, REFERENCES, TEXT, WORDS
from fupin_desk.kinds import KINDS, kind_spec
from fupin_desk.kinds.judging import judge, keep
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.noting import NotingGraph
from fupin_desk.policy.noting_day import NotingDay
from fupin_desk.policy.rule import Where
from fupin_desk.subjects.contract.records import Contract, Party
from fupin_desk.subjects.office.setting import Setting
from fupin_desk.subjects.payment.accounts import keep_owed
from fupin_desk.subjects.payment.owed import owed_of
from tests.policy.cases import figure_table
from tests.policy.shelf import Shelf
from tests.policy.test_anything import IDS, ON, anything

READ = [kind for kind in KINDS if kind not in ("paper", "notice", "notice_line", "objection")]
NAMES = ["王小明", "王小 明", "李四", "张三", "赵六", "孙七", "周八", "吴九", "郑十"]
VILLAGES = ["990101001001", "990101001002"]
MANY = {
    "contract": 3,
    "party": 5,
    "member": 2,
    "consent": 4,
    "payment": 3,
    "delivery": 2,
    "distribution_line": 2,
    "explanation": 4,
    "erasure": 2,
    "setting": 2,
}
"""Kinds of which there are so many times more than of others."""
OTHER_FIGURES = [name for name, figure in figure_table().figures.items() if figure.county != "never"]
LIKELY: dict[str, list[Any]] = {
    "consent.to": ["contract", "contract", "share"],
    "consent.how": ["spoken_before_witness", "signed"],
    "consent.about": [None, *(f"contract{each}" for each in range(6)), "share0", "share1"],
    "consent.household": ["household0", "household1", "household2"],
    "consent.notice_kind": [None],
    "consent.withdrawn_on": [None, None, None, ON - timedelta(days=100)],
    "consent.until": [None],
    "consent.member": [None, None, "member0"],
    "contract.terms": ["order", "job", "lease", "lease", "back_contract", "asset"],
    "contract.area_centimu": [None, 200],
    "contract.ended_on": [None],
    "contract.until": [None, ON + timedelta(days=300)],
    "contract.since": [ON - timedelta(days=400), ON - timedelta(days=100), None],
    "contract.promise": ["fixed", "share", "both"],
    "contract.promised_fen": [100_000],
    "delivery.accepted_milli": [1000, 3000],
    "delivery.price_fen": [None, 200],
    "distribution.year": [2018, 2019, 2020],
    "distribution.entity": [None],
    "distribution_line.declined": [None, None, None, None, True],
    "distribution_line.household": ["household0", "household1", None],
    "distribution_line.amount_fen": [100, 20_000],
    "distribution.asset": ["asset0", "asset0", "asset1"],
    "distribution_line.distribution": ["distribution0", "distribution1", "distribution2"],
    "distribution_line.of_which_own_stake_fen": [None],
    "distribution_line.heads": [None, 3],
    "entity.kind": ["cooperative", "leader", "workshop", "family_farm"],
    "entity.villages": [None, VILLAGES, VILLAGES[:1], VILLAGES[1:]],
    "erasure.covers": [[f"contract{each}", f"payment{each}", f"distribution_line{each}"] for each in range(9)],
    "explanation.rule": ["copy-handed-over", "contract-complete", "payment-counts", "voluntary", "tilt"],
    "explanation.of_kind": ["contract", "payment", "distribution"],
    "explanation.of": [*(f"contract{each}" for each in range(3 * IDS)), "payment1", "payment2", "distribution1"],
    "household.status": ["registered", "other"],
    "household.status_since": [None],
    "member.labour": ["weak", "able"],
    "member.disabled": [None, True],
    "member.gone_since": [None, None, ON - timedelta(days=500)],
    "party.household": [None, *(f"household{each}" for each in range(IDS))],
    "payment.amount_fen": [100, 20_000],
    "payment.paid_on": [ON - timedelta(days=30), ON - timedelta(days=60)],
    "payment.in_kind": [None],
    "payment.in_kind_milli": [None],
    "payment.distribution_line": [None, "distribution_line0", "distribution_line1", "distribution_line2"],
    "plot.area_centimu": [100, 150],
    "setting.figure": ["minimum_wage_month", "minimum_wage_hour", *OTHER_FIGURES],
    "setting.value": [1, 20, 900, 146_000, 200_000],
    "setting.since": [date(2018, 1, 1), ON - timedelta(days=30), ON, ON + timedelta(days=40)],
    "setting.until": [None, None, ON + timedelta(days=20)],
    "share.until": [None],
    "village.code": VILLAGES,
    "village.poor": [True, True, None],
}
"""What these fields mostly say: such records as rules have something to say of."""
FIGURES = Figures(figure_table(), [Setting(id="s", figure="minimum_wage_month", value=146000, since=date(2018, 1, 1))])


class Hamlet:
    """A few records of every kind that name each other and change as the dice say."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.records: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        for kind in READ:
            for _ in range(IDS * MANY.get(kind, 1)):
                self.make(kind)

    @property
    def shelf(self) -> Shelf:
        return Shelf(**{kind: [*records.values()] for kind, records in self.records.items()})

    def value(self, kind: str, spec: FieldSpec) -> Any:
        """Return a value that is like those of other records, so that look-ups find and lose each other."""
        shape, likely = spec.field.shape, LIKELY.get(f"{kind}.{spec.name}")
        if self.dice.random() < 0.05:
            return anything(spec, self.dice)
        if likely is not None:
            return self.dice.choice(likely)
        if shape in (TEXT, WORDS) and not spec.field.codes:
            return self.dice.choice(NAMES)
        if shape is LINES and not spec.field.codes:
            return self.dice.choice([None, VILLAGES, VILLAGES[:1]])
        if shape is DATE:
            return ON + timedelta(days=self.dice.randint(-900, 60))
        if shape is REFERENCE:
            return self.one_of(self.dice.choice([each for each in spec.field.kinds for _ in range(MANY.get(each, 1))]))
        if shape is REFERENCES:
            return [self.one_of(self.dice.choice(spec.field.kinds or READ)) for _ in range(2)]
        return anything(spec, self.dice)

    def one_of(self, kind: str) -> str:
        return f"{kind}{self.dice.randrange(IDS * MANY.get(kind, 1))}"

    def make(self, kind: str) -> Record:
        """Write a record anew, in the place of another or beside them."""
        spec = kind_spec(kind)
        values = {name: self.value(kind, field) for name, field in spec.fields.items() if name != "voided"}
        said = {
            "id": f"{kind}{self.dice.randrange((IDS + 1) * MANY.get(kind, 1))}",
            "village": self.dice.choice(VILLAGES),
            **values,
        }
        return self.put(msgspec.convert(said, type=spec.cls))

    def put(self, record: Record) -> Record:
        self.records[kind_name(type(record))][record.id] = record
        return record

    def change(self) -> tuple[str, str]:
        """Change one record in some way, and return its kind and id."""
        kind = self.dice.choice([each for each in READ for _ in range(MANY.get(each, 1)) if self.records[each]])
        record = self.dice.choice(sorted(self.records[kind].values(), key=lambda each: each.id))
        how = self.dice.random()
        if how < 0.1:
            return kind, self.make(kind).id
        if how < 0.13:  # nothing of it is here any more
            del self.records[kind][record.id]
        elif record.voided or how < 0.2:
            self.put(msgspec.structs.replace(record, voided=None if record.voided else "taken_out"))
        elif how < 0.23:
            self.put(msgspec.structs.replace(record, village=self.dice.choice(VILLAGES)))
        else:
            fields = [field for name, field in kind_spec(kind).fields.items() if name != "voided"]
            if self.dice.random() < 0.7:  # what says to whom it belongs, or what rules read first
                telling = [each for each in fields if each.field.kinds or f"{kind}.{each.name}" in LIKELY]
                fields = telling or fields
            some = self.dice.sample(fields, min(len(fields), self.dice.choice([1, 1, 2, 4])))
            told = {**msgspec.structs.asdict(record), **{field.name: self.value(kind, field) for field in some}}
            self.put(msgspec.convert(told, type=type(record)))
        return kind, record.id

    @property
    def figures(self) -> Figures:
        return Figures(figure_table(), [cast("Setting", each) for each in self.records["setting"].values()])

    def day(self, before: date) -> date:
        """Return the day on which it is looked at next: mostly the same or the next, or one long after or before."""
        return before + timedelta(days=self.dice.choice([0, 0, 0, 0, 1, 1, 2, 7, 31, 400, -1, -1, -9, -40, -390]))


def written(found: list[Any]) -> bytes:
    return msgspec.json.encode(found)


def compare(seed: int, edits: int, where: Where) -> int:
    """Change records, figures and the day, and compare after each change; return how many clusters were judged."""
    village, on = Hamlet(seed), ON
    kept, owed = keep(village.shelf, village.figures, ON, where), keep_owed(village.shelf, ON)
    judged, seen = 0, set()
    for _ in range(edits):
        changed = [village.change() for _ in range(village.dice.choice([0, 1, 1, 1, 2, 5]))]
        on = village.day(on)
        judged += kept.changed(village.shelf, changed, on, village.figures)
        owed.changed(village.shelf, changed, on)
        assert written(kept.found) == written(judge(village.shelf, village.figures, on, where)), (seed, on, changed)
        assert owed.found == owed_of(Graph(village.shelf), on), (seed, on, changed)
        seen.add(written(kept.found))
    assert len(seen) > edits // 10
    return judged


@pytest.mark.parametrize("where", ["village", "county"])
@pytest.mark.parametrize("seed", range(4))
def test_after_any_change_what_is_kept_is_what_judging_everything_gives(seed: int, where: Where) -> None:
    compare(seed, 40, where)


@pytest.mark.long
def test_after_thousands_of_changes_too(size: Callable[[int, int], int]) -> None:
    for seed in range(100, 100 + size(10, 100)):
        compare(seed, 60, "county" if seed % 3 else "village")


def test_a_record_that_nothing_was_ever_like_is_found_when_it_comes() -> None:
    shelf = Shelf()
    kept = keep(shelf, FIGURES, ON, "village")
    assert kept.found == []
    shelf.kinds["contract"] = [Contract(id="c", terms="job", signed_on=date(2019, 1, 1))]
    assert kept.changed(shelf, [("contract", "c")]) == 1
    assert written(kept.found) == written(judge(shelf, FIGURES, ON, "village")) != b"[]"


def test_only_what_hangs_on_a_change_is_judged_again() -> None:
    contracts = [Contract(id=f"c{each}", terms="job", signed_on=date(2019, 1, 1)) for each in range(20)]
    shelf = Shelf(*contracts)
    kept = keep(shelf, FIGURES, ON, "village")
    shelf.kinds["party"] = [Party(id="p", contract="c7", household="h")]
    assert kept.changed(shelf, [("party", "p")]) == 1
    shelf.kinds["party"] = [Party(id="p", contract="c8", household="h")]
    assert kept.changed(shelf, [("party", "p")]) == 2
    assert kept.changed(shelf, [("paper", "x")]) == 0


def test_a_new_day_or_figure_judges_again_only_what_looked_at_it() -> None:
    signed, begins = ON - timedelta(days=30), ON + timedelta(days=5)
    begun = [Contract(id=f"c{each}", terms="job", signed_on=signed, since=signed, notice_days=9) for each in range(20)]
    shelf = Shelf(*begun, Contract(id="d", terms="job", signed_on=signed, since=begins))
    kept = keep(shelf, FIGURES, ON, "village")
    days = [kept.changed(shelf, [], ON + timedelta(days=each)) for each in range(1, 9)]
    assert days[4] == 1  # on which one of them begins
    assert sum(days) < 10
    for figure, judged in (("notice_days", 0), ("leaving_notice_days", 21)):
        shelf.kinds["setting"] = [Setting(id=figure, figure=figure, value=20, since=date(2018, 1, 1))]
        figures = Figures(figure_table(), shelf.kinds["setting"])
        assert kept.changed(shelf, [("setting", figure)], None, figures) == judged, figure
        assert written(kept.found) == written(judge(shelf, figures, kept.on, "village"))


def test_a_day_of_judging_that_is_kept_is_found_out() -> None:
    graph, kept = NotingGraph(Shelf()), []
    graph.noted(lambda: kept.append(NotingDay(graph, ON)))
    with pytest.raises(RuntimeError):
        assert kept[0] > ON
