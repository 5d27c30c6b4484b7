"""Whatever weeks bring, lost sticks, old copies, a restored office: in the end all say the same and all adds up."""

from __future__ import annotations

import itertools
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.acts.disputes import list_disputes, settle_dispute
from tests.journeys.county import CONSENT, SUMS, County, Machine, county

LAPTOPS = ("first", "second")
FIELDS = ("address", "group")
WAGE = {"figure": "minimum_wage_month", "since": "2018-01-01", "source": "县政府", "approved_by": "审批人"}
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(LAPTOPS), st.sampled_from(FIELDS)),
        st.tuples(
            st.sampled_from(["up", "down", "lose", "keep", "back", "new"]), st.sampled_from(LAPTOPS), st.just("")
        ),
        st.tuples(st.sampled_from(["keep", "back", "settle", "figure"]), st.just("office"), st.just("")),
    ),
    min_size=4,
    max_size=14,
)


class Weeks:
    """A county to which things happen."""

    def __init__(self, folder: Path, made: County) -> None:
        self.folder, self.county = folder, made
        self.machines = {name: made.laptop(name) for name in LAPTOPS} | {"office": made.office}
        self.copies: dict[str, Path] = {}
        self.turns = itertools.count(1)
        home = self.machines["first"].household("王小明")
        self.homes = [home["household"]]
        made.round(*self.laptops)
        made.round(*self.laptops)
        self.copies = {name: machine.copied(f"{name}-copy") for name, machine in self.machines.items()}

    @property
    def laptops(self) -> list[Machine]:
        return [self.machines[name] for name in LAPTOPS]

    def happens(self, what: str, who: str, field: str) -> None:
        """Let one thing happen."""
        machine, turn = self.machines[who], next(self.turns)
        if what == "write":
            machine.put("household", self.homes[0], None, **{field: f"{who} {turn}"})
        elif what == "new":
            home = machine.put("household", status="registered", address=str(turn))
            machine.put("consent", None, None, household=home, **CONSENT)
            self.homes.append(home)
        elif what == "up":
            self.county.up(machine)
        elif what == "down":
            self.county.down(machine)
        elif what == "lose":
            machine.make()
        elif what == "keep":
            self.copies[who] = machine.copied(f"{who}-copy-{turn}")
        elif what == "back":
            machine.put_back(self.copies[who])
        elif what == "settle":
            self.settle()
        elif what == "figure":
            on = date(2018, 1, 1) + timedelta(days=turn)  # no two figures of one kind begin on one day
            machine.put("setting", None, None, value=100_000 + turn, **{**WAGE, "since": on.isoformat()})

    def settle(self) -> None:
        for found in list_disputes(self.county.office.desk):
            settle_dispute(self.county.office.desk, found.id, change=found.values[0].change)

    def quiet_down(self) -> None:
        """Carry sticks until nobody has anything new to say."""
        for _ in range(3):
            self.county.round(*self.laptops)
        self.settle()
        for _ in range(2):
            self.county.round(*self.laptops)


@settings(max_examples=15)
@given(EVENTS)
def test_everybody_says_the_same_in_the_end_and_the_numbers_add_up(events: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as place, county(Path(place) / "county") as made:
        weeks = Weeks(Path(place), made)
        for event in events:
            weeks.happens(*event)
        weeks.quiet_down()
        office = made.office
        assert office.disputes() == []
        for laptop in weeks.laptops:
            assert laptop.disputes() == []
            for home in weeks.homes:
                assert laptop.get("household", home) == office.get("household", home)
            figures = {each: office.get("setting", each) for each in office.ids("setting")}
            assert {each: laptop.get("setting", each) for each in laptop.ids("setting")} == figures
            assert set(laptop.counts()) <= {"taken"}
            numbers = laptop.status()
            assert {name: numbers[name] for name in ("sent", *SUMS)} == {
                name: made.of(laptop)[name] for name in ("sent", *SUMS)
            }
