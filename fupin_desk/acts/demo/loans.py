"""Made-up loans of a village, what became of them, and one thing wrong with each of a few (``WRONG``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fupin_desk.store import Work

EVERY = 3
"""Of the registered households every third has a loan."""
ROUND = 12
"""Loans after which it begins anew, with what is wrong among them."""
ELSEWHERE = (4, 10)
"""Places in a round of those that the smaller bank lent."""
BANKS = {
    "union": ("示例县农村信用合作联社", "ئۈلگە ناھىيەلىك يېزا ئامانەت-قەرز كوپىراتىپى"),
    "post": ("示例县邮政储蓄银行支行", "ئۈلگە ناھىيەلىك پوچتا ئامانەت بانكىسى شۆبىسى"),
}

WRONG: Mapping[int, tuple[str, Mapping[str, Any]]] = {
    1: ("benchmark-rate", {"rate_ppm": 52_200}),
    2: ("no-collateral", {"security": "guarantee"}),
    3: ("micro-loan-limit", {"principal_fen": 6_000_000}),
    5: ("micro-loan-term", {"months": 48}),
    6: ("micro-loan-purpose", {"used_for": "building"}),
    7: ("own-use", {"used_by": "entity"}),
    8: ("extension-reason", {"signed_on": "2017-11-20", "months": 12, "rate_ppm": 43_500}),
    9: ("loan-term", {"kind": "project", "months": 96, "rate_ppm": 49_000}),
    11: ("voluntary", {}),
}
"""By place in a round: the rule that speaks of that loan, and what it says otherwise than the others."""


def lend(
    work: Work, households: Sequence[str], turn: int, uscc: Callable[[], str], agree: Callable[..., None], user: str
) -> None:
    """Write loans to every third of the households. ``user``: the entity that uses what another borrowed."""
    banks = {key: _bank(work, names, uscc()) for key, names in BANKS.items()}
    for place, household in enumerate(households[::EVERY]):
        at = place % ROUND
        rule, wrong = WRONG.get(at, ("", {}))
        values: dict[str, Any] = {
            "kind": "micro",
            "contract_number": f"DK{turn:02d}{place + 1:04d}",
            "household": household,
            "bank": banks["post" if at in ELSEWHERE else "union"],
            "signed_on": "2018-11-12",
            "principal_fen": 2_000_000 + 500_000 * (place % 5),
            "rate_ppm": 47_500,
            "months": 24,
            "security": "none",
            "used_for": "production",
            "used_by": "borrower",
            "subsidised": wrong.get("kind") is None,
            "risk_fund": True,
            **wrong,
            **({"used_by_entity": user} if rule == "own-use" else {}),
        }
        loan = work.save("loan", None, values).id
        _events(work, loan, rule)
        if rule != "voluntary":
            agree(work, household, "loan", about=loan)


def _bank(work: Work, names: tuple[str, str], uscc: str) -> str:
    called = {"kind": "other", "kind_reason": "银行", "name": names[0], "name_ug": names[1], "uscc": uscc}
    more = {"founded_on": "2006-01-01", "industries": ["rural_services"], "legal_person": "示例行长"}
    return work.save("entity", None, {**called, **more}).id


def _events(work: Work, loan: str, rule: str) -> None:
    """Write down what was paid back, and of the one that was extended that it was, for a reason nobody wrote down."""
    if rule == "extension-reason":
        longer = {"kind": "extended", "on": "2018-11-20", "months": 6, "rate_ppm": 47_500}
        work.save("loan_event", None, {"loan": loan, **longer})
    elif not rule:
        for kind, amount in (("interest_paid", 7_900), ("repaid", 200_000)):
            work.save("loan_event", None, {"loan": loan, "kind": kind, "on": "2018-12-01", "amount_fen": amount})
