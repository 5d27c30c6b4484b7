"""Loans: what is owed of one on a day, how long it runs, and what is told of many together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fupin_desk.domain.withholding import NobodysIf
from fupin_desk.kinds.erasure import may_hang
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.return_spec import Party, Period, work_out
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.loan.dossier import LoanDossier
from fupin_desk.subjects.loan.notices import SUBSIDISED_MICRO_LOANS
from fupin_desk.subjects.loan.records import Loan, LoanEvent
from fupin_desk.subjects.loan.returns import LOANS
from fupin_desk.subjects.loan.tables import FEWEST
from fupin_desk.subjects.village.records import Village
from tests.policy.shelf import Shelf

AFTER_ERASURE = {"loan": ("asked", "account"), "loan_event": ("along", "account")}
"""What becomes of them when somebody's data are erased: the account stays, nobody by name."""
NOBODYS, FOLLOWS = {("loan", NobodysIf("entity"))}, {("loan_event", "loan")}
LEADS = {("loan", "household"), ("loan_event", "loan"), ("loan_event", "renews")}
"""Whose they are, and so what leaves the laptop."""
VILLAGE = "990101001001"
ON = date(2019, 6, 30)


def day(text: str) -> date:
    return date.fromisoformat(text)


def a_loan(**said: Any) -> Loan:
    lent = {"kind": "micro", "household": "home", "bank": "union", "principal_fen": 3_000_000, "months": 12}
    return Loan(**{"id": "loan", "village": VILLAGE, "signed_on": day("2018-12-31"), **lent, **said})


def an_event(kind: str, on: str, **said: Any) -> LoanEvent:
    return LoanEvent(**{"id": f"{on} {kind}", "loan": "loan", "kind": kind, "on": day(on), **said})


def dossier(loan: Loan, *events: LoanEvent, others: tuple[Loan, ...] = ()) -> LoanDossier:
    return LoanDossier(loan, Graph(Shelf(loan=[loan, *others], loan_event=list(events))))


def owed(loan: LoanDossier, on: str) -> int | None:
    return loan.outstanding_fen(day(on))


# ---- what is owed


def test_of_a_loan_is_owed_what_was_lent_from_its_day_less_what_was_paid_back_by_the_end_of_each() -> None:
    loan = dossier(
        a_loan(drawn_on=day("2019-01-05")),
        an_event("repaid", "2019-02-01", amount_fen=1_000_000),
        an_event("interest_paid", "2019-02-01", amount_fen=11_000),
        an_event("compensated", "2019-03-01", amount_fen=500_000),
        an_event("repaid", "2019-04-01", amount_fen=9_000_000),
    )
    days = ("2019-01-04", "2019-01-05", "2019-01-31", "2019-02-01", "2019-03-01", "2019-04-01")
    assert [owed(loan, on) for on in days] == [0, 3_000_000, 3_000_000, 2_000_000, 1_500_000, 0]


def test_a_renewal_of_its_own_contract_says_anew_what_is_owed_whatever_was_paid_that_day() -> None:
    paid = an_event("repaid", "2019-12-31", amount_fen=3_000_000)
    loan = dossier(a_loan(), paid, an_event("renewed", "2019-12-31", amount_fen=2_000_000, months=24))
    assert [owed(loan, on) for on in ("2019-12-30", "2019-12-31")] == [3_000_000, 2_000_000]
    term = loan.term(day("2019-12-31"))
    assert term is not None
    assert (term.since, term.months, term.ends_on) == (day("2019-12-31"), 24, day("2021-12-31"))


def test_from_the_day_on_which_another_loan_renews_it_nothing_is_owed_of_it() -> None:
    newer = a_loan(id="newer", signed_on=day("2019-12-31"))
    renewal = an_event("renewed", "2019-12-31", loan="newer", renews="loan")
    assert [owed(dossier(a_loan(), renewal, others=(newer,)), on) for on in ("2019-12-30", "2019-12-31")] == [
        3_000_000,
        0,
    ]
    assert owed(dossier(a_loan(), renewal), "2019-12-31") == 3_000_000, "the loan that renewed it is not here"


def renewals(*pairs: tuple[str, str], on: str = "2019-12-31") -> list[LoanEvent]:
    """Return, for each pair, that the first loan stands in the place of the second."""
    return [an_event("renewed", on, id=f"{newer}>{older}", loan=newer, renews=older) for newer, older in pairs]


def each_owed(loans: list[Loan], events: list[LoanEvent], on: str = "2019-12-31") -> dict[str, int | None]:
    graph = Graph(Shelf(loan=loans, loan_event=events))
    return {loan.id: owed(LoanDossier(loan, graph), on) for loan in loans}


@pytest.mark.parametrize(
    "newer",
    [
        {"household": "other"},
        {"household": None},
        {"household": None, "entity": "farm", "kind": "project"},
        {"signed_on": day("2018-12-30")},
        {"signed_on": None},
    ],
)
def test_no_loan_takes_the_place_of_another_borrower_s_or_of_one_that_came_after_it(newer: dict[str, Any]) -> None:
    loans = [a_loan(), a_loan(**{"id": "newer", "signed_on": day("2019-12-31"), "principal_fen": 1, **newer})]
    assert each_owed(loans, renewals(("newer", "loan"))) == {"loan": 3_000_000, "newer": 1}


def test_no_renewal_is_believed_that_was_before_the_loan_it_renews() -> None:
    loans = [a_loan(), a_loan(id="newer", principal_fen=1)]
    assert each_owed(loans, renewals(("newer", "loan"), on="2018-12-30")) == {"loan": 3_000_000, "newer": 1}
    assert each_owed(loans, renewals(("newer", "loan"), on="2018-12-31")) == {"loan": 0, "newer": 1}


def test_a_renewal_binds_from_the_newer_loan_s_own_day() -> None:
    loans = [a_loan(), a_loan(id="newer", signed_on=day("2019-12-31"), drawn_on=day("2020-01-05"))]
    said = renewals(("newer", "loan"))
    assert each_owed(loans, said, "2020-01-04") == {"loan": 3_000_000, "newer": 0}
    assert each_owed(loans, said, "2020-01-05") == {"loan": 0, "newer": 3_000_000}


def test_of_loans_that_renew_each_other_in_a_circle_the_newest_is_owed() -> None:
    loans = [a_loan(id=each) for each in "abc"]
    assert each_owed(loans, renewals(("b", "a"), ("c", "b"), ("a", "c"))) == {"a": 0, "b": 0, "c": 3_000_000}
    assert each_owed(loans, renewals(("a", "b"), ("b", "a"))) == {"a": 0, "b": 3_000_000, "c": 3_000_000}
    later = [a_loan(id="a"), a_loan(id="b", signed_on=day("2019-01-31"))]
    assert each_owed(later, renewals(("b", "a"), ("a", "b"))) == {"a": 0, "b": 3_000_000}
    line = renewals(("b", "c"), ("a", "b"))
    assert each_owed(loans, line) == {"a": 3_000_000, "b": 0, "c": 0}, "no circle, whatever was written down first"


def test_whoever_s_two_loans_were_one_stands_in_the_other_s_place_after_an_erasure_as_before() -> None:
    loans = [a_loan(household=None), a_loan(id="newer", household=None, signed_on=day("2019-12-31"))]
    assert each_owed(loans, renewals(("newer", "loan"))) == {"loan": 0, "newer": 3_000_000}


def test_a_renewal_of_another_loan_ends_no_default_of_its_own() -> None:
    late = an_event("overdue", "2019-03-01", amount_fen=900_000)
    other = an_event("renewed", "2019-04-01", renews="elsewhere")
    assert dossier(a_loan(), late, other).overdue_fen(day("2019-05-01")) == 900_000


def test_how_much_is_owed_is_not_known_where_nobody_wrote_down_how_much_was_lent() -> None:
    assert owed(dossier(a_loan(principal_fen=None)), "2019-06-30") is None
    assert dossier(a_loan(principal_fen=None)).in_force(ON)
    assert owed(dossier(a_loan(principal_fen=None), an_event("renewed", "2019-01-31", amount_fen=7)), "2019-02-01") == 7


# ---- how long it runs


@pytest.mark.parametrize(
    ("signed", "months", "ends"),
    [("2018-12-31", 2, "2019-02-28"), ("2018-08-31", 18, "2020-02-29"), ("2018-12-15", 12, "2019-12-15")],
)
def test_a_term_ends_on_the_same_day_of_its_last_month_or_on_the_last_of_a_shorter_one(
    signed: str, months: int, ends: str
) -> None:
    term = dossier(a_loan(signed_on=day(signed), months=months)).term(ON)
    assert term is not None
    assert term.ends_on == day(ends)


def test_an_extension_adds_its_months_from_the_day_it_was_agreed_and_counts_from_the_beginning() -> None:
    loan = dossier(a_loan(months=2), an_event("extended", "2019-02-20", months=1, rate_ppm=47_500))
    before, after = loan.term(day("2019-02-19")), loan.term(day("2019-02-20"))
    assert before is not None
    assert after is not None
    assert (before.ends_on, after.ends_on) == (day("2019-02-28"), day("2019-03-31"))
    assert (loan.rate_ppm(day("2019-02-19")), loan.rate_ppm(day("2019-02-20"))) == (None, 47_500)


def test_overdue_is_what_defaulted_and_after_the_term_all_that_is_owed() -> None:
    default, paid = (
        an_event("overdue", "2019-03-01", amount_fen=900_000),
        an_event("repaid", "2019-04-01", amount_fen=500_000),
    )
    loan = dossier(a_loan(), default, paid)
    days = ("2019-02-28", "2019-03-01", "2019-04-01", "2019-12-31", "2020-01-01")
    assert [loan.overdue_fen(day(on)) for on in days] == [0, 900_000, 400_000, 400_000, 2_500_000]
    extended = dossier(a_loan(), default, an_event("extended", "2019-03-05", months=6))
    assert [extended.overdue_fen(day(on)) for on in ("2019-03-04", "2019-03-05", "2020-01-01")] == [900_000, 0, 0]


def test_only_what_agrees_a_rate_anew_changes_it() -> None:
    paid = an_event("repaid", "2019-02-01", amount_fen=1, rate_ppm=10_000)
    elsewhere = an_event("renewed", "2019-03-01", renews="other", rate_ppm=900_000)
    loan = dossier(a_loan(rate_ppm=47_500), an_event("repriced", "2019-02-01", rate_ppm=90_000), paid, elsewhere)
    assert [loan.rate_ppm(day(on)) for on in ("2019-01-31", "2019-02-01", "2019-03-01")] == [47_500, 90_000, 90_000]


def test_it_binds_from_its_signing_until_all_is_paid_back() -> None:
    loan = dossier(a_loan(drawn_on=day("2019-01-05")), an_event("repaid", "2019-05-01", amount_fen=3_000_000))
    days = ("2018-12-30", "2018-12-31", "2019-04-30", "2019-05-01")
    assert [loan.in_force(day(on)) for on in days] == [False, True, True, False]
    assert dossier(a_loan(signed_on=None)).undated(ON)


def test_what_became_of_a_loan_hangs_on_whom_it_was_lent_to() -> None:
    assert may_hang("loan", "household")
    assert may_hang("loan_event", "household")


# ---- the notice


def registered(household: str, **values: Any) -> Consent:
    given = {"to": "register", "asked_by": "工作队", "how": "signed", "on": day("2018-01-01")}
    return Consent(**{"id": f"of {household}", "household": household, **given, **values})


def noticed(
    *loans: Loan, on: date = ON, events: tuple[LoanEvent, ...] = (), consents: list[Consent] | None = None
) -> tuple[list[dict[str, str]], dict[str, Any]]:
    banks = [Entity(id=each, kind="other", name=each, uscc="x") for each in ("union", "post", "farm")]
    if consents is None:
        consents = [registered(household) for household in {loan.household for loan in loans} if household]
    shelf = Shelf(loan=list(loans), loan_event=list(events), entity=banks, consent=consents)
    village = Dossier(Village(id="v", village=VILLAGE), Graph(shelf))
    lines = sorted(SUBSIDISED_MICRO_LOANS.lines(village, on), key=lambda line: SUBSIDISED_MICRO_LOANS.order(line.cells))
    assert all(line.about is None and not line.households for line in lines)
    return [dict(line.cells) for line in lines], dict(SUBSIDISED_MICRO_LOANS.facts(village, on))


def lent(bank: str, count: int, **said: Any) -> list[Loan]:
    return [
        a_loan(id=f"{bank} {at}", bank=bank, household=f"{bank} {at}", principal_fen=1000 + at, subsidised=True, **said)
        for at in range(count)
    ]


def test_each_bank_stands_with_how_many_households_and_how_much_together() -> None:
    lines, said = noticed(*lent("union", 4), *lent("post", 3), a_loan(id="again", bank="post", subsidised=True))
    assert [(line["bank"], line["loans"], line["borrowers"], line["principal_fen"]) for line in lines] == [
        ("post", "4", "4", "3003003"),
        ("union", "4", "4", "4006"),
    ]
    assert said == {"counted_on": ON, "apart": "post union"}


def test_a_household_with_two_loans_is_one_household() -> None:
    lines, _said = noticed(*lent("union", 3), a_loan(id="more", bank="union", household="union 0", subsidised=True))
    assert [(line["loans"], line["borrowers"]) for line in lines] == [("4", "3")]


def test_banks_with_few_households_stand_together() -> None:
    lines, _said = noticed(*lent("union", 5), *lent("post", 2), *lent("farm", 1))
    assert [(line.get("bank"), line.get("bank_kind"), line["borrowers"]) for line in lines] == [
        ("union", None, "5"),
        (None, "other", "3"),
    ]


def test_what_few_owe_is_never_what_is_left_of_a_total() -> None:
    """One household at another bank: the least of the banks joins it, or its loan would be the difference."""
    lines, _said = noticed(*lent("union", 5), *lent("post", 4), *lent("farm", 1))
    assert [(line.get("bank"), line["borrowers"]) for line in lines] == [("union", "5"), (None, "5")]
    alone, _said = noticed(*lent("union", 3), *lent("farm", 1))
    assert [(line.get("bank"), line["borrowers"]) for line in alone] == [(None, "4")]


@pytest.mark.parametrize("count", range(FEWEST + 1))
def test_of_few_in_all_no_amount_is_published_and_the_notice_says_why(count: int) -> None:
    lines, said = noticed(*lent("union", count))
    assert len(lines) == (count >= FEWEST)
    assert ("few" in said) == (0 < count < FEWEST)
    assert len(list(SUBSIDISED_MICRO_LOANS.below(said, {}))) == ("few" in said)


def test_only_subsidised_micro_loans_of_households_stand_there_while_owed_or_in_the_year_they_were_lent() -> None:
    no = [
        a_loan(id="a", subsidised=False),
        a_loan(id="b", subsidised=True, kind="project"),
        a_loan(id="c", subsidised=True, signed_on=day("2019-07-01")),
        a_loan(id="d", subsidised=True, household=None, entity="farm"),
        a_loan(id="e", subsidised=True, principal_fen=0),
    ]
    lines, _said = noticed(*lent("union", 3), *no)
    assert [line["loans"] for line in lines] == ["3"]
    lines, _said = noticed(*lent("union", 3), a_loan(id="e", subsidised=True, principal_fen=0), on=day("2018-12-31"))
    assert [line["loans"] for line in lines] == ["4"]


def test_no_part_of_a_loan_stands_there_whose_household_does_not_agree_to_being_registered() -> None:
    """Its line and its total go to the county: beside the loans it knows they would tell the one it must not."""
    loans = lent("union", 5)
    consents = [registered(f"union {at}") for at in range(3)]
    consents.append(registered("union 3", withdrawn_on=day("2019-01-01")))
    lines, _said = noticed(*loans, consents=consents)
    assert [(line["loans"], line["borrowers"], line["principal_fen"]) for line in lines] == [("3", "3", "3003")]
    lines, said = noticed(*loans, consents=consents[:2])
    assert (lines, "few" in said) == ([], True)
    assert noticed(*loans, consents=[]) == ([], {"counted_on": ON})


def test_each_sum_is_of_as_many_households_as_are_told_apart_by_none() -> None:
    """One still owes: that sum is not said. One has paid back: what is lent less what is owed would be that."""
    loans = lent("union", 3, signed_on=day("2019-01-31"))
    paid = [
        an_event("repaid", "2019-02-01", id=f"paid {at}", loan=loan.id, amount_fen=loan.principal_fen)
        for at, loan in enumerate(loans)
    ]
    for count, owed in ((0, ["3003"]), (1, [None]), (2, [None]), (3, ["0"])):
        lines, said = noticed(*loans, events=tuple(paid[:count]))
        assert [line.get("owed_fen") for line in lines] == owed
        assert [line["principal_fen"] for line in lines] == ["3003"]
        assert ("unsaid" in said) == (owed == [None])
        assert len(list(SUBSIDISED_MICRO_LOANS.below(said, {}))) == ("unsaid" in said)
    assert noticed(*loans[:2], a_loan(id="none", bank="union", principal_fen=None, subsidised=True))[0] == []


def test_what_erasures_left_nobodys_is_not_counted() -> None:
    gone = [a_loan(id=f"gone {at}", bank="union", household=None, subsidised=True) for at in range(3)]
    assert noticed(*gone)[0] == []
    assert noticed(*gone, *lent("union", 2))[0] == []
    assert [line["borrowers"] for line in noticed(*gone, *lent("union", 3))[0]] == ["3"]


# ---- the return


def test_a_return_of_loans_says_what_an_independent_count_does() -> None:
    loans = [
        *lent("union", 3),
        a_loan(id="old", signed_on=day("2017-01-31"), household="union 0", kind="project"),
        a_loan(id="paid", signed_on=day("2017-01-31"), household="union 1"),
        a_loan(id="firm", household=None, entity="farm", kind="entity", principal_fen=9_000_000),
        a_loan(id="stranger", household="stranger"),
        a_loan(id="later", household="union 2", signed_on=day("2019-12-01")),
    ]
    events = [an_event("repaid", "2018-01-31", loan="paid", amount_fen=3_000_000)]
    events.append(an_event("repaid", "2019-01-31", loan="old", amount_fen=1_000_000))
    banks = [
        Entity(id="union", kind="other", name="联社", uscc="x"),
        Entity(id="farm", kind="family_farm", name="某农场"),
    ]
    graph = Graph(Shelf(loan=loans, loan_event=events, entity=banks))
    period = Period(day("2018-12-01"), ON, ON)
    made = work_out(LOANS, graph, period, {"union 0", "union 1", "union 2"})
    bank = Party("联社")
    assert made.rows == (
        (VILLAGE, bank, "entity", 1, 1, 9_000_000, 9_000_000, 0),
        (VILLAGE, bank, "micro", 3, 3, 3_003, 3_003, 0),
        (VILLAGE, bank, "project", 1, 0, 0, 2_000_000, 2_000_000),
    )
    assert made.totals[3:] == (5, 4, 9_003_003, 11_003_003, 2_000_000)
    assert made.left_out == 1
