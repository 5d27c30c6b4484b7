"""Notices of loans one after another: whoever subtracts one from another learns nothing of fewer than three."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, combinations
from random import Random
from typing import Any

import msgspec
import pytest

from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.notice_spec import InSeries, Printed
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.loan.dossier import LoanDossier
from fupin_desk.subjects.loan.notices import SUBSIDISED_MICRO_LOANS
from fupin_desk.subjects.loan.records import Loan, LoanEvent
from fupin_desk.subjects.loan.tables import FEWEST
from fupin_desk.subjects.village.records import Village
from tests.policy.shelf import Shelf
from tests.subjects.test_loan import a_loan, an_event, lent, registered

BANKS = ("union", "post", "farm")
START = date(2019, 1, 10)
Amounts = Counter[str]
"""By household, what a printed sum is made of."""


class Board:
    """A village's loans, and the notices of them that were signed."""

    def __init__(self, *loans: Loan) -> None:
        """Begin with some loans; every household agrees."""
        self.loans = {loan.id: loan for loan in loans}
        self.events: list[LoanEvent] = []
        self.consents: dict[str, Consent] = {}
        self.before: list[Printed] = []
        self.cells: list[list[tuple[Amounts, Amounts | None]]] = []
        """Of each table that was made anew, what each line's two sums are made of."""

    def shelf(self) -> Shelf:
        """Return the records as they stand."""
        for household in {loan.household for loan in self.loans.values() if loan.household} - self.consents.keys():
            self.consents[household] = registered(household)
        banks = [Entity(id=bank, kind="other", name=bank, uscc="x") for bank in BANKS]
        kinds: dict[str, Sequence[Any]] = {"loan": [*self.loans.values()], "loan_event": [*self.events]}
        return Shelf(**kinds, entity=banks, consent=[*self.consents.values()])

    def notice(self, on: date) -> Printed:
        """Draft and sign a notice."""
        graph = Graph(self.shelf())
        of = InSeries(Village(id="v", village="990101001001"), graph, tuple(self.before))
        lines = [dict(line.cells) for line in SUBSIDISED_MICRO_LOANS.lines(of, on)]
        then = Dossier(of.record, Graph(self.shelf()))
        printed = Printed(then, on, dict(SUBSIDISED_MICRO_LOANS.facts(of, on)), lines)
        self.before.append(printed)
        if lines and "stands" not in printed.said:
            self.cells.append([*self._made_of(graph, printed)])
        return printed

    def _made_of(self, graph: Graph, printed: Printed) -> Iterator[tuple[Amounts, Amounts | None]]:
        """Say what each line is made of, by what it prints alone: its bank, or all that have no line."""
        alone = {line["bank"] for line in printed.lines if "bank" in line}
        for line in printed.lines:
            lent_sum, owed = Counter[str](), Counter[str]()
            for loan in LoanDossier.all(graph, printed.on):
                of = loan.record
                own_line = of.bank == line["bank"] if "bank" in line else of.bank not in alone
                owes = loan.outstanding_fen(printed.on) or 0
                if own_line and of.signed_on and (of.signed_on.year == printed.on.year or owes):
                    lent_sum[of.household or "gone"] += of.principal_fen or 0
                    owed[of.household or "gone"] += owes
            assert int(line["principal_fen"]) == lent_sum.total()
            assert int(line.get("owed_fen", owed.total())) == owed.total()
            yield lent_sum, owed if "owed_fen" in line else None

    def told(self) -> int:
        """Return of how few households anything is that somebody works out by subtracting."""
        sums = [Counter[str]()]
        for table in self.cells:
            for some in chain.from_iterable(combinations(table, size) for size in range(1, len(table) + 1)):
                sums.append(_added(lent_sum for lent_sum, _owed in some))
                sums.append(_added(owed for _lent, owed in some if owed is not None))
        least = [
            sum(one[household] != other[household] for household in one.keys() | other.keys())
            for one, other in combinations(sums, 2)
        ]
        return min((count for count in least if count), default=FEWEST)


def _added(amounts: Any) -> Amounts:
    return sum(amounts, Counter[str]())


# ---- two notices


def test_a_fourth_household_is_not_the_difference_of_two_notices() -> None:
    board = Board(*lent("union", 3))
    first = board.notice(START)
    board.loans["new"] = a_loan(id="new", household="new", subsidised=True, signed_on=START, principal_fen=777)
    second = board.notice(START + timedelta(30))
    assert second.lines == first.lines
    assert (second.said["counted_on"], second.said["stands"]) == (START, "3")
    assert [sentence.key for sentence in SUBSIDISED_MICRO_LOANS.below(second.said, {})] == ["notice.loans_stand"]
    for name in ("b", "c"):
        board.loans[name] = a_loan(id=name, household=name, subsidised=True, signed_on=START, principal_fen=999)
    third = board.notice(START + timedelta(60))
    assert [(line["borrowers"], line["principal_fen"]) for line in third.lines] == [("6", str(3003 + 777 + 2 * 999))]
    assert "stands" not in third.said


def test_one_household_s_repayment_is_not_the_difference_of_two_notices() -> None:
    board = Board(*lent("union", 5))
    first = board.notice(START)
    for count, owed in ((1, None), (2, None), (3, 5010 - 300)):
        board.events.append(an_event("repaid", "2019-02-01", id=f"{count}", loan=f"union {count}", amount_fen=100))
        later = board.notice(START + timedelta(30 * count))
        assert later.lines[0]["principal_fen"] == first.lines[0]["principal_fen"]
        assert later.lines[0].get("owed_fen") == (None if owed is None else str(owed))


def test_a_bank_that_joins_the_others_is_not_told_by_what_they_were() -> None:
    board = Board(*lent("union", 4), *lent("post", 3), *lent("farm", 3))
    board.notice(START)
    board.loans["post 0"] = a_loan(**{**_as(board.loans["post 0"]), "principal_fen": 5_000})
    board.notice(START + timedelta(30))
    assert board.told() >= FEWEST


def _as(loan: Loan) -> dict[str, Any]:
    return {name: value for name, value in msgspec.structs.asdict(loan).items() if name != "village"}


def test_of_one_who_joins_while_others_pay_back_nothing_is_told() -> None:
    """Two who borrow and pay back between the first and the third notice would leave the one who joined."""
    board = Board(*lent("union", 4))
    board.notice(START)
    for name in ("a", "b", "c"):
        board.loans[name] = a_loan(id=name, household=name, subsidised=True, signed_on=date(2018, 12, 31))
    board.notice(START + timedelta(30))
    board.events += [an_event("repaid", "2019-03-01", id=f"p{n}", loan=n, amount_fen=3_000_000) for n in ("a", "b")]
    board.events.append(an_event("repaid", "2019-03-01", id="p", loan="union 0", amount_fen=1))
    board.notice(START + timedelta(60))
    assert board.told() >= FEWEST


def test_a_table_that_was_found_wrong_is_not_printed_again() -> None:
    board = Board(*lent("union", 4))
    board.notice(START)
    board.loans["union 0"] = a_loan(**{**_as(board.loans["union 0"]), "principal_fen": 5_000})
    assert "stands" in board.notice(START).said
    board.before = [notice._replace(wrong=at == 0) for at, notice in enumerate(board.before)]
    assert (board.notice(START).lines, "few" in board.before[-1].said) == ([], True)


def test_what_was_printed_counts_and_not_what_the_records_say_of_that_day_now() -> None:
    """A notice of which the records do not tell any more what it was made of: only three known to have changed do."""
    board = Board(*lent("union", 4))
    printed = board.notice(START)
    board.before = [printed._replace(lines=[{**printed.lines[0], "principal_fen": "1", "owed_fen": "1"}])]
    assert "stands" in board.notice(START + timedelta(30)).said
    for name in ("a", "b", "c"):
        board.loans[name] = a_loan(id=name, household=name, subsidised=True, signed_on=START)
    assert "stands" not in board.notice(START + timedelta(31)).said


def test_notices_that_told_of_one_household_before_do_not_silence_all_to_come() -> None:
    board = Board(*lent("union", 3))
    board.notice(START)
    board.loans["d"] = a_loan(id="d", household="d", subsidised=True, signed_on=START)
    old = Board(*board.loans.values()).notice(START + timedelta(1))
    board.before.append(old)
    assert board.notice(START + timedelta(2)).lines == old.lines
    board.loans["e"] = a_loan(id="e", household="e", subsidised=True, signed_on=START)
    assert board.notice(START + timedelta(3)).lines == old.lines
    for name in ("f", "g"):
        board.loans[name] = a_loan(id=name, household=name, subsidised=True, signed_on=START)
    assert board.notice(START + timedelta(4)).lines[0]["borrowers"] == "7"


def test_a_loan_written_down_for_another_household_is_one_household_s() -> None:
    """What was wrongly another's is the same amount: the sum beside it differs by what else changed alone."""
    board = Board(*lent("union", 5))
    board.notice(START)
    board.loans["union 0"] = a_loan(**{**_as(board.loans["union 0"]), "household": "other"})
    board.loans["d"] = a_loan(id="d", household="d", subsidised=True, signed_on=START)
    assert "stands" in board.notice(START + timedelta(1)).said


# ---- whatever happens


@pytest.mark.parametrize("seed", range(60))
def test_whatever_happens_no_two_printed_sums_differ_by_fewer_than_three_households(seed: int) -> None:
    chance, on = Random(seed), START
    board = Board(*lent("union", chance.randint(2, 5)), *lent("post", chance.randint(0, 4)))
    for _ in range(7):
        board.notice(on)
        for _ in range(chance.choice((0, 1, 1, 2, 4, 9))):
            _something_happens(board, chance, on)
        on += timedelta(chance.randint(1, 90))
    assert board.told() >= FEWEST


def test_most_notices_say_something_and_many_something_new() -> None:
    said: dict[str, int] = defaultdict(int)
    for seed in range(60):
        chance, on = Random(seed), START
        board = Board(*lent("union", 12), *lent("post", 8))
        for _ in range(5):
            printed = board.notice(on)
            said["table"] += bool(printed.lines)
            said["new"] += bool(printed.lines) and "stands" not in printed.said
            for _ in range(12):
                _something_happens(board, chance, on)
            on += timedelta(60)
    assert said["table"] == 300
    assert said["new"] > 150


def _something_happens(board: Board, chance: Random, on: date) -> None:
    households = sorted({loan.household or "" for loan in board.loans.values()})
    loan = board.loans[chance.choice(sorted(board.loans))]
    match chance.choice(("lent", "lent", "repaid", "repaid", "all", "corrected", "late")):
        case "lent" | "late" as what:
            household = chance.choice([*households, f"h{chance.random()}"])
            signed = on + timedelta(1) if what == "lent" else on - timedelta(chance.randint(1, 20))
            made = {"id": f"l{chance.random()}", "bank": chance.choice(BANKS), "household": household}
            amount = chance.randrange(1, 10**12)
            board.loans[made["id"]] = a_loan(**made, subsidised=True, signed_on=signed, principal_fen=amount)
        case "corrected":
            new = {**_as(loan), "principal_fen": chance.randrange(1, 10**12)}
            board.loans[loan.id] = a_loan(**new)
        case what:
            amount = 10**13 if what == "all" else chance.randrange(1, 10**9)
            paid = an_event("repaid", (on + timedelta(1)).isoformat(), loan=loan.id, amount_fen=amount)
            board.events.append(msgspec.structs.replace(paid, id=f"e{chance.random()}"))
