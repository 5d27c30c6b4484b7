"""A graph follows paths along references, both ways, over what was loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from fupin_desk.domain.record import Record, kind_name
from fupin_desk.domain.records.contract import Contract, Party
from fupin_desk.domain.records.entity import Entity
from fupin_desk.domain.records.household import Household, Member, Plot
from fupin_desk.domain.traits import Route, Step, routes
from fupin_desk.policy.graph import Graph, NotLoadedError

HEAD = "<member.household?id=.head[:1] | <member.household?relation=head[:1] | <member.household[:1]"


class Shelf:
    """Records in memory that count how often they are asked for."""

    def __init__(self, *records: Record) -> None:
        self.kept = records
        self.asked: list[tuple[str, str]] = []

    def records(self, kind: str, where: Mapping[str, Any] | None = None, voided: bool = False) -> list[Any]:
        ((field, wanted),) = (where or {}).items()
        self.asked.append((kind, field))
        return [
            each
            for each in sorted(self.kept, key=lambda one: one.id)
            if kind_name(type(each)) == kind
            and (voided or each.voided is None)
            and {*_listed(getattr(each, field))} & set(wanted)
        ]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_a_path_is_read_in_steps_alternatives_and_how_many_are_taken() -> None:
    assert routes("asset/name") == (Route((Step("asset"), Step("name"))),)
    assert routes("<party.contract/household") == (Route((Step("contract", "party"), Step("household"))),)
    assert routes("a | <b.c?d=.e[:2]") == (Route((Step("a"),)), Route((Step("c", "b", ("d", ".e")),), 2))


@pytest.mark.parametrize(
    "said", ["", "<", "<party", "party.contract", "a?b=c", "<a.b?c", "a[:2", "a]", "a//b", "a[:x]"]
)
def test_what_is_no_path_is_refused(said: str) -> None:
    with pytest.raises(ValueError):
        routes(said)


def test_a_head_is_who_is_named_else_who_is_written_so_else_the_first_member() -> None:
    def head(home: Household, *members: Member) -> list[str]:
        graph = Graph()
        graph.load(Shelf(home, *members), [home], HEAD)
        return [member.id for member in graph.follow(home, HEAD)]

    one, two = Member(id="1", household="h"), Member(id="2", household="h")
    written, gone = Member(id="3", household="h", relation="head"), Member(id="0", household="h", voided="mistake")
    assert head(Household(id="h", head="2"), one, two, written) == ["2"]
    assert head(Household(id="h", head="x"), one, two, written) == ["3"]
    assert head(Household(id="h"), one, two, gone) == ["1"]
    assert head(Household(id="h"), Member(id="9", household="other")) == []
    assert head(Household(id="h", head="0"), gone) == []


def test_each_step_is_one_query_a_kind_however_many_records_are_asked_about() -> None:
    contracts = [Contract(id=f"c{each}") for each in range(30)]
    parties = [Party(id=f"p{each}", contract=f"c{each}", household=f"h{each % 3}") for each in range(30)]
    homes = [Household(id=f"h{each}", voided="mistake" if each else None) for each in range(3)]
    shelf, graph = Shelf(*contracts, *parties, *homes), Graph()
    for _ in range(2):
        graph.load(shelf, contracts, "<party.contract/household", voided=True)
    assert shelf.asked == [("party", "contract"), ("household", "id")]
    assert [each.id for each in graph.follow(contracts[4], "<party.contract/household")] == ["h1"]


def test_voided_records_are_followed_only_where_they_were_asked_for() -> None:
    party = Party(id="p", contract="c", entity="e")
    shelf = Shelf(party, Entity(id="e", voided="mistake"))
    for voided in (False, True):
        graph = Graph()
        graph.load(shelf, [party], "entity", voided)
        assert len(graph.follow(party, "entity")) == voided


def test_a_step_back_finds_who_names_several() -> None:
    plots = [Plot(id="1"), Plot(id="2"), Plot(id="3")]
    leases = [Contract(id="a", plots=["1", "2"]), Contract(id="b", plots=["2"])]
    graph = Graph()
    graph.load(Shelf(*plots, *leases), plots, "<contract.plots")
    assert [[each.id for each in graph.follow(plot, "<contract.plots")] for plot in plots] == [["a"], ["a", "b"], []]


def test_what_nobody_loaded_is_an_error_never_nothing() -> None:
    home, party = Household(id="h"), Party(id="p", household="h")
    graph = Graph()
    for record, path in ((home, "<party.household"), (party, "household")):
        with pytest.raises(NotLoadedError):
            graph.follow(record, path)
    graph.load(Shelf(home), [party], "household")
    assert graph.follow(party, "household") == [home]
    assert graph.follow(party, "role") == []
