"""Whatever a let-in laptop composes, bundle after bundle: the chain, the others' records and the answers stay whole."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.domain.changes import Change
from tests.acts.test_objections import a_posted_plan, objected
from tests.journeys.county import NEIGHBOUR, SUMS, VILLAGE, County, Machine, county
from tests.journeys.enemy import STREAM, Enemy, gone, with_body

EXAMPLES = 200 if os.environ.get("FUPIN_LONG") == "full" else 12
KINDS = ("household", "member", "payment", "objection", "notice", "asset", "erasure", "setting", "village", "score")
VALUES: tuple[dict[str, Any], ...] = (
    {"address": "我家"}, {"household": "there"}, {"household": "own"}, {"said": "没有意见"}, {"voided": "taken_out"},
    {"answer": "好", "answered_by": "我", "answered_on": "2018-12-03"}, {"amount_fen": 1}, {"amount_fen": 1.5},
    {"code": NEIGHBOUR}, {"value": 1}, {"name": "x"}, {"name": "e\u0301"}, {"name": None}, {}, {"phone": "13877665544"},
    {"drafted_on": "2018-12-01"},
)  # fmt: skip
LIES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "record": st.sampled_from(["new", "own", "there", "objection", "member", "line"]),
        "values": st.sampled_from(VALUES),
        "stream": st.sampled_from([STREAM, STREAM, STREAM, "county", f"village:{NEIGHBOUR}"]),
        "parents": st.sampled_from(["heads", "none", "unknown", "last", "two"]),
        "base": st.sampled_from(["none", "seen", "unknown"]),
        "desk": st.sampled_from(["own", "own", "own", "office", "nobody"]),
        "form": st.sampled_from(["full", "full", "full", "bare", "erased", "body", "order"]),
    }
)


@dataclass
class Scene:
    """A county with a household on each side, and an objection to what the enemy's village posted."""

    made: County
    enemy: Enemy
    neighbour: Machine
    ids: dict[str, str]

    def change(self, lie: dict[str, Any], last: Change | None) -> Change:
        """Write one lie down."""
        values = {name: self.ids.get(str(value), value) for name, value in lie["values"].items()}
        record = self.ids.get(lie["record"])
        heads = self.enemy.heads()
        parents = {
            "heads": heads,
            "none": [],
            "unknown": ["a" * 64],
            "last": [last.digest] if last else heads,
            "two": sorted({*heads, last.digest}) if last else heads,
        }[lie["parents"]]
        seen = {"none": [], "seen": [last.digest] if last else [], "unknown": ["b" * 64]}[lie["base"]]
        desk = {"own": self.enemy.machine.desk.id, "office": self.made.office.desk.id, "nobody": "desk-x"}[lie["desk"]]
        said = {"stream": lie["stream"], "parents": parents, "desk": desk}
        if lie["form"] == "order":
            return self.enemy.order(record or self.enemy.an_id(), list(self.ids.values()), **said)
        change = self.enemy.change(lie["kind"], record, based_on=dict.fromkeys(values, seen), **said, **values)
        if lie["form"] == "bare":
            return change.stripped()
        if lie["form"] == "erased":
            return gone(change)
        return with_body(change, person="somebody", at="never") if lie["form"] == "body" else change

    def kept(self) -> dict[str, Any]:
        """What of the county's memory no village may touch."""
        office = self.made.office
        objection = office.get("objection", self.ids["objection"])
        return {
            "home": office.get("household", self.ids["there"]),
            "stream": office.changes(f"village:{NEIGHBOUR}"),
            "county": office.changes("county"),
            "objection": [objection.get(name) for name in ("said", "notice", "line", "answer", "voided")],
            "chain": office.status()["chain"],
        }

    def sound(self) -> None:
        for each in self.made.office.status()["desks"]:
            assert each["sent"] == sum(each[name] for name in SUMS)
        self.made.down(*self.made.laptops.values())


def a_scene(folder: Path, made: County) -> Scene:
    laptop = made.laptop("laptop", VILLAGE)
    neighbour = made.laptop("neighbour", NEIGHBOUR)
    there = neighbour.household("李丽", address="柳树街")
    objection = objected(laptop, a_posted_plan(laptop, "张三", "李四"))
    own = laptop.household("王五")
    made.round(laptop, neighbour)
    line = str(laptop.get("objection", objection)["line"])
    ids = {"there": there["household"], "member": there["member"], "own": own["household"], "objection": objection}
    return Scene(made, Enemy(laptop), neighbour, ids | {"line": line})


@settings(max_examples=EXAMPLES)
@given(st.lists(st.lists(LIES, min_size=1, max_size=6), min_size=1, max_size=4))
def test_a_let_in_laptop_spoils_its_own_drafts_at_worst(bundles: list[list[dict[str, Any]]]) -> None:
    with tempfile.TemporaryDirectory() as place, county(Path(place) / "county") as made:
        scene = a_scene(Path(place), made)
        before = scene.kept()
        for lies in bundles:
            changes: dict[str, Change] = {}
            for lie in lies:
                change = scene.change(lie, list(changes.values())[-1] if changes else None)
                changes[change.digest] = change
            (taken,) = made.office.take(scene.enemy.bundle(list(changes.values())))
            full = [each for each in changes.values() if not each.bare]
            assert taken.error is not None or sum(taken.verdicts.values()) == len(full)
            assert scene.kept() == before
        scene.sound()
        scene.neighbour.put("household", scene.ids["there"], address="河边")
        made.round(scene.neighbour)
        assert made.office.get("household", scene.ids["there"])["address"] == "河边"
        assert set(scene.neighbour.counts()) == {"taken"}
