"""A graph follows paths along references, both ways, and asks for many records at once."""

from __future__ import annotations

import pytest

from fupin_desk.domain.traits import PathStep, Route, routes
from fupin_desk.policy.graph import Graph
from fupin_desk.subjects.contract.records import Contract, Party
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.household.records import Household, Member, Plot
from tests.policy.shelf import Shelf

HEAD = "<member.household?id=.head[:1] | <member.household?relation=head[:1] | <member.household[:1]"


def test_a_path_is_read_in_steps_alternatives_and_how_many_are_taken() -> None:
    assert routes("asset/name") == (Route((PathStep("asset"), PathStep("name"))),)
    assert routes("<party.contract/household") == (Route((PathStep("contract", "party"), PathStep("household"))),)
    assert routes("a | <b.c?d=.e[:2]") == (Route((PathStep("a"),)), Route((PathStep("c", "b", ("d", ".e")),), 2))


@pytest.mark.parametrize(
    "said", ["", "<", "<party", "party.contract", "a?b=c", "<a.b?c", "a[:2", "a]", "a//b", "a[:x]"]
)
def test_what_is_no_path_is_refused(said: str) -> None:
    with pytest.raises(ValueError):
        routes(said)


def test_a_head_is_who_is_named_else_who_is_written_so_else_the_first_member() -> None:
    def head(home: Household, *members: Member) -> list[str]:
        return [member.id for member in Graph(Shelf(home, *members), [home]).follow(home, HEAD)]

    one, two = Member(id="1", household="h"), Member(id="2", household="h")
    written, gone = Member(id="3", household="h", relation="head"), Member(id="0", household="h", voided="mistake")
    assert head(Household(id="h", head="2"), one, two, written) == ["2"]
    assert head(Household(id="h", head="x"), one, two, written) == ["3"]
    assert head(Household(id="h"), one, two, gone) == ["1"]
    assert head(Household(id="h"), Member(id="9", household="other")) == []
    assert head(Household(id="h", head="0"), gone) == []


def test_each_step_is_one_query_a_kind_however_many_records_are_asked_about() -> None:
    contracts = [Contract(id=f"c{each:02}") for each in range(30)]
    parties = [Party(id=f"p{each:02}", contract=f"c{each:02}", household=f"h{each % 3}") for each in range(30)]
    homes = [Household(id=f"h{each}", voided="mistake" if each else None) for each in range(3)]
    shelf = Shelf(*contracts, *parties, *homes)
    graph = Graph(shelf, contracts, voided=True)
    found = [[each.id for each in graph.follow(one, "<party.contract/household")] for one in contracts]
    assert shelf.asked == [("party", "contract"), ("household", "id")]
    assert found == [[f"h{each % 3}"] for each in range(30)]


def test_what_came_later_is_asked_for_with_what_came_beside_it() -> None:
    homes = [Household(id=f"h{each}") for each in range(6)]
    members = [Member(id=f"m{each}", household=f"h{each}") for each in range(6)]
    shelf = Shelf(*homes, *members)
    graph = Graph(shelf, homes[:2])
    assert [len(graph.follow(home, "<member.household")) for home in homes[:2]] == [1, 1]
    assert len(graph.all(Household)) == 6
    assert [len(graph.follow(home, "<member.household")) for home in homes] == [1] * 6
    assert shelf.asked == [("member", "household")] * 2


def test_of_a_kind_that_is_here_as_a_whole_nothing_more_is_asked() -> None:
    leases = [Contract(id="a", plots=["1", "2"]), Contract(id="b", plots=["2"], lease="a"), Contract(id="c", lease="x")]
    shelf = Shelf(*leases)
    graph = Graph(shelf)
    assert [each.id for each in graph.all(Contract)] == ["a", "b", "c"]
    assert [each.id for each in graph.matching(leases[1], "plots", "contract", "plots")] == ["a", "b"]
    assert [each.id for each in graph.matching(leases[1], "lease", "contract", "id")] == ["a"]
    assert graph.matching(leases[2], "lease", "contract", "id") == []
    assert shelf.asked == []


def test_voided_records_are_followed_only_where_they_were_asked_for() -> None:
    party = Party(id="p", contract="c", entity="e")
    shelf = Shelf(party, Entity(id="e", voided="mistake"))
    for voided in (False, True):
        assert len(Graph(shelf, [party], voided).follow(party, "entity")) == voided


def test_a_step_back_finds_who_names_several() -> None:
    plots = [Plot(id="1"), Plot(id="2"), Plot(id="3")]
    leases = [Contract(id="a", plots=["1", "2"]), Contract(id="b", plots=["2"])]
    graph = Graph(Shelf(*plots, *leases), plots)
    assert [[each.id for each in graph.follow(plot, "<contract.plots")] for plot in plots] == [["a"], ["a", "b"], []]


def test_of_several_that_are_named_each_comes_in_its_turn() -> None:
    lease = Contract(id="c", plots=["2", "1", "9"])
    graph = Graph(Shelf(Plot(id="1"), Plot(id="2")), [lease])
    assert [each.id for each in graph.follow(lease, "plots")] == ["2", "1"]
    assert graph.follow(lease, "number") == []


def test_what_is_made_for_many_is_made_once() -> None:
    made: list[int] = []
    graph = Graph(Shelf())
    for _ in range(3):
        assert graph.once("key", lambda: made.append(1)) is None
    assert made == [1]
