"""Changes from elsewhere that come before what they follow, or before this program knew what they say."""

from __future__ import annotations

from fupin_desk.domain.changes import COUNTY_STREAM, Change, Value, make_change
from fupin_desk.store.records.projection import UNKNOWN
from tests.store.desks import STREAM, MadeUpDesk, everything

RECORD = "0199e2a0-0000-7000-8000-000000000000"


def change(values: dict[str, Value], *bases: Change, stream: str = STREAM, kind: str = "household") -> Change:
    return make_change(
        stream=stream, parents=sorted(base.digest for base in bases if base.stream == stream), desk="desk-b",
        person="somebody", at="2026-03-01T08:00:00Z", kind=kind, record=RECORD, purpose="registration", values=values,
        based_on={name: [base.digest for base in bases] for name in values}, salt=bytes(16),
    )  # fmt: skip


def told(desk: MadeUpDesk) -> tuple[Value, tuple[str, ...]]:
    with desk.reading() as reader:
        [home] = reader.list("household")
        return home.values["group"], home.disputed


def test_what_was_replaced_before_it_came_changes_nothing_when_it_comes(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    first = change({"group": "一组"}, stream=COUNTY_STREAM)
    then = change({"group": "二组"}, first)
    desk.take([first, then])
    office.take([then])
    office.take([first])
    assert told(desk) == told(office) == ("二组", ())
    with desk.reading() as one, office.reading() as two:
        assert everything(one) == everything(two)


def test_a_base_that_is_already_here_is_not_awaited(desk: MadeUpDesk) -> None:
    first = change({"group": "一组"}, stream=COUNTY_STREAM)
    for each in (first, change({"group": "二组"}, first)):
        desk.take([each])
    with desk.reading() as reader:
        assert reader.history_here.rows("SELECT digest FROM awaited") == []
    assert told(desk) == ("二组", ())


def test_what_this_program_did_not_know_when_it_came_is_looked_for_by_the_next_one(desk: MadeUpDesk) -> None:
    def noted() -> list[str]:
        with desk.reading() as reader:
            found = reader.history_here.rows("SELECT kind FROM derived ORDER BY kind")
            return [kind for (kind,) in found if kind.startswith(UNKNOWN)]

    known = change({"group": "一组"})
    desk.take([known])
    assert noted() == []
    new_field = change({"group": "二组", "unheard_of": "x"}, known)
    desk.take([new_field])
    assert noted() == [f"{UNKNOWN}household"]
    desk.take([change({"name": "x"}, new_field, kind="unheard_of")])
    assert noted() == [f"{UNKNOWN}household", f"{UNKNOWN}unheard_of"]
    assert told(desk) == ("二组", ())
